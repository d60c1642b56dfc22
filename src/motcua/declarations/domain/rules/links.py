"""LNK: links to an earlier declaration, and the shape of its number."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    LIMITS,
    OURS,
    SETS,
    vnaccs,
)

_MAY_NAME = SETS["may name an earlier declaration"]
_AFTER_IMPORT = SETS["follows an import"]
_AFTER_EXPORT = SETS["follows an export"]
_MOST_ITEMS = LIMITS["items"]


@BOOK.rule(
    "IMP-LNK-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="prior_number",
    published=vnaccs("IDA R1000"),
    vi="Loại hình A21 (từ tạm nhập) và G51 (từ tạm xuất) phải có số tờ khai ban đầu.",
    do="Enter the number of the earlier declaration.",
    do_vi="Nhập số tờ khai ban đầu.",
)  # fmt: skip
def import_names_what_it_closes(d: Declaration, x: Desk) -> bool:
    """Sale inland after temporary import (A21) and re-import (G51) name the earlier declaration."""
    return d.prior_number != "" or (p := x.procedures.get(d.procedure)) is None or not p.needs_prior


@BOOK.rule(
    "DEC-LNK-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="prior_number",
    published=vnaccs("IDA R1001; EDA R1000 R1001"),
    vi="Xuất khẩu G21, G22, G23, G24, B12 phải có số tờ khai ban đầu; loại hình không nối tiếp tờ khai nào"
       " thì để trống.",
    do="Fill the number for a type that closes an earlier declaration; clear it otherwise.",
    do_vi="Nhập số tờ khai ban đầu với loại hình nối tiếp; bỏ trống với loại hình khác.",
)  # fmt: skip
def link_fits_the_procedure(d: Declaration, x: Desk) -> bool:
    """Exports G21 to G24 and B12 name the earlier declaration; types that follow none leave it empty."""
    return (
        d.direction == "import" or (p := x.procedures.get(d.procedure)) is None or not p.needs_prior
        if d.prior_number == ""
        else (p := x.procedures.get(d.procedure)) is None or p.needs_prior or d.procedure in _MAY_NAME
    )


@BOOK.rule(
    "DEC-LNK-03", source=DICTIONARY, since=FIRST, path="prior_line", scope="item",
    published=vnaccs("IDA R1025 S1108; EDA R1025 S1108"),
    vi="Số tờ khai ban đầu và số thứ tự dòng hàng trên tờ khai đó phải đi cùng nhau ở mọi dòng.",
    do="Enter the line of the earlier declaration on every item, or on none.",
    do_vi="Nhập số dòng của tờ khai ban đầu cho mọi dòng hàng, hoặc bỏ trống tất cả.",
)  # fmt: skip
def line_goes_with_the_link(i: Item, d: Declaration, x: Desk) -> bool:
    """The earlier declaration's number and its line number go together on every item."""
    return (i.prior_line is None) == (d.prior_number == "") or (
        (p := x.procedures.get(d.procedure)) is None or (d.prior_number == "") == p.needs_prior
    )


@BOOK.rule(
    "DEC-LNK-05", source=GUIDE, since=FIRST, path="prior_number",
    published=vnaccs("IDA E8301 E8309; EDA E8301 E8309"),
    vi="Tờ khai ban đầu đúng chiều: A21, A42, B13, G21–G24 nối tiếp tờ khai nhập khẩu (10…);"
       " A31, B12, G51 nối tiếp tờ khai xuất khẩu (30…).",
    do="Enter the number of a declaration of the other kind.",
    do_vi="Nhập số tờ khai đúng chiều.",
)  # fmt: skip
def link_is_of_the_right_direction(d: Declaration, x: Desk) -> bool:
    """A21, A42, B13 and G21 to G24 follow an import (10…); A31, B12 and G51 follow an export (30…)."""
    return (
        d.prior_number == "" or len(d.prior_number) != 12
        or (d.prior_number[:2] == "10" or d.procedure not in _AFTER_IMPORT)
        and (d.prior_number[:2] == "30" or d.procedure not in _AFTER_EXPORT)
    )  # fmt: skip


@BOOK.rule(
    "DEC-LNK-16", source=GUIDE, since=FIRST, path="notes", severity="warn",
    vi="Khi chuyển tiêu thụ nội địa (A42), số tờ khai ban đầu được ghi ở phần ghi chú.",
    do="Write the number of the original declaration into the notes.",
    do_vi="Ghi số tờ khai ban đầu vào phần ghi chú.",
)  # fmt: skip
def change_of_use_names_its_source(d: Declaration, x: Desk) -> bool:
    """A change of use (A42) names the original declaration in the notes."""
    return d.procedure != "A42" or d.notes != "" or d.prior_number != ""


@BOOK.rule(
    "DEC-PRC-23", source=GUIDE, since=FIRST, path="prior_number",
    vi="Số tờ khai ban đầu có 12 chữ số, chữ số thứ 11 là số dư của chữ số 3 đến 10 chia cho 7.",
    do="Copy the number from the earlier declaration.",
    do_vi="Chép lại đúng số từ tờ khai ban đầu.",
)  # fmt: skip
def earlier_number_has_its_check_digit(d: Declaration, x: Desk) -> bool:
    """An earlier declaration's number has 12 digits; the 11th is digits 3 to 10 modulo 7."""
    return d.prior_number == "" or (
        len(d.prior_number) == 12 and d.prior_number.isdecimal() and d.prior_number.isascii()
        and int(d.prior_number[2:10]) % 7 == int(d.prior_number[10])
    )  # fmt: skip


@BOOK.rule(
    "DEC-LNK-17", source=OURS, since=FIRST, path="prior_line", scope="item",
    vi="Số thứ tự dòng hàng trên tờ khai ban đầu từ 1 đến 999.",
    do="Enter the line as numbered on the earlier declaration.",
    do_vi="Nhập số dòng như trên tờ khai ban đầu.",
)  # fmt: skip
def earlier_line_is_a_line(i: Item, d: Declaration, x: Desk) -> bool:
    """The line of the earlier declaration is between 1 and 999."""
    return i.prior_line is None or 1 <= i.prior_line <= _MOST_ITEMS
