"""Taxes: each tax on its base, in the legal order; each rounded once.

Import duty on the customs value; additional duty on the customs value; excise on the value with both;
environment tax per unit; VAT on the sum of all before it. Export duty on the export value.
"""

from collections.abc import Mapping
from typing import NamedTuple

from motcua.duties.domain.asked import Goods, Rate
from motcua.duties.domain.figures import E8, UNTAXED, Problem, Tax, to_dong
from motcua.duties.domain.numbers import exact_e4, exchange_e4
from motcua.duties.domain.problems import (
    DUTY_REDUCED_TOO_MUCH,
    NO_QUANTITY,
    TAX_REDUCED_TOO_MUCH,
    problem,
    refused,
)
from motcua.duties.domain.quantities import quantity_in
from motcua.duties.domain.rates import Applied, percent
from motcua.kernel.money import E4, PPM

ON_DUTIES = frozenset({"excise", "vat"})
"""Taxes whose base is the customs value with the taxes before them; the others' is the value alone."""


class Line(NamedTuple):
    """A line about to be taxed. `path` names it; `claims_path` the field of its reliefs."""

    goods: Goods
    value: int
    path: str
    taxed: bool
    exchange: Mapping[str, int]
    problems: list[Problem]


def line_taxes(line: Line, applied: Applied, main_kind: str) -> tuple[Tax, ...]:
    """All taxes on a line, in the legal order. `main_kind` is `import` or `export`."""
    if applied.refused:
        _report(line, applied)
    found: list[Tax] = []
    before = 0
    if applied.main is not None:
        goods = line.goods
        tax = _relieved(line, _full(line, main_kind, applied.main, line.value), goods.exemption, goods.reduction)
        before += _counted(tax)
        found.append(tax)
    for kind, rate, claim in applied.others:
        base = line.value + before if kind in ON_DUTIES else line.value
        tax = _full(line, kind, rate, base)
        if claim is None:
            tax = _relieved(line, tax, "", None)
        else:
            tax = _relieved(line, tax, claim.exemption, claim.reduction)
        before += _counted(tax)
        found.append(tax)
    return tuple(found)


def _report(line: Line, applied: Applied) -> None:
    fields = {"import": "tariff_table", "export": "hs_code", "vat": "other_taxes"}
    for kind, refusal in applied.refused:
        field = fields.get(kind, "hs_code")
        shown = line.goods.tariff_table if kind == "import" else line.goods.hs_code
        line.problems.append(refused(refusal, f"{line.path}/{field}", shown))


def _counted(tax: Tax) -> int:
    """What a tax adds to the base of those after it: what is payable, or would be if taxed."""
    return tax.full if tax.relief == UNTAXED else tax.amount


def _full(line: Line, kind: str, rate: Rate, base: int) -> Tax:
    ppm = percent(rate)
    if rate.kind not in ("specific", "mixed"):
        due = to_dong(base * ppm, PPM)
        return Tax(kind, base, rate.id, ppm, 0, 0, due, due)
    found = quantity_in(line.goods, rate.unit)
    if found is None:
        path = f"{line.path}/unit"
        line.problems.append(problem(NO_QUANTITY, path, line.goods.unit, unit=rate.unit))
        return Tax(kind, base, rate.id, ppm, rate.amount, 0, 0)
    top, bottom = _per_unit(line, rate)
    numerator, denominator = found
    per_unit = numerator * top, denominator * E4 * bottom
    due = to_dong(base * ppm * per_unit[1] + per_unit[0] * PPM, per_unit[1] * PPM)
    return Tax(kind, base, rate.id, ppm, rate.amount, to_dong(numerator, denominator), due, due)


def _per_unit(line: Line, rate: Rate) -> tuple[int, int]:
    """Dong per unit as a fraction."""
    if rate.currency in ("", "VND"):
        return rate.amount, 1
    return rate.amount * exchange_e4(line.exchange, rate.currency, f"{line.path}/hs_code", line.problems), E8


def _relieved(line: Line, tax: Tax, exemption: str, reduction: object) -> Tax:
    if not line.taxed:
        return _with(tax, 0, UNTAXED)
    if not exemption:
        return tax
    if reduction is None:
        return _with(tax, 0, exemption)
    return _with(tax, tax.full - _reduction(line, tax, reduction), exemption)


def _reduction(line: Line, tax: Tax, reduction: object) -> int:
    main = tax.kind in ("import", "export")
    path = f"{line.path}/reduction" if main else f"{line.path}/other_taxes"
    amount = to_dong(exact_e4(reduction, path, line.problems), E4)  # type: ignore[arg-type]
    if amount <= tax.full:
        return amount
    kind = DUTY_REDUCED_TOO_MUCH if main else TAX_REDUCED_TOO_MUCH
    line.problems.append(problem(kind, path, reduction, most=tax.full))
    return tax.full


def _with(tax: Tax, amount: int, relief: str) -> Tax:
    return Tax(tax.kind, tax.base, tax.entry, tax.ppm, tax.per_unit, tax.quantity_e4, amount, tax.full, relief)
