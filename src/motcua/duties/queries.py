"""What is due on goods, asked by anybody: the same reckoning as for a declaration, and nothing is kept."""

from datetime import date
from typing import NamedTuple

from motcua.duties.domain.advice import Advice, advise
from motcua.duties.domain.advising import AdviceQuestion, wanted
from motcua.duties.domain.answering import Refused, answer
from motcua.duties.domain.asking import DutyQuestion
from motcua.duties.domain.methods import Case, Valued, value
from motcua.duties.domain.telling import DutyAnswer
from motcua.tariff import queries as tariff
from motcua.tariff.domain import Book, DayBook
from motcua.tariff.domain.controls import controls


class Advised(NamedTuple):
    """Advice with the tariff of its day."""

    advice: Advice
    rates: DayBook


def work_out(question: DutyQuestion, today: date, book: Book | None = None) -> DutyAnswer | Refused:
    """The question answered with the book in force, or refused with all that is wrong in it."""
    return answer(question, today, book or tariff.book())


def value_goods(case: Case, book: Book | None = None) -> Valued:
    """Goods valued by the first lawful method, at the exchange rates of their day. NotInForce before the tariff."""
    return value(case, (book or tariff.book()).on(case.on).exchange)


def advise_on(question: AdviceQuestion, today: date, book: Book | None = None) -> Advised | Refused:
    """Every schedule side by side for a code, origin and day, or all that is wrong with the question."""
    held = book or tariff.book()
    found = wanted(question, today, held)
    if isinstance(found, Refused):
        return found
    return Advised(advise(found, held, controls(found.code, "import", found.day)), held.on(found.day))
