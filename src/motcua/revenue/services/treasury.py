"""The treasury's files are taken, and differences explained or corrected by new entries."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

import msgspec
from django.db import connection, transaction

from motcua.ground.services import files, ids
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import events
from motcua.revenue.domain.closing_errors import FileFaulty, NoDifference, NotCorrectable
from motcua.revenue.domain.treasury import office_of
from motcua.revenue.domain.treasury_file import Compared, Fault, Line, Read, entry_name, read
from motcua.revenue.models import TreasuryFile
from motcua.revenue.queries import treasury
from motcua.revenue.services.book_rows import EXPLAINING, T_EXPLANATION, T_FILE, T_LINE, TAKING
from motcua.revenue.services.rights import need_revenue
from motcua.revenue.services.suspense import Unmatched, take_into_suspense
from motcua.tariff.services.reading import rows_of

BANK = "KBNN"
"""Under what name of a bank money is taken in that only the treasury knows of."""
_KINDS = {b"PK": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Sent(msgspec.Struct, frozen=True):
    """A file as it came."""

    content: bytes
    name: str


def _one_at_a_time() -> None:
    """Wait for who takes a file or speaks of a difference at this moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('revenue: treasury'))")


def look(sent: Sent) -> Read:
    """What a file says, without taking it. Refusals of reading where it is no CSV or XLSX."""
    return read(*rows_of(sent.content, sent.name))


@transaction.atomic
def take_file(sent: Sent, *, by: Actor, at: datetime) -> int:
    """Take a day's file and keep it byte for byte; returns its leaf. The same bytes again return the first.

    FileFaulty with nothing taken where a line is wrong, or the day is to come.
    """
    need_revenue(by)
    told = look(sent)
    day = _sound(told, law_day(at))
    _one_at_a_time()
    known = _same(day, sent.content)
    if known:
        return known
    media = _KINDS.get(sent.content[:2], "text/csv")
    file = files.keep(sent.content, media_type=media, at=at, by=by)
    return _keep(day, told.lines, sent.name, file, by, at)


def _sound(told: Read, today: date) -> date:
    """The day of a file without a fault. FileFaulty."""
    faults = told.faults
    if told.day is not None and told.day > today:
        faults = (Fault(2, Words("ngày chưa đến", "the day is still to come")),)
    if faults or told.day is None:
        first = faults[0]
        raise FileFaulty(count=len(faults), first=f"{first.row}: {first.words.vi} / {first.words.en}")
    return told.day


def _keep(day: date, lines: Sequence[Line], name: str, file: int, by: Actor, at: datetime) -> int:  # noqa: PLR0913
    """Store the lines of a file that is kept already; returns the leaf."""
    leaf, total = ids.one(at), sum(line.amount for line in lines)
    head = (leaf, day.isoformat(), file, name[:100], len(lines), total, at, by.reference)
    rows = [
        (leaf, no, each.reference, each.item, each.amount, each.account, each.declaration, each.payer)
        for no, each in enumerate(lines, 1)
    ]
    sheet = Sheet(TAKING)
    facts = {"lines": len(lines), "total": total}
    told = {T_FILE: [head], T_LINE: rows}
    sheet.leaf(events.FILE_TAKEN, f"treasury/{day}", told, leaf=leaf, by=by, at=at, facts=facts)
    sheet.write()
    return leaf


def _same(day: date, content: bytes) -> int:
    """The leaf of the day's last file where it has these bytes; else 0."""
    last = TreasuryFile.objects.filter(day=day).order_by("-leaf").first()
    if last is None or sha256(files.read(last.file)).digest() != sha256(content).digest():
        return 0
    return last.leaf


@transaction.atomic
def explain(day: date, reference: str, *, note: str, by: Actor, at: datetime) -> int:
    """Say why a reference does not agree; returns the leaf. The same words again return the first. NoDifference."""
    need_revenue(by)
    _one_at_a_time()
    row = _difference(day, reference)
    if row.said is not None and (row.said.note, row.said.actor) == (note.strip()[:2000], by.reference):
        return row.said.leaf
    return _said(day, row.compared, "explained", 0, note, by, at)


@transaction.atomic
def correct(day: date, reference: str, *, note: str, by: Actor, at: datetime) -> int:
    """Take in, today, what the treasury has more than the ledger; it waits to be matched. Returns the new entry's leaf.

    Done again it changes nothing; where a later file has still more, the rest is taken in. NoDifference; NotCorrectable
    where the ledger, with what was taken in so far, does not have less.
    """
    need_revenue(by)
    _one_at_a_time()
    row = _difference(day, reference)
    if row.said is not None and row.said.entry:
        return row.said.entry
    found, before = row.compared, treasury.taken_in(day, reference)
    theirs, ours = found.sums
    missing = theirs - ours - sum(before)
    if missing <= 0 or theirs <= 0:
        raise NotCorrectable
    items = ", ".join(f"{item} {amount}" for item, amount in (found.theirs or {}).items())
    money = Unmatched(
        BANK, entry_name(reference, day, len(before)), missing, "treasury", day, found.payer, found.declaration,
        found.account, office_of(found.account) or DEPARTMENT, items,
    )  # fmt: skip
    entry = take_into_suspense(money, by=by, at=at)
    _said(day, found, "corrected", entry, note, by, at)
    return entry


def _difference(day: date, reference: str) -> treasury.Row:
    for row in treasury.reconciled(day).rows:
        if row.compared.reference == reference and row.compared.state != "agrees":
            return row
    raise NoDifference(reference=reference[:60], day=f"{day:%d/%m/%Y}")


def _said(day: date, found: Compared, verb: str, entry: int, note: str, by: Actor, at: datetime) -> int:  # noqa: PLR0913
    leaf = ids.one(at)
    theirs, ours = found.sums
    row = (
        leaf, day.isoformat(), found.reference, theirs, ours, verb, entry, note.strip()[:2000], at, by.reference,
    )  # fmt: skip
    sheet = Sheet(EXPLAINING)
    facts = {"theirs": theirs, "ours": ours, "entry": entry}
    subject = f"treasury/{day}"
    sheet.leaf(events.EXPLAINED, subject, {T_EXPLANATION: [row]}, leaf=leaf, by=by, at=at, facts=facts)
    sheet.write()
    return leaf
