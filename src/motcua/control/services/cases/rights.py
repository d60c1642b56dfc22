"""Who may do what to a case; what each sees stands in `queries`."""

from datetime import datetime

from motcua.control.domain.cases.errors import Changed, SamePerson
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed

OPENERS = frozenset({"control", "officer", "head", "leader"})
"""Roles that write a case down."""


def held(number: str, by: Actor, at: datetime, seen: int = 0) -> Case:
    """The case, kept for this transaction. NotFound where this actor may not see it; Changed since it was `seen`."""
    found = queries.find(number, by, law_day(at))
    kept = Case.objects.select_for_update().get(pk=found.pk)
    if seen and seen != kept.leaf:
        raise Changed
    return kept


def need_worker(found: Case, by: Actor, at: datetime) -> None:
    """Handlers, the head of the office and leaders work on a case. NotAllowed."""
    if queries.role_of(found, by, law_day(at)) not in queries.WORKING:
        raise NotAllowed(who=by.name, act=f"case/{found.number}")


def need_sorter(found: Case, by: Actor, at: datetime) -> None:
    """Proposals are accepted or dismissed by control officers, the head of the office and leaders. NotAllowed."""
    if not (by.holds("control") or queries.decides(found, by)):
        raise NotAllowed(who=by.name, act=f"case/{found.number}")


def need_head(found: Case, by: Actor, at: datetime) -> None:
    """The head of the office, or a leader. NotAllowed."""
    if not queries.decides(found, by):
        raise NotAllowed(who=by.name, act=f"case/{found.number}")


def need_leader(found: Case, by: Actor, at: datetime) -> None:
    """A leader. NotAllowed."""
    if by.kind != "system" and not by.holds("leader"):
        raise NotAllowed(who=by.name, act=f"case/{found.number}")


def need_second(found: Case, by: Actor, at: datetime) -> None:
    """A head or leader who neither recorded the violation nor handles the case. NotAllowed, SamePerson."""
    need_head(found, by, at)
    if by.account and by.account in (found.recorder, found.handler, *queries.handlers(found, law_day(at))):
        raise SamePerson


def need_opener(by: Actor, office: str) -> None:
    """Cases are written down by control officers and leaders, and by officers and heads of the office. NotAllowed."""
    if by.kind == "system" or by.holds("control") or by.holds("leader"):
        return
    if not any(by.holds(role, office) for role in ("officer", "head")):
        raise NotAllowed(who=by.name, act=f"case/{office}")
