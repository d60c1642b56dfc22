"""The life of a version, one service for each act; what they share with loading many stands in `signing`.

`seen` is the leaf of the version that the page showed (`Held.leaf`): ChangedSince where it has another one now, so
that nobody signs what they have not read, or writes over what another wrote. 0 asks nothing.
"""

from datetime import date, datetime

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.procedures.domain import record
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.errors import AlreadyOpen, ChangedSince, NeedsReason, NothingNew, OtherCode
from motcua.procedures.domain.life import OPEN, State
from motcua.procedures.models import Act, Version
from motcua.procedures.services.signing import (
    History,
    approve_one,
    begin_force,
    end_force,
    need,
    need_own_national,
    review_one,
)
from motcua.procedures.services.writing import Sheet

LEAST_REASON = 5


@transaction.atomic
def write(content: Content, *, by: Actor, at: datetime, note: str = "") -> Version:
    """Begin a version: the first of its code, or the next. NotAllowed, AlreadyOpen, BegunMeanwhile.

    A draft may be incomplete, or still the same as the version in force: that is asked when it is reviewed.
    """
    need(by, "iso")
    held = of_code(content.code)
    for each in held:
        if State(each.state) in OPEN:
            raise AlreadyOpen(code=each.code, no=each.no)
    sheet = Sheet()
    made = sheet.begin(content, held[-1].no + 1 if held else 1, by=by, at=at, note=note)
    sheet.write()
    return made


@transaction.atomic
def revise(
    version_id: int, content: Content, *, by: Actor, at: datetime, note: str = "", seen: int = 0
) -> Version:  # fmt: skip
    """Change the text of a draft. NotAllowed, NotFound, ChangedSince, Impossible, NothingNew, OtherCode."""
    need(by, "iso")
    found = locked(version_id, seen)
    if found.code != content.code:
        raise OtherCode(code=found.code, other=content.code)
    if found.content == record.write(content):
        raise NothingNew(code=found.code)
    sheet = Sheet()
    sheet.rewrite(found, content, by=by, at=at, note=note)
    sheet.write()
    return found


@transaction.atomic
def review(version_id: int, *, by: Actor, at: datetime, note: str = "", seen: int = 0) -> Version:
    """Find a draft in order: its content breaks no rule and somebody else wrote it.

    NotAllowed, OwnWork, Faulty, ChangedSince, Impossible; NothingNew where it says what the version in force says.
    """
    found, others = among(version_id, seen)
    if any(each.state == State.IN_FORCE and each.content == found.content for each in others):
        raise NothingNew(code=found.code)
    sheet = Sheet()
    review_one(sheet, found, history(found), by=by, at=at, note=note)
    sheet.write()
    return found


@transaction.atomic
def give_back(version_id: int, *, reason: str, by: Actor, at: datetime, seen: int = 0) -> Version:
    """Send what was reviewed or approved back to its writer, with a reason. NeedsReason, ChangedSince, Impossible."""
    need(by, "iso", "head", "leader")
    found, sheet = locked(version_id, seen), Sheet()
    sheet.act((found, "give back"), by=by, at=at, note=reasoned(reason))
    sheet.write()
    return found


@transaction.atomic
def approve(version_id: int, *, by: Actor, at: datetime, note: str = "", seen: int = 0) -> Version:
    """Approve what was reviewed: a leader who neither wrote nor reviewed it. OwnWork, ChangedSince, Impossible."""
    found, sheet = locked(version_id, seen), Sheet()
    approve_one(sheet, found, history(found), by=by, at=at, note=note)
    sheet.write()
    return found


@transaction.atomic
def put_in_force(  # noqa: PLR0913 - a version as it was read, a day, and what every act has
    version_id: int, *, effective_from: date, by: Actor, at: datetime, note: str = "", seen: int = 0
) -> Version:  # fmt: skip
    """Put an approved version in force from a day on; the one before it ends on the day before.

    The first version from today on, one that replaces another from tomorrow on: dossiers lodged today keep what they
    were lodged by. BeginsTooEarly, NoSuchDay, ChangedSince, Impossible; Faulty where another procedure in force bears
    the same national code.
    """
    found, others = among(version_id, seen)
    need_own_national([record.read(found.content)], effective_from)
    sheet = Sheet()
    begin_force(sheet, found, others, effective_from, by=by, at=at, note=note)
    sheet.write()
    return found


@transaction.atomic
def withdraw(  # noqa: PLR0913 - a version as it was read, a day, and what every act has
    version_id: int, *, reason: str, by: Actor, at: datetime, effective_from: date | None = None, seen: int = 0
) -> Version:  # fmt: skip
    """Withdraw a version: a draft at once, one in force from a day on (default: tomorrow, so that today is its last).

    One that has not come into force never does, and the one that it would have replaced stays in force. NeedsReason,
    EndsTooEarly, NoSuchDay, ChangedSince, Impossible.
    """
    found, others = among(version_id, seen)
    sheet = Sheet()
    end_force(sheet, found, others, effective_from, by=by, at=at, note=reasoned(reason))
    sheet.write()
    return found


def locked(version_id: int, seen: int = 0) -> Version:
    """The version, locked until the transaction ends, for an act that concerns no other. NotFound, ChangedSince."""
    found = Version.objects.select_for_update().filter(pk=version_id).first()
    if found is None:
        raise NotFound(what=f"procedures/{version_id}")
    _as_seen(found, seen)
    return found


def of_code(code: str) -> list[Version]:
    """The versions of a procedure by number, all locked at once and in one order: two services never cross."""
    held = Version.objects.select_for_update().filter(code=code).order_by("pk")
    return sorted(held, key=lambda each: each.no)


def among(version_id: int, seen: int = 0) -> tuple[Version, list[Version]]:
    """The version and the others of its procedure, all locked. NotFound, ChangedSince."""
    code = Version.objects.filter(pk=version_id).values_list("code", flat=True).first()
    held = {each.pk: each for each in of_code(code or "")}
    found = held.pop(version_id, None)
    if found is None:
        raise NotFound(what=f"procedures/{version_id}")
    _as_seen(found, seen)
    return found, list(held.values())


def _as_seen(found: Version, seen: int) -> None:
    if seen and seen != found.leaf:
        raise ChangedSince(code=found.code, no=found.no)


def history(found: Version) -> History:
    """Who did what with a version since it was last given back."""
    return History(Act.objects.filter(version_id=found.pk).order_by("leaf", "no").values_list("verb", "actor"))


def reasoned(reason: str) -> str:
    """The reason, tidied. NeedsReason where there is none."""
    told = " ".join(reason.split())
    if len(told) < LEAST_REASON:
        raise NeedsReason
    return told
