"""Reminding: promised moments that move over outages; notices before and after a dossier or a step is late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from motcua.dossiers.domain import story
from motcua.dossiers.domain.life import OPEN, State
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.courses import Procedures, clock_now
from motcua.dossiers.services.telling import address
from motcua.dossiers.services.working import Work, standing_of, work_many
from motcua.ground.services import notices
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people

AHEAD = timedelta(hours=24)
"""A warning comes when less than a day is left."""
_SOON = Words("Hồ sơ %(n)s sắp đến hạn trả.", "Dossier %(n)s is about to be due.")
_STEP = Words("Bước %(step)s của hồ sơ %(n)s đã hết thời gian.", "The time of step %(step)s of dossier %(n)s is up.")
_LATE = Words("Hồ sơ %(n)s đã quá hạn trả: xin lỗi và hẹn lại, hoặc hoàn thành ngay.",
              "Dossier %(n)s is late: apologise with a new date, or finish it.")  # fmt: skip


def _running() -> QuerySet[Dossier]:
    return Dossier.objects.filter(state__in=[str(each) for each in OPEN]).exclude(running_since=None)


@transaction.atomic
def move_clocks(at: datetime) -> int:
    """Move promised moments over outages that were recorded since; how many."""
    clock = clock_now()
    rows = _running().select_for_update().order_by("pk")
    moved = [row.number for row in rows if story.due_now(standing_of(row), clock) != row.due_at]
    work_many([Work(number, story.Asked("move clock", at), SYSTEM) for number in moved])
    return len(moved)


@transaction.atomic
def warn(at: datetime) -> int:
    """Tell who holds a dossier, or the heads of its office, once for each reason; how many notices."""
    run = _Run(at)
    wanted = [told for row in _running() for told in run.warnings(row)]
    given = notices.given(wanted)
    fresh = [told for told in wanted if (told.recipient, told.link) not in given]
    notices.tell_many(fresh, at=at)
    return len(fresh)


class _Run:
    """What is read once for all dossiers: the clock, the procedures, and who is at which office today."""

    def __init__(self, at: datetime) -> None:
        self._at, self._day = at, law_day(at)
        self._clock, self._procedures = clock_now(), Procedures()
        self._officers, self._heads = people.Roster("officer"), people.Roster("head")

    def warnings(self, row: Dossier) -> Iterator[notices.Told]:
        """What has to be told of a dossier."""
        if row.due_at is not None and row.due_at <= self._at:
            heads = self._heads.on(self._day, row.office)
            yield from _told(row, "late", _LATE, [*_holder(row), *heads])
        elif row.due_at is not None and row.due_at - self._at <= AHEAD:
            yield from _told(row, "soon", _SOON, _holder(row) or self._desk(row))
        if State(row.state) is State.WORKING and self._step_over(row):
            yield from _told(row, f"step-{row.step}", _STEP, _holder(row) or self._desk(row))

    def _desk(self, row: Dossier) -> list[int]:
        return self._officers.on(self._day, row.office)[:5] or self._heads.on(self._day, row.office)

    def _step_over(self, row: Dossier) -> bool:
        until = story.due_of_step(standing_of(row), self._procedures.course(row.version_id), self._clock)
        return until is not None and until <= self._at


def _holder(row: Dossier) -> list[int]:
    return [row.holder] if row.holder else []


def _told(row: Dossier, why: str, words: Words, accounts: list[int]) -> Iterator[notices.Told]:
    facts = {"n": row.number, "step": row.step}
    link = f"{address(row.number)}?why={why}"
    for account in dict.fromkeys(accounts):
        yield notices.Told(
            notices.account(account), Words(words.vi % facts, words.en % facts), link, "other", row.number
        )
