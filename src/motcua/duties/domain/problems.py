"""Problems: what stands in the way of an assessment, in words, with what to do.

Where a published check says the same, its code is used; codes of this room begin with DUT.
"""

from typing import Any, NamedTuple

from motcua.duties.domain.figures import Problem
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class Kind(NamedTuple):
    """A kind of problem: its code, sentence and remedy. Placeholders are named."""

    code: str
    words: Words
    remedy: Words


NO_EXCHANGE = Kind(
    "DEC-VAL-11",
    Words(
        "Không có tỷ giá của đồng tiền “%(value)s” có hiệu lực ngày đăng ký.",
        "There is no exchange rate of currency “%(value)s” in force on the day of registration.",
    ),
    Words("Kiểm tra mã đồng tiền, hoặc khai bằng VND.", "Check the currency code, or declare in VND."),
)
NOT_A_NUMBER = Kind(
    "DUT-01",
    Words(
        "Số “%(value)s” không tính được: phải không âm, dưới 100 nghìn tỷ và có tối đa 4 chữ số thập phân.",
        "“%(value)s” cannot be reckoned with: it must not be negative, be below 100,000 billion and have"
        " at most 4 decimals.",
    ),
    Words("Khai lại số này.", "Enter the number again."),
)
NO_QUANTITY = Kind(
    "DUT-02",
    Words(
        "Thuế tính theo %(unit)s nhưng lượng khai bằng “%(value)s” không đổi sang đơn vị đó được.",
        "The tax is charged per %(unit)s, but the quantity declared in “%(value)s” cannot be turned into it.",
    ),
    Words(
        "Khai số lượng (1) hoặc (2) bằng đơn vị tính thuế.",
        "Declare quantity (1) or (2) in the unit of the tax.",
    ),
)
ZERO_LINE = Kind(
    "IMP-VAL-08",
    Words("Trị giá hải quan của dòng hàng phải lớn hơn 0.", "The customs value of a line is above zero."),
    Words("Kiểm tra trị giá và các khoản khấu trừ.", "Check the value and the deductions."),
)
ZERO_EXPORT_LINE = Kind("DUT-03", ZERO_LINE.words, ZERO_LINE.remedy)
TYPED_VALUE_MISSING = Kind(
    "IMP-VAL-02",
    Words(
        "Phương pháp trị giá này đòi hỏi nhập trị giá hải quan ở từng dòng hàng.",
        "This valuation method needs the customs value typed on every line.",
    ),
    Words("Tính và nhập trị giá hải quan.", "Calculate and enter the customs value."),
)
NO_EXPORT_VALUE = Kind(
    "EXP-VAL-14",
    Words(
        "Điều kiện giao hàng “%(value)s” không cho biết trị giá tại cửa khẩu xuất.",
        "The delivery term “%(value)s” does not give the value at the exit gate.",
    ),
    Words("Nhập tổng trị giá tại cửa khẩu xuất.", "Enter the total value at the exit gate."),
)
BASE_TOO_SMALL = Kind(
    "DEC-INV-15",
    Words(
        "Tổng hệ số phân bổ trị giá nhỏ hơn tổng trị giá hóa đơn của các dòng hàng.",
        "The total base of allocation is smaller than the sum of the lines' invoice values.",
    ),
    Words("Sửa tổng hệ số hoặc các dòng hàng.", "Correct the total or the lines."),
)
ADJUSTMENT_BASE_TOO_SMALL = Kind(
    "IMP-ADJ-09",
    Words(
        "Hệ số phân bổ của khoản điều chỉnh nhỏ hơn tổng trị giá hóa đơn của các dòng liên quan.",
        "The base of an adjustment is smaller than the invoice values of the lines that refer to it.",
    ),
    Words("Sửa hệ số phân bổ.", "Correct the base."),
)
LINE_TOO_LARGE = Kind(
    "IMP-VAL-22",
    Words(
        "Số tiền %(value)s đồng dài quá ô của thông điệp (%(most)s chữ số).",
        "The amount of %(value)s dong does not fit its field (%(most)s digits).",
    ),
    Words("Kiểm tra dấu thập phân và đồng tiền.", "Check the decimal point and the currency."),
)
TOTAL_TOO_LARGE = Kind(
    "IMP-TAX-29",
    Words(
        "Tổng thuế %(value)s đồng dài quá ô của thông điệp (%(most)s chữ số).",
        "The total tax of %(value)s dong does not fit its field (%(most)s digits).",
    ),
    Words("Tách tờ khai hoặc kiểm tra số tiền.", "Split the declaration or check the amounts."),
)
TOO_MANY_TAXES = Kind(
    "IMP-TAX-20",
    Words(
        "Dòng hàng chịu %(value)s thuế khác; thông điệp chỉ có chỗ cho %(most)s.",
        "The line bears %(value)s other taxes; the message has places for %(most)s.",
    ),
    Words(
        "Hỏi cơ quan hải quan: các mức phòng vệ thương mại trùng nhau phải gộp thành một.",
        "Ask customs: trade remedies that meet on one line must be joined into one.",
    ),
)
NO_WEIGHT = Kind(
    "DUT-04",
    Words(
        "Phí vận tải phân bổ theo trọng lượng (mã D) nhưng dòng hàng không có trọng lượng.",
        "The freight is shared by weight (class D), but the line has no weight.",
    ),
    Words(
        "Khai số lượng (1) hoặc (2) bằng đơn vị khối lượng, hoặc nhập trị giá hải quan của dòng.",
        "Declare quantity (1) or (2) in a unit of mass, or type the line's customs value.",
    ),
)
DUTY_REDUCED_TOO_MUCH = Kind(
    "DEC-TAX-16",
    Words(
        "Số tiền giảm thuế lớn hơn số thuế tính được (%(most)s đồng).",
        "The reduction is greater than the calculated duty (%(most)s dong).",
    ),
    Words("Sửa số tiền giảm.", "Correct the reduction."),
)
TAX_REDUCED_TOO_MUCH = Kind("IMP-TAX-25", DUTY_REDUCED_TOO_MUCH.words, DUTY_REDUCED_TOO_MUCH.remedy)

KINDS = (
    NO_EXCHANGE, NOT_A_NUMBER, NO_QUANTITY, ZERO_LINE, ZERO_EXPORT_LINE, TYPED_VALUE_MISSING,
    NO_EXPORT_VALUE, BASE_TOO_SMALL, ADJUSTMENT_BASE_TOO_SMALL, LINE_TOO_LARGE, TOTAL_TOO_LARGE,
    TOO_MANY_TAXES, NO_WEIGHT, DUTY_REDUCED_TOO_MUCH, TAX_REDUCED_TOO_MUCH,
)  # fmt: skip
"""Every kind that an assessment itself may report; the tariff's refusals come with codes of their own."""

_CHECK_LINE = Words(
    "Kiểm tra mã hàng, xuất xứ và mã biểu thuế của dòng hàng.",
    "Check the line's code, origin and tariff table.",
)


def problem(kind: Kind, path: str, value: object = None, **facts: Any) -> Problem:
    """A problem of this kind at `path`, with the value met there."""
    shown = None if value is None else str(value)[:120]
    named = {"value": shown or "", **facts}
    return Problem(kind.code, path, shown, Words(kind.words.vi % named, kind.words.en % named), kind.remedy)


def refused(refusal: Refusal, path: str, value: str) -> Problem:
    """A refusal of the tariff as a problem of the line; its own remedy, if it has one."""
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    return Problem(refusal.code, path, value, words, getattr(refusal, "remedy", _CHECK_LINE))
