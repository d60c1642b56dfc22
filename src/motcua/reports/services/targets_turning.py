"""Turns: each day targets are looked at, and leaders told once of one that will be missed."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.reports import events
from motcua.reports.queries import targets as queries
from motcua.reports.queries.targets import Kept, Shown
from motcua.reports.services import rows

WARNED = ("will_miss", "missed")
_TURNED = Words("Chỉ tiêu “%s” theo dự báo sẽ không đạt.", "By the forecast the target “%s” will be missed.")


@transaction.atomic
def watch(at: datetime) -> int:
    """Write down which targets have turned since they were last looked at; how many. Harmless when done again.

    Leaders are told of a turn to `will_miss`; it is told again only after the target had turned away from it.
    """
    told_on = law_day(at) - timedelta(days=1)
    last, sheet, told = queries.last_turns(), Sheet(rows.ORDER), []
    turned = 0
    for shown in queries.listing(told_on, str(told_on.year), ended=False):
        was = last.get(shown.kept.goal.code, "")
        now = shown.standing.state
        if (now in WARNED) == (was in WARNED):
            continue
        turned += 1
        _turn(shown, sheet, at)
        if now == "will_miss":
            told.append(shown.kept)
    sheet.write()
    _tell(told, at)
    return turned


def _turn(shown: Shown, sheet: Sheet, at: datetime) -> None:
    goal, found, leaf = shown.kept.goal, shown.measured, ids.one(at)
    row = (
        leaf, goal.code, shown.kept.version, shown.standing.state, at, shown.as_of, found.done, found.expected,
        found.low, found.high,
    )  # fmt: skip
    facts = {"state": shown.standing.state}
    sheet.leaf(events.TURNED, f"target/{goal.code}", {rows.T_TURN: [row]}, leaf=leaf, by=SYSTEM, at=at, facts=facts)


def _tell(missed: list[Kept], at: datetime) -> None:
    leaders = people.holders("leader", law_day(at))
    notices.tell_many(
        [
            notices.Told(
                notices.account(account), Words(*(each % kept.goal.code for each in _TURNED)),
                f"/reports/targets/{kept.goal.code}/", "other", kept.goal.code,
            )
            for kept in missed
            for account in leaders
        ],
        at=at,
    )  # fmt: skip
