"""The ten control indicators: what each counts, how far it has come, and whether that is ahead.

The real list is not public: ours is a placeholder and says so. An indicator is **ahead** on a day if its target is met
in full, or if the share done is at least the share of the year's days that have passed, that day included. Without a
target it is never ahead. Its **pace** is the share done over the share of the year, in parts per million.
"""

import csv
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.words import Words

_FILE = Path(__file__).resolve().parents[2] / "data" / "indicators.csv"


class Indicator(msgspec.Struct, frozen=True):
    """An indicator as packaged: its place, what it counts (`source`), in what unit, its name, where it is from."""

    place: int
    code: str
    source: str
    unit: str
    words: Words
    origin: str
    verified: bool


@cache
def indicators() -> tuple[Indicator, ...]:
    """All ten in their order."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Indicator(
                int(row["place"]), row["code"], row["source"], row["unit"], Words(row["vi"], row["en"]),
                row["origin"], row["verified"] == "1",
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def indicator(code: str) -> Indicator | None:
    """The indicator of a code."""
    return next((each for each in indicators() if each.code == code), None)


class Setter(StrEnum):
    """Who set a target."""

    GENERAL_DEPARTMENT = "general"
    DEPARTMENT = "department"


SETTERS = {
    Setter.GENERAL_DEPARTMENT: Words("Tổng cục Hải quan", "General department of customs"),
    Setter.DEPARTMENT: Words("Cục Hải quan", "The department"),
}
UNITS = {
    "notes": Words("tin", "notes"),
    "bases": Words("cơ sở", "bases"),
    "profiles": Words("đối tượng", "profiles"),
    "suspects": Words("hồ sơ", "files"),
    "projects": Words("chuyên án", "projects"),
    "cases": Words("vụ", "cases"),
    "VND": Words("đồng", "dong"),
}


class Progress(msgspec.Struct, frozen=True):
    """How far an indicator has come on a day: its target (0: none), what was done, and in the same days a year ago."""

    target: int
    done: int
    before: int
    day: date

    @property
    def percent_ppm(self) -> int | None:
        """Done of the target, in ppm; None without a target."""
        return self.done * PPM // self.target if self.target else None

    @property
    def pace_ppm(self) -> int | None:
        """The share done over the share of the year, in ppm: a million is just in time. None without a target."""
        passed, whole = elapsed(self.day)
        return self.done * PPM * whole // (self.target * passed) if self.target else None

    @property
    def ahead(self) -> bool:
        """Whether it is ahead on that day."""
        return is_ahead(self.done, self.target, self.day)

    @property
    def due(self) -> int:
        """What has to be done by the end of the day so as not to be behind; rounded up."""
        passed, whole = elapsed(self.day)
        return -(-self.target * passed // whole)


def elapsed(day: date) -> tuple[int, int]:
    """Days of the year passed, that day included, and days of the whole year."""
    return (day - date(day.year, 1, 1)).days + 1, (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1


def is_ahead(done: int, target: int, day: date) -> bool:
    """Whether so much done of a target is ahead on a day."""
    passed, whole = elapsed(day)
    return target > 0 and (done >= target or done * whole >= target * passed)


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
