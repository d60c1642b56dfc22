"""FRT, insurance: what the delivery term leaves to be added."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FINEST,
    FIRST,
    GUIDE,
    LARGEST,
    NIL,
    SETS,
    WHOLE,
    vnaccs,
)

_EXCLUDED = SETS["insurance not in the price"]
_INCLUDED = SETS["insurance in the price"]


@BOOK.rule(
    "IMP-FRT-08", source=DICTIONARY, since=FIRST, path="insurance_class",
    published=vnaccs("IDA R0028 R0030"),
    vi="Điều kiện giá EXW, FCA, FAS, FOB, C&F, CFR, CPT phải có mã loại bảo hiểm.",
    do="Choose A insured separately, or D not insured.",
    do_vi="Chọn A bảo hiểm riêng, hoặc D không bảo hiểm.",
)  # fmt: skip
def insurance_is_declared_where_the_price_lacks_it(d: Declaration, x: Desk) -> bool:
    """Terms EXW, FCA, FAS, FOB, C&F, CFR and CPT have a class of insurance."""
    return d.insurance_class != "" or d.incoterm not in _EXCLUDED or d.insurance is not None


@BOOK.rule(
    "IMP-FRT-09", source=DICTIONARY_AND_GUIDE, since=FIRST, path="insurance_class",
    published=vnaccs("IDA R0086 R0087 R1035"),
    vi="Không khai bảo hiểm với điều kiện giá CIF, CIP, C&I, DDU, DDP, DAP, DAF, DAT, DPU.",
    do="Clear the insurance.",
    do_vi="Bỏ trống phần bảo hiểm.",
)  # fmt: skip
def insurance_is_not_counted_twice(d: Declaration, x: Desk) -> bool:
    """The class of insurance is empty with CIF, CIP, C&I, DDU, DDP, DAP, DAF, DAT and DPU."""
    return d.insurance_class == "" or d.incoterm not in _INCLUDED


@BOOK.rule(
    "IMP-FRT-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="insurance",
    published=vnaccs("IDA R0007 S0095"),
    vi="Bảo hiểm riêng (A) có đồng tiền và số tiền; không bảo hiểm (D) thì để trống cả hai.",
    do="Complete currency and amount with A; clear both with D.",
    do_vi="Khai đủ đồng tiền và số tiền với A; bỏ trống với D.",
)  # fmt: skip
def insurance_fits_its_class(d: Declaration, x: Desk) -> bool:
    """Separate insurance (A) has currency and amount; without insurance (D) both are empty."""
    return (
        (d.insurance is not None and d.insurance_currency != "") if d.insurance_class == "A"
        else d.insurance_class != "D" or (d.insurance is None and d.insurance_currency == "")
    )  # fmt: skip


@BOOK.rule(
    "IMP-FRT-17", source=DICTIONARY, since=FIRST, path="insurance_class", published=vnaccs("IDA R0007"),
    vi="Số tiền bảo hiểm chỉ khai cùng mã loại bảo hiểm.",
    do="Choose class A, or clear amount and currency.",
    do_vi="Chọn mã A, hoặc bỏ số tiền và đồng tiền.",
)  # fmt: skip
def insurance_has_a_class(d: Declaration, x: Desk) -> bool:
    """An amount of insurance, or its currency, stands only with a class of insurance."""
    return d.insurance_class != "" or (d.insurance is None and d.insurance_currency == "")


@BOOK.rule(
    "IMP-FRT-11", source=GUIDE, since=FIRST, path="insurance_number",
    vi="Số đăng ký bảo hiểm tổng hợp chưa được sử dụng.",
    do="Clear the number.",
    do_vi="Bỏ trống.",
)  # fmt: skip
def comprehensive_insurance_is_not_in_use(d: Declaration, x: Desk) -> bool:
    """The registration number of comprehensive insurance stays empty until the scheme is opened."""
    return d.insurance_number == ""


@BOOK.rule(
    "IMP-FRT-18", source=DICTIONARY_AND_GUIDE, since=FIRST, path="insurance_class",
    published=vnaccs("IDA S0095"),
    vi="Mã loại bảo hiểm, nếu khai, là A hoặc D (B chưa được sử dụng).",
    do="Choose A insured separately, or D not insured.",
    do_vi="Chọn A bảo hiểm riêng, hoặc D không bảo hiểm.",
)  # fmt: skip
def insurance_class_is_in_use(d: Declaration, x: Desk) -> bool:
    """The class of insurance, when entered, is A or D; B is not in use."""
    return d.insurance_class == "" or d.insurance_class == "A" or d.insurance_class == "D"


@BOOK.rule(
    "IMP-FRT-19", source=DICTIONARY_AND_GUIDE, since=FIRST, path="insurance_currency",
    published=vnaccs("IDA S0096 E0124"),
    vi="Đồng tiền bảo hiểm phải có trong danh mục và có tỷ giá cho ngày đăng ký.",
    do="Choose a currency that has a rate, or VND.",
    do_vi="Chọn đồng tiền có tỷ giá, hoặc VND.",
)  # fmt: skip
def currency_of_insurance_has_a_rate(d: Declaration, x: Desk) -> bool:
    """The currency of insurance is listed and has an exchange rate on the day."""
    return d.insurance_currency == "" or d.insurance_currency in x.tariff.exchange


@BOOK.rule(
    "IMP-FRT-20", source=DICTIONARY_AND_GUIDE, since=FIRST, path="insurance", published=vnaccs("IDA S0097"),
    vi="Phí bảo hiểm không âm, có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Correct or round the amount.",
    do_vi="Sửa hoặc làm tròn số tiền.",
)  # fmt: skip
def insurance_fits_its_field(d: Declaration, x: Desk) -> bool:
    """Insurance is not negative and has at most 4 decimals, none in VND."""
    return d.insurance is None or (
        NIL <= d.insurance < LARGEST and not d.insurance % (WHOLE if d.insurance_currency == "VND" else FINEST)
    )
