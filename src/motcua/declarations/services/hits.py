"""Hits: which confirmed outages moved which deadlines of a declaration, and by how much."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import check_term
from motcua.declarations.models import Declaration, Move
from motcua.declarations.services.deadlines import due_at
from motcua.ground.queries import outages
from motcua.ground.queries.outages import Outage
from motcua.kernel.days import law_day


class Hit(msgspec.Struct, frozen=True):
    """A deadline of a step (`leaf` of the move that began the state) without the outage, and with it.

    `ended` is when the state ended; None while it lasts.
    """

    outage: Outage
    step: int
    state: State
    since: datetime
    before: datetime
    after: datetime
    ended: datetime | None


def hits(found: Declaration) -> list[Hit]:
    """Every deadline of the declaration that an outage moved while it ran, in order."""
    confirmed = outages.confirmed(found.registered_at)
    if not confirmed:
        return []
    moves = list(Move.objects.filter(declaration_id=found.id).order_by("at", "leaf"))
    ends = [move.at for move in moves[1:]] + [None]
    return [hit for move, end in zip(moves, ends, strict=True) for hit in _hits(move, end, confirmed)]


def _hits(move: Move, end: datetime | None, confirmed: list[Outage]) -> Iterator[Hit]:
    state = State(move.state)
    if check_term(state, move.verb, law_day(move.at)) is None:
        return
    for outage in confirmed:
        if outage.ended_at <= move.at or (end is not None and outage.began_at >= end):
            continue
        after = due_at(state, move.at, move.verb)
        before = due_at(state, move.at, move.verb, outages.without((outage.leaf,)))
        if before is not None and after is not None and after > before:
            yield Hit(outage, move.leaf, state, move.at, before, after, end)
