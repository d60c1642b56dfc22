"""Who may do what with conferences and visits, and things held under a lock as their maker saw them."""

from motcua.helpdesk.domain.meetings.errors import ChangedSince
from motcua.helpdesk.meeting_models import Conference, Visit
from motcua.helpdesk.queries.meetings import conferences, visits
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, NotFound

ASK = "prepare"
"""The act that a user needs to speak for the enterprise here."""


def runs(by: Actor, office: str) -> bool:
    """Whether conferences and visits of an office are this person's to run: support, leaders, the office's head."""
    return by.kind == "system" or by.holds("support") or by.holds("leader") or by.holds("head", office)


def need_runner(by: Actor, office: str) -> None:
    """NotAllowed unless `runs`."""
    if not runs(by, office):
        raise NotAllowed(who=by.name, act=f"support {office}")


def need_party(by: Actor, party: str) -> None:
    """NotAllowed unless this person speaks for the enterprise."""
    if by.kind != "system" and not by.may(party, ASK):
        raise NotAllowed(who=by.name, act=f"{ASK} {party}")


def held(number: str, by: Actor, seen: int = 0) -> Conference:
    """The conference, locked. NotFound; ChangedSince where it is not as `seen` (its leaf) any more."""
    found = conferences.visible_to(by).select_for_update().filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    if seen and found.leaf != seen:
        raise ChangedSince(number=number)
    return found


def held_to_run(number: str, by: Actor, seen: int = 0) -> Conference:
    """The same, for who runs it."""
    found = held(number, by, seen)
    need_runner(by, found.office)
    return found


def held_visit(number: str, by: Actor, seen: int = 0) -> Visit:
    """The visit, locked, for who runs it. NotFound, NotAllowed, ChangedSince."""
    found = visits.visible_to(by).select_for_update().filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    need_runner(by, found.office)
    if seen and found.leaf != seen:
        raise ChangedSince(number=number)
    return found
