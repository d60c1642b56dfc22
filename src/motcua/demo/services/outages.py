"""Outages of the demonstration, invented and said to be: recorded afterwards, they move deadlines that run."""

from datetime import date, datetime, timedelta

from motcua.demo.domain.world import World
from motcua.ground.domain.outages import Verdict
from motcua.ground.services import jobs, outages
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.people import queries as people

_SAID = timedelta(minutes=30)
"""So long after its end an outage is confirmed."""


def _invented(opening: date, hour: int) -> list[tuple[str, datetime, datetime, str]]:
    before = opening - timedelta(days=1)
    return [
        ("lines", law_moment(date(2023, 8, 16), 13, 30), law_moment(date(2023, 8, 16), 16, 45),
         "Bão làm đứt cáp tới các chi cục ven biển (giả định / invented)"),
        ("jobs", law_moment(date(2023, 11, 12), 22), law_moment(date(2023, 11, 12), 23, 20),
         "Thay ổ đĩa máy chủ việc nền (giả định / invented)"),
        ("lines", law_moment(before, 14, 10), law_moment(before, 16, 20),
         "Nhà mạng gián đoạn đường truyền tới các chi cục (giả định / invented)"),
        ("lines", law_moment(opening, hour - 2, 5), law_moment(opening, hour - 2, 50),
         "Đường truyền tới các chi cục chập chờn đầu giờ (giả định / invented)"),
    ]  # fmt: skip


def record_outages(world: World) -> int:
    """Record the invented outages: added by the platform, confirmed by a head of branch. How many.

    Deadlines that run at the opening are worked out anew before anybody looks.
    """
    opens = world.given.opens_at
    head = people.actor_for(people.holders("head", opens.day)[0], opens.day)
    found = _invented(opens.day, opens.hour)
    for service, began, ended, reason in found:
        at = ended + _SAID
        outage = outages.add(service, began, ended, reason=reason, by=SYSTEM, at=at)
        outages.rule(outage, Verdict.CONFIRMED, reason=reason, by=head, at=at)
    while jobs.run_due(law_moment(opens.day, opens.hour)):
        pass
    return len(found)
