"""What origin refuses, by name."""

from collections.abc import Sequence

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Unreadable(Refusal):
    """The message is no certificate."""

    code = "ORI-E01"
    words = Words("Không đọc được: %(why)s.", "This cannot be read: %(why)s.")


class Unfit(Refusal):
    """The certificate cannot be kept at all: nobody could find it again."""

    code = "ORI-E02"
    words = Words(
        "Không nhận được C/O: %(field)s không hợp lệ. Gửi lại bản đã sửa.",
        "The certificate cannot be taken: %(field)s is not right. Send it again, corrected.",
    )


class OtherContent(Refusal):
    """A reference or a message comes again with other contents."""

    code = "ORI-E03"
    words = Words(
        "C/O %(reference)s đã được nhận với nội dung khác. Cấp C/O thay thế có số mới.",
        "Certificate %(reference)s was received with other contents. Issue one with a new number that replaces it.",
    )


class ChangedSince(Refusal):
    """It is no longer as its page showed it."""

    code = "ORI-E04"
    words = Words(
        "%(reference)s đã thay đổi sau khi mở trang. Tải lại trang rồi quyết định.",
        "%(reference)s has changed since the page was opened. Load it again and decide anew.",
    )


class NeedsReason(Refusal):
    """An act that has to be given a reason of the list."""

    code = "ORI-E05"
    words = Words("Phải chọn lý do và ghi rõ.", "A reason of the list and a note are needed.")


class OwnSide(Refusal):
    """Nobody decides on what the own enterprise asks."""

    code = "ORI-E06"
    words = Words(
        "Không ai quyết định việc của chính bên mình (%(reference)s). Chuyển cho công chức khác.",
        "Nobody decides on a matter of their own side (%(reference)s). Leave it to another officer.",
    )


class Faulty(Refusal):
    """What is asked for does not pass the rules; `findings` are all of them."""

    code = "ORI-E07"
    words = Words(
        "Chưa đạt: %(codes)s. Sửa các chỉ tiêu được nêu rồi gửi lại.",
        "This does not pass: %(codes)s. Correct the fields named and send it again.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(codes=", ".join(dict.fromkeys(each.code for each in findings)))


class NoFlag(Refusal):
    """There is nothing that the issuer said after use."""

    code = "ORI-E08"
    words = Words(
        "C/O %(reference)s không có thông báo hủy, thay thế nào chờ xử lý.",
        "Nothing that its issuer said of certificate %(reference)s waits for a decision.",
    )


class NotClaimed(Refusal):
    """A declaration's line does not wait for its certificate."""

    code = "ORI-E09"
    words = Words(
        "Dòng %(line)s của tờ khai %(number)s không chờ chứng từ xuất xứ.",
        "Line %(line)s of declaration %(number)s does not wait for a proof of origin.",
    )


class Unasked(Refusal):
    """The partner asked nothing that could be answered."""

    code = "ORI-E10"
    words = Words("Đối tác không đề nghị điều này (%(reference)s).", "The partner asked no such thing (%(reference)s).")
