"""In which tone states of conferences and visits are shown, who may act, and what stands above forms."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.design.domain import times
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.data import limit
from motcua.helpdesk.domain.meetings.life import (
    LEVEL_WORDS,
    STATE_WORDS,
    VISIT_WORDS,
    Action,
    Guest,
    Level,
    Raised,
    State,
)
from motcua.helpdesk.domain.meetings.life import Visit as VisitState
from motcua.helpdesk.domain.tables import DOMAINS
from motcua.helpdesk.models import Conference, Visit
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.reference import domain as reference
from motcua.reference.domain.calling import office as office_words

TONES = {
    State.PLANNED: "", State.INVITED: "info", State.HELD: "warn", State.MINUTES: "warn", State.PUBLISHED: "good",
    State.CANCELLED: "bad",
}  # fmt: skip
GUEST_TONES = {
    Guest.INVITED: "", Guest.REGISTERED: "good", Guest.WAITING: "warn", Guest.DECLINED: "", Guest.CAME: "good",
}  # fmt: skip
RAISED_TONES = {Raised.OPEN: "warn", Raised.ANSWERED: "good", Raised.PROMISED: "info", Raised.SETTLED: "good"}
VISIT_TONES = {
    VisitState.PLANNED: "info", VisitState.MADE: "warn", VisitState.CLOSED: "good", VisitState.CANCELLED: "bad",
}  # fmt: skip
ACTION_TONES = {Action.OPEN: "info", Action.DONE: "good", Action.DROPPED: ""}


def speaks_for(actor: Actor) -> list[str]:
    """The tax codes of enterprises for which this person may act here."""
    return sorted(party for party in actor.represented if actor.may(party, "prepare"))


def offices_of(actor: Actor) -> list[tuple[str, str]]:
    """The offices whose conferences and visits this person runs."""
    held = [each.code for each in reference.branches(law_day_now())]
    codes = [reference.DEPARTMENT, *held]
    return [(code, office_name(code)) for code in codes if meetings.runs(actor, code)]


def people_allowed() -> range:
    """How many people one enterprise may send today."""
    return range(1, limit("people of one enterprise", law_day_now()).value + 1)


def all_offices() -> list[tuple[str, str]]:
    """The department and its branches."""
    codes = [reference.DEPARTMENT, *(each.code for each in reference.branches(law_day_now()))]
    return [(code, office_name(code)) for code in codes]


def office_name(code: str) -> str:
    """What an office is called today."""
    return say(office_words(code, law_day_now()))


def law_day_now() -> date:
    """The business day."""
    return law_day(clock.now())


def domain_name(code: str) -> str:
    """What a domain of questions is called."""
    return say(DOMAINS[code]) if code in DOMAINS else code


def head(found: Conference) -> dict[str, Any]:
    """What stands above every page of a conference."""
    state = State(found.state)
    return {"conference": found, "state": STATE_WORDS[state], "tone": TONES[state], "office": office_name(found.office)}


def facts(found: Conference) -> list[Fact]:
    """What a conference is, in facts."""
    spoken = language()
    told = [
        Fact(_("Held by"), office_name(found.office), say(LEVEL_WORDS[Level(found.level)])),
        Fact(_("Begins"), times.moment(found.begins_at, spoken)),
        Fact(_("Ends"), times.moment(found.ends_at, spoken)),
        Fact(_("Venue"), found.place),
        Fact(_("Topics"), found.topics),
        Fact(_("Seats"), str(found.seats), _("open to every enterprise") if found.open_to_all else _("by invitation")),
        Fact(_("Questions before"), times.moment(found.ask_until, spoken), _("last moment")),
    ]
    if found.partners:
        told.append(Fact(_("Held together with"), found.partners))
    return told


def visit_head(found: Visit) -> dict[str, Any]:
    """What stands above every page of a visit."""
    state = VisitState(found.state)
    return {
        "visit": found,
        "state": VISIT_WORDS[state],
        "tone": VISIT_TONES[state],
        "office": office_name(found.office),
    }


def visit_facts(found: Visit) -> list[Fact]:
    """What a visit is, in facts."""
    spoken = language()
    told = [
        Fact(_("Enterprise"), found.party_name, found.party),
        Fact(_("Office"), office_name(found.office)),
        Fact(_("Planned for"), times.day(found.planned_on, spoken)),
        Fact(_("Members of the delegation"), found.members),
    ]
    if found.made_on:
        told += [Fact(_("Made on"), times.day(found.made_on, spoken)), Fact(_("Met"), found.met)]
    return told
