"""The tariff of one day: plain dictionaries, nothing read, nothing computed twice."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from motcua.kernel.dated import NotInForce
from motcua.tariff.domain.choosing import choose, held, only, pick
from motcua.tariff.domain.columns import EMPTY, NATIONAL, Table
from motcua.tariff.domain.entries import Entry, Line
from motcua.tariff.domain.errors import (
    EndedLine,
    FutureLine,
    NoExchangeRate,
    NoPreference,
    UnknownLine,
    UnknownTable,
    VatNotOffered,
)

if TYPE_CHECKING:
    from motcua.tariff.domain.book import Book

NOT_TAXABLE = -2
"""The VAT class of goods not subject to VAT, beside parts per million."""

_NONE: tuple[Entry, ...] = ()


class DayBook:
    """The look-ups of one day. Every rate that it gives is in force that day.

    `choosing` are the table codes of a declaration whose rates are picked by a further code of the declarant.
    """

    __slots__ = ("_book", "_codes", "_environment", "_excise", "_export", "_members", "_plain",
                 "_spoken", "_tables", "_vat", "choosing", "day", "exchange", "lines")  # fmt: skip

    def __init__(self, book: "Book", day: date) -> None:
        self._book = book
        self.day = day
        self.lines = book.lines_on(day)
        self._spoken = book.spoken
        self._tables = book.tables_on(day)
        self._codes = book.table_codes
        self._members = {key: schedule.members for key, schedule in book.schedules.items()}
        self._plain = {key: table.plain for key, table in self._tables.items() if table.all}
        self._vat = self._tables.get("VAT", EMPTY)
        self._excise = self._tables.get("EXCISE", EMPTY)
        self._environment = self._tables.get("ENVIRONMENT", EMPTY)
        self._export = self._tables.get("EXPORT", EMPTY)
        self.choosing = frozenset(code for code, key in self._codes.items() if self._tables.get(key, EMPTY).claims)
        self.exchange: Mapping[str, int] = book.exchange.on(day)

    def line(self, code: str) -> Line | None:
        """The line, or None where the day's nomenclature has none of that code."""
        return self.lines.get(code)

    def need_line(self, code: str) -> Line:
        """The line. UnknownLine, with what stands for it where an edition of the nomenclature has replaced it."""
        found = self.lines.get(code)
        if found is None:
            raise self._unknown(code)
        return found

    def entries(self, schedule: str, code: str) -> tuple[Entry, ...]:
        """All entries in force for a line in a schedule: alternatives, held and absent ones too."""
        return self._tables.get(schedule, EMPTY).all.get(code, _NONE)

    def table(self, schedule: str) -> Mapping[str, tuple[Entry, ...]]:
        """A whole schedule: its entries in force by code."""
        return self._tables.get(schedule, EMPTY).all

    def rate(self, schedule: str, code: str, origin: str = "", claim: str = "") -> Entry | None:
        """The rate for a line and origin. None: not in the schedule, which is no preference and not zero.

        `claim` picks a rate that has a code of its own. HeldRate where the table alone cannot choose, ClaimNeeded
        where only such rates are left, NotInForce for a schedule not yet begun that day.
        """
        plain = self._plain.get(schedule)
        if plain is None:
            self._begun(schedule)
            return None
        members = self._members[schedule]
        if origin and members and origin not in members:
            return None
        entry = None if claim else plain.get(code)
        if entry is not None:
            return None if entry.excluded and origin in entry.excluded else entry
        found = _of(self._tables[schedule], schedule, code)
        return None if found is None else choose(found, origin, claim)

    def import_rate(self, code: str, origin: str, table_code: str, claim: str = "") -> Entry:
        """The import duty of a table as declared (B01 MFN, B04 ATIGA …) for a line and origin.

        `claim` is the further code that tables in `choosing` ask for. UnknownTable, UnknownLine, NoPreference,
        ClaimNeeded or HeldRate otherwise.
        """
        schedule = self._codes.get(table_code)
        if schedule is None:
            raise UnknownTable(table=table_code, possible=", ".join(sorted(self._codes)))
        if code not in self.lines:
            raise self._unknown(code)
        if schedule == "NOT_SUBJECT":
            return self._plain[schedule][""]
        entry = self.rate(schedule, code, origin, claim)
        if entry is None:
            raise NoPreference(schedule=schedule, code=code, origin=origin or "?", day=self.day.isoformat())
        return entry

    def remedy(self, schedule: str, code: str, origin: str, claims: Collection[str] = ()) -> Entry | None:
        """The trade remedy of a schedule on a line of this origin: the rate of the producer claimed, else that of
        all others.

        None where no measure meets the goods. ClaimNotOffered for the code of another measure or origin.
        """
        table = self._tables.get(schedule, EMPTY)
        found = _of(table, schedule, code) if table.all else None
        claimed = table.claims.intersection(claims)
        if found is None and not claimed:
            return None
        return pick(found or _NONE, schedule, code, origin, claimed)

    def vat(self, code: str, claimed_code: str = "") -> Entry:
        """The VAT of a line: the table's, or the one claimed by its code if the line may have it.

        UnknownLine, NotInForce (a line without any VAT entry) or VatNotOffered otherwise.
        """
        if not claimed_code:
            entry = self._vat.plain.get(code)
            if entry is not None:
                return entry
        found = _of(self._vat, "VAT", code)
        if found is None:
            if code not in self.lines:
                raise self._unknown(code)
            raise NotInForce(what=f"GTGT/VAT {code}", day=self.day.isoformat())
        return self._claimed(code, found, claimed_code)

    def excise(self, code: str) -> Entry | None:
        """Excise on a line; None where the line bears none. NotInForce where no table has said."""
        return self._only("EXCISE", self._excise, code)

    def environment(self, code: str) -> Entry | None:
        """Environment tax collected at the border; None where there is none, or it is declared inland."""
        return self._only("ENVIRONMENT", self._environment, code)

    def export(self, code: str, destination: str = "") -> Entry | None:
        """Export duty; None where the export table does not name the line, which is then free."""
        return self._only("EXPORT", self._export, code, destination)

    def entry(self, number: int) -> Entry:
        """The entry with this id, of any day: explains what was stored. KeyError if there is none."""
        return self._book.entry(number)

    def need_exchange(self, currency: str) -> int:
        """Dong per unit of a currency, times 10,000. NoExchangeRate where the week has none."""
        found = self.exchange.get(currency)
        if found is None:
            raise NoExchangeRate(day=f"{self.day.isoformat()} ({currency})")
        return found

    def _begun(self, schedule: str) -> None:
        if schedule not in self._book.schedules:
            raise UnknownTable(table=schedule, possible=", ".join(sorted(self._book.schedules)))
        opens = self._book.opens_at(schedule)
        if opens is None or self.day < opens:
            raise NotInForce(what=schedule, day=self.day.isoformat())

    def _only(self, schedule: str, table: Table, code: str, origin: str = "") -> Entry | None:
        entry = table.plain.get(code)
        if entry is not None:
            return None if entry.excluded and origin in entry.excluded else entry
        found = _of(table, schedule, code)
        if found is None:
            self._silent(schedule, code)
            return None
        return choose(found, origin)

    def _silent(self, schedule: str, code: str) -> None:
        """No entry: none is due where the tables were made to speak of the line; else nobody has said."""
        if code not in self.lines and code[:NATIONAL] not in self.lines:
            raise self._unknown(code)
        if code[:NATIONAL] in self._spoken:
            return
        raise NotInForce(what=f"{schedule} {code}", day=self.day.isoformat())

    def _unknown(self, code: str) -> UnknownLine:
        """The refusal of a code that the day does not know: what stands for it, if an edition has replaced it."""
        known = self._book.lines_of.get(code, ())
        ended = max((line.until for line in known if line.until and line.until < self.day), default=None)
        begins = min((line.since for line in known if line.since > self.day), default=None)
        later = ", ".join(each.new for each in self._book.successors(code))
        before = ", ".join(each.old for each in self._book.predecessors(code))
        if ended and later:
            return EndedLine(code=code, until=ended.isoformat(), possible=later)
        if begins and before:
            return FutureLine(code=code, since=begins.isoformat(), possible=before)
        return UnknownLine(code=code, day=self.day.isoformat())

    def _claimed(self, code: str, found: tuple[Entry, ...], claimed: str) -> Entry:
        if not claimed:
            return only(found)
        wanted = self._book.vat_codes.get(claimed)
        for entry in found:
            if wanted is not None and entry.kind != "held" and _vat_class(entry) == wanted:
                return entry
        known = {number: name for name, number in self._book.vat_codes.items()}
        offered = sorted({known.get(_vat_class(entry), "?") for entry in found})
        raise VatNotOffered(claimed=claimed, code=code, day=self.day.isoformat(), possible=", ".join(offered))


def _of(table: Table, schedule: str, code: str) -> tuple[Entry, ...] | None:
    """What a schedule says of a code, or of its line where it is a sub-line of others' making.

    HeldRate for a line that the schedule divides: the sub-line must be named.
    """
    if code in table.sublines:
        few = table.sublines[code]
        raise held(table.all[few[0]][0], schedule, code, ", ".join(few))
    found = table.all.get(code)
    return table.all.get(code[:NATIONAL]) if found is None and len(code) > NATIONAL else found


def _vat_class(entry: Entry) -> int:
    return NOT_TAXABLE if entry.kind == "exempt" else entry.ppm
