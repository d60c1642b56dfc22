"""Spreadsheets: kept byte for byte, read row by row; what is sound is declared, what is not is told."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from motcua.crossings.domain.errors import Faulty, Unreadable
from motcua.crossings.domain.message import write
from motcua.crossings.domain.sheet import MOST, Fault, Row, read_rows
from motcua.crossings.services import announcing
from motcua.ground.services import files
from motcua.kernel.actor import Actor
from motcua.kernel.rules import Finding


class Outcome(msgspec.Struct, frozen=True):
    """What became of a row: a number, or what is wrong."""

    row: int
    plate: str
    number: str = ""
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()


class Declared(msgspec.Struct, frozen=True):
    """What became of a sheet, and heads that no column bears."""

    rows: tuple[Outcome, ...]
    unknown: tuple[str, ...] = ()

    @property
    def good(self) -> int:
        """How many vehicles are declared."""
        return sum(bool(each.number) for each in self.rows)

    @property
    def wrong(self) -> int:
        """How many are not."""
        return len(self.rows) - self.good


def declare(content: bytes, name: str, party: str, *, by: Actor, at: datetime) -> Declared:
    """Declare the vehicles of an XLSX or CSV file for a carrier. NotAllowed; Unreadable where it is no such file.

    The same file again declares nothing twice: what stands already is answered as before.
    """
    announcing.need_carrier(by, party, "lodge")
    rows, unknown = read_rows(_cells(content, name), party)
    if not rows or len(rows) > MOST:
        raise Unreadable(why=f"1–{MOST}: {len(rows)}")
    files.keep(content, media_type="application/octet-stream", at=at, by=by)
    return Declared(tuple(_declare(row, by, at) for row in rows), unknown)


def _declare(row: Row, by: Actor, at: datetime) -> Outcome:
    if row.message is None:
        return Outcome(row.row, "", faults=row.faults)
    told = row.message
    key = sha256(write(told)).hexdigest()
    try:
        done = announcing.announce(told, by=by, at=at, key=f"sheet/{key}")
    except Faulty as refusal:
        return Outcome(row.row, told.plate, findings=refusal.findings)
    return Outcome(row.row, told.plate, done.number)


def _cells(content: bytes, name: str) -> Sequence[Sequence[Any]]:
    if name.lower().endswith(".csv"):
        try:
            return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error) as fault:
            raise Unreadable(why=fault) from None
    from python_calamine import CalamineError, CalamineWorkbook  # heavy, and only here

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, ValueError, IndexError) as fault:
        raise Unreadable(why=fault) from None
