"""What is due on goods, asked by anybody: the same reckoning as for a declaration, and nothing is kept."""

from datetime import date

from motcua.duties.domain.answering import Refused, answer
from motcua.duties.domain.asking import DutyQuestion
from motcua.duties.domain.telling import DutyAnswer
from motcua.tariff import queries as tariff
from motcua.tariff.domain import Book


def work_out(question: DutyQuestion, today: date, book: Book | None = None) -> DutyAnswer | Refused:
    """The question answered with the book in force, or refused with all that is wrong in it."""
    return answer(question, today, book or tariff.book())
