"""Requests to cancel: a trader asks in one of the cases on request, an officer of the branch decides."""

from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import AskedBefore, NeedsNote, NoReasonToAsk, UnknownRequest
from motcua.declarations.domain.gate_errors import PartlyPassed
from motcua.declarations.domain.life import MOVES, WISH_MOVES, WISH_WORDS, State, Wish
from motcua.declarations.models import Decided, Declaration, Number, Request
from motcua.declarations.queries import passages
from motcua.declarations.services.deciding import may_amend, refuse_own
from motcua.declarations.services.life import cancel, need_officer
from motcua.declarations.services.values import Cancellation
from motcua.ground.services import ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference import domain as reference

LONGEST_NOTE = 400


class Wished(msgspec.Struct, frozen=True):
    """A request that was taken down."""

    leaf: int
    number: str
    reason: str
    at: datetime


def reasons(direction: str, on: datetime) -> list[str]:
    """The reasons for which a trader may ask on that day, of list cancellation_reason."""
    day = law_day(on)
    listed = (
        reference.entry("cancellation_reason", code, day) for code in reference.lists_on(day)["cancellation_reason"]
    )
    return sorted(
        entry.code for entry in listed
        if entry.extra.get("on_request") == "1" and entry.extra.get("direction", "") in ("", direction)
    )  # fmt: skip


@transaction.atomic
def ask_to_cancel(number: str, *, reason: str, note: str, by: Actor, at: datetime) -> Wished:
    """Take down a trader's request. NotFound for another's declaration; Impossible where its state forbids.

    NoReasonToAsk, AskedBefore; PartlyPassed where some goods have left.
    """
    found = _held(number)
    if found is None or not may_amend(by, found):
        raise NotFound(what=number)
    move(MOVES, State(found.state), "cancel")
    if passages.have_left(found.id, found.passed_at):
        raise PartlyPassed(number=number)
    possible = reasons(found.direction, at)
    if reason not in possible:
        raise NoReasonToAsk(reason=reason, possible=", ".join(possible))
    earlier = Request.objects.filter(declaration_id=found.id)
    if earlier.filter(decided=None).exists():
        raise AskedBefore(number=number)
    row = (ids.one(at), found.id, earlier.count() + 1, at, by.reference, reason, note.strip()[:LONGEST_NOTE])
    Request.objects.create(**dict(zip(_REQUEST, row, strict=True)))
    facts = {"reason": reason, "state": Wish.ASKED.value}
    _append(events.CANCEL_ASKED, row[0], number, at, by, facts, row_bytes("declarations_request", row))
    return Wished(row[0], number, reason, at)


_REQUEST = ("leaf", "declaration_id", "no", "at", "actor", "reason", "note")


@transaction.atomic
def decide_request(number: str, *, verdict: str, note: str, by: Actor, at: datetime) -> Wish:
    """Grant (and cancel at once) or deny the request that waits; the trader gets a notice.

    UnknownRequest, NeedsNote, NotAllowed for officers of other branches, Impossible where the state now forbids.
    """
    found = _held(number)
    if found is None:
        raise UnknownRequest(number=number)
    need_officer(by, found.office)
    refuse_own(by, {found.id: found.party}, {found.id: number})
    asked = Request.objects.filter(declaration_id=found.id, decided=None).first()
    if asked is None:
        raise UnknownRequest(number=number)
    became = move(WISH_MOVES, Wish.ASKED, verdict)
    if became is Wish.DENIED and not note.strip():
        raise NeedsNote
    leaf = ids.one(at)
    row = (leaf, asked.leaf, at, by.reference, became.value, note.strip()[:LONGEST_NOTE])
    Decided.objects.create(leaf=leaf, request=asked, at=at, actor=by.reference, verdict=became.value, note=row[-1])
    _append(
        events.CANCEL_DECIDED, leaf, number, at, by, {"state": became.value}, row_bytes("declarations_decided", row)
    )
    if became is Wish.GRANTED:
        cancel([Cancellation(found.id, at, asked.reason)], by=by)
    notices.tell(
        notices.party(found.party),
        _sentence(number, became),
        f"/declarations/{number}/",
        at=at,
        kind="decision",
        subject=number,
    )
    return became


def _held(number: str) -> Declaration | None:
    """The declaration of that number, locked until the transaction ends."""
    known = Number.objects.filter(pk=number).values_list("declaration_id", flat=True).first()
    return Declaration.objects.select_for_update().filter(pk=known).first() if known is not None else None


def _sentence(number: str, became: Wish) -> Words:
    words = WISH_WORDS[became]
    return Words(
        f"Đề nghị hủy tờ khai {number}: {words.vi.lower()}.",
        f"Request to cancel declaration {number}: {words.en.lower()}.",
    )


def _append(verb: str, leaf: int, number: str, at: datetime, by: Actor, facts: dict[str, str], row: bytes) -> None:
    log.append([log.leaf(verb, id=leaf, subject=f"declaration/{number}", at=at, by=by, facts=facts, rows=[row])])
