"""What if the cap of inspections were another: what is asked, and what selection would have done beside what it did."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from motcua.kernel.money import PPM, read_e4
from motcua.reports.domain.whatif.asked import FIRST, LAST, percent
from motcua.reports.domain.whatif.errors import WrongCap, WrongDays, WrongMinutes
from motcua.reports.domain.whatif.told import Pair, month_of
from motcua.risk.domain import GREEN, RED, YELLOW
from motcua.risk.domain.simulation import Result
from motcua.risk.domain.simulation.again import Taken

MOST_MINUTES = 10_000
"""So many working minutes one inspection takes at most."""
KNOWN, UNKNOWN, HITS, MISSED, RECOVERED = "known", "unknown", "hits", "missed", "recovered"
SOURCES = ("legal", "profile", "random", "model", "officer")


class CapAsked(msgspec.Struct, frozen=True):
    """A cap over the declarations registered from `since` to `until`; those of one branch are counted, or all.

    The cap is the department's, as today: the bucket is one. `minutes` is what one inspection takes an officer;
    0 for what is measured.
    """

    cap_ppm: int
    since: date
    until: date
    office: str = ""
    minutes: int = 0


class Times(NamedTuple):
    """Median minutes from registration to clearance: by branch and channel, and by channel in all the department."""

    branches: Mapping[tuple[str, int], int]
    whole: Mapping[int, int]

    def of(self, office: str, channel: int) -> tuple[int | None, bool]:
        """The median of a branch, else the department's; and whether it is not the department's."""
        own = self.branches.get((office, channel))
        found = own if own is not None else self.whole.get(channel)
        return found, own is not None or found is None


class Work(NamedTuple):
    """Working minutes of one officer on one inspection, and from how many records they are; 0: assumed."""

    minutes: int
    records: int


class Changed(msgspec.Struct, frozen=True):
    """Declarations of a branch that would have another channel, with the measured medians of both, in minutes.

    `own` is whether no median that is told is the department's. None: too few were cleared.
    """

    office: str
    was: int
    would: int
    declarations: int
    was_minutes: int | None
    would_minutes: int | None
    own: bool


class CapFound(msgspec.Struct, frozen=True):
    """Inspections of a period as they were and as they would be.

    `results` are of inspections: with a known result, without one, hits among the known, known hits that would be
    missed, duty recovered (dong). `hours` are working minutes of one officer, by branch.
    """

    asked: CapAsked
    cap_now_ppm: int
    declarations: int
    total: Pair
    channels: tuple[Pair, ...]
    sources: tuple[Pair, ...]
    branches: tuple[Pair, ...]
    months: tuple[Pair, ...]
    results: tuple[Pair, ...]
    hours: tuple[Pair, ...]
    work_minutes: int
    work_records: int
    changed: tuple[Changed, ...]
    fingerprint: str

    @property
    def rates_ppm(self) -> tuple[int, int]:
        """Inspections over declarations, as it was and as it would be."""
        return tuple(count * PPM // self.declarations for count in (self.total.was, self.total.would))  # type: ignore[return-value]

    def result(self, key: str) -> Pair:
        """One of the results."""
        return next(each for each in self.results if each.key == key)

    @property
    def waits_minutes(self) -> int | None:
        """What clearance would take longer, in minutes over all that change channel; None where a median lacks."""
        total = 0
        for each in self.changed:
            if each.was_minutes is None or each.would_minutes is None:
                return None
            total += each.declarations * (each.would_minutes - each.was_minutes)
        return total


def cap_of(text: str) -> int:
    """A cap as it is typed, in percent: `3`, `4.99 %`, `4,99`. WrongCap."""
    try:
        found = read_e4(text.strip().removesuffix("%").strip())
    except ValueError:
        raise WrongCap(told=text[:20]) from None
    if not 0 < found <= PPM:
        raise WrongCap(told=text[:20])
    return found


def minutes_of(text: str) -> int:
    """Working minutes as they are typed; 0 for none. WrongMinutes."""
    plain = text.strip()
    if not plain:
        return 0
    if not (plain.isascii() and plain.isdecimal() and 0 < int(plain[:9]) <= MOST_MINUTES):
        raise WrongMinutes(told=text[:20], most=MOST_MINUTES)
    return int(plain)


def fit_cap(asked: CapAsked) -> CapAsked:
    """What is asked, if it can be reckoned. WrongCap, WrongDays, WrongMinutes."""
    if not 0 < asked.cap_ppm <= PPM:
        raise WrongCap(told=str(asked.cap_ppm)[:20])
    if not FIRST <= asked.since <= asked.until <= LAST:
        raise WrongDays(since=asked.since.isoformat(), until=asked.until.isoformat())
    if not 0 <= asked.minutes <= MOST_MINUTES:
        raise WrongMinutes(told=str(asked.minutes)[:20], most=MOST_MINUTES)
    return asked


class Beside:
    """What was taken and what would be, counted."""

    def __init__(self, asked: CapAsked, results: Mapping[int, Result]) -> None:
        self.asked, self._results = asked, results
        self.declarations = 0
        self._was: Counter[tuple[str, str]] = Counter()
        self._would: Counter[tuple[str, str]] = Counter()
        self._changed: Counter[tuple[str, int, int]] = Counter()

    def add(self, taken: Iterable[Taken]) -> None:
        """Count decisions; of a branch asked for, its own alone."""
        for each in taken:
            if self.asked.office in ("", each.office):
                self.declarations += 1
                self._count(self._was, each, *each.was)
                self._count(self._would, each, *each.would)
                if each.was[0] != each.would[0]:
                    self._changed[each.office, each.was[0], each.would[0]] += 1

    def _count(self, side: Counter[tuple[str, str]], each: Taken, channel: int, source: str) -> None:
        side["channel", str(channel)] += 1
        side["office", each.office] += channel == RED
        side["month", month_of(each.day)] += channel == RED
        if channel != RED:
            return
        side["source", source] += 1
        result = self._results.get(each.subject)
        side["result", UNKNOWN if result is None else KNOWN] += 1
        if result is not None:
            side["result", HITS] += result.hit
            side["result", RECOVERED] += result.recovered

    def found(self, cap_now_ppm: int, times: Times, work: Work, fingerprint: str) -> CapFound:
        """Everything side by side."""
        hits = self._pair("result", HITS)
        results = (
            self._pair("result", KNOWN), self._pair("result", UNKNOWN), hits,
            Pair(MISSED, 0, max(hits.was - hits.would, 0)), self._pair("result", RECOVERED),
        )  # fmt: skip
        branches = self._pairs("office")
        hours = tuple(Pair(each.key, each.was * work.minutes, each.would * work.minutes) for each in branches)
        red = self._pair("channel", str(RED))
        return CapFound(
            self.asked, cap_now_ppm, self.declarations, Pair("", red.was, red.would),
            tuple(self._pair("channel", str(channel)) for channel in (GREEN, YELLOW, RED)),
            tuple(self._pair("source", source) for source in SOURCES), branches, self._pairs("month"), results, hours,
            work.minutes, work.records, tuple(self._moved(times)), fingerprint,
        )  # fmt: skip

    def _pair(self, group: str, key: str) -> Pair:
        return Pair(key, self._was[group, key], self._would[group, key])

    def _pairs(self, group: str) -> tuple[Pair, ...]:
        keys = sorted({key for of, key in (*self._was, *self._would) if of == group})
        return tuple(self._pair(group, key) for key in keys)

    def _moved(self, times: Times) -> Iterable[Changed]:
        for (office, was, would), count in sorted(self._changed.items()):
            before, own = times.of(office, was)
            after, own_too = times.of(office, would)
            yield Changed(office, was, would, count, before, after, own and own_too)


def said_cap(asked: CapAsked) -> str:
    """What is asked, in few words that both languages share."""
    return f"{percent(asked.cap_ppm)} %" + (f" · {asked.minutes} min" if asked.minutes else "")
