"""What the pages of the desk show, from answers to labels and written figures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.asking import AskedGoods, DutyQuestion
from motcua.duties.domain.completing import agreements
from motcua.duties.domain.explaining import NAMES
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.telling import DutyAnswer, DutyReason, ItemTold, TaxTold, Told
from motcua.duties.web.asked import Choices, Fault, Typed, field_of
from motcua.kernel.words import Words
from motcua.reference import domain as reference

OPEN = 2
"""Levels of the tree that stand open: the sum, and each item down to its taxes."""
SHOWN_AT_ONCE = 12
"""Items whose amounts stand in the formula of the sum."""


def words(told: Told) -> str:
    """A text in the reader's language."""
    return told.vi if numbers.is_vietnamese(language()) else told.en


def faults(problems: Iterable[Problem]) -> list[Fault]:
    """Problems of a question at the fields of the page."""
    return [Fault(field_of(each.path), say(each.words), say(each.remedy)) for each in problems]


def answer(found: DutyAnswer, question: DutyQuestion) -> dict[str, Any]:
    """An answer: facts, taxes, items and the tree."""
    spoken = language()
    return {
        "found": found, "total": amounts.dong(found.total, spoken),
        "facts": [*_asked(found, question, spoken), *_facts(found, spoken)], "sums": list(_sums(found)),
        "taxes": [_tax(each, spoken) for each in found.taxes],
        "items": found.items if len(found.items) > 1 else (),
        "tree": tree(found.explanation), "notes": [words(note.words) for note in found.notes],
        "advice": [
            _advice(found, item, goods) for item, goods in zip(found.items, question.items, strict=True)
            if found.direction == "import"
        ],
    }  # fmt: skip


def _asked(found: DutyAnswer, question: DutyQuestion, spoken: str) -> Iterator[dict[str, Any]]:
    """The question again, for whoever reads the sheet of paper."""
    costs = (
        (_("Freight"), question.freight, question.freight_currency, found.taken.get("freight_class", "")),
        (_("Insurance"), question.insurance, question.insurance_currency, found.taken.get("insurance_class", "")),
    )
    for item, goods in zip(found.items, question.items, strict=True):
        label = _("Goods") if len(found.items) == 1 else f"{_('Goods')} {item.no}"
        parts = [
            _money(goods.value, found.currency, spoken), _money(goods.quantity, goods.unit.upper(), spoken),
            item.origin, f"{item.table} {goods.form}".strip(),
        ]  # fmt: skip
        yield {"label": label, "value": item.hs, "hint": " · ".join(part for part in parts if part)}
    for label, amount, currency, kind in costs:
        if amount is not None:
            hint = _("class %(kind)s") % {"kind": kind} if kind else ""
            yield {"label": label, "value": _money(amount, currency.upper() or found.currency, spoken), "hint": hint}


def _money(amount: Decimal | None, unit: str, spoken: str) -> str:
    return "" if amount is None else f"{numbers.write_decimal(amount, spoken)} {unit}"


def _facts(found: DutyAnswer, spoken: str) -> Iterator[dict[str, Any]]:
    yield {"label": _("Customs value"), "value": amounts.dong(found.customs_value, spoken), "hint": found.incoterm}
    for code, rate in found.exchange_rates.items():
        if code != "VND":
            text = f"{numbers.write_decimal(rate, spoken)} {_('dong')}/{code}"
            yield {"label": _("Exchange rate"), "value": text, "hint": ""}


def _sums(found: DutyAnswer) -> Iterator[tuple[Words, int]]:
    for kind, amount in found.by_kind.items():
        yield NAMES[kind], amount


def _tax(tax: TaxTold, spoken: str) -> dict[str, Any]:
    base = Decimal(tax.base)
    unit = _("dong") if tax.base_unit == "VND" else tax.base_unit
    return {
        "tax": tax, "name": NAMES[tax.kind], "base": f"{numbers.write_decimal(base, spoken)} {unit}",
        "rate": rate(tax.rate), "amount": amounts.dong(tax.amount, spoken),
    }  # fmt: skip


def rate(text: str) -> str:
    """An exact rate (`7.5%`, `15000 VND/TNE`, `exempt`) as people write it."""
    if text == "exempt":
        return _("not subject")
    return " + ".join(_part(part) for part in text.split(" + "))


def _part(part: str) -> str:
    spoken = language()
    number, _space, unit = part.removesuffix("%").partition(" ")
    try:
        written = numbers.write_decimal(Decimal(number), spoken)
    except ArithmeticError:
        return part
    if part.endswith("%"):
        return f"{written} %" if numbers.is_vietnamese(spoken) else f"{written}%"
    return f"{written} {unit.replace('VND', _('dong'))}"


def tree(step: DutyReason, level: int = 0) -> dict[str, Any]:
    """An amount and what it is made of; open down to the taxes of the first item."""
    spoken = language()
    children = [tree(child, level + 1) for child in step.children]
    return {
        "label": words(step.label), "amount": amounts.dong(step.amount, spoken), "law": step.law,
        "verified": step.verified, "how": words(step.how) if len(children) <= SHOWN_AT_ONCE else "",
        "children": children, "open": level < OPEN,
    }  # fmt: skip


def _advice(found: DutyAnswer, item: ItemTold, goods: AskedGoods) -> tuple[int, str]:
    query = {"hs": item.hs, "origin": item.origin, "on": found.on.isoformat(), "value": item.customs_value}
    if goods.quantity is not None and goods.unit:
        query |= {"quantity": f"{goods.quantity:f}", "unit": goods.unit}
    return item.no, f"{reverse('duties:advice')}?{urlencode(query)}"


def blocks(typed: Typed, wrong: Sequence[Fault], empty: int) -> list[dict[str, Any]]:
    """The lines of the form: those typed, and so many empty ones."""
    nothing = dict.fromkeys(("hs", "origin", "value", "quantity", "unit", "form"), "")
    found = [*typed.lines, *([nothing] * max(0, empty))] or [nothing]
    return [{"key": str(no), "place": no + 1, "line": line, "wrong": _at(wrong, no)} for no, line in enumerate(found)]


def _at(wrong: Iterable[Fault], no: int) -> dict[str, Fault]:
    parts = ((each.field.rpartition("-"), each) for each in wrong)
    return {name: each for (name, _dash, place), each in parts if place == str(no)}


def listed(name: str, day: date) -> Choices:
    """A code list by name in the reader's language."""
    found = [(code, say(each.words)) for code, each in reference.code_list(name).on(day).items()]
    return sorted(found, key=lambda pair: reference.fold(pair[1]))


def terms(day: date) -> Choices:
    """Delivery terms, the usual ones first."""
    usual = ("FOB", "CIF", "CFR", "EXW", "FCA", "DAP")
    known = dict(listed("incoterm", day))
    first = [code for code in usual if code in known]
    return [(code, f"{code} · {known[code]}") for code in [*first, *sorted(set(known) - set(first))]]


def forms() -> Choices:
    """Forms of proof with their agreements."""
    found: dict[str, list[str]] = {}
    for held in agreements().values():
        for each in held:
            found.setdefault(each.form, []).append(each.key)
    return [(form, f"{form} · {', '.join(keys)}") for form, keys in sorted(found.items())]
