"""Targets: set, changed, ended, and loaded from a file; by leaders alone. Doing the same again changes nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.ground.services import ids
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import Actor
from motcua.reports import events
from motcua.reports.domain.errors import AlreadySet, Changed, Ended, NoReason
from motcua.reports.domain.targets_kept import LONGEST, Goal, fit
from motcua.reports.queries import targets as queries
from motcua.reports.queries.targets import Kept
from motcua.reports.services import rows


def need_leader(by: Actor) -> None:
    """Refuse with NotAllowed all but leaders."""
    if by.kind != "system":
        by.need("leader")


def set_target(goal: Goal, *, by: Actor, at: datetime) -> Kept:
    """Set a target that is not there yet. NotAllowed, AlreadySet (another value stands), refusals of `fit`."""
    return load_targets([goal], by=by, at=at)[0]


def load_targets(goals: Sequence[Goal], *, by: Actor, at: datetime) -> list[Kept]:
    """Set many, all or none; those that stand already are left alone. As `set_target`."""
    need_leader(by)
    fitting = [fit(goal) for goal in goals]
    with _alone(fitting[0].code if fitting else ""), transaction.atomic():
        known, sheet = queries.kept(), Sheet(rows.ORDER)
        for goal in fitting:
            found = known.get(goal.code)
            if found is not None and not found.ended:
                if found.goal != goal:
                    raise AlreadySet(target=goal.code)
                continue
            known[goal.code] = _next(found, goal, "set", "", sheet, by=by, at=at)
        sheet.write()
    return [known[goal.code] for goal in fitting]


def change_target(code: str, version: int, goal: Goal, *, reason: str, by: Actor, at: datetime) -> Kept:
    """Give a target another value, source or note. NotFound, NotAllowed, Changed, Ended, NoReason; as `fit`.

    `version` is the one that was read. Who set it, its kind, period and office stay.
    """
    return _again(code, version, goal, "changed", reason, by=by, at=at)


def end_target(code: str, version: int, *, reason: str, by: Actor, at: datetime) -> Kept:
    """End a target: it is measured no more, and stays in the history. As `change_target`."""
    return _again(code, version, None, "ended", reason, by=by, at=at)


def _again(  # noqa: PLR0913 - as the row
    code: str, version: int, goal: Goal | None, verb: str, reason: str, *, by: Actor, at: datetime
) -> Kept:
    need_leader(by)
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST or "\0" in why:
        raise NoReason(most=LONGEST)
    with _alone(code), transaction.atomic():
        found = queries.find(code)
        if found.ended:
            raise Ended(target=code)
        new = fit(goal) if goal is not None else found.goal
        if found.version != version or new.code != code:
            raise Changed(target=code)
        if verb == "changed" and new == found.goal:
            return found
        sheet = Sheet(rows.ORDER)
        kept = _next(found, new, verb, why, sheet, by=by, at=at)
        sheet.write()
    return kept


def _next(  # noqa: PLR0913 - as the row
    found: Kept | None, goal: Goal, verb: str, reason: str, sheet: Sheet, *, by: Actor, at: datetime
) -> Kept:
    leaf, version = ids.one(at), (found.version if found else 0) + 1
    row = (
        leaf, goal.code, version, verb, at, by.reference, by.account, goal.setter, goal.kind, goal.period, goal.office,
        goal.value, goal.source, int(goal.verified), goal.note, reason,
    )  # fmt: skip
    event = events.SET if verb == "set" else events.CHANGED
    facts = {"verb": verb, "version": version}
    sheet.leaf(event, f"target/{goal.code}", {rows.T_VERSION: [row]}, leaf=leaf, by=by, at=at, facts=facts)
    return Kept(goal, version, verb == "ended")


@contextmanager
def _alone(code: str) -> Iterator[None]:
    """Whoever writes the same version second is told that the target was changed."""
    try:
        yield
    except IntegrityError:
        raise Changed(target=code) from None
