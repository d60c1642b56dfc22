"""What is to be otherwise: rates of the tariff, from a day on, and over which declarations."""

import re
from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from motcua.kernel.money import PPM, read_e4
from motcua.reports.domain.whatif.errors import NothingOtherwise, UnknownSchedule, WrongChange, WrongDays
from motcua.tariff.domain import Entry

_WRITTEN = re.compile(r"\s*([A-Za-z_0-9]{2,20})\s*:\s*(\*|\d{2,10})\s*(?:@\s*(\S{1,12}?)\s*)?=\s*(\S{1,12}?)\s*%?\s*")
MOST_CHANGES = 200
"""So many changes are asked on a page or by a program."""
MOST_IN_A_FILE = 50_000
"""So many rates of a file are reckoned together."""
MOST_PPM = 10 * PPM
"""No rate above 1,000 percent is believed."""
FIRST, LAST = date(2020, 1, 1), date(2099, 12, 31)


class Change(msgspec.Struct, frozen=True):
    """A rate that is otherwise: of a schedule, on the codes that begin with `prefix` (empty: on all).

    `was_ppm` narrows it to lines that have that rate; `since` is its first day, None the first of the period.
    """

    schedule: str
    prefix: str
    ppm: int
    was_ppm: int | None = None
    since: date | None = None

    def meets(self, schedule: str, code: str, ppm: int, day: date) -> bool:
        """Whether a rate that applied on a day is one of those that are otherwise."""
        return (
            schedule == self.schedule
            and code.startswith(self.prefix)
            and self.was_ppm in (None, ppm)
            and (self.since is None or self.since <= day)
        )


class TariffAsked(msgspec.Struct, frozen=True):
    """Changes of rates over the declarations registered from `since` to `until`, of one branch or of all."""

    changes: tuple[Change, ...]
    since: date
    until: date
    office: str = ""


def change(text: str, since: date | None = None) -> Change:
    """A change as it is typed: `MFN:8703=30`, `VAT:*@10=8` (only those that have 10 percent now). WrongChange."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise WrongChange(told=text[:60])
    schedule, prefix, was, rate = found.groups()
    return Change(
        schedule.upper(), "" if prefix == "*" else prefix, _ppm(rate, text), None if was is None else _ppm(was, text),
        since,
    )  # fmt: skip


def changes(text: str, since: date | None = None) -> tuple[Change, ...]:
    """Changes as they are typed, one on a line or divided by semicolons. WrongChange."""
    return tuple(change(each, since) for each in re.split(r"[;\n]", text) if each.strip())


def _ppm(text: str, whole: str) -> int:
    try:
        found = read_e4(text.removesuffix("%"))
    except ValueError:
        raise WrongChange(told=whole[:60]) from None
    if found > MOST_PPM:
        raise WrongChange(told=whole[:60])
    return found


class Index:
    """Changes by schedule and beginning of code, so that a whole table is looked up as quickly as one rate."""

    def __init__(self, listed: Iterable[Change]) -> None:
        self._by: dict[tuple[str, str], list[tuple[int, Change]]] = {}
        for place, each in enumerate(listed):
            self._by.setdefault((each.schedule, each.prefix), []).append((place, each))
        self._lengths = sorted({len(prefix) for _, prefix in self._by})

    def find(self, schedule: str, code: str, ppm: int, day: date) -> Change | None:
        """The last change that meets a rate that applied on a day."""
        found: tuple[int, Change | None] = (-1, None)
        for length in self._lengths:
            for place, each in self._by.get((schedule, code[:length]), ()):
                if place > found[0] and each.meets(schedule, code, ppm, day):
                    found = place, each
        return found[1]


def fit(asked: TariffAsked, schedules: Collection[str], most: int = MOST_CHANGES) -> TariffAsked:
    """What is asked, if it can be reckoned. NothingOtherwise, UnknownSchedule, WrongChange, WrongDays."""
    if not 1 <= len(asked.changes) <= most:
        raise NothingOtherwise(most=most)
    if not FIRST <= asked.since <= asked.until <= LAST:
        raise WrongDays(since=asked.since.isoformat(), until=asked.until.isoformat())
    for each in asked.changes:
        _fit(each, schedules)
    return asked


def _fit(each: Change, schedules: Collection[str]) -> None:
    if each.schedule not in schedules:
        raise UnknownSchedule(told=each.schedule[:20], known=", ".join(schedules))
    rates = (each.ppm, each.was_ppm or 0)
    if not re.fullmatch(r"(\d{2,10})?", each.prefix) or not all(0 <= rate <= MOST_PPM for rate in rates):
        raise WrongChange(told=written([each])[:60])


def written(listed: Iterable[Change]) -> str:
    """Changes as they are typed."""
    return "; ".join(
        f"{each.schedule}:{each.prefix or '*'}"
        + (f"@{percent(each.was_ppm)}" if each.was_ppm is not None else "")
        + f"={percent(each.ppm)}"
        for each in listed
    )


def percent(ppm: int) -> str:
    """A rate in percent with no more decimals than it has."""
    whole, part = divmod(ppm, PPM // 100)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".")


def of_table(entries: Iterable[Entry]) -> tuple[tuple[Change, ...], int]:
    """The changes that a table of rates says, and how many of its rates are none.

    Only a rate in percent for goods of every origin, without condition or claim, is a change.
    """
    found: list[Change] = []
    left = 0
    for each in entries:
        if each.kind == "percent" and not (each.origins or each.excluded or each.condition or each.claim):
            found.append(Change(each.schedule, each.code, each.ppm, None, each.since))
        else:
            left += 1
    return tuple(found), left
