"""What transport refuses, by name."""

from collections.abc import Sequence

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Unreadable(Refusal):
    """The message is no transport declaration."""

    code = "TRN-E01"
    words = Words("Không đọc được bản khai vận chuyển: %(why)s.", "This is no transport declaration: %(why)s.")


class Faulty(Refusal):
    """The message does not pass the rules; `findings` are all of them."""

    code = "TRN-E02"
    words = Words(
        "Bản khai vận chuyển chưa đạt: %(codes)s. Sửa các chỉ tiêu được nêu rồi gửi lại.",
        "The transport declaration does not pass: %(codes)s. Correct the fields named and send it again.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(codes=", ".join(dict.fromkeys(each.code for each in findings)))


class ChangedSince(Refusal):
    """The transport is no longer as its page showed it."""

    code = "TRN-E03"
    words = Words(
        "Tờ khai vận chuyển %(number)s đã thay đổi sau khi mở trang. Tải lại trang rồi quyết định.",
        "Transport %(number)s has changed since the page was opened. Load it again and decide anew.",
    )


class NeedsReason(Refusal):
    """An act that has to be given a reason."""

    code = "TRN-E04"
    words = Words("Phải nêu lý do.", "A reason is needed.")


class NotTheRecorder(Refusal):
    """Rule BTR-BTR-22: who is not in charge of the place records no departure or arrival there."""

    code = "TRN-E05"
    words = Words(
        "Tại %(place)s chỉ công chức %(office)s hoặc doanh nghiệp quản lý địa điểm được xác nhận; tại cầu cảng chỉ hải"
        " quan. Đề nghị họ xác nhận.",
        "At %(place)s only officers of %(office)s or the operator of the place record this; at a berth customs alone."
        " Ask them to.",
    )


class OwnTransport(Refusal):
    """Nobody decides on a transport of the own enterprise."""

    code = "TRN-E06"
    words = Words(
        "Không ai quyết định tờ khai vận chuyển của chính bên mình (%(number)s). Chuyển cho công chức khác.",
        "Nobody decides on a transport of their own side (%(number)s). Leave it to another officer.",
    )


class TooManyAmendments(Refusal):
    """A number has one digit for amendments."""

    code = "TRN-E07"
    words = Words(
        "Tờ khai vận chuyển %(number)s đã sửa %(most)s lần, không sửa thêm được; hãy hủy và khai mới.",
        "Transport %(number)s has been amended %(most)s times, which is the most; cancel it and declare anew.",
    )


class Fixed(Refusal):
    """The amended message changes what stays."""

    code = "TRN-E08"
    words = Words(
        "Không sửa được %(field)s; hãy hủy tờ khai và khai mới.",
        "%(field)s cannot be amended; cancel the transport and declare anew.",
    )


class NotLater(Refusal):
    """An extension must end later than what it extends."""

    code = "TRN-E09"
    words = Words(
        "Thời điểm đến mới phải sau %(until)s và sau hiện tại.",
        "The new moment of arrival must be after %(until)s and after now.",
    )


class NothingRecorded(Refusal):
    """Departure or arrival without a container or seal."""

    code = "TRN-E10"
    words = Words(
        "Phải ghi ít nhất một container hoặc một số chì, ví dụ “TCLU4005003: HQ00123, HQ00124”; xe không container thì"
        " bỏ trống số container: “: HQ00123”.",
        "Record at least one container or seal, such as “TCLU4005003: HQ00123, HQ00124”; of a vehicle without container"
        " leave the number empty: “: HQ00123”.",
    )


class UnknownVerdict(Refusal):
    """Differences are settled in one of two ways."""

    code = "TRN-E11"
    words = Words("Chọn “%(possible)s”.", "Choose one of “%(possible)s”.")


class BoxesUnfit(Refusal):
    """More containers or seals than a transport holds, or longer numbers; nothing of them is cut off."""

    code = "TRN-E12"
    words = Words(
        "Tối đa %(most)s container, số container tối đa %(number)s ký tự; mỗi container tối đa %(seals)s số chì, mỗi"
        " số tối đa %(seal)s ký tự. Chưa ghi gì; hãy đọc lại số trên container và niêm phong.",
        "At most %(most)s containers, with numbers of at most %(number)s characters, and %(seals)s seals each, of at"
        " most %(seal)s characters. Nothing was stored; read the numbers off the containers and seals again.",
    )


class NotSecured(Refusal):
    """The guarantee would run out before the extended transport has ended (rule BTR-BTR-13)."""

    code = "TRN-E13"
    words = Words(
        "Bảo lãnh phải còn hiệu lực ít nhất %(days)s ngày sau %(end)s; hãy gia hạn bảo lãnh trước.",
        "The guarantee must be valid for at least %(days)s days after %(end)s; have it extended first.",
    )


class TimeAsked(Refusal):
    """One request for more time waits at a time."""

    code = "TRN-E14"
    words = Words(
        "Tờ khai vận chuyển %(number)s đã có đề nghị gia hạn đang chờ; hãy đợi hải quan trả lời.",
        "More time has been asked for transport %(number)s already; wait for the answer of customs.",
    )


class NoTimeAsked(Refusal):
    """Nobody waits for an answer."""

    code = "TRN-E15"
    words = Words(
        "Tờ khai vận chuyển %(number)s không có đề nghị gia hạn nào đang chờ. Tải lại trang.",
        "Nobody asks for more time for transport %(number)s. Load the page again.",
    )
