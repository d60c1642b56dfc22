"""Rounds of the survey for the walk over every route: a published one, an open one and a draft, each made once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tests.rooms.survey.conftest import sheet

from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.survey import services
from motcua.survey.domain.plans import Plan, usual_rule
from motcua.survey.domain.questionnaires import CURRENT
from motcua.survey.models import Round
from motcua.survey.queries import framing
from motcua.survey.services.running import twelve_months
from motcua.survey.web.acts import ACTS

PARTY = "5799900001"
TODAY = law_moment(date(2023, 12, 22), 10)
DAY = timedelta(days=1)
PAST = (2023, date(2023, 12, 10), date(2023, 12, 19))
RUNNING = (2024, date(2023, 12, 20), date(2024, 1, 15))
PLANNED = (2025, date(2024, 2, 1), date(2024, 2, 20))
Days = tuple[int, date, date]


def _planned(days: Days, at: datetime) -> Round:
    """A draft that asks every enterprise which declared in the twelve months before."""
    year, opens_on, closes_on = days
    where = {used.party: used.inside for used in framing.used(*twelve_months(opens_on))}
    inside = sum(where.values())
    rule = usual_rule(2023)
    return services.plan(
        Plan(year, opens_on, closes_on, inside, len(where) - inside, rule), by=SYSTEM, at=at
    )  # fmt: skip


def _opened(days: Days) -> dict[str, str]:
    """The round of these days, drawn, signed and opened on its first day; its links by tax code."""
    at = law_moment(days[1], 8)
    made = _planned(days, at - 3 * DAY)
    drawn = services.draw(made.number, key="walk", by=SYSTEM, at=at - 2 * DAY)
    services.sign(made.number, drawn.fingerprint, by=SYSTEM, at=at - DAY)
    return dict(services.open_round(made.number, by=SYSTEM, at=at))


def a_published() -> Round:
    """The round of 2023, answered by few, so that its cells are held back, and published."""
    year, opens_on, closes_on = PAST
    held = Round.objects.filter(year=year).first()
    if held is not None:
        return held
    links, at = _opened(PAST), law_moment(opens_on, 15)
    services.submit_many([(secret, sheet(services.door(secret, at).codes)) for secret in links.values()], at=at)
    number = Round.objects.get(year=year).number
    services.close(number, by=SYSTEM, at=law_moment(closes_on + DAY, 9))
    return services.publish(number, by=SYSTEM, at=law_moment(closes_on + 2 * DAY, 9))


def a_secret() -> str:
    """A new link of the first enterprise to the round that is open."""
    year = RUNNING[0]
    if not Round.objects.filter(year=year).exists():
        _opened(RUNNING)
    by = Actor(5, "An", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
    return services.own_link(Round.objects.get(year=year).number, PARTY, by=by, at=TODAY)


def a_draft() -> Round:
    """A round that was planned and no more."""
    return Round.objects.filter(year=PLANNED[0]).first() or _planned(PLANNED, TODAY)


SURVEY_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"api:survey{name}": lambda _: {"year": str(a_published().year)} for name in ("", "_package")},
    **{f"survey:{name}": lambda _: {"year": a_published().year} for name in ("result", "report", "package")},
    "survey:questionnaire": lambda _: {"code": CURRENT},
    "survey:begin": lambda _: {"secret": a_secret()},
    "survey:page": lambda _: {"secret": a_secret(), "code": "profile"},
    **{f"survey:{name}": lambda _: {"number": a_published().number} for name in ("round", "frame", "frame_csv")},
    "survey:proof": lambda _: (lambda held: {"number": held.number, "leaf": held.leaf})(a_published()),
    **{f"survey:act_{act.verb}": lambda _: {"number": a_draft().number} for act in ACTS},
}
