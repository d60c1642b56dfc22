"""TAX, EXL: relief from the import or export duty, and the lists on which it rests."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    LARGEST,
    LIMITS,
    NIL,
    WHOLE,
    vnaccs,
)
from motcua.declarations.domain.sets import codes_of

_LINES = LIMITS["lines of an exemption list"]
_OF_DUTY = {direction: codes_of("exemption", "tax", direction) for direction in ("import", "export")}
_REDUCES = codes_of("exemption", "kind", "reduce")
_NEEDS_LIST = codes_of("exemption", "list", "1")


@BOOK.rule(
    "DEC-TAX-13", source=DICTIONARY_AND_GUIDE, since=FIRST, path="exemption", scope="item",
    published=vnaccs("IDA S0116 E0117 E0118 E0119 E0120; EDA S0116 E0117 E0118 E0119 E0120; IDC E1992;"
                     " EDC E1992"),
    vi="Mã miễn, giảm, không chịu thuế phải có trong danh mục, đúng thuế nhập khẩu hoặc xuất khẩu,"
       " có hiệu lực ngày đăng ký.",
    do="Choose a code in force of this duty.",
    do_vi="Chọn mã đang có hiệu lực của đúng sắc thuế.",
)  # fmt: skip
def relief_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The code of relief is listed, in force, and of the import or export duty as declared."""
    return i.exemption == "" or (i.exemption in x.lists["exemption"] and i.exemption in _OF_DUTY[d.direction])


@BOOK.rule(
    "DEC-TAX-14", source=DICTIONARY, since=FIRST, path="reduction", scope="item",
    published=vnaccs("IDA R0058 E0281; EDA R0058 E0281"),
    vi="Mã giảm thuế phải có số tiền giảm.",
    do="Enter the amount of the reduction.",
    do_vi="Nhập số tiền giảm.",
)  # fmt: skip
def reduction_has_an_amount(i: Item, d: Declaration, x: Desk) -> bool:
    """A code of reduction has an amount."""
    return i.reduction is not None or i.exemption not in _REDUCES


@BOOK.rule(
    "DEC-TAX-15", source=DICTIONARY, since=FIRST, path="reduction", scope="item",
    published=vnaccs("IDA E0279; EDA E0279"),
    vi="Số tiền giảm thuế chỉ khai với mã giảm thuế.",
    do="Clear the amount, or choose a code of reduction.",
    do_vi="Bỏ số tiền, hoặc chọn mã giảm thuế.",
)  # fmt: skip
def amount_needs_a_reduction(i: Item, d: Declaration, x: Desk) -> bool:
    """An amount of reduction stands only with a code of reduction."""
    return i.reduction is None or i.exemption in _REDUCES


@BOOK.rule(
    "DEC-TAX-31", source=DICTIONARY, since=FIRST, path="reduction", scope="item",
    published=vnaccs("IDA E0281; EDA E0281"),
    vi="Số tiền giảm thuế lớn hơn 0 và là số nguyên đồng.",
    do="Enter whole dong.",
    do_vi="Nhập số nguyên đồng.",
)  # fmt: skip
def reduction_is_whole_dong(i: Item, d: Declaration, x: Desk) -> bool:
    """An amount of reduction is above 0 and in whole dong."""
    return i.reduction is None or (NIL < i.reduction < LARGEST and not i.reduction % WHOLE)


@BOOK.rule(
    "DEC-EXL-01", source=DICTIONARY, since=FIRST, path="exemption_line", scope="item",
    published=vnaccs("IDA R1026 S1109; EDA R1026"),
    vi="Số danh mục miễn thuế và số dòng (1 đến 100) trong danh mục phải đi cùng nhau.",
    do="Complete the pair.",
    do_vi="Khai đủ cả hai.",
)  # fmt: skip
def exemption_line_goes_with_its_list(i: Item, d: Declaration, x: Desk) -> bool:
    """The number of an exemption list and the line on it, 1 to 100, go together."""
    return (
        i.exemption_list == "" if i.exemption_line is None
        else i.exemption_list != "" and 1 <= i.exemption_line <= _LINES
    )  # fmt: skip


@BOOK.rule(
    "DEC-EXL-02", source=DICTIONARY, since=FIRST, path="exemption_list", scope="item",
    published=vnaccs("IDA R1094 E1032; EDA R1094 E1032"),
    vi="Mã miễn thuế theo danh mục phải có số danh mục miễn thuế.",
    do="Enter the registered list and its line.",
    do_vi="Nhập số danh mục đã đăng ký và số dòng.",
)  # fmt: skip
def relief_by_list_names_it(i: Item, d: Declaration, x: Desk) -> bool:
    """A relief that rests on a list names the list."""
    return i.exemption_list != "" or i.exemption_line is not None or i.exemption not in _NEEDS_LIST


@BOOK.rule(
    "DEC-EXL-03", source=DICTIONARY, since=FIRST, path="exemption_list", scope="item",
    published=vnaccs("IDA E1031; EDA E1031"),
    vi="Số danh mục miễn thuế chỉ khai với mã miễn thuế theo danh mục.",
    do="Clear the list, or change the code of relief.",
    do_vi="Bỏ số danh mục, hoặc đổi mã miễn thuế.",
)  # fmt: skip
def list_has_its_relief(i: Item, d: Declaration, x: Desk) -> bool:
    """An exemption list stands only with a relief that rests on a list."""
    return (
        i.exemption_list == "" or i.exemption in _NEEDS_LIST
        or (i.exemption != "" and i.exemption not in x.lists["exemption"])
    )  # fmt: skip
