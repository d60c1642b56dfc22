"""The account of a party: its declarations as the ledger has them, with their numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from django.db import connection

from motcua.declarations.queries.one import find
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.revenue.domain.classes import class_of
from motcua.revenue.queries import desk, paying

MOST = 1_001


class Line(msgspec.Struct, frozen=True):
    """A declaration in the account of its party. `accruing` is interest to the day, where it was worked out."""

    declaration_id: int
    number: str
    party: str
    registered_on: date
    office: str
    due_on: date
    charged: int
    settled: int
    penalty: int
    held: int
    secured: int
    debt: str = ""
    accruing: int = 0
    refund: int = 0
    """A request for what is held that waits for its decision."""

    @property
    def owed(self) -> int:
        """Taxes not yet paid."""
        return self.charged - self.settled


class Sums(msgspec.Struct):
    """An account in total."""

    owed: int = 0
    penalty: int = 0
    held: int = 0
    secured: int = 0
    accruing: int = 0


_LINES = """
SELECT d.id, d.number, d.party, d.registered_on, d.office, o.due_on, o.charged, o.settled,
       o.penalty - o.penalty_settled, o.held, o.secured
FROM declarations_declaration d JOIN revenue_obligation o ON o.declaration_id = d.id
WHERE {where} {only} ORDER BY d.registered_on DESC, d.id DESC LIMIT %s
"""
_OPEN = "AND (o.charged > o.settled OR o.penalty > o.penalty_settled OR o.held > 0)"


def lines(party: str, on: date, *, open_only: bool = True) -> list[Line]:
    """The declarations of a party on which something is, or ever was, owed; the newest first, bounded."""
    return _lines("d.party = %s", party, on, _OPEN if open_only else "")


def line_of(number: str, actor: Actor, on: date) -> Line:
    """One declaration's line. NotFound where the actor may not see it or nothing was ever charged."""
    found = _lines("d.id = %s", find(number, actor).id, on, "")
    if not found:
        raise NotFound(what=number)
    return found[0]


def _lines(where: str, value: Any, on: date, only: str) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(where=where, only=only), [value, MOST])
        rows = [_line(row) for row in cursor.fetchall()]
    given = desk.classes((each.declaration_id for each in rows if each.owed), on)
    asked = desk.refunds_of(each.declaration_id for each in rows if each.held)
    return [
        msgspec.structs.replace(
            each, debt=class_of(each.due_on, on, given.get(each.declaration_id, "")) if each.owed else "",
            refund=asked[each.declaration_id].found.leaf if each.declaration_id in asked else 0,
        )
        for each in rows
    ]  # fmt: skip


def _line(row: Sequence[Any]) -> Line:
    subject, number, party, registered, office, due, *sums = row
    return Line(subject, number, party, _day(registered), office, _day(due), *(int(each) for each in sums))


def with_interest(found: Sequence[Line], on: date) -> list[Line]:
    """The same with late interest to that day."""
    bills = paying.bills([each.declaration_id for each in found if each.owed], on)
    return [
        msgspec.structs.replace(each, accruing=bills[each.declaration_id].accruing) if each.owed else each
        for each in found
    ]


def sums(party: str, on: date) -> Sums:
    """What a party owes and has in all."""
    total = Sums()
    for each in with_interest(lines(party, on), on):
        total.owed += each.owed
        total.penalty += each.penalty
        total.held += each.held
        total.secured += each.secured
        total.accruing += each.accruing
    return total


def _day(found: date | str) -> date:
    return date.fromisoformat(found) if isinstance(found, str) else found
