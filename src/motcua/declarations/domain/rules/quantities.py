"""UNI: quantities and units."""

from decimal import Decimal

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    CENT,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    NIL,
    OURS,
    vnaccs,
)
from motcua.reference.domain.units import all_units

_MOST = Decimal(10) ** 9
_MEASURES = {code: unit.kind for code, unit in all_units().items()}
_KILOGRAMS = {"KGM": Decimal(1), "TNE": Decimal(1000), "LBR": Decimal("0.45359237")}


@BOOK.rule(
    "DEC-UNI-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="quantity", scope="item",
    published=vnaccs("IDA S1097; EDA S1097"),
    vi="Số lượng (1) lớn hơn 0, tối đa 9 chữ số nguyên và 2 chữ số thập phân.",
    do="Enter the quantity in the unit of the tariff, rounded to two decimals.",
    do_vi="Nhập số lượng theo đơn vị của biểu thuế, làm tròn hai chữ số thập phân.",
)  # fmt: skip
def quantity_is_given(i: Item, d: Declaration, x: Desk) -> bool:
    """Quantity 1 is above 0 and has at most 9 whole digits and 2 decimals."""
    return i.quantity is not None and NIL < i.quantity < _MOST and not i.quantity % CENT


@BOOK.rule(
    "DEC-UNI-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="unit", scope="item",
    published=vnaccs("IDA S1098 S0111; EDA S1098 S0111"),
    vi="Phải có đơn vị của số lượng (1), thuộc danh mục.",
    do="Choose the unit from the list.",
    do_vi="Chọn đơn vị trong danh mục.",
)  # fmt: skip
def unit_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The unit of quantity 1 is filled and in the list."""
    return i.unit in x.lists["unit"]


@BOOK.rule(
    "DEC-UNI-03", source=DICTIONARY_AND_GUIDE, since=FIRST, path="quantity2", scope="item",
    published=vnaccs("IDA R0014 S0027; EDA R0014"),
    vi="Số lượng (2) và đơn vị (2) phải khai cả hai hoặc bỏ trống cả hai.",
    do="Complete the pair.",
    do_vi="Khai đủ cả hai.",
)  # fmt: skip
def second_quantity_is_complete(i: Item, d: Declaration, x: Desk) -> bool:
    """Quantity 2 and unit 2 are both filled or both empty."""
    return (i.quantity2 is None) == (i.unit2 == "")


@BOOK.rule(
    "DEC-UNI-10", source=DICTIONARY, since=FIRST, path="unit2", scope="item",
    published=vnaccs("IDA S0253; EDA S0253"),
    vi="Đơn vị của số lượng (2) phải có trong danh mục.",
    do="Choose the unit from the list.",
    do_vi="Chọn đơn vị trong danh mục.",
)  # fmt: skip
def second_unit_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The unit of quantity 2 is in the list."""
    return i.unit2 == "" or i.unit2 in x.lists["unit"]


@BOOK.rule(
    "DEC-UNI-11", source=DICTIONARY_AND_GUIDE, since=FIRST, path="quantity2", scope="item",
    published=vnaccs("IDA S0027; EDA S0027"),
    vi="Số lượng (2) lớn hơn 0, tối đa 9 chữ số nguyên và 2 chữ số thập phân.",
    do="Correct the quantity, or clear it.",
    do_vi="Sửa số lượng, hoặc bỏ trống.",
)  # fmt: skip
def second_quantity_fits_its_field(i: Item, d: Declaration, x: Desk) -> bool:
    """Quantity 2 is above 0 and has at most 9 whole digits and 2 decimals."""
    return i.quantity2 is None or (NIL < i.quantity2 < _MOST and not i.quantity2 % CENT)


@BOOK.rule(
    "DEC-UNI-04", source=GUIDE, since=FIRST, path="unit", scope="item", severity="warn",
    vi="Đơn vị của số lượng (1) hoặc (2) cùng loại với đơn vị tính của mã hàng (khối lượng, chiếc, thể tích…).",
    do="Convert the quantity into the unit of the tariff line.",
    do_vi="Quy đổi số lượng sang đơn vị tính của mã hàng.",
)  # fmt: skip
def unit_is_that_of_the_tariff(i: Item, d: Declaration, x: Desk) -> bool:
    """The unit of quantity 1 or 2 measures what the tariff line's unit measures: mass, pieces, volume …"""
    return (
        (line := x.tariff.line(i.hs_code)) is None or i.unit == line.unit
        or line.unit not in _MEASURES or i.unit not in _MEASURES
        or _MEASURES[i.unit] == _MEASURES[line.unit] or _MEASURES.get(i.unit2) == _MEASURES[line.unit]
    )  # fmt: skip


@BOOK.rule(
    "DEC-UNI-09", source=OURS, since=FIRST, path="gross_weight", severity="warn",
    vi="Tổng khối lượng các dòng hàng không lớn hơn tổng trọng lượng (gross).",
    do="Correct the gross weight or the quantities.",
    do_vi="Sửa tổng trọng lượng hoặc số lượng các dòng.",
)  # fmt: skip
def lines_weigh_no_more_than_the_whole(d: Declaration, x: Desk) -> bool:
    """The items given in kilograms, tonnes or pounds weigh no more than the gross weight."""
    return d.gross_weight is None or d.weight_unit not in _KILOGRAMS or not d.gross_weight.is_finite() or (
        sum([
            (i.quantity or NIL) * _KILOGRAMS[i.unit] if i.unit in _KILOGRAMS
            else (i.quantity2 or NIL) * _KILOGRAMS.get(i.unit2, NIL)
            for i in d.items
        ]) <= d.gross_weight * _KILOGRAMS[d.weight_unit]
    )  # fmt: skip
