"""The book: every line and rate, looked up by day.

Layers are laid one on another: the packaged tables first, then each table loaded. For a line, a schedule
and a day, the latest layer that says something is right; what lies below stays, and is found by its id.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from motcua.kernel.dated import NotInForce
from motcua.tariff.domain.columns import Column, Table
from motcua.tariff.domain.daybook import DayBook
from motcua.tariff.domain.entries import Correlation, Entry, Line, Schedule
from motcua.tariff.domain.exchange import Exchange

_ONE = timedelta(days=1)
MOST_DAYS = 10_000
"""So many days are kept ready; whoever asks for more, one after another, makes the book begin anew."""

Layer = tuple[Sequence[Line], Sequence[Entry]]


class Book:
    """Everything that is known of the tariff; immutable. `on(day)` gives the look-ups of a day.

    `spoken` are the lines of the lowest layer: its tables name every tax that these bear, so that no entry
    means none. For any other line no entry means that nobody has said.
    """

    def __init__(
        self, layers: Sequence[Layer], schedules: Sequence[Schedule], exchange: Exchange,
        vat_codes: Mapping[str, int], opens: date, correlations: Sequence[Correlation] = (),
    ) -> None:  # fmt: skip
        self.schedules = {schedule.key: schedule for schedule in schedules}
        self.table_codes = {
            table: schedule.key
            for schedule in schedules
            for table in (schedule.tables or ((schedule.key,) if schedule.kind == "preference" else ()))
        }
        self.exchange = exchange
        self.vat_codes = vat_codes
        self.opens = opens
        self._correlations = tuple(correlations)
        self.lines_of: dict[str, list[Line]] = {}
        self.spoken = frozenset(line.code for line in layers[0][0]) if layers else frozenset()
        self._entries: dict[int, Entry] = {}
        columns: dict[str, list[tuple[int, Entry]]] = {}
        for rank, (lines, entries) in enumerate(layers):
            for line in lines:
                known = self.lines_of.setdefault(line.code, [])
                known.append(_with_groups(line, known[-1]) if known and not line.groups else line)
            for entry in entries:
                self._entries[entry.id] = entry
                columns.setdefault(entry.schedule, []).append((rank, entry))
        self._columns = {key: Column(ranked) for key, ranked in columns.items()}
        self._days: dict[date, DayBook] = {}
        self._lines: dict[int, dict[str, Line]] = {}
        self._line_days = sorted(
            {line.since for known in self.lines_of.values() for line in known}
            | {line.until + _ONE for known in self.lines_of.values() for line in known if line.until}
        )

    def on(self, day: date) -> DayBook:
        """The look-ups of a day. NotInForce before the first day that the tables speak of."""
        found = self._days.get(day)
        if found is None:
            if day < self.opens:
                raise NotInForce(what="biểu thuế / tariff", day=day.isoformat())
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            found = self._days[day] = DayBook(self, day)
        return found

    def entry(self, number: int) -> Entry:
        """The entry with this id, of any day. KeyError if there is none."""
        return self._entries[number]

    def history(self, code: str) -> list[Entry]:
        """Every entry of a line, schedule by schedule, oldest first; also those that later tables cover."""
        found = [entry for column in self._columns.values() for entry in column.by_code.get(code, ())]
        numbers = {key: schedule.number for key, schedule in self.schedules.items()}
        return sorted(found, key=lambda entry: (numbers.get(entry.schedule, 99), entry.since, entry.id))

    def codes_in(self, schedule: str) -> list[str]:
        """The codes that a schedule has entries for on any day, in order."""
        column = self._columns.get(schedule)
        return sorted(column.by_code) if column else []

    def entries_of(self, schedule: str, code: str) -> list[Entry]:
        """Every entry of a line in a schedule, of any day and layer."""
        column = self._columns.get(schedule)
        return column.by_code.get(code, []) if column else []

    def entries_on(self, schedule: str, code: str, day: date) -> tuple[Entry, ...]:
        """Entries in force for one line in a schedule, cheap for a single line on many days."""
        column = self._columns.get(schedule)
        return column.of(code, day) if column else ()

    def changes_in(self, schedule: str) -> list[date]:
        """The days on which something in a schedule changes."""
        return list(self._columns[schedule].days) if schedule in self._columns else []

    def tables_on(self, day: date) -> dict[str, Table]:
        """Every schedule's table on that day."""
        return {key: column.on(day) for key, column in self._columns.items()}

    def opens_at(self, schedule: str) -> date | None:
        """The first day that a schedule's entries speak of."""
        column = self._columns.get(schedule)
        return column.opens if column else None

    def successors(self, code: str) -> tuple[Correlation, ...]:
        """The lines that hold this line's goods after it ended; none where it goes on."""
        return tuple(each for each in self._correlations if each.old == code)

    def predecessors(self, code: str) -> tuple[Correlation, ...]:
        """The lines that held this line's goods before it began."""
        return tuple(each for each in self._correlations if each.new == code)

    def lines_on(self, day: date) -> Mapping[str, Line]:
        """Lines that may be declared on that day, by code; the latest layer's words."""
        place = bisect_right(self._line_days, day)
        found = self._lines.get(place)
        if found is None:
            found = self._lines[place] = {
                line.code: line for known in self.lines_of.values() for line in known if line.holds_on(day)
            }
        return found


def _with_groups(line: Line, below: Line) -> Line:
    """A loaded line keeps the groups of the line that it covers, and its notes where it has none of its own."""
    if not below.groups:
        return line
    return msgspec.structs.replace(line, groups=below.groups, notes=line.notes if line.notes.vi else below.notes)
