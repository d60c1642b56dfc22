"""Working days: public holidays, days in lieu and exchanged days, as the kernel's calendar."""

from datetime import date
from functools import cache
from typing import Literal, cast

import msgspec

from motcua.kernel.words import Words
from motcua.kernel.worktime import Calendar
from motcua.reference.domain.tables import day, read

Kind = Literal["holiday", "compensation", "exchanged", "worked"]


class CalendarDay(msgspec.Struct, frozen=True):
    """A day that is not as its weekday says: closed, or (`worked`) a weekend day worked in exchange."""

    day: date
    kind: Kind
    words: Words
    source: str
    verified: bool


@cache
def calendar_days() -> tuple[CalendarDay, ...]:
    """Every listed day in order."""
    return tuple(
        CalendarDay(
            day(row["day"]), cast(Kind, row["kind"]), Words(row["vi"], row["en"]), row["source"], row["verified"] == "1"
        )
        for row in read("calendar.csv")
    )


@cache
def calendar() -> Calendar:
    """The offices' calendar for all years that are listed. A day of another year is an error there."""
    listed = calendar_days()
    return Calendar(
        holidays={found.day: found.words.en for found in listed if found.kind != "worked"},
        swapped=frozenset(found.day for found in listed if found.kind == "worked"),
        years=frozenset(found.day.year for found in listed),
    )
