"""Assessment: a shipment in, values and taxes of every line out, and all that stands in the way."""

from collections.abc import Iterable

from motcua.duties.domain.asked import Rates, Shipment
from motcua.duties.domain.figures import UNTAXED, Assessment, LineSum, Problem, Tax, to_dong
from motcua.duties.domain.numbers import (
    LINE_DIGITS,
    MOST_OTHERS,
    TAX_DIGITS,
    TOTAL_DIGITS,
    VALUE_DIGITS,
    exchange_e4,
)
from motcua.duties.domain.problems import (
    LINE_TOO_LARGE,
    TOO_MANY_TAXES,
    TOTAL_TOO_LARGE,
    ZERO_EXPORT_LINE,
    ZERO_LINE,
    problem,
)
from motcua.duties.domain.rates import Applied, chosen_by, export_rates, import_rates
from motcua.duties.domain.taxes import Line, line_taxes
from motcua.duties.domain.value import Value, values
from motcua.kernel.money import E4, PPM

_LARGE = 10**TAX_DIGITS
_LARGE_TOTAL = 10**TOTAL_DIGITS


def assess(shipment: Shipment, book: Rates, *, taxed: bool) -> Assessment:
    """Assess a shipment at the rates of the book's day.

    `taxed` is whether the procedure is taxed at registration; if not, every tax is worked out in full but
    nothing of it is payable. Never raises for what was declared: that becomes problems.
    """
    problems: list[Problem] = []
    found = values(shipment, book, problems)
    if not problems:
        _report_zero(shipment.direction, found, problems)
    lines = _lines(shipment, book, found, taxed, problems)
    by_kind: dict[str, int] = {}
    value = total = 0
    for line in lines:
        value += line.customs_value
        total += line.total
        for tax in line.taxes:
            kind = tax.kind
            by_kind[kind] = by_kind.get(kind, 0) + tax.amount
    if value >= _LARGE or total >= _LARGE_TOTAL:
        _report_large(lines, value, by_kind, total, problems)
    usd = exchange_e4(book.exchange, "USD", "", problems)
    value_usd_e4 = to_dong(value * E4 * E4, usd) if usd else 0
    return Assessment(tuple(lines), value, value_usd_e4, by_kind, total, tuple(problems))


def _report_zero(direction: str, found: Iterable[Value], problems: list[Problem]) -> None:
    kind = ZERO_LINE if direction == "import" else ZERO_EXPORT_LINE
    for index, value in enumerate(found):
        if value.customs_value <= 0:
            problems.append(problem(kind, f"/items/{index}/customs_value", value.customs_value))


def _lines(shipment: Shipment, book: Rates, found: list[Value], taxed: bool, problems: list[Problem]) -> list[LineSum]:
    lines: list[LineSum] = []
    export = shipment.direction == "export"
    destination, choosing = shipment.destination_place[:2], book.choosing
    for index, (goods, value) in enumerate(zip(shipment.items, found, strict=True)):
        if export:
            applied = export_rates(book, goods.hs_code, destination)
        else:
            claims, table = tuple(goods.other_taxes), goods.tariff_table
            chosen = chosen_by(goods) if table in choosing else ""
            applied = import_rates(book, goods.hs_code, goods.origin, table, claims, chosen)
        if applied.plain and not goods.exemption and value.customs_value >= 0:
            lines.append(_plain(index + 1, value, applied, taxed))
            continue
        path = f"/items/{index}"
        line = Line(goods, max(value.customs_value, 0), path, taxed, book.exchange, problems)
        if len(applied.others) > MOST_OTHERS:
            problems.append(problem(TOO_MANY_TAXES, f"{path}/other_taxes", len(applied.others), most=MOST_OTHERS))
        taxes = line_taxes(line, applied, shipment.direction)
        lines.append(_line_sum(index + 1, value, taxes, sum(tax.amount for tax in taxes)))
    return lines


def _plain(no: int, value: Value, applied: Applied, taxed: bool) -> LineSum:
    """A duty and a VAT in percent: most lines of most days, so without detours."""
    customs_value = value.customs_value
    _, _, _, _, main_id, main_ppm, vat_id, vat_ppm = applied
    duty = to_dong(customs_value * main_ppm, PPM)
    base = customs_value + duty
    vat = to_dong(base * vat_ppm, PPM)
    if taxed:
        taxes = (
            Tax("import", customs_value, main_id, main_ppm, 0, 0, duty, duty),
            Tax("vat", base, vat_id, vat_ppm, 0, 0, vat, vat),
        )
        return _line_sum(no, value, taxes, duty + vat)
    taxes = (
        Tax("import", customs_value, main_id, main_ppm, 0, 0, 0, duty, UNTAXED),
        Tax("vat", base, vat_id, vat_ppm, 0, 0, 0, vat, UNTAXED),
    )
    return _line_sum(no, value, taxes, 0)


def _line_sum(no: int, value: Value, taxes: tuple[Tax, ...], total: int) -> LineSum:
    return LineSum(
        no, value.customs_value, value.invoice_dong, value.freight, value.insurance, value.adjustments,
        taxes, total, value.typed,
    )  # fmt: skip


def _report_large(
    lines: Iterable[LineSum], value: int, by_kind: dict[str, int], total: int, problems: list[Problem]
) -> None:
    for line in lines:
        path = f"/items/{line.no - 1}/customs_value"
        if line.customs_value >= 10**LINE_DIGITS:
            problems.append(problem(LINE_TOO_LARGE, path, line.customs_value, most=LINE_DIGITS))
        for tax in line.taxes:
            if tax.amount >= 10**TAX_DIGITS:
                problems.append(problem(LINE_TOO_LARGE, path, tax.amount, most=TAX_DIGITS))
    if value >= 10**VALUE_DIGITS:
        problems.append(problem(LINE_TOO_LARGE, "/items", value, most=VALUE_DIGITS))
    if max(total, *by_kind.values()) >= 10**TOTAL_DIGITS:
        problems.append(problem(TOTAL_TOO_LARGE, "/items", total, most=TOTAL_DIGITS))
