"""The ledger of the demonstration: days closed, files of the treasury for the last weeks, instalments.

The treasury's files are made of the ledger's own days, with differences that are invented.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.revenue import services as revenue
from motcua.revenue.domain.instalments import monthly
from motcua.revenue.domain.treasury import item_of, treasuries
from motcua.revenue.domain.treasury_file import Side
from motcua.revenue.queries import ageing, treasury

FILED = 15
"""Days with a file of the treasury, up to the day before the opening."""
_WHY = "Đối chiếu trên bản giấy của kho bạc, khớp (giả định)."
_LATE = "Kho bạc hạch toán sang ngày sau; đã có giấy báo (giả định)."
_ASKED = "Khách hàng chậm thanh toán, xin nộp dần (giả định)."
_UNNAMED = item_of("vat")
"""Under what sub-item the treasury has money that the ledger holds or that waits."""
_RUNS, _FAILED = 20, 80
"""How many days before the opening the two plans are asked for."""


def build(world: World) -> dict[str, int]:
    """All of it; how many days were closed, files taken and plans made."""
    opens = world.given.opens_at.day
    clerk, leader = _holder("revenue", opens), _holder("leader", opens)
    with uncollected(), transaction.atomic():
        files = _files(opens, clerk)
        last = opens - timedelta(days=2)
        closed = revenue.close_days(
            last, note=_WHY, by=clerk, at=law_moment(opens - timedelta(days=1), 8), moments=_next_morning
        )
        plans = _plans(opens, clerk, leader)
    return {"closed": len(closed), "files": files, "plans": plans}


def _holder(role: str, on: date) -> Actor:
    return people.actor_for(people.holders(role, on)[0], on)


def _next_morning(day: date) -> datetime:
    return law_moment(day + timedelta(days=1), 8)


def _files(opens: date, clerk: Actor) -> int:
    """A file for each of the last days with money; the last of them has a difference that waits."""
    since = opens - timedelta(days=FILED)
    days = treasury.booked(since, opens - timedelta(days=1))
    for no, (day, sides) in enumerate(sorted(days.items())):
        at = law_moment(day + timedelta(days=1), 7)
        ordered = sorted(sides, key=lambda side: side.reference)
        last = day == max(days)
        missing = ordered[-1].reference if last or no % 6 == 2 else ""
        content = "\r\n".join(_lines(day, [side for side in ordered if side.reference != missing]))
        revenue.take_file(revenue.Sent(content.encode(), f"KB-{day:%Y%m%d}.csv"), by=clerk, at=at)
        if missing and not last:
            revenue.explain(day, missing, note=_LATE, by=clerk, at=at + timedelta(minutes=40))
    return len(days)


def _lines(day: date, sides: list[Side]) -> Iterator[str]:
    yield "day,account,reference,item,amount"
    accounts: Mapping[str, str] = {office: held.account for office, held in treasuries().items()}
    for side in sides:
        items: dict[str, int] = {}
        for item, amount in sorted(side.items.items()):
            items[item or _UNNAMED] = items.get(item or _UNNAMED, 0) + amount
        for item, amount in items.items():
            yield f"{day},{accounts.get(side.office, '')},{side.reference},{item},{amount}"


def _plans(opens: date, clerk: Actor, leader: Actor) -> int:
    """A plan that runs and one that failed: debts of two parties that nobody has paid anything of since."""
    made, parties = 0, set()
    owing = [each for each in ageing.aged(opens) if each.owed > 1_000_000 and each.debt in ("over_90", "to_90")]
    for days in (_FAILED, _RUNS):
        found = next((each for each in owing if each.party not in parties and each.late_days(opens) > days), None)
        if found is None:
            continue
        parties.add(found.party)
        at = law_moment(opens - timedelta(days=days), 9)
        parts = monthly(found.owed, 3, opens - timedelta(days=days - 30))
        plan = revenue.ask_plan(found.declaration_id, parts, note=_ASKED, by=clerk, at=at)
        revenue.decide_plan(plan, verb="grant", note="", by=leader, at=at + timedelta(days=1))
        made += 1
    revenue.follow_plans(by=clerk, at=law_moment(opens - timedelta(days=_FAILED - 31), 1))
    return made
