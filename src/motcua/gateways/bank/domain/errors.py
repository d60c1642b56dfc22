"""What the banks' gateway refuses, foreseen. `status` is that of the answer, as in HTTP."""

from typing import ClassVar

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class Refused(Refusal):
    """A notice that cannot be taken."""

    status: ClassVar[int] = 422


class Unreadable(Refused):
    """It is no notice as agreed."""

    code = "BNK-E01"
    status = 400
    words = Words(
        "Không đọc được thông báo (%(why)s); xem docs/howto/bank.md.",
        "The notice cannot be read (%(why)s); see the manual.",
    )


class UnknownBank(Refused):
    """No key of that bank is registered."""

    code = "BNK-E02"
    status = 401
    words = Words(
        "Ngân hàng %(bank)s chưa đăng ký khóa nào tại đây.", "Bank %(bank)s has no key registered here."
    )  # fmt: skip


class BadSignature(Refused):
    """No key of the bank made that signature."""

    code = "BNK-E03"
    status = 401
    words = Words(
        "Chữ ký không khớp với khóa nào của ngân hàng %(bank)s.", "The signature is by no key of bank %(bank)s."
    )  # fmt: skip


class KeyNotValid(Refused):
    """The key has run out, has ended, or is not valid yet."""

    code = "BNK-E04"
    status = 401
    words = Words(
        "Khóa %(key)s của ngân hàng %(bank)s không có hiệu lực ngày %(day)s; ký lại bằng khóa còn hiệu lực.",
        "Key %(key)s of bank %(bank)s is not valid on %(day)s; sign with one that is.",
    )


class OtherBank(Refused):
    """The notice names another bank than the one that signed it."""

    code = "BNK-E05"
    words = Words(
        "Thông báo ghi ngân hàng %(named)s nhưng do %(bank)s ký.",
        "The notice names bank %(named)s but %(bank)s signed it.",
    )


class BadAmount(Refused):
    """An amount is zero, negative or too large."""

    code = "BNK-E06"
    words = Words(
        "Số tiền %(amount)s không hợp lệ: phải từ 1 đến %(most)s đồng.",
        "The amount %(amount)s must be from 1 to %(most)s dong.",
    )


class WrongSum(Refused):
    """The parts do not add up to the total."""

    code = "BNK-E07"
    words = Words(
        "Các phần cộng lại là %(sum)s đồng, khác tổng số %(total)s đồng.",
        "The parts add up to %(sum)s dong, not to the total of %(total)s dong.",
    )


class OtherCurrency(Refused):
    """Taxes are paid in dong."""

    code = "BNK-E08"
    words = Words("Chỉ nhận tiền đồng (VND), không nhận %(currency)s.", "Only dong (VND) are taken, not %(currency)s.")


class WrongDay(Refused):
    """Paid in the future, or longer ago than anybody would tell."""

    code = "BNK-E09"
    words = Words(
        "Thời điểm nộp %(at)s không thể đúng: giờ của hệ thống là %(now)s.",
        "The moment of payment %(at)s cannot be right: the time here is %(now)s.",
    )


class OtherNotice(Refused):
    """The number of the notice was used for another content."""

    code = "BNK-E10"
    status = 409
    words = Words(
        "Thông báo số %(notice)s của ngân hàng %(bank)s đã nhận với nội dung khác; dùng số mới cho nội dung mới.",
        "Notice %(notice)s of bank %(bank)s was taken with another content; use a new number for a new content.",
    )


class ItemTwice(Refused):
    """A sub-item, or a line, stands twice."""

    code = "BNK-E11"
    words = Words("“%(item)s” có hai lần trong thông báo.", "“%(item)s” stands twice in the notice.")


class KeyKnown(Refused):
    """That key is registered already."""

    code = "BNK-E12"
    status = 409
    words = Words("Khóa này của ngân hàng %(bank)s đã đăng ký.", "This key of bank %(bank)s is registered already.")


class BadKey(Refused):
    """It is no Ed25519 public key, or bank, days or address are not right."""

    code = "BNK-E13"
    words = Words(
        "Khóa không hợp lệ (%(why)s): cần 64 chữ số hex của khóa công khai Ed25519, mã ngân hàng 2–11 chữ in hoa hoặc "
        "số, ngày cuối không trước ngày đầu.",
        "The key is not right (%(why)s): 64 hex digits of an Ed25519 public key, a code of 2 to 11 capitals or digits, "
        "and a last day not before the first are needed.",
    )


class UnknownGuarantee(Refused):
    """A change of a guarantee that is not registered."""

    code = "BNK-E14"
    words = Words("Bảo lãnh số %(number)s chưa đăng ký.", "Guarantee %(number)s is not registered.")


class KeyGone(Refused):
    """The key has ended already, or there is none."""

    code = "BNK-E15"
    status = 409
    words = Words("Khóa này không có hoặc đã chấm dứt.", "There is no such key, or it has ended already.")
