"""What dossiers refuse, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NotInForce(Refusal):
    """No version of the procedure is in force on that day."""

    code = "DOS-E02"
    words = Words(
        "Thủ tục %(code)s không có phiên bản nào đang hiệu lực ngày %(day)s. Chọn thủ tục khác trong danh mục.",
        "No version of procedure %(code)s is in force on %(day)s. Choose another in the catalogue.",
    )


class MissingPapers(Refusal):
    """Papers that the procedure requires were not attached."""

    code = "DOS-E03"
    words = Words("Thiếu giấy tờ bắt buộc: %(papers)s. Đính kèm rồi nộp lại.",
                  "Papers that are required are missing: %(papers)s. Attach them and lodge again.")  # fmt: skip


class UnknownPaper(Refusal):
    """A file is said to be a paper that the procedure does not know."""

    code = "DOS-E04"
    words = Words("Thủ tục không có giấy tờ %(paper)s. Chọn một giấy tờ trong thành phần hồ sơ.",
                  "The procedure knows no paper %(paper)s. Choose one of its papers.")  # fmt: skip


class FaultyAnswers(Refusal):
    """The form is not filled in as its definition says; `faults` has each field's."""

    code = "DOS-E05"
    words = Words("Đơn điện tử còn %(count)s lỗi: %(first)s", "The form has %(count)s faults: %(first)s")

    def __init__(self, faults: tuple[object, ...] = (), **facts: object) -> None:
        self.faults = faults
        super().__init__(**facts)


class OtherContent(Refusal):
    """The key of a sending comes again with other contents."""

    code = "DOS-E06"
    words = Words("Khóa “%(key)s” đã dùng cho hồ sơ %(number)s với nội dung khác. Dùng khóa mới.",
                  "The key “%(key)s” was used for dossier %(number)s with other contents. Use a new key.")  # fmt: skip


class AskedBefore(Refusal):
    """A supplement may be asked for once."""

    code = "DOS-E07"
    words = Words(
        "Hồ sơ %(number)s đã được yêu cầu bổ sung một lần. Chỉ được yêu cầu một lần, bằng một văn bản.",
        "A supplement of dossier %(number)s was asked for before. It is asked for once, in one letter.",
    )


class ApologisedBefore(Refusal):
    """An apology with a new date is given once."""

    code = "DOS-E08"
    words = Words("Hồ sơ %(number)s đã xin lỗi và hẹn lại một lần; không được hẹn lại lần nữa.",
                  "Dossier %(number)s was apologised for once; no second new date is given.")  # fmt: skip


class NotInTheFuture(Refusal):
    """A new date must be a working day to come."""

    code = "DOS-E09"
    words = Words("Ngày hẹn lại %(day)s phải là ngày làm việc sau hôm nay.",
                  "The new date %(day)s must be a working day after today.")  # fmt: skip


class NeedsWords(Refusal):
    """The act needs a reason, or points, in words."""

    code = "DOS-E10"
    words = Words("Ghi rõ %(what)s.", "Say %(what)s.")

    def in_language(self, language: str) -> str:
        """The sentence, with what is needed in the same language."""
        what = self.facts["what"]
        return (
            self.words.in_language(language) % {"what": what.in_language(language)} if isinstance(what, Words) else ""
        )


class TooManyLetters(Refusal):
    """A note or a number is longer than an act holds."""

    code = "DOS-E22"
    words = Words("Nội dung ghi dài quá %(most)s ký tự. Rút gọn rồi ghi lại; chưa có gì được lưu.",
                  "What was written has more than %(most)s letters. Shorten it; nothing was saved.")  # fmt: skip


class UnknownStep(Refusal):
    """The procedure has no such step."""

    code = "DOS-E11"
    words = Words("Quy trình của hồ sơ không có bước %(step)s.", "The dossier's procedure has no step %(step)s.")


class NotOfTheOffice(Refusal):
    """Whom a dossier is handed to works at its office on that day."""

    code = "DOS-E21"
    words = Words(
        "Người được chuyển hồ sơ %(number)s không giữ chức vụ tại đơn vị hôm nay. Chọn người khác của đơn vị.",
        "Whom dossier %(number)s is handed to holds no post at the office today. Choose another of the office.",
    )


class HeldByAnother(Refusal):
    """Another officer has the dossier in hand."""

    code = "DOS-E12"
    words = Words(
        "Hồ sơ %(number)s đang do công chức khác xử lý. Đề nghị người đó hoặc lãnh đạo chuyển bước.",
        "Another officer has dossier %(number)s in hand. Ask for it to be handed over.",
    )


class OwnSide(Refusal):
    """Nobody decides on a dossier of an enterprise that they act for."""

    code = "DOS-E13"
    words = Words("Công chức có liên quan đến người nộp hồ sơ %(number)s không được xử lý hồ sơ này.",
                  "Who is connected with the applicant of dossier %(number)s does not work on it.")  # fmt: skip


class BringOriginals(Refusal):
    """Originals have to be seen before the result is returned."""

    code = "DOS-E14"
    words = Words("Hồ sơ %(number)s phải đối chiếu bản chính trước khi trả kết quả.",
                  "Originals of dossier %(number)s must be seen before its result is returned.")  # fmt: skip


class ChangedSince(Refusal):
    """The dossier is no longer as its page showed it."""

    code = "DOS-E15"
    words = Words("Hồ sơ %(number)s đã thay đổi sau khi trang được mở. Xem lại rồi thực hiện.",
                  "Dossier %(number)s changed after its page was opened. Look again.")  # fmt: skip


class DayFull(Refusal):
    """More than 9,999 dossiers of an office on one day."""

    code = "DOS-E16"
    words = Words(
        "Số hồ sơ của %(office)s trong ngày đã hết (9999). Nộp vào ngày làm việc tiếp theo.",
        "The numbers of %(office)s for the day are used up (9999). Lodge on the next working day.",
    )


class BadRating(Refusal):
    """A rating is 1 to 4, once."""

    code = "DOS-E17"
    words = Words("Mức đánh giá phải từ 1 đến 4 và chỉ đánh giá một lần.", "A rating is 1 to 4, given once.")


class BadFee(Refusal):
    """A fee is a sum above nothing."""

    code = "DOS-E18"
    words = Words("Số tiền phí, lệ phí phải lớn hơn 0 và không quá %(most)s đồng.",
                  "A fee is more than nothing and at most %(most)s dong.")  # fmt: skip


class UnknownDossierOffice(Refusal):
    """The office takes no dossiers."""

    code = "DOS-E19"
    words = Words("%(office)s không tiếp nhận hồ sơ một cửa. Chọn Cục hoặc một Chi cục.",
                  "%(office)s takes no dossiers. Choose the department or a branch.")  # fmt: skip
