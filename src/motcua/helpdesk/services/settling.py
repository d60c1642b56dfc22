"""Many questions at once, each asked, assigned, answered and perhaps closed and rated: by the same acts as for one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.ground.services import numbering
from motcua.helpdesk.domain import answers
from motcua.helpdesk.domain.answers import Answer
from motcua.helpdesk.domain.askers import Asked
from motcua.helpdesk.domain.standing import Act
from motcua.helpdesk.services import linking
from motcua.helpdesk.services.asking import NUMBERS, New, opened
from motcua.helpdesk.services.casework import Case
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day


class Settled(msgspec.Struct, frozen=True):
    """A question and what became of it, each act with its moment; a moment that is None did not come.

    `taken_at` is when it was written down, `asked_by` by whom (SYSTEM for the site's own intake), `worked_by` by whom
    it was assigned to and answered. `back` are words with which the asker was asked back, and the reply.
    """

    new: New
    asked_by: Actor
    taken_at: datetime
    worked_by: Actor | None = None
    assigned_at: datetime | None = None
    passed_up_at: datetime | None = None
    passed_up_to: int = 3
    answer: Answer | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    stars: int = 0
    back: tuple[str, str] | None = None
    back_at: tuple[datetime, datetime] | None = None


@transaction.atomic
def settle_many(settled: Sequence[Settled]) -> list[str]:
    """Take down and settle questions, in the order in which they are given; their numbers.

    Made for loading a year: no rights are asked for, nobody is told by notice or mail, and everything else (states,
    clocks, leaves, versions, checks of links) is as by `ask`, `assign`, `escalate`, `ask_back`, `reply`, `answer`,
    `close` and `rate`. Times may lie in the past but must come in the order of the acts. Refusals as theirs.
    """
    if not settled:
        return []
    _need_links(settled)
    sheet = Sheet()
    first = numbering.take(NUMBERS, len(settled))
    numbers = []
    for running, each in enumerate(settled, start=first):
        case = opened(each.new, sheet, by=each.asked_by, at=each.taken_at, running=running)
        _work(case, each)
        case.store()
        numbers.append(case.who.number)
    sheet.write()
    return numbers


def _work(case: Case, each: Settled) -> None:
    by = each.worked_by or SYSTEM
    if each.assigned_at is not None:
        case.do(Act("assign", assignee=by.account), by=by, at=each.assigned_at)
    if each.back is not None and each.back_at is not None:
        (question, said), (asked_at, replied_at) = each.back, each.back_at
        case.do(Act("ask_back"), by=by, at=asked_at, words=Asked("", answers.text(question)))
        case.do(Act("reply"), by=each.asked_by, at=replied_at, words=Asked("", answers.text(said)))
    if each.passed_up_at is not None:
        case.do(Act("pass_up", level=each.passed_up_to), by=by, at=each.passed_up_at, note="Vượt thẩm quyền")
    if each.answer is not None and each.answered_at is not None:
        case.answered(each.answer, by=by, at=each.answered_at)
    if each.closed_at is not None:
        case.do(Act("close"), by=each.asked_by, at=each.closed_at)
        if each.stars:
            case.do(Act("rate", stars=each.stars), by=each.asked_by, at=each.closed_at)


def _need_links(settled: Iterable[Settled]) -> None:
    links = {
        (law_day(each.answered_at), each.answer.lines, each.answer.procedures)
        for each in settled
        if each.answer is not None and each.answered_at is not None
    }
    for day, lines, codes in links:
        linking.need_lines(lines, day)
        linking.need_procedures(codes, day)
