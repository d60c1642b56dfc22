"""Moving: a confirmed outage moves every deadline that runs; who was hit can have that certified."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from motcua.declarations import events
from motcua.declarations.domain.errors import NotHit
from motcua.declarations.domain.life import QUERIES, State
from motcua.declarations.domain.terms import clocked
from motcua.declarations.models import Certificate, Declaration, Move
from motcua.declarations.queries import certificates as queries
from motcua.declarations.services.deadlines import due_at
from motcua.declarations.services.hits import Hit, hits
from motcua.declarations.services.rows import T_DECLARATION
from motcua.ground.services import bulk, ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import in_words
from motcua.kernel.words import Words

TOGETHER = 1_000
T_CERTIFICATE = "declarations_certificate"
CERTIFICATE = (
    "leaf", "at", "actor", "declaration_id", "outage", "service", "began_at", "ended_at", "state", "step",
    "before", "after",
)  # fmt: skip
_WITH_TRADER = frozenset({*QUERIES, State.IN_STORAGE, State.RELEASED})
"""States whose clock is the declarant's."""


@transaction.atomic
def move_deadlines(outage: int, *, after: int, at: datetime) -> int:
    """Work the deadlines of up to TOGETHER open declarations out anew; the last id, 0 when none is left.

    Whoever has to answer is told of the new moment.
    """
    waiting = Declaration.objects.filter(Q(state__in=clocked()) | ~Q(due_at=None), pk__gt=after)
    found = list(waiting.select_for_update().order_by("pk")[:TOGETHER])
    began = {
        leaf: (begun, verb)
        for leaf, begun, verb in Move.objects.filter(leaf__in=[each.leaf for each in found]).values_list(
            "leaf", "at", "verb"
        )
    }
    changed: list[tuple[int, datetime]] = []
    told: list[notices.Told] = []
    for each in found:
        due = due_at(State(each.state), *began[each.leaf])
        if due is not None and due != each.due_at:
            changed.append((each.pk, due))
            told += [_told(each, due)] if each.state in _WITH_TRADER else []
    bulk.update(T_DECLARATION, "id", ("due_at",), changed, moments=(1,))
    notices.tell_many(told, at=at)
    return found[-1].pk if len(found) == TOGETHER else 0


def _told(found: Declaration, due: datetime) -> notices.Told:
    written = in_words(due)
    words = Words(
        f"Do sự cố hệ thống, hạn của người khai ở tờ khai {found.number} được lùi đến {written}.",
        f"Because of an outage your deadline in declaration {found.number} has moved to {written}.",
    )
    return notices.Told(
        notices.party(found.party), words, f"/declarations/{found.number}/outages/", "outage", found.number
    )  # fmt: skip


@transaction.atomic
def certify(found: Declaration, outage: int, *, by: Actor, at: datetime) -> Certificate:
    """Certify what an outage did to a declaration's deadline; the same again is the same certificate. NotHit."""
    hit = next((each for each in hits(found) if each.outage.leaf == outage), None)
    if hit is None:
        raise NotHit(number=found.number)
    before = queries.certificate_of(found.id, outage)
    if before is not None and (before.step, before.before, before.after) == (hit.step, hit.before, hit.after):
        return before
    row = (
        ids.one(at), at, by.reference, found.id, outage, hit.outage.service, hit.outage.began_at, hit.outage.ended_at,
        hit.state.value, hit.step, hit.before, hit.after,
    )  # fmt: skip
    made = Certificate.objects.create(**dict(zip(CERTIFICATE, row, strict=True)))
    leaf = log.leaf(
        events.CERTIFIED, id=row[0], subject=f"declaration/{found.number}", at=at, by=by, facts=_facts(found, hit),
        rows=[row_bytes(T_CERTIFICATE, row)],
    )  # fmt: skip
    log.append([leaf])
    log.seal([leaf])
    return made


def _facts(found: Declaration, hit: Hit) -> dict[str, object]:
    """What the certificate says; it stands in the leaf itself, so that the receipt is the certificate."""
    return {
        "declaration": found.number, "outage": str(hit.outage.leaf), "service": hit.outage.service,
        "began": hit.outage.began_at, "ended": hit.outage.ended_at, "state": hit.state.value,
        "before": hit.before, "after": hit.after,
    }  # fmt: skip
