"""ADJ: additions to the price and deductions from it."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Adjustment, Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FINEST,
    FIRST,
    GUIDE,
    LARGEST,
    LIMITS,
    NIL,
    SETS,
    WHOLE,
    vnaccs,
)

_MOST = LIMITS["adjustments"]
_NOTHING = Adjustment()
_SUMS = frozenset(("AD", "SB"))
_ALONE = frozenset(("IP", "DP"))
_ADDS = SETS["adds to the price"]
_TAKES = SETS["takes from the price"]
_BY_HAND = SETS["valuation by hand"]


@BOOK.rule(
    "IMP-ADJ-01", source=DICTIONARY, since=FIRST, path="adjustments", published=vnaccs("IDA S1046"),
    vi="Có tối đa 5 khoản điều chỉnh, không để trống giữa chừng.",
    do="Close the gaps; keep five.",
    do_vi="Khai liền nhau; giữ tối đa năm khoản.",
)  # fmt: skip
def adjustments_fill_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 5 adjustments, without gap."""
    return d.adjustments == () or (len(d.adjustments) <= _MOST and _NOTHING not in d.adjustments)


@BOOK.rule(
    "IMP-ADJ-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="name", scope="adjustment",
    published=vnaccs("IDA S0101"),
    vi="Mã tên khoản điều chỉnh phải có trong danh mục.",
    do="Choose the item from the list.",
    do_vi="Chọn khoản điều chỉnh trong danh mục.",
)  # fmt: skip
def adjustment_name_is_listed(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The name of an adjustment is in the list."""
    return a.name == "" or a.name in x.lists["adjustment_name"]


@BOOK.rule(
    "IMP-ADJ-19", source=DICTIONARY_AND_GUIDE, since=FIRST, path="kind", scope="adjustment",
    published=vnaccs("IDA S1052"),
    vi="Mã phân loại điều chỉnh là AD, SB, IP hoặc DP.",
    do="Choose AD add, SB subtract, IP invoice price, DP calculated by hand.",
    do_vi="Chọn AD cộng, SB trừ, IP theo hóa đơn, DP tính thủ công.",
)  # fmt: skip
def adjustment_kind_is_listed(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The class of an adjustment is AD, SB, IP or DP."""
    return a.kind == "" or a.kind in x.lists["adjustment_kind"]


@BOOK.rule(
    "IMP-ADJ-20", source=DICTIONARY_AND_GUIDE, since=FIRST, path="currency", scope="adjustment",
    published=vnaccs("IDA S1053 E0125"),
    vi="Đồng tiền khoản điều chỉnh phải có trong danh mục và có tỷ giá cho ngày đăng ký.",
    do="Choose a currency that has a rate, or VND.",
    do_vi="Chọn đồng tiền có tỷ giá, hoặc VND.",
)  # fmt: skip
def currency_of_adjustment_has_a_rate(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The currency of an adjustment is listed and has an exchange rate on the day."""
    return a.currency == "" or a.currency in x.tariff.exchange


@BOOK.rule(
    "IMP-ADJ-21", source=DICTIONARY_AND_GUIDE, since=FIRST, path="amount", scope="adjustment",
    published=vnaccs("IDA S1054"),
    vi="Trị giá khoản điều chỉnh lớn hơn 0, có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Correct or round the amount; a deduction is marked SB, not by a minus sign.",
    do_vi="Sửa hoặc làm tròn; khoản trừ khai mã SB, không dùng dấu âm.",
)  # fmt: skip
def adjustment_fits_its_field(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The amount of an adjustment is above 0 and has at most 4 decimals, none in VND."""
    return a.amount is None or (NIL < a.amount < LARGEST and not a.amount % (WHOLE if a.currency == "VND" else FINEST))


@BOOK.rule(
    "IMP-ADJ-03", source=DICTIONARY, since=FIRST, path="amount", scope="adjustment",
    published=vnaccs("IDA R1080 R1081 R1046 R1047"),
    vi="Khoản cộng (AD) hoặc trừ (SB) phải có mã tên, đồng tiền và số tiền.",
    do="Complete name, currency and amount.",
    do_vi="Khai đủ mã tên, đồng tiền và số tiền.",
)  # fmt: skip
def sum_is_complete(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """An addition (AD) or deduction (SB) has its name, currency and amount."""
    return a.kind not in _SUMS or (a.name != "" and a.currency != "" and a.amount is not None)


@BOOK.rule(
    "IMP-ADJ-04", source=DICTIONARY, since=FIRST, path="kind", scope="adjustment",
    published=vnaccs("IDA R1036 R1037 R1038"),
    vi="Với mã IP, hoặc khi không có mã phân loại, không khai tên, đồng tiền và số tiền.",
    do="Clear the three, or choose AD or SB.",
    do_vi="Bỏ trống ba chỉ tiêu đó, hoặc chọn AD hay SB.",
)  # fmt: skip
def invoice_price_has_no_sum(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """With class IP, or without class, name, currency and amount are empty."""
    return (a.kind != "" and a.kind != "IP") or (a.name == "" and a.currency == "" and a.amount is None)


@BOOK.rule(
    "IMP-ADJ-05", source=DICTIONARY, since=FIRST, path="adjustments",
    published=vnaccs("IDA R1040 R1041 R1042 R1043 R1044 R1045"),
    vi="Mã DP và IP chỉ đứng một mình, không cùng khoản điều chỉnh khác.",
    do="Clear the other adjustments, or use AD and SB.",
    do_vi="Bỏ các khoản khác, hoặc dùng AD và SB.",
)  # fmt: skip
def whole_value_adjustment_stands_alone(d: Declaration, x: Desk) -> bool:
    """Classes DP and IP stand alone, without any other adjustment."""
    return len(d.adjustments) < 2 or _ALONE.isdisjoint([a.kind for a in d.adjustments])


@BOOK.rule(
    "IMP-ADJ-06", source=DICTIONARY, since=FIRST, path="kind", scope="adjustment",
    published=vnaccs("IDA R1082 R1083 R1084 R1085"),
    vi="Mã DP có đồng tiền và số tiền, không có mã tên và hệ số phân bổ.",
    do="Fill currency and amount; clear name and base.",
    do_vi="Khai đồng tiền và số tiền; bỏ mã tên và hệ số.",
)  # fmt: skip
def value_by_hand_has_a_sum(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """Class DP has currency and amount, and neither name nor base."""
    return a.kind != "DP" or (a.currency != "" and a.amount is not None and a.name == "" and a.base is None)


@BOOK.rule(
    "IMP-ADJ-07", source=DICTIONARY, since=FIRST, path="customs_value", scope="item",
    published=vnaccs("IDA R0151"),
    vi="Khi có mã DP phải nhập trị giá tính thuế ở mọi dòng hàng.",
    do="Calculate the customs value of the item and enter it.",
    do_vi="Tính và nhập trị giá tính thuế của dòng hàng.",
)  # fmt: skip
def value_by_hand_is_on_every_line(i: Item, d: Declaration, x: Desk) -> bool:
    """With an adjustment of class DP every item has a typed customs value."""
    return (
        d.adjustments == () or i.customs_value is not None or d.adjustments[0].kind != "DP"
        or d.valuation_code in _BY_HAND
    )  # fmt: skip


@BOOK.rule(
    "IMP-ADJ-08", source=DICTIONARY, since=FIRST, path="base", scope="adjustment",
    published=vnaccs("IDA R1039"),
    vi="Hệ số phân bổ không khai khi không có mã phân loại điều chỉnh.",
    do="Complete the adjustment, or clear the base.",
    do_vi="Khai đủ khoản điều chỉnh, hoặc bỏ hệ số.",
)  # fmt: skip
def base_has_a_kind(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """A base of allocation does not stand without the class of its adjustment."""
    return a.base is None or a.kind != ""


@BOOK.rule(
    "IMP-ADJ-09", source=DICTIONARY, since=FIRST, path="base", scope="adjustment",
    published=vnaccs("IDA R1079"),
    vi="Hệ số phân bổ không nhỏ hơn tổng trị giá hóa đơn của các dòng hàng có khoản điều chỉnh đó.",
    do="Correct the base; leave it empty when only this declaration shares the adjustment.",
    do_vi="Sửa hệ số; để trống nếu chỉ tờ khai này có khoản điều chỉnh.",
)  # fmt: skip
def base_covers_its_lines(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The base of an adjustment is not smaller than the invoice values of the items that refer to it."""
    return a.base is None or a.base >= sum(
        [i.invoice_value or NIL for i in d.items if d.adjustments.index(a) + 1 in i.adjustments]
    )


@BOOK.rule(
    "IMP-ADJ-10", source=GUIDE, since=FIRST, path="base", scope="adjustment",
    vi="Hệ số phân bổ không lớn hơn tổng hệ số phân bổ trị giá.",
    do="Correct the base or the total.",
    do_vi="Sửa hệ số hoặc tổng hệ số.",
)  # fmt: skip
def base_is_within_the_total(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """The base of an adjustment is not greater than the total base of allocation."""
    return a.base is None or a.base <= (LARGEST if d.allocation_total is None else d.allocation_total)


@BOOK.rule(
    "IMP-ADJ-13", source=DICTIONARY, since=FIRST, path="adjustments", scope="item",
    published=vnaccs("IDA S1105 S1106 S1107"),
    vi="Số của khoản điều chỉnh trên dòng hàng từ 1 đến 5, không trùng nhau.",
    do="Correct the numbers.",
    do_vi="Sửa lại các số.",
)  # fmt: skip
def references_are_slot_numbers(i: Item, d: Declaration, x: Desk) -> bool:
    """An item refers to adjustments by numbers from 1 to 5, without repeat."""
    return i.adjustments == () or (
        min(i.adjustments) >= 1 and max(i.adjustments) <= _MOST
        and len(set(i.adjustments)) == len(i.adjustments)
    )  # fmt: skip


@BOOK.rule(
    "IMP-ADJ-14", source=DICTIONARY, since=FIRST, path="adjustments", scope="item",
    published=vnaccs("IDA R1096 R1087"),
    vi="Dòng hàng chỉ dẫn chiếu khoản điều chỉnh đã khai với mã AD hoặc SB.",
    do="Fill the adjustment, or remove the reference.",
    do_vi="Khai khoản điều chỉnh đó, hoặc bỏ dẫn chiếu.",
)  # fmt: skip
def references_meet_a_sum(i: Item, d: Declaration, x: Desk) -> bool:
    """An item refers only to a filled adjustment of class AD or SB."""
    return i.adjustments == () or _SUMS.issuperset(
        [d.adjustments[n - 1].kind if n <= len(d.adjustments) else "" for n in i.adjustments if 0 < n <= _MOST]
    )


@BOOK.rule(
    "IMP-ADJ-15", source=DICTIONARY, since=FIRST, path="", scope="adjustment",
    published=vnaccs("IDA R1099"),
    vi="Mỗi khoản cộng hoặc trừ được ít nhất một dòng hàng dẫn chiếu.",
    do="Add its number to the items that it concerns.",
    do_vi="Ghi số của khoản đó ở các dòng hàng liên quan.",
)  # fmt: skip
def adjustment_is_used(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """Every addition or deduction is referred to by at least one item."""
    return a.kind not in _SUMS or any(d.adjustments.index(a) + 1 in i.adjustments for i in d.items)


@BOOK.rule(
    "IMP-ADJ-16", source=DICTIONARY, since=FIRST, path="adjustments", scope="item",
    published=vnaccs("IDA R1098"),
    vi="Dòng hàng đã nhập trị giá tính thuế thì không dẫn chiếu khoản điều chỉnh.",
    do="Clear one of them.",
    do_vi="Bỏ một trong hai.",
)  # fmt: skip
def typed_value_is_not_adjusted(i: Item, d: Declaration, x: Desk) -> bool:
    """An item with a typed customs value refers to no adjustment."""
    return i.adjustments == () or i.customs_value is None


@BOOK.rule(
    "IMP-ADJ-17", source=GUIDE, since=FIRST, path="kind", scope="adjustment", severity="warn",
    vi="Dấu theo tên khoản: A, B, C, D, E, P, Q, K, M là cộng (AD); U, V, H, T, G, S, L là trừ (SB).",
    do="Correct the class; N other may be either.",
    do_vi="Sửa mã phân loại; khoản N khác có thể cộng hoặc trừ.",
)  # fmt: skip
def sign_follows_the_name(a: Adjustment, d: Declaration, x: Desk) -> bool:
    """A, B, C, D, E, P, Q, K and M are added (AD); U, V, H, T, G, S and L are subtracted (SB)."""
    return not (a.kind == "SB" and a.name in _ADDS) and not (a.kind == "AD" and a.name in _TAKES)


@BOOK.rule(
    "IMP-ADJ-18", source=GUIDE, since=FIRST, path="valuation_note", severity="warn",
    vi="Khoản giảm giá (G) được giải thích ở chi tiết khai trị giá, kèm tỷ lệ phần trăm.",
    do="Explain the discount and its percentage.",
    do_vi="Giải thích khoản giảm giá và tỷ lệ.",
)  # fmt: skip
def discount_is_explained(d: Declaration, x: Desk) -> bool:
    """A discount (G) is explained in the details of valuation."""
    return d.adjustments == () or d.valuation_note != "" or "G" not in [a.name for a in d.adjustments]
