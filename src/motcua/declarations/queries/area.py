"""The supervised area of an operator: containers that ships brought, whether each may leave, and what holds it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from motcua.declarations.models import Boxed, Number
from motcua.declarations.queries import operators, passages
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.manifests.domain.area import Naming, Verdict, Within, judge
from motcua.manifests.domain.terms import term
from motcua.manifests.queries import area as brought
from motcua.manifests.queries import matching

RECENT = timedelta(days=30)
"""So far back the list goes where no day is asked for."""
_NUMBER = 12


class Asked(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Days are those of the ship's arrival."""

    text: str = ""
    place: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None


class Line(msgspec.Struct, frozen=True):
    """A container: the ship that brought it, its bills with their declarations, and whether it may leave."""

    box: brought.Container
    call: brought.Call
    bills: tuple[brought.Bill, ...]
    declarations: tuple[matching.Declared, ...]
    verdict: Verdict


def kept(actor: Actor) -> frozenset[str] | None:
    """The places whose containers an actor sees: a program's or an enterprise's own; None is all."""
    if actor.kind == "program":
        return operators.kept_by(actor)
    return None if actor.kind == "system" or is_staff(actor) else operators.places(actor.own)


def listing(
    asked: Asked, places: Collection[str] | None, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Line], Page]:  # fmt: skip
    """A page of the list, the last brought first."""
    held, calls = _held(asked, places, now)
    if asked.state:
        found = [each for each in _lines(held, calls, now) if each.verdict.state == asked.state]
        place = page(number, size, len(found))
        return found[place.start : place.start + size], place
    place = page(number, size, len(held))
    return list(_lines(held[place.start : place.start + size], calls, now)), place


def export(asked: Asked, places: Collection[str] | None, *, now: datetime) -> Iterator[Line]:
    """Every container that fits, in the same order."""
    held, calls = _held(asked, places, now)
    for each in _lines(held, calls, now):
        if asked.state in ("", each.verdict.state):
            yield each


def period(asked: Asked, now: datetime) -> tuple[datetime, datetime]:
    """The days that the list covers: those asked for, else the last RECENT."""
    until = law_moment(asked.until + timedelta(days=1)) if asked.until else now
    return law_moment(asked.since) if asked.since else until - RECENT, until


def _held(
    asked: Asked, places: Collection[str] | None, now: datetime
) -> tuple[list[brought.Container], dict[int, brought.Call]]:
    if asked.place:
        places = {asked.place} if places is None or asked.place in places else set()
    text = asked.text.strip()
    named: Iterable[str] = ()
    if len(text) == _NUMBER and text.isdecimal():
        named = matching.bills_named(list(Number.objects.filter(pk=text).values_list("declaration_id", flat=True)))
    return brought.containers(*period(asked, now), places, text=text, named=set(named))


def _lines(held: Sequence[brought.Container], calls: dict[int, brought.Call], now: datetime) -> Iterator[Line]:
    bills = brought.bills_of(held)
    balances = matching.balances(bill.number for bill in bills.values())
    subjects = {each.declaration_id for balance in balances.values() for each in balance.everything}
    naming = _naming({each.number for each in held}, subjects)
    known = _Known(balances, naming, _passed(subjects), term("weight apart", law_day(now)))
    for each in held:
        own = tuple(bills[pair] for pair in each.bills if pair in bills)
        yield _line(each, calls[each.call_id], own, known)


class _Known(NamedTuple):
    """What is known around the containers of a page."""

    balances: Mapping[str, matching.Balance]
    naming: Mapping[str, set[int]]
    passed: Mapping[tuple[int, str], datetime]
    apart: int


def _line(box: brought.Container, call: brought.Call, bills: tuple[brought.Bill, ...], known: _Known) -> Line:
    named = known.naming.get(box.number, set())
    within: list[Within] = []
    found: dict[int, matching.Declared] = {}
    for bill in bills:
        balance = known.balances[bill.folded]
        found |= {each.declaration_id: each for each in balance.everything}
        declarations = tuple(
            Naming(each.number, each.free_at is not None, each.left_at is not None, each.declaration_id in named)
            for each in balance.everything
        )
        within.append(Within(bool(bill.transit), balance.where(known.apart), declarations))
    moments = [known.passed[key] for key in ((subject, box.number) for subject in found) if key in known.passed]
    gone = [each.left_at for each in found.values() if each.left_at is not None]
    verdict = judge(within, passed_at=max(moments, default=None), gone_at=max(gone, default=None))
    return Line(box, call, bills, tuple(found.values()), verdict)


def _naming(boxes: Collection[str], declarations: set[int]) -> dict[str, set[int]]:
    """Which of the declarations name each of the containers."""
    found: dict[str, set[int]] = {}
    rows = matching.parts(Boxed.objects.values_list("container", "declaration_id"), "container", boxes)
    for container, declaration in rows:
        if declaration in declarations:
            found.setdefault(container, set()).add(declaration)
    return found


def _passed(declarations: set[int]) -> dict[tuple[int, str], datetime]:
    """When each container passed by a declaration's records that stand."""
    return {
        (subject, box): record.row.at
        for subject, records in passages.records_of(sorted(declarations)).items()
        for record in records if record.stands
        for box in record.boxes
    }  # fmt: skip
