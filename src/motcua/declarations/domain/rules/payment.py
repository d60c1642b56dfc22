"""PAY: who pays, when, and under which security."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    SETS,
    vnaccs,
)

_SECURED = frozenset("AB")
_NOT_AT_ONCE = frozenset("ABC")
_MATERIALS = SETS["materials with deferral"]
_CARGO = SETS["cargo with deferral"]


@BOOK.rule(
    "DEC-PAY-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="payment_term",
    published=vnaccs("IDA E1028 S1071; EDA S1071"),
    vi="Mã xác định thời hạn nộp thuế là A, B, C hoặc D; nhập khẩu theo loại hình chịu thuế phải khai.",
    do="Choose A individual guarantee, B general guarantee, C deferral, D immediate.",
    do_vi="Chọn A bảo lãnh riêng, B bảo lãnh chung, C ân hạn, D nộp ngay.",
)  # fmt: skip
def payment_term_is_listed(d: Declaration, x: Desk) -> bool:
    """The term of payment is A, B, C or D; it is filled on import under a taxed procedure."""
    return d.payment_term in x.lists["payment_term"] or (
        d.payment_term == ""
        and (d.direction == "export" or (p := x.procedures.get(d.procedure)) is None or not p.taxed)
    )


@BOOK.rule(
    "DEC-PAY-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="taxpayer",
    published=vnaccs("IDA E1029 S1063; EDA E1029"),
    vi="Người nộp thuế là 1 hoặc 2; nhập khẩu theo loại hình chịu thuế phải khai.",
    do="Choose 1 importer (exporter) or 2 customs broker.",
    do_vi="Chọn 1 người nhập khẩu (xuất khẩu) hoặc 2 đại lý hải quan.",
)  # fmt: skip
def taxpayer_is_listed(d: Declaration, x: Desk) -> bool:
    """The tax payer is 1 or 2; it is filled on import under a taxed procedure."""
    return d.taxpayer in x.lists["taxpayer"] or (
        d.taxpayer == "" and (d.direction == "export" or (p := x.procedures.get(d.procedure)) is None or not p.taxed)
    )


@BOOK.rule(
    "DEC-PAY-03", source=DICTIONARY, since=FIRST, path="guarantee_bank",
    published=vnaccs("IDA R1052; EDA R1052"),
    vi="Bảo lãnh riêng (A) hoặc chung (B) phải có mã ngân hàng bảo lãnh.",
    do="Enter the guarantee.",
    do_vi="Nhập chứng từ bảo lãnh.",
)  # fmt: skip
def guarantee_is_named(d: Declaration, x: Desk) -> bool:
    """Terms A and B, under a guarantee, name the guarantor bank."""
    return d.guarantee_bank != "" or d.payment_term not in _SECURED


@BOOK.rule(
    "DEC-PAY-04", source=DICTIONARY, since=FIRST, path="guarantee_bank",
    published=vnaccs("IDA R1054; EDA R1054"),
    vi="Ân hạn không bảo lãnh (C) không có ngân hàng bảo lãnh.",
    do="Clear the guarantee, or choose A or B.",
    do_vi="Bỏ bảo lãnh, hoặc chọn A hay B.",
)  # fmt: skip
def deferral_has_no_guarantee(d: Declaration, x: Desk) -> bool:
    """Term C, deferral without guarantee, names no guarantor bank."""
    return d.guarantee_bank == "" or d.payment_term != "C"


@BOOK.rule(
    "DEC-PAY-05", source=DICTIONARY, since=FIRST, path="guarantee_bank", published=vnaccs("IDA R1086"),
    vi="Nộp ngay (D) không có ngân hàng bảo lãnh, trừ khi đề nghị giải phóng hàng.",
    do="Clear the guarantee, or choose A or B.",
    do_vi="Bỏ bảo lãnh, hoặc chọn A hay B.",
)  # fmt: skip
def immediate_payment_has_no_guarantee(d: Declaration, x: Desk) -> bool:
    """Term D, immediate payment, names no guarantor bank unless release before clearance is asked."""
    return d.guarantee_bank == "" or d.payment_term != "D" or d.release_reason != ""


@BOOK.rule(
    "DEC-PAY-06", source=DICTIONARY, since=FIRST, path="paying_bank",
    published=vnaccs("IDA R1053; EDA R1053"),
    vi="Bảo lãnh (A, B) và ân hạn (C) không khai ngân hàng trả thuế thay.",
    do="Clear the paying bank, or choose D.",
    do_vi="Bỏ ngân hàng trả thuế thay, hoặc chọn D.",
)  # fmt: skip
def later_payment_has_no_paying_bank(d: Declaration, x: Desk) -> bool:
    """Terms A, B and C name no paying bank."""
    return d.paying_bank == "" or d.payment_term not in _NOT_AT_ONCE


@BOOK.rule(
    "DEC-PAY-07", source=DICTIONARY, since=FIRST, path="paying_bank",
    published=vnaccs("IDA R1055; EDA R1055"),
    vi="Không khai ngân hàng trả thuế thay khi không có mã thời hạn nộp thuế.",
    do="Choose D, or clear the paying bank.",
    do_vi="Chọn D, hoặc bỏ ngân hàng trả thuế thay.",
)  # fmt: skip
def paying_bank_has_a_term(d: Declaration, x: Desk) -> bool:
    """A paying bank stands only with a term of payment."""
    return (
        d.paying_bank == "" or d.payment_term != ""
        or (d.direction == "import" and (p := x.procedures.get(d.procedure)) is not None and p.taxed)
    )  # fmt: skip


@BOOK.rule(
    "DEC-PAY-08", source=DICTIONARY, since=FIRST, path="guarantee_number",
    published=vnaccs("IDA R1014 R1015 R1016 R1017 R1018 R1019; EDA R1014 R1015 R1016 R1017 R1018 R1019"),
    vi="Chứng từ bảo lãnh có đủ ngân hàng, năm, ký hiệu và số.",
    do="Complete the four.",
    do_vi="Khai đủ bốn chỉ tiêu.",
)  # fmt: skip
def guarantee_is_whole(d: Declaration, x: Desk) -> bool:
    """A guarantee has its bank, year, sign and number."""
    return (
        (d.guarantee_year is None) == (d.guarantee_symbol == "") == (d.guarantee_number == "")
        and ((d.guarantee_bank == "") == (d.guarantee_year is None) or d.payment_term in _SECURED
             and d.guarantee_bank == "")
    )  # fmt: skip


@BOOK.rule(
    "DEC-PAY-09", source=DICTIONARY, since=FIRST, path="paying_number",
    published=vnaccs("IDA R1008 R1009 R1010 R1011 R1012 R1013; EDA R1008 R1009 R1010 R1011 R1012 R1013"),
    vi="Hạn mức ngân hàng có đủ ngân hàng, năm, ký hiệu và số.",
    do="Complete the four.",
    do_vi="Khai đủ bốn chỉ tiêu.",
)  # fmt: skip
def bank_limit_is_whole(d: Declaration, x: Desk) -> bool:
    """A bank limit has its bank, year, sign and number."""
    return (d.paying_bank == "") == (d.paying_year is None) == (d.paying_symbol == "") == (d.paying_number == "")


@BOOK.rule(
    "IMP-PAY-20", source=DICTIONARY_AND_GUIDE, since=FIRST, path="release_reason",
    published=vnaccs("IDA S0081"),
    vi="Mã lý do đề nghị giải phóng hàng, nếu khai, là A, B hoặc C.",
    do="Choose A code pending, B value pending, C other.",
    do_vi="Chọn A chờ mã số, B chờ trị giá, C khác.",
)  # fmt: skip
def release_reason_is_listed(d: Declaration, x: Desk) -> bool:
    """The reason for release before clearance, when entered, is A, B or C."""
    return d.release_reason == "" or d.release_reason in x.lists["release_reason"]


@BOOK.rule(
    "IMP-PAY-21", source=DICTIONARY, since=FIRST, path="payment_term", published=vnaccs("IDA R1051"),
    vi="Đề nghị giải phóng hàng đi cùng mã thời hạn nộp thuế D.",
    do="Choose D.",
    do_vi="Chọn D.",
)  # fmt: skip
def release_is_paid_at_once(d: Declaration, x: Desk) -> bool:
    """Release before clearance goes with term D, immediate payment."""
    return d.release_reason == "" or d.payment_term == "D" or d.payment_term == ""


@BOOK.rule(
    "IMP-PAY-24", source=DICTIONARY, since=FIRST, path="payment_term", published=vnaccs("IDA E8402"),
    vi="Ân hạn không bảo lãnh (C) khi nhập khẩu chỉ áp dụng với loại hình E31, E33.",
    do="Choose A, B or D.",
    do_vi="Chọn A, B hoặc D.",
)  # fmt: skip
def deferral_is_for_materials(d: Declaration, x: Desk) -> bool:
    """Deferral without guarantee (C) on import is for materials under E31 and E33."""
    return (
        d.payment_term != "C" or d.procedure in _MATERIALS or d.procedure not in x.procedures
        or d.release_reason != ""
    )  # fmt: skip


@BOOK.rule(
    "EXP-PAY-26", source=DICTIONARY, since=FIRST, path="payment_term", published=vnaccs("EDA E8450"),
    vi="Ân hạn không bảo lãnh (C) khi xuất khẩu chỉ áp dụng với mã phân loại hàng hóa B, C, D, E, J.",
    do="Change the term or the class of cargo.",
    do_vi="Đổi mã thời hạn hoặc mã phân loại hàng hóa.",
)  # fmt: skip
def deferral_is_for_some_cargo(d: Declaration, x: Desk) -> bool:
    """Deferral without guarantee (C) on export is for cargo of class B, C, D, E and J."""
    return d.payment_term != "C" or d.cargo_class in _CARGO
