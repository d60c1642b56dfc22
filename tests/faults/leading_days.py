"""Days of those who lead: targets set, changed and missed, a report issued, what-ifs asked: every table has rows."""

from datetime import date, timedelta

import msgspec

from motcua.declarations import factories
from motcua.declarations import services as declarations
from motcua.ground.services import clock, jobs, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.reports import queries, services
from motcua.reports.domain.targets_kept import Goal
from motcua.reports.domain.whatif.asked import Change, TariffAsked
from motcua.reports.services import issuing, whatif
from motcua.risk import services as risk

LEADER = Actor(35, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
DAY = date(2023, 12, 22)
AT = law_moment(DAY, 10)
DAYS = timedelta(days=1)
GOAL = Goal("own", "revenue", "2023-11", "20BB", 10**12, "giả định")
ASKED = TariffAsked((Change("VAT", "", 200_000),), DAY - 20 * DAYS, DAY)


def days_of_leading() -> None:
    """A target changed and missed, one ended; a report issued; one what-if answered, one refused."""
    risk.seed(b"leading", by=SYSTEM, at=AT - 400 * DAYS)
    parties.register([factories.party(no) for no in range(1, 4)], by=SYSTEM, at=AT - 400 * DAYS)
    declarations.submit([declarations.Raw(factories.body(1, day=DAY, lines=1), AT - DAYS)], by=SYSTEM)
    services.set_target(GOAL, by=LEADER, at=AT)
    dearer = msgspec.structs.replace(GOAL, value=2 * 10**12)
    services.change_target(GOAL.code, 1, dearer, reason="Tỉnh giao thêm", by=LEADER, at=AT)
    services.end_target("2023-stretch-revenue", 0, reason="Không còn áp dụng", by=LEADER, at=AT)
    assert services.watch(AT)
    issuing.issue(issuing.New(queries.annual(2023, DAY), b'{"year":2023}', b"%PDF made"), by=LEADER, at=AT)
    for asked in (ASKED, msgspec.structs.replace(ASKED, until=DAY - 10 * DAYS)):
        work(whatif.order(asked, by=LEADER, at=AT))
    log.sequence()
    log.sign_head(clock.now())


def work(number: int) -> None:
    """The worker does what waits."""
    end = whatif.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), AT)
    assert end is not None
    end()
