"""What conferences and visits refuse, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class ChangedSince(Refusal):
    """It is no longer as its page showed it."""

    code = "MEE-E01"
    words = Words(
        "%(number)s đã thay đổi sau khi mở trang. Tải lại trang rồi làm tiếp.",
        "%(number)s has changed since the page was opened. Load it again and go on from there.",
    )


class WrongTimes(Refusal):
    """A conference ends before it begins, or questions are taken after it begins."""

    code = "MEE-E02"
    words = Words(
        "Giờ kết thúc phải sau giờ bắt đầu; hạn gửi câu hỏi phải trước giờ bắt đầu.",
        "The end lies after the beginning, and the last day for questions before it.",
    )


class NobodyInvited(Refusal):
    """No enterprise was left to be invited."""

    code = "MEE-E03"
    words = Words(
        "Không còn doanh nghiệp nào để mời: bỏ bớt điều kiện, hoặc tất cả đã được mời.",
        "No enterprise is left to be invited: widen the filter, or all of them were invited before.",
    )


class RegistrationClosed(Refusal):
    """Registration is over, or has not begun."""

    code = "MEE-E04"
    words = Words(
        "Hội nghị %(number)s không nhận đăng ký lúc này. Liên hệ đơn vị tổ chức.",
        "Conference %(number)s takes no registration now. Ask the office that holds it.",
    )


class NotInvited(Refusal):
    """The enterprise is not among the guests."""

    code = "MEE-E05"
    words = Words(
        "Doanh nghiệp %(party)s không có trong danh sách mời của hội nghị %(number)s.",
        "Enterprise %(party)s is not among the guests of conference %(number)s.",
    )


class QuestionsClosed(Refusal):
    """It is too late to send a question before the conference."""

    code = "MEE-E06"
    words = Words(
        "Đã hết hạn gửi câu hỏi trước hội nghị (%(until)s). Nêu tại hội nghị hoặc gửi đến mục Hỏi đáp.",
        "Questions before the conference were taken until %(until)s. Raise it there, or send it to the support desk.",
    )


class NotOpen(Refusal):
    """The conference has not been opened, so nobody comes in and nothing is answered there."""

    code = "MEE-E07"
    words = Words(
        "Hội nghị %(number)s chưa mở. Mở hội nghị rồi ghi người đến và câu hỏi.",
        "Conference %(number)s has not been opened. Open it, then record who came and what was asked.",
    )


class Unanswered(Refusal):
    """Minutes cannot be closed while questions are neither answered nor promised."""

    code = "MEE-E08"
    words = Words(
        "Còn %(count)s câu hỏi chưa trả lời và chưa hẹn. Trả lời hoặc hẹn từng câu rồi lập biên bản.",
        "%(count)s questions are neither answered nor promised. Answer or promise each, then write the minutes.",
    )


class NeedsWords(Refusal):
    """Something has to be said."""

    code = "MEE-E09"
    words = Words("Phải ghi nội dung: %(what)s.", "This has to be said: %(what)s.")


class TooEarly(Refusal):
    """Something is recorded before it can have happened."""

    code = "MEE-E10"
    words = Words(
        "Chưa đến ngày %(day)s. Chỉ ghi việc đã diễn ra.", "%(day)s has not come. Only what happened is recorded."
    )


class StillOpen(Refusal):
    """A visit is not closed while something remains to be done."""

    code = "MEE-E11"
    words = Words(
        "Còn %(count)s việc chưa làm. Ghi kết quả từng việc rồi kết thúc.",
        "%(count)s things remain to be done. Record the outcome of each, then close.",
    )


class DueBefore(Refusal):
    """A thing to be done is due before the day on which it is given."""

    code = "MEE-E12"
    words = Words("Hạn phải từ ngày %(day)s trở đi.", "The last day lies on %(day)s or later.")


class TooFewSeats(Refusal):
    """Fewer seats than were given already."""

    code = "MEE-E14"
    words = Words(
        "Đã có %(taken)s người có chỗ. Số chỗ phải từ %(taken)s trở lên.",
        "%(taken)s people have seats already. Leave at least %(taken)s seats.",
    )


class TooMany(Refusal):
    """More people than one enterprise may send."""

    code = "MEE-E13"
    words = Words("Mỗi doanh nghiệp cử từ 1 đến %(most)s người.", "Each enterprise sends from 1 to %(most)s people.")
