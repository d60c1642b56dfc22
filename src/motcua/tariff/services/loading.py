"""Loading official tables: kept, read, compared, shown, and only then stored; nothing is overwritten.

A file arrives with what is said of it; its preview stands on a state of the tariff; loading stores exactly those bytes
and refuses if the tariff has changed since. The same arrival is loaded once, whoever asks again.
"""

from datetime import datetime
from hashlib import sha256
from threading import Lock

import msgspec
from django.db import connection, transaction

from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import encode, row_bytes
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people.domain.tokens import TARIFF
from motcua.tariff import events, queries
from motcua.tariff.domain import headings
from motcua.tariff.domain.comparing import Comparison, carry, compare
from motcua.tariff.domain.errors import FaultyTable, NothingToTakeBack
from motcua.tariff.domain.load_errors import LoadTakenBack, NoReason, NothingToLoad, TariffChanged, WrongTerms
from motcua.tariff.domain.packaged import schedules
from motcua.tariff.domain.tables import read
from motcua.tariff.domain.terms import Table, Terms
from motcua.tariff.queries.loads import ArrivalShown
from motcua.tariff.services.reading import rows_of
from motcua.tariff.services.storing import store

ROLE = "admin"
LONGEST_REASON = 500
_MEDIA = {True: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False: "text/csv"}


class Preview(msgspec.Struct, frozen=True):
    """A table as read, and what it would change. Nothing is stored. `stands_on` is the state it was compared with."""

    name: str
    table: Table
    comparison: Comparison
    stands_on: str


class Loaded(msgspec.Struct, frozen=True):
    """What was stored: the load's id is its leaf. `again`: it had been loaded before, and nothing was stored now."""

    leaf: int
    lines: int
    entries: int
    skipped: int
    again: bool = False


class Sent(msgspec.Struct, frozen=True):
    """A file with what is said of it."""

    content: bytes
    name: str
    terms: Terms
    sheet: str = ""


def preview(content: bytes, name: str, terms: Terms, sheet: str = "") -> Preview:
    """Read a table and compare it with the book in force. WrongTerms, and what `rows_of` refuses."""
    _check(terms)
    names, rows = rows_of(content, name, sheet)
    state, book, known = queries.state(), queries.book(), queries.quotations()
    table = read(names, rows, terms)
    carried = carry(table, book)
    return Preview(name, table, compare(table, book, carried, known), state)


def preview_arrived(arrival: int) -> Preview:
    """The preview of a file that arrived. NotFound if there is none. The latest is remembered while nothing changes."""
    key = (arrival, queries.state())
    with _lock:
        if _held and _held[0] == key:
            return _held[1]
        held = _arrived(arrival)
        found = preview(files.read(held.file_id), held.name, held.terms, held.sheet)
        _held[:] = [(arrival, found.stands_on), found]
        return found


_held: list = []
_lock = Lock()


@transaction.atomic
def arrive(sent: Sent, *, by: Actor, at: datetime) -> int:
    """Keep a file byte for byte with what is said of it; returns the arrival's leaf. Refuses what cannot be read."""
    may_load(by)
    _check(sent.terms)
    names, rows = rows_of(sent.content, sent.name, sent.sheet)
    kind = read(names, rows[:1], sent.terms).kind
    file_id = files.keep(sent.content, media_type=_MEDIA[sent.content[:2] == b"PK"], at=at, by=by)
    leaf = ids.one(at)
    row = (leaf, at, by.reference, sent.name[-200:], sha256(sent.content).hexdigest(), len(sent.content), file_id,
           kind, sent.sheet[:80], encode(msgspec.to_builtins(sent.terms, order="sorted")).decode())  # fmt: skip
    bulk.insert("tariff_arrival", events.ARRIVAL_COLUMNS, [row], moments=(1,))
    log.append([
        log.leaf(events.ARRIVED, id=leaf, subject=f"tariff/{leaf}", at=at, by=by,
                 rows=[row_bytes("tariff_arrival", row)])
    ])  # fmt: skip
    return leaf


def load(
    content: bytes, name: str, terms: Terms, *, by: Actor, at: datetime, sheet: str = "", note: str = "",
    without_faults: bool = False, stands_on: str = "",
) -> Loaded:  # fmt: skip
    """Keep and load a file in one step. The same file under the same terms, still uppermost, is not loaded again."""
    may_load(by)
    terms_text = encode(msgspec.to_builtins(terms, order="sorted")).decode()
    with transaction.atomic():
        _alone()
        before = queries.uppermost(sha256(content).hexdigest(), terms_text)
        if before is not None:
            return Loaded(before.leaf, before.lines, before.entries, 0, again=True)
        arrival = arrive(Sent(content, name, terms, sheet), by=by, at=at)
        return load_arrived(
            arrival, by=by, at=at, stands_on=stands_on, without_faults=without_faults, note=note
        )  # fmt: skip


def load_arrived(
    arrival: int, *, by: Actor, at: datetime, stands_on: str = "", without_faults: bool = False, note: str = ""
) -> Loaded:
    """Store what was previewed over all before it. Asked again, it tells what was stored.

    TariffChanged if the tariff is not as `stands_on` says; FaultyTable, NothingToLoad, LoadTakenBack, NotFound.
    """
    may_load(by)
    held = _arrived(arrival)
    with transaction.atomic():
        _alone()
        before = queries.load_of(arrival)
        if before is not None:
            if before.withdrawn:
                raise LoadTakenBack(load=before.leaf)
            return Loaded(before.leaf, before.lines, before.entries, 0, again=True)
        now = queries.state()
        if stands_on and stands_on != now:
            raise TariffChanged(seen=stands_on, now=now)
        table = _loadable(arrival, held.name, without_faults=without_faults)
        leaf = ids.one(at)
        row = (leaf, at, by.account, held.name, held.sha256, held.file_id, len(table.lines), table.size, note)
        store(row, arrival, table, by=by, at=at)
        _tell()
    return Loaded(leaf, len(table.lines), table.size, len(table.problems))


def withdraw(load_id: int, *, by: Actor, at: datetime, reason: str) -> int:
    """Take a load back: one step back, nothing removed. Returns the leaf. NothingToTakeBack if none counts."""
    may_load(by)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise NoReason(most=LONGEST_REASON)
    with transaction.atomic():
        _alone()
        if load_id not in queries.version():
            raise NothingToTakeBack(load=load_id)
        leaf = ids.take(at)[0]
        row = (leaf, load_id, at, by.account, reason)
        bulk.insert("tariff_withdrawal", events.WITHDRAWAL_COLUMNS, [row], moments=(2,))
        log.append([
            log.leaf(events.WITHDRAWN, id=leaf, subject=f"tariff/{load_id}", at=at, by=by,
                     rows=[row_bytes("tariff_withdrawal", row)])
        ])  # fmt: skip
        _tell()
    return leaf


def may_load(by: Actor) -> None:
    """An administrator, a program whose token is good for it, or the platform itself. NotAllowed."""
    if by.kind == "program":
        if TARIFF not in by.scopes:
            raise NotAllowed(who=by.name, act=TARIFF)
    elif by.kind != "system":
        by.need(ROLE)


def _arrived(arrival: int) -> ArrivalShown:
    held = queries.arrival(arrival)
    if held is None:
        raise NotFound(what=f"tariff/{arrival}")
    return held


def _loadable(arrival: int, name: str, *, without_faults: bool) -> Table:
    table = preview_arrived(arrival).table
    if table.problems and not without_faults:
        first = table.problems[0]
        raise FaultyTable(count=len(table.problems), row=first.row, first=first.words.vi)
    if not table.size and not table.lines:
        if table.problems:
            first = table.problems[0]
            raise FaultyTable(count=len(table.problems), row=first.row, first=first.words.vi)
        raise NothingToLoad(name=name)
    return table


def _check(terms: Terms) -> None:
    """What is said of a table must be possible. WrongTerms."""
    if terms.until is not None and terms.until < terms.since:
        raise WrongTerms(what="Ngày cuối / last day", value=terms.until, remedy=">= " + terms.since.isoformat())
    if len(terms.source) > 80 or not 0 < len(terms.edition) <= 20:
        raise WrongTerms(what="Văn bản, danh mục / act, edition", value=terms.source[:100], remedy="<= 80, <= 20")
    known = {schedule.key for schedule in schedules()}
    if stray := sorted(terms.complete - known):
        raise WrongTerms(what="Biểu đủ dòng / complete", value=stray[0], remedy=", ".join(sorted(known)))
    for name, target in terms.columns:
        try:
            headings.told(name, target)
        except ValueError:
            raise WrongTerms(
                what=f"Cột / column {name}", value=target, remedy="MFN | VAT | MFN 2023-07-15 | -"
            ) from None


def _alone() -> None:
    """One load or withdrawal at a time, so that nobody loads over what they have not seen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE tariff_load IN EXCLUSIVE MODE")


def _tell() -> None:
    """Let this process see the change at once, and again after the commit."""
    queries.forget()
    transaction.on_commit(queries.forget)
