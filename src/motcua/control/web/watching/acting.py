"""What can be done with a thing in its state, by who looks at it; and the texts that stand on its page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.control.domain.watching.life import (
    DECIDED,
    HELD_MOVES,
    NOTE_MOVES,
    PLAN_MOVES,
    WATCH_MOVES,
    Held,
    Note,
    Plan,
    Watch,
)
from motcua.control.models import HeldInRegister, IntelligenceNote, WatchEntry
from motcua.control.queries.watching import rights
from motcua.control.web.watching import words
from motcua.kernel.actor import Actor
from motcua.kernel.moves import verbs
from motcua.risk.domain.life import persons


def labels() -> Mapping[str, str]:
    """What each act is called on its button."""
    return {
        "assess": _("Assess it"), "act": _("Act upon it"), "dismiss": _("Dismiss it"),
        "assign": _("Give it to somebody"), "update": _("Add what became known"), "close": _("Close the entry"),
        "approve": _("Approve the entry"), "refuse": _("Refuse the entry"), "withdraw": _("Withdraw the proposal"),
        "stop": _("Stop watching"), "report": _("Record the results"), "change": _("Change the plan"),
        "cancel": _("Cancel the plan"),
    }  # fmt: skip


def possible(found: Any, actor: Actor) -> list[dict[str, str]]:
    """The acts open to this person now."""
    name, can = _can(found)
    works = rights.works(actor) or rights.sees_all(actor)
    if isinstance(found, WatchEntry):
        can = [verb for verb in can if _may(verb, found, actor, works=works)]
    elif not works:
        can = []
    told = labels()
    return [{"label": told[verb], "address": reverse(f"control:{name}_{verb}", args=[found.number])} for verb in can]


def _can(found: Any) -> tuple[str, list[str]]:
    if isinstance(found, IntelligenceNote):
        return "note", verbs(NOTE_MOVES, Note(found.state))
    if isinstance(found, HeldInRegister):
        return "held", verbs(HELD_MOVES, Held(found.state))
    if isinstance(found, WatchEntry):
        return "watch", verbs(WATCH_MOVES, Watch(found.state))
    return "plan", verbs(PLAN_MOVES, Plan(found.state))


def _may(verb: str, found: WatchEntry, actor: Actor, *, works: bool) -> bool:
    mine = bool(persons(actor.reference) & persons(found.asked_by))
    if verb in DECIDED:
        return rights.decides(actor) and not mine
    if verb == "withdraw":
        return mine
    return works and found.until >= words.today()


def texts(found: Any) -> list[tuple[str, str]]:
    """Headed texts of a thing; empty ones are left out."""
    told = {
        "content": _("What it says"), "assessment": _("Assessment"), "words": _("What is known"),
        "reason": _("Reason"), "outcome": _("Outcome"), "results": _("Results"),
    }  # fmt: skip
    return [(head, getattr(found, name)) for name, head in told.items() if getattr(found, name, "")]
