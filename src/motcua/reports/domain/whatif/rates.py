"""Rates as they would be: the tariff of a day, with some of its rates replaced."""

from collections.abc import Collection, Container, Mapping
from datetime import date
from typing import Protocol

import msgspec

from motcua.duties.domain.asked import Rates
from motcua.reports.domain.whatif.asked import Index
from motcua.tariff.domain import Entry

REPLACED = ("percent", "mixed", "specific")
"""Kinds of rate that a change replaces. What is exempt, absent or held stays: a change of rate is none of those."""


class Day(Rates, Protocol):
    """The rates of a day as the tariff gives them."""

    def remedy(self, schedule: str, code: str, origin: str, claims: Collection[str] = (), /) -> Entry | None: ...
    def import_rate(self, code: str, origin: str, table_code: str, claim: str = "", /) -> Entry: ...
    def excise(self, code: str, /) -> Entry | None: ...
    def environment(self, code: str, /) -> Entry | None: ...
    def vat(self, code: str, claimed_code: str = "", /) -> Entry: ...
    def export(self, code: str, destination: str = "", /) -> Entry | None: ...
    def entry(self, number: int, /) -> Entry: ...


class Otherwise:
    """The rates of one day with changes. Everything but the rates that change is asked of the day itself.

    The last change that meets a rate decides. What a line refuses today it refuses still: preferences,
    conditions and claims stay as they are.
    """

    def __init__(self, day: Day, changes: Index) -> None:
        self._day, self._changes = day, changes

    @property
    def day(self) -> date:
        """The day of these rates."""
        return self._day.day

    @property
    def exchange(self) -> Mapping[str, int]:
        """Exchange rates, which do not change."""
        return self._day.exchange

    @property
    def choosing(self) -> Container[str]:
        """Table codes whose rates are picked by a further code."""
        return self._day.choosing

    def remedy(self, schedule: str, code: str, origin: str, claims: Collection[str] = (), /) -> Entry | None:
        """A trade remedy, as it would be."""
        return self._maybe(code, self._day.remedy(schedule, code, origin, claims))

    def import_rate(self, code: str, origin: str, table_code: str, claim: str = "", /) -> Entry:
        """The import duty, as it would be."""
        return self._changed(code, self._day.import_rate(code, origin, table_code, claim))

    def excise(self, code: str, /) -> Entry | None:
        """Excise, as it would be."""
        return self._maybe(code, self._day.excise(code))

    def environment(self, code: str, /) -> Entry | None:
        """Environment tax, as it would be."""
        return self._maybe(code, self._day.environment(code))

    def vat(self, code: str, claimed_code: str = "", /) -> Entry:
        """VAT, as it would be."""
        return self._changed(code, self._day.vat(code, claimed_code))

    def export(self, code: str, destination: str = "", /) -> Entry | None:
        """Export duty, as it would be."""
        return self._maybe(code, self._day.export(code, destination))

    def entry(self, number: int, /) -> Entry:
        """The entry of the tariff itself."""
        return self._day.entry(number)

    def _maybe(self, code: str, entry: Entry | None) -> Entry | None:
        return None if entry is None else self._changed(code, entry)

    def _changed(self, code: str, entry: Entry) -> Entry:
        if entry.kind not in REPLACED:
            return entry
        found = self._changes.find(entry.schedule, code, entry.ppm, self.day)
        if found is None:
            return entry
        return msgspec.structs.replace(entry, kind="percent", ppm=found.ppm, amount=0, unit="", currency="")
