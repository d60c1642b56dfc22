"""What the gates refuse of vehicles, by name."""

from collections.abc import Sequence

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Unreadable(Refusal):
    """The message is no declaration of a vehicle."""

    code = "VEH-E01"
    words = Words("Không đọc được tờ khai phương tiện: %(why)s.", "This is no declaration of a vehicle: %(why)s.")


class Faulty(Refusal):
    """The message does not pass the rules; `findings` are all of them."""

    code = "VEH-E02"
    words = Words(
        "Tờ khai phương tiện chưa đạt: %(codes)s. Sửa các chỉ tiêu được nêu rồi gửi lại.",
        "The declaration of the vehicle does not pass: %(codes)s. Correct the fields named and send it again.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(codes=", ".join(dict.fromkeys(each.code for each in findings)))


class ChangedSince(Refusal):
    """The vehicle is no longer as the page showed it."""

    code = "VEH-E03"
    words = Words(
        "%(number)s đã thay đổi sau khi mở trang. Tải lại trang rồi quyết định.",
        "%(number)s has changed since the page was opened. Load it again and decide anew.",
    )


class NeedsReason(Refusal):
    """An act that has to be given a reason."""

    code = "VEH-E04"
    words = Words("Phải nêu lý do.", "A reason is needed.")


class UnknownGate(Refusal):
    """No such gate, or no such lane there in that direction."""

    code = "VEH-E05"
    words = Words("Không có làn “%(lane)s” tại cửa khẩu “%(gate)s”.", "There is no lane “%(lane)s” at gate “%(gate)s”.")


class UnknownVehicle(Refusal):
    """A record without a plate, a country or a kind."""

    code = "VEH-E06"
    words = Words(
        "Cần biển số, nước đăng ký (2 chữ) và loại xe: “%(plate)s”, “%(country)s”, “%(kind)s”.",
        "A plate, its country (2 letters) and a kind are needed: “%(plate)s”, “%(country)s”, “%(kind)s”.",
    )


class NamesNoDeclaration(Refusal):
    """Goods of which no declaration is named."""

    code = "VEH-E07"
    words = Words(
        "Xe %(plate)s có hàng nhưng chưa nêu tờ khai hải quan. Nhập số tờ khai của lô hàng.",
        "%(plate)s carries goods and names no customs declaration. Enter the number of their declaration.",
    )


class NotPermitted(Refusal):
    """Passage before clearance."""

    code = "VEH-E08"
    words = Words(
        "Tờ khai %(number)s chưa được phép qua cửa khẩu này: chưa thông quan, sai hướng, hoặc đã hết hiệu lực.",
        "Declaration %(number)s has no permit for this gate: not cleared, another direction, or no longer in force.",
    )


class BoxNotPermitted(Refusal):
    """A container that no permit names."""

    code = "VEH-E09"
    words = Words(
        "Container %(container)s không thuộc các tờ khai đã được phép qua.",
        "Container %(container)s is in none of the declarations that may pass.",
    )


class AlreadyThere(Refusal):
    """A vehicle is never in and out at once."""

    code = "VEH-E10"
    words = Words(
        "Xe %(plate)s đã có lượt qua %(gate)s theo hướng này mà chưa có lượt về. Kiểm tra biển số hoặc thu hồi bản ghi "
        "nhầm.",
        "%(plate)s crossed this way at %(gate)s before and has not come back. Check the plate, or take a mistaken "
        "record back.",
    )


class BeforeTheLast(Refusal):
    """A vehicle crosses after its last crossing, never before."""

    code = "VEH-E11"
    words = Words(
        "Thời điểm qua của xe %(plate)s sớm hơn lượt trước của xe.",
        "%(plate)s would cross before its crossing the other way.",
    )


class OnHold(Refusal):
    """What is on hold does not pass."""

    code = "VEH-E12"
    words = Words(
        "Xe %(plate)s đang bị tạm dừng: %(note)s. Cho đi tiếp trước.", "%(plate)s is on hold: %(note)s. Free it first."
    )


class NotThisVehicle(Refusal):
    """The declaration that is named announces another vehicle, gate or direction, or has been decided."""

    code = "VEH-E13"
    words = Words(
        "Tờ khai phương tiện %(number)s không dùng được cho lượt này: khác xe, khác hướng, khác chi cục hoặc đã xử lý.",
        "Declaration %(number)s does not serve this crossing: another vehicle, direction or branch, or decided before.",
    )


class NotTheLast(Refusal):
    """Only the last crossing of a vehicle can be taken back, once."""

    code = "VEH-E14"
    words = Words(
        "Chỉ thu hồi được lượt qua gần nhất của xe %(plate)s, một lần.",
        "Only the last crossing of %(plate)s can be taken back, and only once.",
    )


class PassageRefused(Refusal):
    """One of many passages is refused, and so are all that were sent with it. `place` counts from 0."""

    code = "VEH-E15"
    words = Words("Lượt thứ %(no)s: %(why)s", "Passage %(no)s: %(why)s")

    def __init__(self, place: int, why: Refusal) -> None:
        self.place, self.why = place, why
        super().__init__(no=place + 1, why=why)

    def in_language(self, language: str) -> str:
        """The refusal of that passage, with its place."""
        return self.words.in_language(language) % {"no": self.place + 1, "why": self.why.in_language(language)}


class SealsDiffer(Refusal):
    """Seals are not as they were declared."""

    code = "VEH-E16"
    words = Words(
        "Số chì khác khai báo: %(what)s. Tạm dừng xe để làm rõ.",
        "Seals are not as declared: %(what)s. Put the vehicle on hold to clear it up.",
    )


class Fixed(Refusal):
    """Rule VEH-VEH-14: a correction keeps this."""

    code = "VEH-E17"
    words = Words(
        "Khi sửa không được đổi “%(field)s” (VEH-VEH-14). Hủy và khai lại.",
        "A correction keeps “%(field)s” (VEH-VEH-14). Cancel and declare anew.",
    )


class TooManyCorrections(Refusal):
    """Rule VEH-VEH-15: a number has one digit for corrections."""

    code = "VEH-E18"
    words = Words(
        "Tờ khai phương tiện %(number)s đã sửa %(most)s lần (VEH-VEH-15); hãy hủy và khai mới.",
        "Declaration %(number)s has been corrected %(most)s times (VEH-VEH-15); cancel it and declare anew.",
    )


class StayEnded(Refusal):
    """Nothing is extended or concluded that has ended."""

    code = "VEH-E19"
    words = Words("Lượt lưu của xe %(plate)s đã kết thúc.", "The stay of %(plate)s has ended.")


class NotLater(Refusal):
    """An extension ends later than what it extends."""

    code = "VEH-E20"
    words = Words("Hạn mới phải sau %(until)s.", "The new day must be after %(until)s.")


class ExtensionWaits(Refusal):
    """One request at a time."""

    code = "VEH-E21"
    words = Words("Đề nghị gia hạn trước đang chờ trả lời.", "An earlier request still waits for its answer.")


class NothingAsked(Refusal):
    """There is no request to answer."""

    code = "VEH-E22"
    words = Words("Không có đề nghị gia hạn nào đang chờ.", "No request for an extension waits.")


class OwnVehicle(Refusal):
    """Nobody decides on a vehicle of the own enterprise."""

    code = "VEH-E23"
    words = Words(
        "Không ai quyết định phương tiện của chính bên mình. Chuyển cho công chức khác.",
        "Nobody decides on a vehicle of the own side. Leave it to another officer.",
    )
