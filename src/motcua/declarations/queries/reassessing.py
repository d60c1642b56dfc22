"""What is stored of a period, for reckoning it again: sums by branch and day, and lines with their messages."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection

from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read
from motcua.declarations.models import Move, Version
from motcua.ground.services import files
from motcua.kernel.refusals import Refusal
from motcua.reference import domain as reference

TOGETHER = 400
"""So many messages are read together."""
_TAXES = "import_duty, remedy, excise, environment, vat, export_duty"
_SUMMED = ", ".join(f"SUM(i.{name})" for name in _TAXES.split(", "))
_LISTED = ", ".join(f"i.{name}" for name in _TAXES.split(", "))
_LIVE = """FROM declarations_declaration d
JOIN declarations_item i ON i.declaration_id = d.id AND i.version = d.version
WHERE d.registered_on >= %s AND d.registered_on <= %s AND d.cancelled_at IS NULL"""


class Scope(NamedTuple):
    """Days of registration, a branch (empty: all), and beginnings of codes (none: all) of what is read."""

    since: date
    until: date
    office: str = ""
    prefixes: tuple[str, ...] = ()


class DaySums(NamedTuple):
    """Declarations of a branch and day, and dong by tax: import, remedy, excise, environment, vat, export."""

    office: str
    day: date
    declarations: int
    sums: tuple[int, ...]


class Line(NamedTuple):
    """A stored line: dong by tax as in DaySums, and the entries of the tariff that were applied (`vat:7 import:9`)."""

    no: int
    code: str
    entries: str
    sums: tuple[int, ...]


class Held(NamedTuple):
    """A declaration with the lines asked for. `message` is None where it cannot be read, or its procedure is unknown.

    `taxed` is whether its procedure is taxed at registration.
    """

    id: int
    office: str
    day: date
    party: str
    party_name: str
    taxed: bool
    lines: tuple[Line, ...]
    message: Message | None


Wanted = Callable[[Line, date], bool]


def day_sums(scope: Scope) -> Iterator[DaySums]:
    """What is stored of declarations that are not cancelled, by branch and day of registration."""
    where, given = _where(scope)
    statement = f"SELECT d.office, d.registered_on, COUNT(DISTINCT d.id), {_SUMMED} {where} " \
        "GROUP BY d.office, d.registered_on ORDER BY d.office, d.registered_on"  # fmt: skip
    for office, day, count, *sums in _rows(statement, given):
        yield DaySums(office, _day(day), int(count), tuple(map(int, sums)))


def lines(scope: Scope, wanted: Wanted) -> Iterator[Held]:
    """Declarations that have a line which is wanted, with these lines and their message, in the order of their ids."""
    where, given = _where(scope)
    statement = "SELECT d.id, d.version, d.office, d.registered_on, d.party, d.party_name, d.direction, d.procedure, " \
        f"i.no, i.hs_code, i.entries, {_LISTED} {where} ORDER BY d.id, i.no"  # fmt: skip
    some: list[tuple[tuple[Any, ...], tuple[Line, ...]]] = []
    for head, rows in groupby(_rows(statement, given), key=lambda row: row[:8]):
        day = _day(head[3])
        found = [Line(no, code, entries, tuple(sums)) for no, code, entries, *sums in (row[8:] for row in rows)]
        chosen = tuple(line for line in found if wanted(line, day))
        if chosen:
            some.append((head, chosen))
        if len(some) == TOGETHER:
            yield from _with_messages(some)
            some = []
    yield from _with_messages(some)


def _where(scope: Scope) -> tuple[str, list[str]]:
    where, given = _LIVE, [scope.since.isoformat(), scope.until.isoformat()]
    if scope.office:
        where, given = f"{where} AND d.office = %s", [*given, scope.office]
    if scope.prefixes:
        where += f" AND ({' OR '.join(['i.hs_code LIKE %s'] * len(scope.prefixes))})"
        given += [f"{each}%" for each in scope.prefixes]
    return where, given


def _rows(statement: str, given: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        yield from cursor


def _with_messages(some: Sequence[tuple[tuple[Any, ...], tuple[Line, ...]]]) -> Iterator[Held]:
    wanted = {head[0]: head[1] for head, _ in some}
    rows = Version.objects.filter(declaration_id__in=list(wanted)).values_list(
        "declaration_id", "version", "file", "file_offset", "file_length"
    )
    places = {row[0]: row[2:] for row in rows if row[1] == wanted[row[0]]}
    listed = sorted(places, key=places.__getitem__)
    messages = dict(zip(listed, files.slices([places[each] for each in listed]), strict=True))
    for head, chosen in some:
        yield _held(head, chosen, messages.get(head[0], b""))


def _held(head: tuple[Any, ...], chosen: tuple[Line, ...], content: bytes) -> Held:
    number, _, office, registered, party, name, direction, procedure = head
    day, message = _day(registered), read(content) if content else None
    taxed = _taxed(direction, procedure, day)
    known = message if isinstance(message, Message) and taxed is not None else None
    return Held(number, office, day, party, name, bool(taxed), chosen, known)


@lru_cache(maxsize=8192)
def _taxed(direction: str, procedure: str, day: date) -> bool | None:
    try:
        return reference.entry(f"procedure_{direction}", procedure, day).extra.get("taxed") == "1"
    except Refusal:
        return None


def _day(found: date | str) -> date:
    return date.fromisoformat(found) if isinstance(found, str) else found


def latest() -> int:
    """The leaf of the last step of any declaration: while it is the same, so is all that is stored of them."""
    return Move.objects.order_by("-leaf").values_list("leaf", flat=True).first() or 0
