"""Disputes: the head of the branch takes a record that the department's rows contradict, or does not, and says why."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.crossings import events_offline as events
from motcua.crossings.domain.errors import NeedsReason, PassageRefused
from motcua.crossings.domain.offline.errors import Decided
from motcua.crossings.models import Decision, Installation
from motcua.crossings.queries import offline
from motcua.crossings.services.offline.writing import one_line, write
from motcua.crossings.services.recording import record_passages, refuse_own
from motcua.ground.services import ids
from motcua.kernel.actor import Actor, Post

TAKE, DROP = "take", "drop"


@transaction.atomic
def decide(  # noqa: PLR0913
    installation: int, number: int, *, take: bool, note: str, by: Actor, at: datetime
) -> int:
    """Decide a disputed record; returns the leaf. What is taken becomes a crossing, also without a permit.

    That a vehicle is never in and out at once stands above any decision: put the other record right first.
    NotFound, NotAllowed, OwnVehicle, NeedsReason, Decided, and what `record_passages` refuses.
    """
    found = offline.dispute(installation, number, by)
    by.need("head", found.installation.office)
    if not note.strip():
        raise NeedsReason
    Installation.objects.select_for_update().get(pk=installation)
    if Decision.objects.filter(installation=installation, number=number).exists():
        raise Decided(number=number)
    refuse_own(by, found.record.passage.party)
    crossing = _taken(found, by, at) if take and found.record.verb == "pass" else 0
    leaf = ids.one(at)
    verdict = TAKE if take else DROP
    row = (leaf, installation, number, at, by.reference, verdict, one_line(note), crossing, 0)
    write(
        events.DECIDED, f"gate/{installation}/{number}", {events.T_DECISION: [row]}, leaf=leaf, by=by, at=at,
        facts={"verdict": verdict},
    )  # fmt: skip
    return leaf


def _taken(found: offline.Disputed, by: Actor, at: datetime) -> int:
    """The leaf of the crossing. A head decides at the gates of the branch as its officers do."""
    acting = replace(by, posts=by.posts | {Post("officer", found.installation.office)})
    try:
        return record_passages([found.record.passage], by=acting, at=at, unpermitted=True).leaf
    except PassageRefused as refusal:
        raise refusal.why from None
