"""Answering: a trader's question worked out by the same `assess` and `explain` as a declaration, or refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from motcua.duties.domain.asking import DutyQuestion, goods_of, tidied
from motcua.duties.domain.assessment import assess
from motcua.duties.domain.completing import Shipment, completed, includes
from motcua.duties.domain.explaining import explain
from motcua.duties.domain.figures import Assessment, Problem
from motcua.duties.domain.fitting import unfitting
from motcua.duties.domain.problems import NO_EXCHANGE, problem
from motcua.duties.domain.telling import (
    DutyAnswer,
    DutyNote,
    ItemTold,
    Told,
    exact,
    said,
    tax_told,
    whole_sum,
)
from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.tariff.domain import Book, DayBook

ASKED_AS = {
    "hs_code": "hs", "invoice_value": "value", "tariff_table": "table", "other_taxes": "claims",
    "value_currency": "customs_value_currency", "destination_place": "destination", "valuation_code": "valuation",
}  # fmt: skip
"""What the fields of a shipment are called in a question."""
_ITEM = re.compile(r"/items/(\d+)(?:/(\w+))?(.*)")
_ANOTHER_DAY = Words(
    "Chọn một ngày từ ngày đầu tiên của biểu thuế.", "Choose a day from the first one that the tables speak of."
)


class Refused(msgspec.Struct, frozen=True):
    """A question that cannot be worked out, and everything that stands in the way."""

    on: date
    problems: tuple[Problem, ...]


def answer(question: DutyQuestion, today: date, book: Book) -> DutyAnswer | Refused:
    """What is due, with the reasons; or all that is wrong with the question. Never raises for what was asked."""
    day = question.on or today
    try:
        rates = book.on(day)
    except NotInForce as refusal:
        return unknown_day(day, refusal)
    question = tidied(question)
    shipment = completed(question, day)
    problems = [*unfitting(question, day), *_unquoted(question, rates.exchange)]
    found = assess(shipment, rates, taxed=True)
    later = (_asked(each, question) for each in found.problems)
    problems = _once([*problems, *_further(problems, later)])
    if problems:
        return Refused(day, tuple(problems))
    return _told(question, shipment, found, rates, book, today)


_PREFERENCE = ("origin", "form", "table")
_QUANTITIES = ("quantity", "unit", "quantity2", "unit2")
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "currency": ("freight_currency", "insurance_currency", "export_value_currency"), "value": ("customs_value",),
    **dict.fromkeys(_PREFERENCE, _PREFERENCE), **dict.fromkeys(_QUANTITIES, _QUANTITIES),
}  # fmt: skip
"""Fields of which nothing new can be said while another one is wrong."""


def _further(first: Sequence[Problem], later: Iterable[Problem]) -> Iterable[Problem]:
    """What the reckoning adds: not what only follows from a field that has been told of."""
    told = {each.path for each in first}
    for path in list(told):
        parent, _, name = path.rpartition("/")
        told |= {f"{parent}/{follower}" for follower in FOLLOWS.get(name, ())}
    return (each for each in later if each.path not in told)


def unknown_day(day: date, refusal: NotInForce) -> Refused:
    """A day before the tables: never zero, always an error."""
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    return Refused(day, (Problem(refusal.code, "/on", day.isoformat(), words, _ANOTHER_DAY),))


def _unquoted(question: DutyQuestion, exchange: Mapping[str, int]) -> Iterable[Problem]:
    """Currencies without a rate, whether or not an amount stands in them."""
    for name in ("currency", "freight_currency", "insurance_currency", "export_value_currency"):
        if (code := getattr(question, name)) and code not in exchange:
            yield problem(NO_EXCHANGE, f"/{name}", code)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """One problem a field and code: the first, which speaks of what was typed."""
    return list({(each.path, each.code): each for each in reversed(list(problems))}.values())[::-1]


def _asked(found: Problem, question: DutyQuestion) -> Problem:
    """A problem of the shipment at the field of the question that it came from."""
    path = found.path
    if match := _ITEM.fullmatch(path):
        place, field, rest = int(match[1]), match[2] or "", match[3]
        name = ASKED_AS.get(field, field)
        if name == "table" and goods_of(question)[place].form:
            name = "form"
        path = f"/items/{place}/{name}{rest}" if question.items else f"/{name}{rest}"
        path = path.rstrip("/")
    else:
        head, _, tail = path.removeprefix("/").partition("/")
        path = f"/{ASKED_AS.get(head, head)}" + (f"/{tail}" if tail else "")
    return msgspec.structs.replace(found, path=path)


def _told(
    question: DutyQuestion, shipment: Shipment, found: Assessment, rates: DayBook, book: Book, today: date
) -> DutyAnswer:
    lines = [explain(shipment, line, rates) for line in found.lines]
    taxes = tuple(tax_told(line.no, tax, rates.entry(tax.entry)) for line in found.lines for tax in line.taxes)
    currencies, verified = _currencies(shipment), all(each.verified for each in taxes)
    quoted = book.exchange.quoted_for(rates.day) if currencies - {"VND"} else None
    return DutyAnswer(
        on=rates.day, customs_value=found.customs_value, exchange_rate=exact(rates.exchange[shipment.currency]),
        taxes=taxes, total=found.total, explanation=whole_sum(lines, found.total),
        direction=question.direction, currency=shipment.currency, incoterm=shipment.incoterm,
        exchange_rates={code: exact(rates.exchange[code]) for code in sorted(currencies)},
        exchange_quoted_on=quoted, by_kind=found.by_kind,
        items=tuple(
            ItemTold(
                line.no, goods.hs_code, goods.origin, goods.tariff_table, line.customs_value, line.invoice_dong,
                line.freight, line.insurance, line.adjustments, line.total,
            )
            for line, goods in zip(found.lines, shipment.items, strict=True)
        ),
        taken=_taken(question, shipment), notes=tuple(_notes(shipment, rates, book, today, verified=verified)),
        verified=verified,
    )  # fmt: skip


def _currencies(shipment: Shipment) -> set[str]:
    said_ = {
        shipment.currency, shipment.freight_currency, shipment.insurance_currency, shipment.export_value_currency,
        *(each.currency for each in shipment.adjustments), *(goods.value_currency for goods in shipment.items),
    }  # fmt: skip
    return said_ - {""}


def _taken(question: DutyQuestion, shipment: Shipment) -> dict[str, str]:
    """What was filled in for the trader."""
    names = ("freight_class", "freight_currency", "insurance_class", "insurance_currency", "export_value_currency")
    found = {name: getattr(shipment, name) for name in names if getattr(shipment, name) != getattr(question, name)}
    if not question.valuation:
        found["valuation"] = shipment.valuation_code
    return found


INVENTED = Words("số liệu tự đặt cho bản trình diễn", "invented for the demonstration")
NO_FREIGHT = Words(
    "Điều kiện giao hàng chưa gồm cước mà không nhập phí vận tải: trị giá tính thuế đang thiếu phần này.",
    "The term leaves freight out and none was given: the customs value lacks it.",
)
LATER = Words(
    "Ngày này chưa đến: tính theo những gì đã biết hôm nay.",
    "That day has not come: worked out with what is known today.",
)
UNVERIFIED = Words(
    "Có thuế suất chưa được người nào đối chiếu với văn bản. Hãy xem văn bản nêu ở từng số thuế trước khi dựa vào đó.",
    "Some rates have not been compared with their acts by anyone. Read the acts named before relying on the result.",
)
NOT_A_DECISION = Words(
    "Đây là tính thử: số thuế do tờ khai và quyết định của cơ quan hải quan xác định.",
    "This is a trial: the declaration and the decisions of customs settle what is due.",
)


def _notes(shipment: Shipment, rates: DayBook, book: Book, today: date, *, verified: bool) -> Iterable[DutyNote]:
    lacking = includes(shipment.incoterm, "freight", rates.day) is False
    if shipment.direction == "import" and lacking and shipment.freight is None:
        yield DutyNote("IMP-FRT-12", said(NO_FREIGHT))
    if rates.day > today:
        yield DutyNote("DUT-38", said(LATER))
    if _currencies(shipment) - {"VND"} and book.exchange.source:
        source = book.exchange.source
        vi = INVENTED.vi if source == INVENTED.en else source
        yield DutyNote("DUT-39", Told(f"Tỷ giá: {vi}.", f"Exchange rates: {source}."))
    if not verified:
        yield DutyNote("DUT-40", said(UNVERIFIED))
    yield DutyNote("DUT-41", said(NOT_A_DECISION))
