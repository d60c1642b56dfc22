"""Explaining: a line's sum opened into a tree, each step with its figures, its formula and its law."""

from collections.abc import Iterable, Mapping

import msgspec

from motcua.duties.domain.asked import Goods, Rate, Rates, Shipment
from motcua.duties.domain.figures import UNTAXED, LineSum, Tax
from motcua.duties.domain.law import act
from motcua.duties.domain.value import BY_WEIGHT, Lines, adjustment_parts, lines_of
from motcua.duties.domain.writing import percentage, scaled, whole
from motcua.kernel.words import Words


class Step(msgspec.Struct, frozen=True):
    """One amount in dong: what it is, how it came about in figures, the acts, and what it is made of.

    `law` names acts by number. `verified` is true only where a person has seen every text named.
    """

    label: Words
    amount: int
    how: Words
    law: str
    verified: bool
    children: tuple["Step", ...] = ()


NAMES: Mapping[str, Words] = {
    "import": Words("Thuế nhập khẩu", "Import duty"),
    "export": Words("Thuế xuất khẩu", "Export duty"),
    "remedy": Words("Thuế nhập khẩu bổ sung (phòng vệ thương mại)", "Additional import duty (trade remedy)"),
    "excise": Words("Thuế tiêu thụ đặc biệt", "Excise"),
    "environment": Words("Thuế bảo vệ môi trường", "Environment tax"),
    "vat": Words("Thuế giá trị gia tăng", "Value added tax"),
}
"""What each kind of tax is called."""


def explain(shipment: Shipment, line: LineSum, book: Rates) -> Step:
    """The tree of one assessed line.

    `shipment` is what was assessed and `book` that day's rates; IndexError if it has no such line.
    """
    goods = shipment.items[line.no - 1]
    children = (_value(shipment, line, book), *_taxes(goods, line, book))
    label = Words(f"Dòng hàng {line.no}: {goods.hs_code}", f"Line {line.no}: {goods.hs_code}")
    parts = [tax.amount for tax in line.taxes]
    how = _joined(whole(part) for part in parts) if parts else _NO_TAX
    return Step(label, line.total, how, "", all(child.verified for child in children), children)


_NO_TAX = Words("Không có thuế nào đối với dòng hàng này.", "No tax applies to this line.")


def _joined(numbers: Iterable[Words], sign: str = " + ") -> Words:
    found = list(numbers)
    return Words(sign.join(number.vi for number in found), sign.join(number.en for number in found))


def _value(shipment: Shipment, line: LineSum, book: Rates) -> Step:
    goods = shipment.items[line.no - 1]
    key = "export value" if shipment.direction == "export" else "import value"
    law = act(key, book.day)
    label = Words("Trị giá hải quan", "Customs value")
    if line.typed:
        how = _converted(goods.customs_value, goods.value_currency, book)
        how = Words(f"Khai bằng tay: {how.vi}", f"Typed: {how.en}")
        return Step(label, line.customs_value, how, law.law, law.verified)
    children = tuple(_parts(shipment, line, book))
    how = _joined(whole(child.amount) for child in children)
    return Step(label, line.customs_value, how, law.law, law.verified, children)


def _parts(shipment: Shipment, line: LineSum, book: Rates) -> Iterable[Step]:
    lines = lines_of(shipment, [])
    yield _price(shipment, line, book, lines)
    if line.freight:
        label = Words("Phí vận tải", "Freight")
        by = BY_MASS if shipment.freight_class == BY_WEIGHT else BY_VALUE
        yield _cost(label, line.freight, shipment.freight, shipment.freight_currency, book, by)
    if line.insurance:
        label = Words("Phí bảo hiểm", "Insurance")
        yield _cost(label, line.insurance, shipment.insurance, shipment.insurance_currency, book)
    if line.adjustments:
        yield from _adjusted(shipment, line, book, lines)


def _price(shipment: Shipment, line: LineSum, book: Rates, lines: Lines) -> Step:
    law = act("exchange", book.day)
    if shipment.direction == "export" and shipment.export_value is not None:
        label = Words("Phần của trị giá tại cửa khẩu xuất", "Part of the value at the exit gate")
        return _cost(label, line.invoice_dong, shipment.export_value, shipment.export_value_currency, book)
    goods = lines.items[line.no - 1]
    how = _converted(goods.invoice_value, shipment.currency, book)
    return Step(Words("Trị giá hóa đơn", "Invoice value"), line.invoice_dong, how, law.law, law.verified)


BY_VALUE = Words("Phần của dòng theo trị giá hóa đơn trong", "The line's part by invoice value of")
BY_MASS = Words("Phần của dòng theo trọng lượng trong", "The line's part by weight of")


def _cost(label: Words, amount: int, total: object, currency: str, book: Rates, by: Words = BY_VALUE) -> Step:
    law = act("exchange", book.day)
    how = _converted(total, currency, book)
    shared = Words(f"{by.vi}: {how.vi}", f"{by.en}: {how.en}")
    return Step(label, amount, shared, law.law, law.verified)


def _adjusted(shipment: Shipment, line: LineSum, book: Rates, lines: Lines) -> Iterable[Step]:
    for slot, adjusting in enumerate(shipment.adjustments, start=1):
        if slot not in lines.items[line.no - 1].adjustments or adjusting.kind not in ("AD", "SB"):
            continue
        amount = adjustment_parts(slot, adjusting, book.exchange, lines, [])[line.no - 1]
        added = adjusting.kind == "AD"
        label = (
            Words(f"Khoản cộng {slot}", f"Addition {slot}") if added
            else Words(f"Khoản trừ {slot}", f"Deduction {slot}")
        )  # fmt: skip
        yield _cost(label, amount if added else -amount, adjusting.amount, adjusting.currency, book)


def _converted(amount: object, currency: str, book: Rates) -> Words:
    number = scaled(int((amount or 0) * 10_000))  # type: ignore[operator]
    rate = scaled(book.exchange.get(currency, 0))
    if currency == "VND":
        return Words(f"{number.vi} đồng", f"{number.en} dong")
    return Words(
        f"{number.vi} {currency} × {rate.vi} đồng/{currency}",
        f"{number.en} {currency} × {rate.en} dong/{currency}",
    )


def _taxes(goods: Goods, line: LineSum, book: Rates) -> Iterable[Step]:
    before: list[Tax] = []
    for tax in line.taxes:
        yield _tax(tax, book.entry(tax.entry), line.customs_value, before, book)
        before.append(tax)


def _tax(tax: Tax, rate: Rate, value: int, before: list[Tax], book: Rates) -> Step:
    law = act(tax.kind, book.day)
    basis = f"{law.law}; {rate.source}" if rate.source else law.law
    verified = law.verified and rate.verified
    formula = _formula(tax, rate, value, before)
    label = NAMES[tax.kind]
    if not tax.relief:
        return Step(label, tax.amount, formula, basis, verified)
    full = Step(Words("Số thuế theo biểu", "Tax by the schedule"), tax.full, formula, basis, verified)
    return Step(label, tax.amount, _relief(tax), act(_relief_key(tax), book.day).law, False, (full,))


def _relief_key(tax: Tax) -> str:
    return UNTAXED if tax.relief == UNTAXED else "relief"


def _relief(tax: Tax) -> Words:
    if tax.relief == UNTAXED:
        return Words(
            "Loại hình này không phải nộp thuế khi đăng ký.",
            "This procedure is not taxed at registration.",
        )
    full, less, left = whole(tax.full), whole(tax.full - tax.amount), whole(tax.amount)
    return Words(
        f"Miễn, giảm theo mã {tax.relief}: {full.vi} − {less.vi} = {left.vi}",
        f"Relief by code {tax.relief}: {full.en} − {less.en} = {left.en}",
    )


def _formula(tax: Tax, rate: Rate, value: int, before: list[Tax]) -> Words:
    if rate.kind == "exempt":
        return Words("Không thuộc đối tượng chịu thuế", "Not subject to this tax")
    pieces = []
    if rate.kind in ("percent", "mixed"):
        pieces.append(_joined((_base(tax, value, before), percentage(tax.ppm)), " × "))
    if rate.kind in ("specific", "mixed"):
        pieces.append(_per_unit(tax, rate))
    return _joined(pieces)


def _base(tax: Tax, value: int, before: list[Tax]) -> Words:
    if tax.base == value or not before:
        return whole(tax.base)
    parts = [value, *(earlier.full if earlier.relief == UNTAXED else earlier.amount for earlier in before)]
    joined = _joined(whole(part) for part in parts)
    return Words(f"({joined.vi})", f"({joined.en})")


def _per_unit(tax: Tax, rate: Rate) -> Words:
    quantity = scaled(tax.quantity_e4)
    if rate.currency in ("", "VND"):
        amount = whole(tax.per_unit)
        unit = Words(f"đồng/{rate.unit}", f"dong/{rate.unit}")
    else:
        amount = scaled(tax.per_unit)
        unit = Words(f"{rate.currency}/{rate.unit}", f"{rate.currency}/{rate.unit}")
    return Words(
        f"{quantity.vi} {rate.unit} × {amount.vi} {unit.vi}",
        f"{quantity.en} {rate.unit} × {amount.en} {unit.en}",
    )
