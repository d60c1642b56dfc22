"""Fitting: what in a trader's question is missing, unknown, or says two things at once.

Where a published check of declarations says the same, its code is used. Codes of this desk are DUT-20 to DUT-39.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from motcua.duties.domain import refusing as say
from motcua.duties.domain.asking import MOST_ITEMS, AskedGoods, DutyQuestion, goods_of, path_of, says_both
from motcua.duties.domain.completing import agreements, includes, plain_form, table_code
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.numbers import as_e4
from motcua.duties.domain.problems import NOT_A_NUMBER, problem
from motcua.kernel.money import E4
from motcua.reference import domain as reference

Path = Callable[[str], str]
IMPORT_ONLY = ("form", "table", "management_code", "absolute_code")
"""Fields of goods that mean nothing on export."""
IMPORT_COSTS = ("freight", "insurance")
EXPORT_ONLY = ("destination", "export_value", "export_value_currency")
HOME = "VN"
WHOLE_FREIGHT = frozenset("ABCD")
EXTRA_FREIGHT = frozenset("EF")


def unfitting(question: DutyQuestion, day: date) -> list[Problem]:
    """All that is wrong with a question, tidied, on a day; an empty list if it can be worked out."""
    found = [*_whole(question, day), *_sides(question), *_amounts(question)]
    if question.direction == "import":
        found += [*_freight(question, day), *_insurance(question, day)]
    for place, goods in enumerate(goods_of(question)[:MOST_ITEMS]):
        found += _goods(question, goods, lambda field, at=place: path_of(question, at, field), day)  # type: ignore[misc]
    return found


def _listed(name: str, code: str, day: date) -> bool:
    return code in reference.code_list(name).on(day)


def _whole(question: DutyQuestion, day: date) -> Iterator[Problem]:
    both = says_both(question)
    if both:
        yield problem(say.SAID_TWICE, f"/{both[0]}", both[0])
    if len(question.items) > MOST_ITEMS:
        yield problem(say.TOO_MANY, "/items", len(question.items), most=MOST_ITEMS)
    if not question.currency:
        yield say.missing("/currency")
    yield from _term(question, day)
    if question.valuation and not _listed("valuation_code", question.valuation, day):
        yield problem(say.UNKNOWN_METHOD, "/valuation", question.valuation)
    for place, adjusting in enumerate(question.adjustments):
        if adjusting.kind not in ("AD", "SB"):
            yield problem(say.UNKNOWN_ADJUSTMENT, f"/adjustments/{place}/kind", adjusting.kind)
        if adjusting.amount is None:
            yield say.missing(f"/adjustments/{place}/amount")


def _term(question: DutyQuestion, day: date) -> Iterator[Problem]:
    if not question.incoterm:
        yield say.missing("/incoterm")
    elif not _listed("incoterm", question.incoterm, day):
        known = ", ".join(sorted(reference.code_list("incoterm").on(day)))
        yield problem(say.UNKNOWN_TERM, "/incoterm", question.incoterm, known=known)


def _sides(question: DutyQuestion) -> Iterator[Problem]:
    """What belongs to the other direction."""
    imported = question.direction == "import"
    for name in EXPORT_ONLY if imported else IMPORT_COSTS:
        if (value := getattr(question, name)) not in ("", None):
            yield problem(say.ONLY_ON_EXPORT if imported else say.NO_COSTS_ON_EXPORT, f"/{name}", value)
    for place, goods in enumerate(() if imported else goods_of(question)):
        yield from _exported(goods, lambda field, at=place: path_of(question, at, field))  # type: ignore[misc]


def _exported(goods: AskedGoods, path: Path) -> Iterator[Problem]:
    for name in IMPORT_ONLY:
        if value := getattr(goods, name):
            yield problem(say.ONLY_ON_IMPORT, path(name), value)
    if goods.origin not in ("", HOME):
        yield problem(say.NO_ORIGIN_ON_EXPORT, path("origin"), goods.origin)


def _amounts(question: DutyQuestion) -> Iterator[Problem]:
    ours = question.currency
    said: list[tuple[str, Decimal | None, str]] = [
        ("/freight", question.freight, question.freight_currency or ours),
        ("/insurance", question.insurance, question.insurance_currency or ours),
        ("/export_value", question.export_value, question.export_value_currency or ours),
        ("/allocation_total", question.allocation_total, ours),
        *(
            (f"/adjustments/{place}/amount", each.amount, each.currency or ours)
            for place, each in enumerate(question.adjustments)
        ),
    ]
    for place, goods in enumerate(goods_of(question)[:MOST_ITEMS]):
        said += [
            (path_of(question, place, "value"), goods.value, ours),
            (path_of(question, place, "customs_value"), goods.customs_value, goods.customs_value_currency or "VND"),
            (path_of(question, place, "quantity"), goods.quantity, ""),
            (path_of(question, place, "quantity2"), goods.quantity2, ""),
            (path_of(question, place, "reduction"), goods.reduction, "VND"),
            *((path_of(question, place, "claims"), claim.reduction, "VND") for claim in goods.claims),
        ]
    for path, amount, currency in said:
        yield from _amount(path, amount, currency)


def _amount(path: str, amount: Decimal | None, currency: str) -> Iterator[Problem]:
    if amount is None:
        return
    whole = as_e4(amount)
    if whole < 0:
        yield problem(NOT_A_NUMBER, path, amount)
    elif currency == "VND" and whole % E4:
        yield problem(say.NO_DECIMALS, path, amount)


def _freight(question: DutyQuestion, day: date) -> Iterator[Problem]:
    held, kind = question.freight, question.freight_class
    if held is None:
        if kind or question.freight_currency:
            yield problem(say.FREIGHT_INCOMPLETE, "/freight")
        return
    if kind and not _listed("freight_class", kind, day):
        yield problem(say.UNKNOWN_FREIGHT, "/freight_class", kind)
        return
    carriage = includes(question.incoterm, "freight", day)
    if carriage and kind not in EXTRA_FREIGHT:
        yield problem(say.FREIGHT_TWICE, "/freight", held, term=question.incoterm)
    if carriage is False and kind in EXTRA_FREIGHT:
        yield problem(say.FREIGHT_NOT_IN_PRICE, "/freight_class", kind, term=question.incoterm)
    if kind == "B" and all(goods.customs_value is None for goods in goods_of(question)):
        yield problem(say.FREE_GOODS_TYPED, "/freight_class", kind)


def _insurance(question: DutyQuestion, day: date) -> Iterator[Problem]:
    held, kind = question.insurance, question.insurance_class
    included = includes(question.incoterm, "insurance", day)
    if included and (held is not None or kind):
        yield problem(
            say.INSURANCE_TWICE, "/insurance" if held is not None else "/insurance_class", held, term=question.incoterm
        )
    elif kind not in ("", "A", "D") or (kind == "A") > (held is not None) or (kind == "D" and held is not None):
        yield problem(say.INSURANCE_INCOMPLETE, "/insurance_class", kind)
    elif held is None and question.insurance_currency:
        yield problem(say.INSURANCE_INCOMPLETE, "/insurance_currency", question.insurance_currency)


def _goods(question: DutyQuestion, goods: AskedGoods, path: Path, day: date) -> Iterator[Problem]:
    if not goods.hs:
        yield say.missing(path("hs"))
    if goods.value is None and goods.customs_value is None:
        yield say.missing(path("value"))
    yield from _measured(goods, path, day)
    yield from _reliefs(goods, path, day)
    if question.direction == "import":
        yield from _origin(goods, path, day)
        yield from _form(goods, path)
    elif question.destination and not _listed("country", question.destination[:2], day):
        yield problem(say.UNKNOWN_COUNTRY, "/destination", question.destination)


def _measured(goods: AskedGoods, path: Path, day: date) -> Iterator[Problem]:
    for number, name in ((goods.quantity, ""), (goods.quantity2, "2")):
        unit = getattr(goods, f"unit{name}")
        if unit and not _listed("unit", unit, day):
            yield problem(say.UNKNOWN_UNIT, path(f"unit{name}"), unit)
        elif (number is None) != (unit == ""):
            yield problem(say.QUANTITY_AND_UNIT, path(f"quantity{name}" if number is None else f"unit{name}"), unit)


def _reliefs(goods: AskedGoods, path: Path, day: date) -> Iterator[Problem]:
    if goods.exemption and not _listed("exemption", goods.exemption, day):
        yield problem(say.UNKNOWN_RELIEF, path("exemption"), goods.exemption)
    if goods.reduction is not None and not goods.exemption:
        yield problem(say.RELIEF_WITHOUT_CODE, path("reduction"), goods.reduction)
    for claim in goods.claims:
        if not _listed("other_tax", claim.code, day):
            yield problem(say.UNKNOWN_TAX, path("claims"), claim.code)
        if claim.exemption and not _listed("exemption", claim.exemption, day):
            yield problem(say.UNKNOWN_RELIEF, path("claims"), claim.exemption)


def _origin(goods: AskedGoods, path: Path, day: date) -> Iterator[Problem]:
    if not goods.origin:
        yield say.missing(path("origin"))
    elif not _listed("country", goods.origin, day):
        yield problem(say.UNKNOWN_COUNTRY, path("origin"), goods.origin)


def _form(goods: AskedGoods, path: Path) -> Iterator[Problem]:
    if not goods.form:
        return
    known = agreements().get(plain_form(goods.form))
    if known is None:
        forms = ", ".join(sorted({each.form for held in agreements().values() for each in held}))
        yield problem(say.UNKNOWN_FORM, path("form"), goods.form, known=forms)
        return
    if goods.table and goods.table not in {table_code(each) for each in known}:
        yield problem(say.FORM_AGAINST_TABLE, path("table"), goods.table, form=goods.form)
        return
    if goods.origin and not any(goods.origin in each.members for each in known):
        names = ", ".join(each.key for each in known)
        yield problem(say.NOT_A_PARTY, path("origin"), goods.origin, form=goods.form, agreement=names)
