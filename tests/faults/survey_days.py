"""Days of two rounds of the survey, one published and one open: every table has rows.

While a round is open, links, the day's box and a draft stand in it; they are gone from the other.
"""

from datetime import date, timedelta

from tests.rooms.survey.conftest import LEADER, SUPPORT, plan, sheet

from motcua.declarations import factories
from motcua.declarations import services as declarations
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import services as risk
from motcua.survey import services
from motcua.survey.domain.plans import usual_rule

DAYS = timedelta(days=1)
USED = law_moment(date(2023, 5, 4), 9)
FIRST, SECOND = date(2023, 6, 1), date(2024, 2, 1)
ENTERPRISES = 5


def days_of_survey() -> None:
    """Five enterprises are asked twice: all answer the first round, two the second, and one has begun to."""
    risk.seed(b"survey", by=SYSTEM, at=USED - 400 * DAYS)
    parties.register([factories.party(no) for no in range(1, ENTERPRISES + 1)], by=SYSTEM, at=USED - 400 * DAYS)
    bodies = [factories.body(no, day=USED.date(), lines=1) for no in range(ENTERPRISES)]
    declarations.submit([declarations.Raw(body, USED) for body in bodies], by=SYSTEM)
    number, links = opened(FIRST)
    answered(links, FIRST)
    services.close(number, by=SUPPORT, at=law_moment(FIRST + 5 * DAYS, 9))
    services.publish(number, by=LEADER, at=law_moment(FIRST + 6 * DAYS, 9))
    number, links = opened(SECOND)
    answered(links[:1], SECOND)
    services.close_days(number, until=SECOND, at=law_moment(SECOND + DAYS, 1))
    answered(links[1:2], SECOND + DAYS)
    services.save(links[2], sheet(["20BB"]), at=law_moment(SECOND + DAYS, 10))
    log.sequence()
    log.sign_head(law_moment(SECOND + DAYS, 11))


def opened(day: date) -> tuple[str, list[str]]:
    """A round of all of them that opens on a day; its number, and the links."""
    asked = plan(
        year=day.year, opens_on=day, closes_on=day + 4 * DAYS, inside=ENTERPRISES, outside=0, rule=usual_rule(day.year)
    )
    made = services.plan(asked, by=SUPPORT, at=law_moment(day - 3 * DAYS, 9))
    drawn = services.draw(made.number, key="a key", by=SUPPORT, at=law_moment(day - 2 * DAYS, 9))
    services.sign(made.number, drawn.fingerprint, by=LEADER, at=law_moment(day - DAYS, 9))
    return made.number, [link for _, link in services.open_round(made.number, by=SUPPORT, at=law_moment(day, 8))]


def answered(links: list[str], day: date) -> None:
    """A sheet by each of these links."""
    services.submit_many([(link, sheet(["20BB"])) for link in links], at=law_moment(day, 9))
