"""How long clearance takes: the four durations of the time-release study, and what may be published of them."""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from motcua.kernel.words import Words

LEAST = 20
"""Declarations in a cell at the least: of fewer nothing is told."""
DAYS = 90
"""Days of registration that are looked back on, up to yesterday."""
SHARES = (50, 90)


class Stage(StrEnum):
    """From which moment to which."""

    CHECK = "check"
    CLEARANCE = "clearance"
    PASSAGE = "passage"
    WHOLE = "whole"


STAGES: dict[Stage, Words] = {
    Stage.CHECK: Words("Đăng ký đến kiểm tra xong", "Registration to end of check"),
    Stage.CLEARANCE: Words("Đăng ký đến thông quan", "Registration to clearance"),
    Stage.PASSAGE: Words("Thông quan đến qua giám sát", "Clearance to passage"),
    Stage.WHOLE: Words("Đăng ký đến qua giám sát", "Registration to passage"),
}


class Spread(msgspec.Struct, frozen=True):
    """Quantiles of a cell, in whole minutes rounded up, and how many declarations it counts."""

    count: int
    p50_minutes: int
    p90_minutes: int

    @property
    def p50(self) -> timedelta:
        """Half of all took no longer."""
        return timedelta(minutes=self.p50_minutes)

    @property
    def p90(self) -> timedelta:
        """Nine in ten took no longer."""
        return timedelta(minutes=self.p90_minutes)


def period(day: date) -> tuple[date, date]:
    """First and last day of registration that are looked back on."""
    return day - timedelta(days=DAYS), day - timedelta(days=1)


AGES = ((1, Words("đến 1 ngày", "up to 1 day")), (3, Words("2–3 ngày", "2–3 days")),
        (7, Words("4–7 ngày", "4–7 days")), (15, Words("8–15 ngày", "8–15 days")),
        (0, Words("trên 15 ngày", "more than 15 days")))  # fmt: skip
"""Classes of age of what is open: the last day of each, 0 for no end."""


def age_class(days: int) -> int:
    """The place of an age in AGES."""
    return next((place for place, (last, _) in enumerate(AGES) if last and days <= last), len(AGES) - 1)
