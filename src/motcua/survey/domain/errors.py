"""What this room refuses, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownQuestionnaire(Refusal):
    """A version of the questionnaire that is not packaged."""

    code = "SVY-E01"
    words = Words(
        "Không có phiếu hỏi “%(code)s”. Chọn một phiên bản trong danh sách.",
        "There is no questionnaire “%(code)s”. Choose a version from the list.",
    )


class WrongDays(Refusal):
    """A round that ends before it opens, or is open for longer than a year."""

    code = "SVY-E02"
    words = Words(
        "Ngày đóng phải sau ngày mở, không quá 180 ngày. Sửa một trong hai ngày.",
        "The last day must come after the first, within 180 days. Mend one of the two.",
    )


class WrongRule(Refusal):
    """Weights that do not add up, or a minimum out of bounds."""

    code = "SVY-E03"
    words = Words(
        "Tỷ trọng phải cộng thành 100 %%, mỗi phần lớn hơn 0, mức tối thiểu từ 5 đến 50. Sửa %(what)s.",
        "Weights must add up to 100 %%, none is 0 or less, and the minimum lies from 5 to 50. Mend %(what)s.",
    )


class YearTaken(Refusal):
    """A year has one round."""

    code = "SVY-E04"
    words = Words("Năm %(year)s đã có đợt khảo sát.", "The year %(year)s has a round already.")


class WrongSample(Refusal):
    """Sizes of a sample that nobody can draw."""

    code = "SVY-E05"
    words = Words(
        "Mời từ 1 đến 20.000 doanh nghiệp. Khung hiện có %(inside)s trong tỉnh, %(outside)s ngoài tỉnh.",
        "Between 1 and 20,000 enterprises are invited. The frame has %(inside)s in the province, %(outside)s outside.",
    )


class EmptyFrame(Refusal):
    """Nobody declared in the twelve months."""

    code = "SVY-E06"
    words = Words(
        "Không có doanh nghiệp nào có tờ khai trong 12 tháng trước ngày %(day)s.",
        "No enterprise declared in the 12 months before %(day)s.",
    )


class SignedByDrawer(Refusal):
    """Who drew the sample signs it too."""

    code = "SVY-E07"
    words = Words(
        "Người rút mẫu không tự ký khung mẫu. Cần một lãnh đạo khác ký.",
        "Who drew the sample does not sign the frame. Another leader has to.",
    )


class OtherFrame(Refusal):
    """The frame is not the one that was read, or not as it was drawn."""

    code = "SVY-E08"
    words = Words(
        "Khung mẫu không phải bản đã xem, hoặc không khớp dấu vân tay khi rút. Tải lại trang, hoặc rút lại.",
        "The frame is not the one that was read, or not as its fingerprint says. Load the page again or draw anew.",
    )


class OutsideDays(Refusal):
    """Opened before its first day or after its last, or closed before it ends."""

    code = "SVY-E09"
    words = Words(
        "Đợt này mở từ %(since)s đến hết %(until)s. Sửa ngày của đợt trước khi ký, hoặc chờ đến ngày.",
        "The round is open from %(since)s to the end of %(until)s. Change its days before it is signed, or wait.",
    )


class Spent(Refusal):
    """A link that was used."""

    code = "SVY-E10"
    words = Words(
        "Doanh nghiệp đã gửi phiếu. Mỗi doanh nghiệp trả lời một lần.",
        "Your enterprise has answered. Each answers once.",
    )


class NoAnswers(Refusal):
    """A sheet with an answer that its questionnaire does not have, or none at all."""

    code = "SVY-E11"
    words = Words(
        "Phiếu chưa có câu trả lời nào, hoặc có câu trả lời không nằm trong phiếu hỏi (%(what)s).",
        "The sheet has no answer yet, or one that the questionnaire does not have (%(what)s).",
    )


class TooMany(Refusal):
    """Too many pages saved with one link in a short time."""

    code = "SVY-E12"
    words = Words(
        "Đường dẫn này được dùng để lưu quá nhiều lần trong một giờ. Câu trả lời đã lưu vẫn còn; hãy thử lại sau.",
        "This link was used to save too often within an hour. What you saved is kept; try again later.",
    )


class LooksAutomatic(Refusal):
    """A form that no person can have filled in so."""

    code = "SVY-E13"
    words = Words(
        "Biểu mẫu được điền theo cách của chương trình tự động. Tải lại trang và điền lại.",
        "The form was filled in as programs do. Load the page again and fill it in.",
    )


class NeedsAssessment(Refusal):
    """The rule counts the department's own score, and an office has none."""

    code = "SVY-E14"
    words = Words(
        "Quy tắc của đợt tính điểm nội bộ nhưng chưa có đủ điểm cho mọi chi cục (thiếu %(offices)s).",
        "The rule counts the department's own score, and it is missing for %(offices)s.",
    )


class WrongScore(Refusal):
    """A score of the department that is none."""

    code = "SVY-E15"
    words = Words("Điểm nội bộ từ 0 đến 100.", "A score of the department lies from 0 to 100.")


class NothingToScore(Refusal):
    """A closed round without a single valid answer."""

    code = "SVY-E16"
    words = Words(
        "Đợt %(number)s chưa có phiếu hợp lệ nào nên không tính điểm được.",
        "Round %(number)s has no valid sheet, so nothing can be scored.",
    )


class NoReason(Refusal):
    """No reason was given where one is needed."""

    code = "SVY-E17"
    words = Words("Cần nêu lý do.", "A reason is needed.")


class ChangedSince(Refusal):
    """Somebody did something since the page was loaded."""

    code = "SVY-E18"
    words = Words(
        "Đợt khảo sát đã thay đổi từ khi mở trang. Tải lại trang rồi làm tiếp.",
        "The round changed since this page was opened. Load it again and go on.",
    )
