"""INV, goods items: invoice values and unit prices."""

from decimal import Decimal

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FINEST,
    FIRST,
    LARGEST,
    NIL,
    OURS,
    WHOLE,
    vnaccs,
)

_MINUS_ONE = Decimal(-1)


@BOOK.rule(
    "DEC-INV-13", source=DICTIONARY, since=FIRST, path="invoice_value", scope="item",
    published=vnaccs("IDA R0011 R0012"),
    vi="Mỗi dòng hàng có trị giá hóa đơn, hoặc trị giá tính thuế nhập tay, hoặc cả hai.",
    do="Fill the invoice value of the item.",
    do_vi="Nhập trị giá hóa đơn của dòng hàng.",
)  # fmt: skip
def line_has_a_value(i: Item, d: Declaration, x: Desk) -> bool:
    """Every item has an invoice value, or a typed customs value, or both."""
    return i.invoice_value is not None or i.customs_value is not None


@BOOK.rule(
    "DEC-INV-14", source=DICTIONARY, since=FIRST, path="invoice_value", scope="item",
    published=vnaccs("IDA R0031 R0032"),
    vi="Khi khai tổng hệ số phân bổ trị giá, mọi dòng hàng phải có trị giá hóa đơn.",
    do="Fill the invoice value of the item.",
    do_vi="Nhập trị giá hóa đơn của dòng hàng.",
)  # fmt: skip
def allocation_needs_every_value(i: Item, d: Declaration, x: Desk) -> bool:
    """With a total base of allocation every item has an invoice value."""
    return i.invoice_value is not None or d.allocation_total is None or i.customs_value is None


@BOOK.rule(
    "DEC-INV-15", source=DICTIONARY_AND_GUIDE, since=FIRST, path="allocation_total",
    published=vnaccs("IDA R0170; EDA R0170"),
    vi="Tổng hệ số phân bổ trị giá không nhỏ hơn tổng trị giá hóa đơn của các dòng hàng.",
    do="Correct the total base or the items.",
    do_vi="Sửa tổng hệ số phân bổ hoặc các dòng hàng.",
)  # fmt: skip
def allocation_covers_the_lines(d: Declaration, x: Desk) -> bool:
    """The total base of allocation is not smaller than the sum of the items' invoice values."""
    return d.allocation_total is None or (
        sum([i.invoice_value or NIL for i in d.items]) <= d.allocation_total < LARGEST
    )


@BOOK.rule(
    "DEC-INV-17", source=DICTIONARY, since=FIRST, path="invoice_value", scope="item",
    published=vnaccs("IDA E0415"),
    vi="Trị giá hóa đơn của dòng hàng lớn hơn 0 và nhỏ hơn 100.000 tỷ.",
    do="Correct the value; goods free of charge are declared at their true value.",
    do_vi="Sửa trị giá; hàng không phải trả tiền khai theo trị giá thực.",
)  # fmt: skip
def line_value_is_above_zero(i: Item, d: Declaration, x: Desk) -> bool:
    """An item's invoice value is above 0 and below 100,000 billion."""
    return i.invoice_value is None or NIL < i.invoice_value < LARGEST


@BOOK.rule(
    "DEC-INV-18", source=DICTIONARY_AND_GUIDE, since=FIRST, path="unit_price", scope="item",
    published=vnaccs("IDA R1088; EDA R1088"),
    vi="Đơn giá nhân số lượng (theo đơn vị của đơn giá) bằng trị giá hóa đơn, chênh lệch tối đa 1 đơn vị tiền.",
    do="Correct one of the three: quantity, unit price, invoice value.",
    do_vi="Sửa một trong ba: số lượng, đơn giá, trị giá hóa đơn.",
)  # fmt: skip
def price_times_quantity_is_the_value(i: Item, d: Declaration, x: Desk) -> bool:
    """Unit price × quantity (in the price's unit) equals the invoice value within 1 unit of currency."""
    return (
        i.unit_price is None or i.invoice_value is None
        or (q := i.quantity if i.unit_price_unit == i.unit else i.quantity2) is None
        or i.unit_price_unit not in (i.unit, i.unit2) or i.unit_price_currency not in ("", d.currency)
        or _MINUS_ONE <= i.unit_price * q - i.invoice_value <= WHOLE or q >= LARGEST
    )  # fmt: skip


@BOOK.rule(
    "DEC-INV-19", source=DICTIONARY, since=FIRST, path="unit_price", scope="item",
    published=vnaccs("IDA R1021 R1022 R1023 R1024; EDA R1021 R1022 R1023 R1024"),
    vi="Đơn giá, đồng tiền và đơn vị của đơn giá phải khai đủ cả ba hoặc bỏ trống cả ba.",
    do="Complete the three, or clear them.",
    do_vi="Khai đủ cả ba, hoặc bỏ trống.",
)  # fmt: skip
def unit_price_is_complete(i: Item, d: Declaration, x: Desk) -> bool:
    """Unit price, its currency and its unit are all filled or all empty."""
    return (i.unit_price is None) == (i.unit_price_currency == "") == (i.unit_price_unit == "")


@BOOK.rule(
    "DEC-INV-33", source=DICTIONARY_AND_GUIDE, since=FIRST, path="unit_price", scope="item",
    published=vnaccs("IDA S1100; EDA S1100"),
    vi="Đơn giá lớn hơn 0, nhỏ hơn 100.000 tỷ và có tối đa 4 chữ số thập phân.",
    do="Correct the price.",
    do_vi="Sửa đơn giá.",
)  # fmt: skip
def unit_price_fits_its_field(i: Item, d: Declaration, x: Desk) -> bool:
    """A unit price is above 0, below 100,000 billion and has at most 4 decimals."""
    return i.unit_price is None or (NIL < i.unit_price < LARGEST and not i.unit_price % FINEST)


@BOOK.rule(
    "DEC-INV-20", source=DICTIONARY, since=FIRST, path="unit_price_unit", scope="item",
    published=vnaccs("IDA R1089; EDA R1089"),
    vi="Đơn vị của đơn giá là đơn vị của số lượng (1) hoặc số lượng (2) của dòng hàng.",
    do="Use the unit of one of the two quantities.",
    do_vi="Dùng đơn vị của một trong hai số lượng.",
)  # fmt: skip
def unit_of_price_is_one_of_the_line(i: Item, d: Declaration, x: Desk) -> bool:
    """The unit of the unit price is the unit of one of the item's two quantities."""
    return (
        i.unit_price_unit == "" or i.unit_price_unit == i.unit or i.unit_price_unit == i.unit2
        or i.unit not in x.lists["unit"]
    )  # fmt: skip


@BOOK.rule(
    "DEC-INV-21", source=DICTIONARY, since=FIRST, path="unit_price_currency", scope="item",
    published=vnaccs("IDA S1101; EDA S1101"),
    vi="Đồng tiền của đơn giá phải có trong danh mục.",
    do="Choose the currency from the list.",
    do_vi="Chọn đồng tiền trong danh mục.",
)  # fmt: skip
def currency_of_price_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The currency of a unit price is in the list."""
    return (
        i.unit_price_currency == "" or i.unit_price_currency == d.currency
        or i.unit_price_currency in x.lists["currency"]
    )  # fmt: skip


@BOOK.rule(
    "DEC-INV-22", source=OURS, since=FIRST, path="invoice_total", severity="warn",
    vi="Tổng trị giá hóa đơn bằng tổng trị giá các dòng hàng, trừ khi hóa đơn dùng cho nhiều tờ khai.",
    do="Correct the total or the items; enter the total base of allocation for a shared invoice.",
    do_vi="Sửa tổng hoặc các dòng; nếu hóa đơn dùng chung, khai tổng hệ số phân bổ.",
)  # fmt: skip
def lines_add_up_to_the_total(d: Declaration, x: Desk) -> bool:
    """The invoice's total equals the sum of the items' values unless several declarations share it."""
    return (
        d.invoice_total is None or d.allocation_total is not None
        or len(values := [i.invoice_value for i in d.items if i.invoice_value is not None]) < len(d.items)
        or sum(values, NIL) == d.invoice_total
    )  # fmt: skip


@BOOK.rule(
    "DEC-INV-32", source=OURS, since=FIRST, path="unit_price_currency", scope="item", severity="warn",
    vi="Đồng tiền của đơn giá giống đồng tiền hóa đơn.",
    do="Correct the currency, or explain the difference in the notes.",
    do_vi="Sửa đồng tiền, hoặc giải thích ở phần ghi chú.",
)  # fmt: skip
def price_is_in_the_currency_of_the_invoice(i: Item, d: Declaration, x: Desk) -> bool:
    """The currency of a unit price is the currency of the invoice."""
    return (
        i.unit_price_currency == d.currency or i.unit_price_currency == "" or d.currency == ""
        or i.unit_price_currency not in x.lists["currency"]
    )  # fmt: skip


@BOOK.rule(
    "DEC-INV-24", source=DICTIONARY_AND_GUIDE, since=FIRST, path="invoice_value", scope="item",
    published=vnaccs("IDA S0024; EDA S0024"),
    vi="Trị giá hóa đơn của dòng hàng có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Round the value.",
    do_vi="Làm tròn trị giá.",
)  # fmt: skip
def line_value_has_few_decimals(i: Item, d: Declaration, x: Desk) -> bool:
    """An item's invoice value has at most 4 decimals, and none in VND."""
    return i.invoice_value is None or not i.invoice_value % (WHOLE if d.currency == "VND" else FINEST)
