"""TAX: tariff tables, marks and claims on other taxes."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item, OtherTax
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    LIMITS,
    NIL,
    SETS,
    vnaccs,
)
from motcua.declarations.domain.sets import codes_of
from motcua.reference.domain.codes import code_list

_OUT_OF_QUOTA = SETS["out of quota"]
_ABSOLUTE = SETS["absolute duty"]
_MOST_TAXES = LIMITS["other taxes of an item"]
_MOST_KINDS = LIMITS["kinds of other tax"]
_NO_TAX = OtherTax()
_ORDER = {entry.code: int(entry.extra["order"]) for entry in code_list("other_tax").entries}
_TAX_OF = {entry.code: entry.extra["tax"] for entry in code_list("other_tax").entries}
_RELIEVES = {entry.code: entry.extra["tax"].split() for entry in code_list("exemption").entries}
_REDUCES = codes_of("exemption", "kind", "reduce")


@BOOK.rule(
    "IMP-TAX-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="tariff_table", scope="item",
    published=vnaccs("IDA S1124 S1116"),
    vi="Phải có mã biểu thuế nhập khẩu, thuộc danh mục (B01 ưu đãi, B03 thông thường, B04 ATIGA…).",
    do="Choose the table: B01 most favoured nation, B03 ordinary, B04 ATIGA, B05 ACFTA …",
    do_vi="Chọn biểu thuế: B01 ưu đãi, B03 thông thường, B04 ATIGA, B05 ACFTA…",
)  # fmt: skip
def table_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The tariff table is filled and in the list (B01 most favoured nation, B03 ordinary, B04 ATIGA …)."""
    return i.tariff_table in x.lists["tariff_table"]


@BOOK.rule(
    "IMP-TAX-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="out_of_quota", scope="item",
    published=vnaccs("IDA E1010"),
    vi="Biểu thuế ngoài hạn ngạch (B14) phải có dấu X ở mã ngoài hạn ngạch.",
    do="Enter X.",
    do_vi="Nhập X.",
)  # fmt: skip
def out_of_quota_is_marked(i: Item, d: Declaration, x: Desk) -> bool:
    """With the out-of-quota table (B14) the mark is X."""
    return i.out_of_quota != "" or i.tariff_table not in _OUT_OF_QUOTA


@BOOK.rule(
    "IMP-TAX-07", source=DICTIONARY, since=FIRST, path="out_of_quota", scope="item",
    published=vnaccs("IDA E1009 E1011 S1095"),
    vi="Mã ngoài hạn ngạch là X và chỉ dùng với biểu thuế B14.",
    do="Clear the mark, or choose table B14.",
    do_vi="Bỏ trống, hoặc chọn biểu thuế B14.",
)  # fmt: skip
def out_of_quota_has_its_table(i: Item, d: Declaration, x: Desk) -> bool:
    """The out-of-quota mark is X, and stands only with table B14."""
    return i.out_of_quota == "" or (i.out_of_quota == "X" and i.tariff_table in _OUT_OF_QUOTA)


@BOOK.rule(
    "IMP-TAX-08", source=DICTIONARY_AND_GUIDE, since=FIRST, path="absolute_code", scope="item",
    published=vnaccs("IDA E1061 S1115 E1021"),
    vi="Biểu thuế tuyệt đối (B15) hoặc hỗn hợp (B16) phải có mã áp dụng mức thuế tuyệt đối.",
    do="Enter the code of the absolute rate.",
    do_vi="Nhập mã áp dụng mức thuế tuyệt đối.",
)  # fmt: skip
def absolute_duty_has_its_code(i: Item, d: Declaration, x: Desk) -> bool:
    """With table B15 (absolute) or B16 (mixed) the code of the absolute rate is filled."""
    return i.absolute_code != "" or i.tariff_table not in _ABSOLUTE


@BOOK.rule(
    "IMP-TAX-09", source=DICTIONARY, since=FIRST, path="absolute_code", scope="item",
    published=vnaccs("IDA E1020"),
    vi="Mã áp dụng mức thuế tuyệt đối chỉ khai với biểu thuế B15 hoặc B16.",
    do="Clear the code, or choose table B15 or B16.",
    do_vi="Bỏ trống, hoặc chọn biểu thuế B15 hoặc B16.",
)  # fmt: skip
def absolute_code_has_its_table(i: Item, d: Declaration, x: Desk) -> bool:
    """The code of an absolute rate stands only with table B15 or B16."""
    return i.absolute_code == "" or i.tariff_table in _ABSOLUTE or i.tariff_table not in x.lists["tariff_table"]


@BOOK.rule(
    "IMP-TAX-17", source=DICTIONARY_AND_GUIDE, since=FIRST, path="code", scope="other_tax",
    published=vnaccs("IDA S0108 S0117 E0825; IDC E1993"),
    vi="Mã áp dụng thuế khác phải có trong danh mục và có hiệu lực ngày đăng ký.",
    do="Choose a code in force.",
    do_vi="Chọn mã đang có hiệu lực.",
)  # fmt: skip
def other_tax_is_listed(t: OtherTax, i: Item, d: Declaration, x: Desk) -> bool:
    """The code of another tax is in the list and in force on the day of registration."""
    return t.code == "" or t.code in x.lists["other_tax"]


@BOOK.rule(
    "IMP-TAX-18", source=DICTIONARY_AND_GUIDE, since=FIRST, path="other_taxes", scope="item",
    published=vnaccs("IDA R0184 R0195"),
    vi="Các thuế khác khai liền nhau theo thứ tự: thuế bổ sung, tiêu thụ đặc biệt, bảo vệ môi trường, GTGT.",
    do="Reorder the taxes and close the gaps.",
    do_vi="Sắp xếp lại theo thứ tự và khai liền nhau.",
)  # fmt: skip
def other_taxes_stand_in_order(i: Item, d: Declaration, x: Desk) -> bool:
    """Other taxes stand without gap in order: additional duty, excise, environment tax, value-added tax."""
    return i.other_taxes == () or (
        _NO_TAX not in i.other_taxes
        and (order := [_ORDER[t.code] for t in i.other_taxes if t.code in _ORDER]) == sorted(order)
    )


@BOOK.rule(
    "IMP-TAX-20", source=DICTIONARY, since=FIRST, path="other_taxes", scope="item",
    published=vnaccs("IDA R0059"),
    vi="Mỗi dòng hàng có tối đa 5 loại thuế khác.",
    do="Split the item.",
    do_vi="Tách dòng hàng.",
)  # fmt: skip
def other_taxes_fit_their_slots(i: Item, d: Declaration, x: Desk) -> bool:
    """An item bears at most 5 other taxes."""
    return len(i.other_taxes) <= _MOST_TAXES


@BOOK.rule(
    "IMP-TAX-32", source=DICTIONARY, since=FIRST, path="items", published=vnaccs("IDA R0059"),
    vi="Một tờ khai có tối đa 6 mã thuế khác nhau.",
    do="Split the declaration.",
    do_vi="Tách tờ khai.",
)  # fmt: skip
def kinds_of_tax_fit_the_declaration(d: Declaration, x: Desk) -> bool:
    """A declaration uses at most 6 codes of other taxes."""
    return len({t.code for i in d.items for t in i.other_taxes}) <= _MOST_KINDS


@BOOK.rule(
    "IMP-TAX-21", source=DICTIONARY, since=FIRST, path="code", scope="other_tax",
    published=vnaccs("IDA R0060"),
    vi="Mã miễn, giảm và số tiền giảm của thuế khác chỉ khai cùng mã thuế đó.",
    do="Enter the code of the tax, or clear the claim.",
    do_vi="Nhập mã thuế, hoặc bỏ phần miễn giảm.",
)  # fmt: skip
def relief_stands_beside_its_tax(t: OtherTax, i: Item, d: Declaration, x: Desk) -> bool:
    """A relief or reduction of another tax stands only beside the code of that tax."""
    return t.code != "" or (t.exemption == "" and t.reduction is None)


@BOOK.rule(
    "IMP-TAX-22", source=DICTIONARY, since=FIRST, path="exemption", scope="other_tax",
    published=vnaccs("IDA R0163 S0252 E0122; IDC E1703"),
    vi="Mã miễn, giảm, không chịu thuế khác phải có trong danh mục và thuộc đúng loại thuế đó.",
    do="Choose a code of that tax that is in force.",
    do_vi="Chọn mã đang có hiệu lực của đúng loại thuế.",
)  # fmt: skip
def relief_is_of_its_tax(t: OtherTax, i: Item, d: Declaration, x: Desk) -> bool:
    """The relief of another tax is listed, in force, and belongs to that tax."""
    return (
        t.exemption == "" or t.code not in _TAX_OF
        or (t.exemption in x.lists["exemption"] and _TAX_OF[t.code] in _RELIEVES[t.exemption])
    )  # fmt: skip


@BOOK.rule(
    "IMP-TAX-24", source=DICTIONARY, since=FIRST, path="reduction", scope="other_tax",
    published=vnaccs("IDA E0293 E0290"),
    vi="Số tiền giảm thuế khác chỉ khai với mã giảm thuế.",
    do="Clear the amount, or choose a code of reduction.",
    do_vi="Bỏ số tiền, hoặc chọn mã giảm thuế.",
)  # fmt: skip
def amount_needs_a_reduction(t: OtherTax, i: Item, d: Declaration, x: Desk) -> bool:
    """An amount of reduction of another tax stands only with a code of reduction, and is above 0."""
    return t.reduction is None or t.code == "" or (t.exemption in _REDUCES and t.reduction > NIL)
