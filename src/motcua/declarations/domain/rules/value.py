"""VAL: methods of valuation, typed customs values, exchange rates, value of exports."""

import re

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
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

_IN_USE = SETS["valuation in use"]
_BY_HAND = SETS["valuation by hand"]
_RELATION = re.compile(r"(?<!không có )quan hệ đặc biệt|(?<!not )\b(related part|special relation)", re.IGNORECASE)
"""How the details of valuation speak of a relation between buyer and seller."""
_AT_EXIT_GATE = SETS["value at the exit gate"]


@BOOK.rule(
    "IMP-VAL-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="valuation_code",
    published=vnaccs("IDA S0099"),
    vi="Mã phân loại khai trị giá là 1, 2, 3, 4, 6, 7, 8, 9 hoặc T (0, 5, Z không dùng).",
    do="Choose the method of valuation; 6 is the transaction value.",
    do_vi="Chọn phương pháp xác định trị giá; 6 là trị giá giao dịch.",
)  # fmt: skip
def valuation_is_in_use(d: Declaration, x: Desk) -> bool:
    """The valuation code is 1, 2, 3, 4, 6, 7, 8, 9 or T; 0, 5 and Z are not in use."""
    return d.valuation_code in _IN_USE


@BOOK.rule(
    "IMP-VAL-02", source=GUIDE, since=FIRST, path="customs_value", scope="item",
    vi="Với mã trị giá 1, 2, 3, 4, 8, 9, T phải nhập trị giá tính thuế ở mọi dòng hàng.",
    do="Calculate the customs value of the item and enter it.",
    do_vi="Tính và nhập trị giá tính thuế của dòng hàng.",
)  # fmt: skip
def value_by_hand_is_typed(i: Item, d: Declaration, x: Desk) -> bool:
    """With valuation codes 1, 2, 3, 4, 8, 9 and T every item has a typed customs value."""
    return d.valuation_code not in _BY_HAND or i.customs_value is not None or i.invoice_value is None


@BOOK.rule(
    "IMP-VAL-03", source=GUIDE, since=FIRST, path="attachments", severity="warn",
    vi="Với mã trị giá 1, 2, 3, 4, 8, 9, T phải đính kèm tờ khai trị giá.",
    do="Attach the value declaration.",
    do_vi="Đính kèm tờ khai trị giá.",
)  # fmt: skip
def value_by_hand_is_explained(d: Declaration, x: Desk) -> bool:
    """With valuation codes 1, 2, 3, 4, 8, 9 and T a value declaration is attached."""
    return d.attachments != () or d.valuation_code not in _BY_HAND


@BOOK.rule(
    "IMP-VAL-04", source=GUIDE, since=FIRST, path="valuation_code", severity="warn",
    vi="Mã trị giá 7 dùng khi hai bên có quan hệ đặc biệt không ảnh hưởng đến giá, lý do ghi ở chi tiết khai trị giá; "
       "mã 6 dùng khi không có quan hệ đặc biệt.",
    do="Choose 7 and say in the details of valuation why the relation did not influence the price; 6 if there is none.",
    do_vi="Chọn 7 và ghi ở chi tiết khai trị giá vì sao quan hệ không ảnh hưởng đến giá; không có quan hệ thì chọn 6.",
)  # fmt: skip
def related_parties_are_told(d: Declaration, x: Desk) -> bool:
    """Code 7 is for related parties without effect on the price, as the details of valuation explain; 6 for others."""
    return (
        d.valuation_note != "" if d.valuation_code == "7"
        else d.valuation_code != "6"
        or ((d.foreign_name != d.party_name or d.party_name == "")
            and (d.valuation_note == "" or _RELATION.search(d.valuation_note) is None))
    )  # fmt: skip


@BOOK.rule(
    "DEC-VAL-06", source=DICTIONARY, since=FIRST, path="value_currency", scope="item",
    published=vnaccs("IDA R1020; EDA R1020"),
    vi="Trị giá tính thuế nhập tay và đồng tiền phải khai cả hai hoặc bỏ trống cả hai.",
    do="Complete the pair.",
    do_vi="Khai đủ cả hai.",
)  # fmt: skip
def typed_value_has_a_currency(i: Item, d: Declaration, x: Desk) -> bool:
    """A typed customs value and its currency are both filled or both empty."""
    return (i.customs_value is None) == (i.value_currency == "")


@BOOK.rule(
    "DEC-VAL-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="customs_value", scope="item",
    published=vnaccs("IDA S0025; EDA S0025"),
    vi="Trị giá tính thuế nhập tay có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Round the value.",
    do_vi="Làm tròn trị giá.",
)  # fmt: skip
def typed_value_has_few_decimals(i: Item, d: Declaration, x: Desk) -> bool:
    """A typed customs value has at most 4 decimals, and none in VND."""
    return i.customs_value is None or not i.customs_value % (WHOLE if i.value_currency == "VND" else FINEST)


@BOOK.rule(
    "DEC-VAL-27", source=DICTIONARY, since=FIRST, path="customs_value", scope="item",
    published=vnaccs("IDA E0351 E0100"),
    vi="Trị giá tính thuế nhập tay lớn hơn 0 và nhỏ hơn 100.000 tỷ.",
    do="Correct the value.",
    do_vi="Sửa trị giá.",
)  # fmt: skip
def typed_value_is_above_zero(i: Item, d: Declaration, x: Desk) -> bool:
    """A typed customs value is above 0 and below 100,000 billion."""
    return i.customs_value is None or NIL < i.customs_value < LARGEST


@BOOK.rule(
    "DEC-VAL-11", source=DICTIONARY, since=FIRST, path="currency",
    published=vnaccs("IDA E0107; EDA E0108"),
    vi="Phải có tỷ giá của đồng tiền hóa đơn cho ngày đăng ký.",
    do="Declare in a currency that has a rate, or in VND.",
    do_vi="Khai bằng đồng tiền có tỷ giá, hoặc bằng VND.",
)  # fmt: skip
def currency_has_a_rate(d: Declaration, x: Desk) -> bool:
    """The invoice's currency has an exchange rate on the day of registration."""
    return d.currency in x.tariff.exchange or d.currency not in x.lists["currency"]


@BOOK.rule(
    "DEC-VAL-23", source=DICTIONARY, since=FIRST, path="value_currency", scope="item",
    published=vnaccs("IDA E0112; EDA E0112"),
    vi="Đồng tiền của trị giá tính thuế nhập tay phải có tỷ giá cho ngày đăng ký.",
    do="Give the value in VND, or in a currency that has a rate.",
    do_vi="Khai trị giá bằng VND hoặc đồng tiền có tỷ giá.",
)  # fmt: skip
def currency_of_typed_value_has_a_rate(i: Item, d: Declaration, x: Desk) -> bool:
    """The currency of a typed customs value has an exchange rate on the day of registration."""
    return i.value_currency == "" or i.value_currency in x.tariff.exchange


@BOOK.rule(
    "EXP-VAL-14", source=DICTIONARY_AND_GUIDE, since=FIRST, path="export_value",
    published=vnaccs("EDA R1091"),
    vi="Phải có tổng trị giá tính thuế, trừ điều kiện giá FOB, DAP, DAF.",
    do="Enter the value at the exit gate, without international freight and insurance.",
    do_vi="Nhập trị giá tại cửa khẩu xuất, không gồm cước và bảo hiểm quốc tế.",
)  # fmt: skip
def export_has_a_value(d: Declaration, x: Desk) -> bool:
    """The total customs value is filled unless the delivery term is FOB, DAP or DAF."""
    return (
        d.export_value is not None or d.export_value_currency != "" or d.incoterm in _AT_EXIT_GATE
        or d.incoterm not in x.lists["incoterm"]
    )  # fmt: skip


@BOOK.rule(
    "EXP-VAL-15", source=DICTIONARY, since=FIRST, path="export_value_currency",
    published=vnaccs("EDA R1092"),
    vi="Tổng trị giá tính thuế và đồng tiền phải khai cả hai hoặc bỏ trống cả hai.",
    do="Complete the pair.",
    do_vi="Khai đủ cả hai.",
)  # fmt: skip
def export_value_has_a_currency(d: Declaration, x: Desk) -> bool:
    """The total customs value of an export and its currency are both filled or both empty."""
    return (d.export_value is None) == (d.export_value_currency == "")


@BOOK.rule(
    "EXP-VAL-24", source=DICTIONARY, since=FIRST, path="export_value_currency",
    published=vnaccs("EDA S1132 E0110"),
    vi="Đồng tiền của tổng trị giá tính thuế phải có trong danh mục và có tỷ giá cho ngày đăng ký.",
    do="Choose a currency that has a rate, or VND.",
    do_vi="Chọn đồng tiền có tỷ giá, hoặc VND.",
)  # fmt: skip
def currency_of_export_value_has_a_rate(d: Declaration, x: Desk) -> bool:
    """The currency of the total customs value is listed and has an exchange rate on the day."""
    return d.export_value_currency == "" or d.export_value_currency in x.tariff.exchange


@BOOK.rule(
    "EXP-VAL-25", source=DICTIONARY_AND_GUIDE, since=FIRST, path="export_value",
    published=vnaccs("EDA S1133"),
    vi="Tổng trị giá tính thuế lớn hơn 0, có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Correct or round the value.",
    do_vi="Sửa hoặc làm tròn trị giá.",
)  # fmt: skip
def export_value_fits_its_field(d: Declaration, x: Desk) -> bool:
    """The total customs value is above 0 and has at most 4 decimals, none in VND."""
    return d.export_value is None or (
        NIL < d.export_value < LARGEST and not d.export_value % (WHOLE if d.export_value_currency == "VND" else FINEST)
    )


@BOOK.rule(
    "EXP-VAL-16", source=DICTIONARY, since=FIRST, path="no_conversion",
    published=vnaccs("EDA R1097 S1134"),
    vi="Mã không cần quy đổi VND là N hoặc để trống.",
    do="Enter N, or clear the field.",
    do_vi="Nhập N, hoặc bỏ trống.",
)  # fmt: skip
def no_conversion_is_n(d: Declaration, x: Desk) -> bool:
    """The mark that value needs no conversion into VND is N or empty."""
    return d.no_conversion == "" or d.no_conversion == "N"


@BOOK.rule(
    "EXP-VAL-18", source=DICTIONARY, since=FIRST, path="value_currency", scope="item",
    published=vnaccs("EDA R1098"),
    vi="Mọi dòng hàng xuất khẩu dùng cùng một đồng tiền của trị giá tính thuế.",
    do="Use one currency, or split the declaration.",
    do_vi="Dùng một đồng tiền, hoặc tách tờ khai.",
)  # fmt: skip
def export_values_share_a_currency(i: Item, d: Declaration, x: Desk) -> bool:
    """All items of an export give their customs value in the same currency."""
    return i.value_currency == d.items[0].value_currency
