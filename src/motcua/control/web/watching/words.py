"""How notes, registers, the watch list and plans are shown: tones, names, facts and lines."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.control.domain.watching import lists
from motcua.control.domain.watching.grading import CREDIBILITY, RELIABILITY, SOURCE_CLASSES
from motcua.control.domain.watching.indicators import UNITS
from motcua.control.domain.watching.life import (
    HELD_WORDS,
    NOTE_WORDS,
    PLAN_WORDS,
    REGISTER_WORDS,
    WATCH_WORDS,
    Held,
    Note,
    Plan,
    Register,
    Watch,
)
from motcua.control.domain.watching.lists import WHAT_WORDS, What
from motcua.control.models import HeldInRegister, IntelligenceNote, PatrolPlan, WatchEntry
from motcua.design.domain import numbers, times
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.reference import domain as reference
from motcua.reference.domain.calling import office as office_words

NOTE_TONES = {Note.RECEIVED: "info", Note.ASSESSED: "warn", Note.ACTED: "good", Note.DISMISSED: ""}
HELD_TONES = {Held.OPEN: "info", Held.CLOSED: ""}
WATCH_TONES = {
    Watch.PROPOSED: "warn", Watch.APPROVED: "good", Watch.REFUSED: "bad", Watch.WITHDRAWN: "", Watch.STOPPED: "",
}  # fmt: skip
PLAN_TONES = {Plan.PLANNED: "info", Plan.DONE: "good", Plan.CANCELLED: "bad"}
OVER = Words("Hết hạn", "Over")
COMING = Words("Chưa đến ngày", "Not begun")
NOTHING = "–"


def today() -> date:
    """The business day."""
    return law_day(clock.now())


def offices() -> list[tuple[str, str]]:
    """The department and its branches."""
    codes = [reference.DEPARTMENT, *(each.code for each in reference.branches(today()))]
    return [(code, office_name(code)) for code in codes]


def office_name(code: str) -> str:
    """What an office is called today."""
    return say(office_words(code, today()))


def told(day: date | None) -> str:
    """A day as facts show it."""
    return times.day(day, language()) if day else NOTHING


def amount(value: int, unit: str) -> str:
    """A count, or a sum with its currency."""
    told = numbers.grouped(value, language())
    return f"{told} {say(UNITS[unit])}" if unit == "VND" else told


def names(accounts: Iterable[int]) -> dict[int, str]:
    """Who accounts are."""
    return people.names([each for each in accounts if each])


def note_state(found: IntelligenceNote) -> tuple[Words, str]:
    """State and tone."""
    return NOTE_WORDS[Note(found.state)], NOTE_TONES[Note(found.state)]


def held_state(found: HeldInRegister) -> tuple[Words, str]:
    """State and tone."""
    return HELD_WORDS[Held(found.state)], HELD_TONES[Held(found.state)]


def watch_state(found: WatchEntry) -> tuple[Words, str]:
    """State and tone; an approved entry whose days have not come or are over says so."""
    state, day = Watch(found.state), today()
    if state is Watch.APPROVED and found.until < day:
        return OVER, ""
    if state is Watch.APPROVED and not lists.in_force(found.told_from, found.until, found.state, day):
        return COMING, "info"
    return WATCH_WORDS[state], WATCH_TONES[state]


def plan_state(found: PatrolPlan) -> tuple[Words, str]:
    """State and tone."""
    return PLAN_WORDS[Plan(found.state)], PLAN_TONES[Plan(found.state)]


def grade(found: IntelligenceNote) -> str:
    """Both grades, in the usual short form."""
    return f"{found.reliability}{found.credibility}"


def note_facts(found: IntelligenceNote) -> list[Fact]:
    """What a note is, in facts."""
    who = names([found.recorder, found.handler])
    reliable = f"{found.reliability}: {say(RELIABILITY[found.reliability])}"
    credible = f"{found.credibility}: {say(CREDIBILITY[found.credibility])}"
    return [
        Fact(_("Office"), office_name(found.office)), Fact(_("Received on"), told(found.received_on)),
        Fact(_("Class of source"), say(SOURCE_CLASSES[found.source_class])),
        Fact(_("Reliability of the source"), reliable), Fact(_("Credibility of what it says"), credible),
        Fact(_("Recorded by"), who.get(found.recorder, NOTHING)),
        Fact(_("Handled by"), who.get(found.handler, NOTHING)), Fact(_("Assessed on"), told(found.assessed_on)),
        Fact(_("Processed on"), told(found.processed_on)), Fact(_("Enterprise"), found.party or NOTHING),
        Fact(_("Vehicle"), found.vehicle or NOTHING), Fact(_("Case"), found.case_number or NOTHING),
    ]  # fmt: skip


def held_facts(found: HeldInRegister) -> list[Fact]:
    """What stands in a register, in facts."""
    return [
        Fact(_("Register"), say(REGISTER_WORDS[Register(found.kind)])), Fact(_("Office"), office_name(found.office)),
        Fact(_("Opened on"), told(found.opened_on)), Fact(_("Closed on"), told(found.closed_on)),
        Fact(_("Handled by"), names([found.handler]).get(found.handler, NOTHING)),
        Fact(_("Enterprise"), found.party or NOTHING), Fact(_("From note"), found.from_note or NOTHING),
    ]  # fmt: skip


def watch_facts(found: WatchEntry) -> list[Fact]:
    """An entry of the watch list, in facts."""
    what = What(found.what)
    looks = _("Selection of declarations") if what in lists.TO_SELECTION else _("Officers at the gates")
    return [
        Fact(say(WHAT_WORDS[what]), found.value, found.origin), Fact(_("Who looks out"), looks),
        Fact(_("Wished from"), told(found.since)), Fact(_("Looked for from"), told(found.told_from)),
        Fact(_("Last day"), told(found.until)), Fact(_("From note"), found.from_note or NOTHING),
    ]  # fmt: skip


def plan_facts(found: PatrolPlan) -> list[Fact]:
    """A plan, in facts."""
    return [
        Fact(_("Office"), office_name(found.office)),
        Fact(_("Days"), f"{told(found.first_on)} – {told(found.last_on)}"), Fact(_("Places"), found.places),
        Fact(_("Who"), found.who), Fact(_("Hours planned"), numbers.grouped(found.hours, language())),
        Fact(_("Hours done"), numbers.grouped(found.hours_done, language())),
        Fact(_("Checked"), numbers.grouped(found.checked, language())),
        Fact(_("Violations found"), numbers.grouped(found.found, language())),
    ]  # fmt: skip


def cells(found: Any) -> list[str]:
    """What the line of a list shows beside number, title and state."""
    if isinstance(found, IntelligenceNote):
        return [office_name(found.office), grade(found), told(found.received_on), told(found.processed_on)]
    if isinstance(found, HeldInRegister):
        kind = say(REGISTER_WORDS[Register(found.kind)])
        return [kind, office_name(found.office), told(found.opened_on), told(found.closed_on)]
    if isinstance(found, WatchEntry):
        return [say(WHAT_WORDS[What(found.what)]), told(found.told_from), told(found.until)]
    hours = f"{numbers.grouped(found.hours_done, language())} / {numbers.grouped(found.hours, language())}"
    return [office_name(found.office), f"{told(found.first_on)} – {told(found.last_on)}", hours]
