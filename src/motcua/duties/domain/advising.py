"""Advising: what a person or program asks of the advice, read and checked."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from motcua.duties.domain import refusing as say
from motcua.duties.domain.advice import USUAL_VALUE, Wanted
from motcua.duties.domain.answering import Refused, unknown_day
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.numbers import as_e4
from motcua.duties.domain.problems import NOT_A_NUMBER, problem, refused
from motcua.kernel.dated import NotInForce
from motcua.kernel.money import E4
from motcua.reference import domain as reference
from motcua.tariff.domain import Book, DayBook, UnknownLine


class AdviceQuestion(NamedTuple):
    """Code, origin, day and value as asked; the value is dong."""

    hs: str = ""
    origin: str = ""
    on: date | None = None
    value: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""


def wanted(question: AdviceQuestion, today: date, book: Book) -> Wanted | Refused:
    """What is wanted, in the writing of the code lists; or all that is wrong with the question."""
    day = question.on or today
    try:
        rates = book.on(day)
    except NotInForce as refusal:
        return unknown_day(day, refusal)
    code = "".join(letter for letter in question.hs if letter.isalnum())[:12]
    origin, unit = question.origin.strip().upper(), question.unit.strip().upper()
    value = Decimal(USUAL_VALUE) if question.value is None else question.value
    found: list[Problem] = []
    if not code:
        found.append(say.missing("/hs"))
    elif (strange := _unknown(rates, code)) is not None:
        found.append(refused(strange, "/hs", code))
    if not origin:
        found.append(say.missing("/origin"))
    elif origin not in reference.code_list("country").on(day):
        found.append(problem(say.UNKNOWN_COUNTRY, "/origin", origin))
    found += [*_value(value), *_quantity(question.quantity, unit, day)]
    if found:
        return Refused(day, tuple(found))
    return Wanted(code, origin, day, int(value), question.quantity, unit)


def _unknown(rates: DayBook, code: str) -> UnknownLine | None:
    try:
        rates.need_line(code)
    except UnknownLine as refusal:
        return refusal
    return None


def _value(value: Decimal) -> list[Problem]:
    whole = as_e4(value)
    if whole <= 0:
        return [problem(NOT_A_NUMBER, "/value", value)]
    return [problem(say.NO_DECIMALS, "/value", value)] if whole % E4 else []


def _quantity(quantity: Decimal | None, unit: str, day: date) -> list[Problem]:
    if unit and unit not in reference.code_list("unit").on(day):
        return [problem(say.UNKNOWN_UNIT, "/unit", unit)]
    if (quantity is None) != (unit == ""):
        return [problem(say.QUANTITY_AND_UNIT, "/quantity" if quantity is None else "/unit", unit)]
    return [problem(NOT_A_NUMBER, "/quantity", quantity)] if quantity is not None and as_e4(quantity) < 0 else []
