"""What this room refuses, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class WrongClass(Refusal):
    """A domain, nature, level or priority that the tables do not have."""

    code = "HLP-E01"
    words = Words(
        "Phân loại “%(told)s” không có trong danh mục. Chọn lĩnh vực, loại, cấp và mức ưu tiên trong danh sách.",
        "The class “%(told)s” is in none of the lists. Choose domain, nature, level and priority from the lists.",
    )


class NotHigher(Refusal):
    """Passed up to the same level or a lower one."""

    code = "HLP-E02"
    words = Words(
        "Chỉ chuyển lên cấp cao hơn cấp %(level)s hiện tại. Chọn một cấp cao hơn.",
        "A question is passed up to a level above %(level)s only. Choose a higher one.",
    )


class NoWords(Refusal):
    """Nothing was written where words are needed."""

    code = "HLP-E03"
    words = Words("Chưa có nội dung. Viết nội dung rồi gửi lại.", "Nothing is written yet. Write it and send it again.")


class TooLong(Refusal):
    """More was written than is kept."""

    code = "HLP-E04"
    words = Words(
        "Nội dung dài quá %(most)s ký tự. Rút ngắn, hoặc gửi phần chi tiết bằng tệp đính kèm.",
        "The text is longer than %(most)s characters. Shorten it, or send the details as an attachment.",
    )


class NoBasis(Refusal):
    """An answer without an act of law."""

    code = "HLP-E05"
    words = Words(
        "Câu trả lời chưa nêu căn cứ pháp lý. Ghi ít nhất một văn bản và điều.",
        "The answer names no legal basis. Name at least one act and its article.",
    )


class UnknownLine(Refusal):
    """A tariff line that the tariff does not have on that day."""

    code = "HLP-E06"
    words = Words(
        "Mã hàng %(code)s không có trong biểu thuế ngày %(day)s. Kiểm tra lại mã.",
        "The tariff has no line %(code)s on %(day)s. Check the code.",
    )


class UnknownProcedure(Refusal):
    """A procedure that the catalogue does not have on that day."""

    code = "HLP-E07"
    words = Words(
        "Thủ tục %(code)s không có hiệu lực ngày %(day)s. Kiểm tra lại mã thủ tục.",
        "No procedure %(code)s is in force on %(day)s. Check its code.",
    )


class ReviewedByAuthor(Refusal):
    """Who wrote it reviews it too."""

    code = "HLP-E08"
    words = Words(
        "Người soạn không tự duyệt câu trả lời để công bố. Cần người thứ hai duyệt.",
        "Who wrote an answer does not approve its publication. A second person has to.",
    )


class AlreadyProposed(Refusal):
    """A version waits for its review already."""

    code = "HLP-E09"
    words = Words(
        "Đã có bản chờ duyệt. Duyệt hoặc từ chối bản đó trước.",
        "A version waits for review already. Approve or refuse that one first.",
    )


class NotProposed(Refusal):
    """Nothing waits for review, or another version than the one that was read."""

    code = "HLP-E10"
    words = Words(
        "Không có bản này đang chờ duyệt. Tải lại trang để xem bản mới nhất.",
        "This version does not wait for review. Load the page again to see the latest.",
    )


class NotPublishable(Refusal):
    """A question of the closed channel, or without an answer."""

    code = "HLP-E11"
    words = Words(
        "Câu hỏi %(number)s không công bố được: chưa có câu trả lời, hoặc thuộc kênh kín.",
        "Question %(number)s cannot be published: it has no answer yet, or it is of the closed channel.",
    )


class EndsBeforeBegin(Refusal):
    """The last day of a published answer lies before its first."""

    code = "HLP-E12"
    words = Words(
        "Ngày hết hiệu lực phải sau ngày bắt đầu. Sửa một trong hai ngày.",
        "The last day must come after the first. Mend one of the two.",
    )


class NoReason(Refusal):
    """No reason was given where one is needed."""

    code = "HLP-E13"
    words = Words("Cần nêu lý do.", "A reason is needed.")


class Erased(Refusal):
    """The asker's data were erased."""

    code = "HLP-E14"
    words = Words(
        "Thông tin người hỏi của %(number)s đã được xóa, nên không ghi thêm được. Gửi câu hỏi mới nếu còn cần hỏi.",
        "The data of the asker of %(number)s were erased, and nothing is added to it. Ask a new question if need be.",
    )


class NoContact(Refusal):
    """An asker without an enterprise left neither mail nor telephone."""

    code = "HLP-E15"
    words = Words(
        "Cần địa chỉ thư điện tử hoặc số điện thoại để trả lời.",
        "A mail address or a telephone number is needed for the answer.",
    )


class TooMany(Refusal):
    """Too many questions from one place in a short time."""

    code = "HLP-E16"
    words = Words(
        "Đã gửi quá nhiều câu hỏi trong một giờ từ địa chỉ này. Thử lại sau, hoặc gọi điện thoại.",
        "Too many questions came from this address within an hour. Try again later, or call us.",
    )


class LooksAutomatic(Refusal):
    """A form that no person can have filled in so."""

    code = "HLP-E17"
    words = Words(
        "Biểu mẫu đã cũ hoặc được gửi quá nhanh. Tải lại trang, kiểm tra nội dung rồi gửi lại.",
        "The form is too old or was sent too quickly. Load the page again, check what you wrote and send it.",
    )


class Stars(Refusal):
    """A rating that is none."""

    code = "HLP-E18"
    words = Words("Đánh giá từ 1 đến 5.", "Rate from 1 to 5.")


class BadAttachment(Refusal):
    """A file that is too large, of a kind that is not taken, or one too many."""

    code = "HLP-E19"
    words = Words(
        "Tệp “%(name)s” không nhận được: tối đa %(files)s tệp, mỗi tệp %(mib)s MiB, loại %(kinds)s.",
        "The file “%(name)s” cannot be taken: at most %(files)s files of %(mib)s MiB each, of the kinds %(kinds)s.",
    )


class Changed(Refusal):
    """Somebody did something since the page was loaded."""

    code = "HLP-E20"
    words = Words(
        "Câu hỏi đã thay đổi từ khi mở trang. Tải lại trang rồi làm tiếp.",
        "The question changed since this page was opened. Load it again and go on.",
    )


class NotYet(Refusal):
    """A version that takes effect on a later day: published now, it would take the one in force off the pages."""

    code = "HLP-E21"
    words = Words(
        "Bản này có hiệu lực từ %(day)s. Duyệt từ ngày đó, để bản đang hiệu lực còn được công bố đến lúc ấy.",
        "This version takes effect on %(day)s. Approve it from that day on, so that the one in force stays until then.",
    )
