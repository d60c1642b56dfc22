"""What manifests refuse, by name."""

from collections.abc import Sequence

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.manifests.domain.misread import Misread


class Unreadable(Refusal):
    """The message is no document of a call; `misread` are all values that cannot be read."""

    code = "MNF-E01"
    words = Words(
        "Không đọc được chứng từ: %(what)s. Sửa rồi gửi lại.",
        "The document cannot be read: %(what)s. Correct it and send it again.",
    )

    def __init__(self, misread: Sequence[Misread]) -> None:
        self.misread = tuple(misread)
        super().__init__(what="; ".join(f"{each.path or '/'} ({each.expected})" for each in misread[:5]))


class Faulty(Refusal):
    """The document does not pass the rules; `findings` are all of them."""

    code = "MNF-E02"
    words = Words(
        "Chứng từ chưa đạt: %(codes)s. Sửa các chỉ tiêu được nêu rồi gửi lại.",
        "The document does not pass: %(codes)s. Correct the fields named and send it again.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(codes=", ".join(dict.fromkeys(each.code for each in findings)))


class ChangedSince(Refusal):
    """The dossier is no longer as its page showed it."""

    code = "MNF-E03"
    words = Words(
        "Hồ sơ tàu %(number)s đã thay đổi sau khi mở trang. Tải lại trang rồi quyết định.",
        "Dossier %(number)s has changed since the page was opened. Load it again and decide anew.",
    )


class NeedsReason(Refusal):
    """An act that has to be given a reason."""

    code = "MNF-E04"
    words = Words("Phải nêu lý do.", "A reason is needed.")


class OwnCall(Refusal):
    """Nobody decides on a call of the own enterprise."""

    code = "MNF-E05"
    words = Words(
        "Không ai quyết định hồ sơ tàu của chính bên mình (%(number)s). Chuyển cho công chức khác.",
        "Nobody decides on a dossier of their own side (%(number)s). Leave it to another officer.",
    )


class AlreadyLodged(Refusal):
    """Rules MAN-MAN-15, VES-VES-12, PER-PER-05: what was sent changes only by correction."""

    code = "MNF-E06"
    words = Words(
        "%(kind)s của chuyến này đã nộp với số %(number)s; chỉ sửa bằng khai sửa đổi.",
        "%(kind)s of this voyage was lodged as %(number)s; it changes only by correction.",
    )


class NothingToCorrect(Refusal):
    """A correction or cancellation of what was never lodged."""

    code = "MNF-E07"
    words = Words(
        "Chưa có chứng từ nào để sửa hoặc hủy; hãy nộp trước.",
        "There is nothing to correct or cancel; lodge it first.",
    )


class NotOnesOwn(Refusal):
    """Rules MAN-MAN-16, HBL-HBL-07: only who lodged a document changes it."""

    code = "MNF-E08"
    words = Words(
        "Chứng từ %(number)s do bên khác nộp; chỉ bên đó sửa hoặc hủy được.",
        "Document %(number)s was lodged by another party; only that one corrects or cancels it.",
    )


class UnknownCarrier(Refusal):
    """The carrier is not registered, so nobody answers for it."""

    code = "MNF-E09"
    words = Words(
        "Mã hãng vận chuyển “%(carrier)s” chưa đăng ký với hải quan. Hãy đăng ký, hoặc sửa mã.",
        "Carrier “%(carrier)s” is not registered with customs. Have it registered, or correct the code.",
    )


class NotComplete(Refusal):
    """A dossier is accepted only with every document that it needs, and each of them accepted or lodged."""

    code = "MNF-E10"
    words = Words(
        "Hồ sơ tàu %(number)s còn thiếu hoặc đang bổ sung: %(kinds)s.",
        "Dossier %(number)s still lacks, or has under supplement: %(kinds)s.",
    )


class WrongDirection(Refusal):
    """A ship is cleared in by its dossier on entry, out by that on exit."""

    code = "MNF-E11"
    words = Words(
        "Hồ sơ %(number)s là hồ sơ %(direction)s, không làm được việc này.",
        "Dossier %(number)s is one of %(direction)s; this cannot be done with it.",
    )


class NotClearedIn(Refusal):
    """A ship leaves after it was cleared in and its cargo was finished."""

    code = "MNF-E12"
    words = Words(
        "Tàu chưa thông quan nhập cảnh hoặc chưa làm hàng xong (hồ sơ %(entry)s).",
        "The ship is not cleared in, or its cargo is not finished (dossier %(entry)s).",
    )


class NotBefore(Refusal):
    """An end before its beginning, or a moment that nothing can have."""

    code = "MNF-E13"
    words = Words("Thời điểm sau phải muộn hơn thời điểm trước.", "The later moment must be after the earlier one.")


class NoSuchCall(Refusal):
    """Documents that need a call which nobody announced."""

    code = "MNF-E14"
    words = Words(
        "Không có chuyến tàu %(call_sign)s %(voyage)s tại %(port)s.",
        "There is no call of %(call_sign)s %(voyage)s at %(port)s.",
    )


class SheetUnreadable(Refusal):
    """The file is no workbook made from this room's templates."""

    code = "MNF-E15"
    words = Words(
        "Không đọc được bảng tính: %(why)s. Hãy dùng mẫu tải từ trang này.",
        "The workbook cannot be read: %(why)s. Use the template of this page.",
    )


class CannotRegister(Refusal):
    """An entry of the register of vessels or carriers that does not hold."""

    code = "MNF-E16"
    words = Words("Không đăng ký được “%(what)s”: %(why_vi)s.", "“%(what)s” cannot be registered: %(why)s.")


class NoRequest(Refusal):
    """Nobody waits for an answer."""

    code = "MNF-E17"
    words = Words(
        "Hồ sơ tàu %(number)s không có yêu cầu bổ sung nào đang chờ. Tải lại trang.",
        "Nothing is requested of dossier %(number)s. Load the page again.",
    )
