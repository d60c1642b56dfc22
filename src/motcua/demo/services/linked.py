"""Temporary imports of the demonstration: what became of those that are over, and requests for a longer stay.

The year's re-exports name originals of other departments, but for a few, and its temporary imports left by others too:
that is noted afterwards, from invented papers, so that the year itself is not touched. A few are left as they are.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from motcua.declarations.queries import stays as queries
from motcua.declarations.services import closings, originals, stays
from motcua.ground.domain import numbers
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.people import queries as people

LEFT_OVERDUE = 4
"""So many that are over stay open, the last ones."""
BEFORE_END = timedelta(days=6)
LONGER = timedelta(days=20)
_NOTE = "Thông báo của nơi tái xuất (giả định / invented)"
_WHY = ("Tàu chuyển tải đến chậm (giả định)", "Bên mua đổi cảng nhận (giả định)", "Chờ giấy phép (giả định)")
TOGETHER = 200
ELSEWHERE = 40_000_000
"""Running numbers of other departments begin here, as in the year's messages."""


def record_linked(trader: Actor, opens: datetime) -> int:
    """Close what is over, ask for longer stays and decide on some, begin a draft that closes one. How many closed."""
    today = law_day(opens)
    mine = _of(trader, today)[-1:]
    over = [number for number in _numbers(queries.Asked(state="overdue"), today) if number not in mine]
    closed = over[: max(0, len(over) - LEFT_OVERDUE)]
    _close(closed, opens - timedelta(hours=2))
    running = [number for number in _numbers(queries.Asked(state="open"), today) if number not in over]
    _extend(running, opens)
    if mine:
        closings.draft(mine[0], "G21", by=trader, at=opens - timedelta(minutes=20))
    return len(closed)


def _numbers(asked: queries.Asked, on: date) -> list[str]:
    return list(queries.matching(asked, SYSTEM, on).values_list("number", flat=True))


def _close(over: Sequence[str], at: datetime) -> None:
    for start in range(0, len(over), TOGETHER):
        stays.close_elsewhere(list(_told(over[start : start + TOGETHER], start)), by=SYSTEM, at=at)


def _told(originals_: Sequence[str], first: int) -> Iterator[stays.Closed]:
    for place, found in enumerate(originals.whole(originals_), first):
        parts = tuple(stays.Part(line, quantity) for line, quantity in found.left)
        if found.cleared and parts:
            yield stays.Closed(
                found.number, numbers.number("30", ELSEWHERE + place), found.due_on - BEFORE_END, parts, _NOTE
            )


def _extend(running: Sequence[str], opens: datetime) -> None:
    """The first waits for its decision, the second is granted, the third denied."""
    known = [each for each in originals.whole(running) if each.cleared][-len(_WHY) :]
    for place, (found, why) in enumerate(zip(known, _WHY, strict=False)):
        asked_at = opens - timedelta(hours=3 + place)
        party = Actor(0, "motcua demo", kind="system", parties=frozenset({found.party}))
        stays.ask_to_extend(found.number, until=found.due_on + LONGER, note=why, by=party, at=asked_at)
        if place:
            verdict = "grant" if place == 1 else "deny"
            officer = people.actor_for(people.holders("officer", law_day(opens), found.office)[0], law_day(opens))
            stays.decide_extension(
                found.number, verdict=verdict, note="Hồ sơ đã xem (giả định)", by=officer, at=opens - timedelta(hours=1)
            )


def _of(trader: Actor, on: date) -> list[str]:
    """The trader's own that are cleared and have something left, the one that ends last last."""
    held = queries.matching(queries.Asked(state="open"), trader, on).filter(procedure="G11")
    own = originals.whole(list(held.values_list("number", flat=True)))
    return [each.number for each in own if each.cleared and each.left]
