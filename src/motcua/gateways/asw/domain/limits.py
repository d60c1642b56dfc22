"""The numbers of the exchange, dated, from `data/limits.yaml`."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.dated import Dated
from motcua.kernel.reading import yaml_reader

DATA = Path(__file__).parent.parent / "data"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What both sides of the profile keep to; what each means stands in `data/limits.yaml`."""

    since: date
    largest_bytes: int
    clock_ahead_seconds: int
    oldest_days: int
    first_wait_seconds: int
    longest_wait_seconds: int
    line_waits_seconds: tuple[int, ...]
    give_up_days: int
    hold_days: int
    expiry_warning_days: int

    @property
    def ahead(self) -> timedelta:
        """How far in the future a message may have been signed."""
        return timedelta(seconds=self.clock_ahead_seconds)

    @property
    def oldest(self) -> timedelta:
        """How long ago a message may have been signed."""
        return timedelta(days=self.oldest_days)

    @property
    def give_up(self) -> timedelta:
        """For how long a message is tried."""
        return timedelta(days=self.give_up_days)

    @property
    def hold(self) -> timedelta:
        """For how long a message waits for those before it."""
        return timedelta(days=self.hold_days)


_rows = yaml_reader(list[Limits])


@cache
def _limits() -> Dated[Limits]:
    return Dated("window limits", {each.since: each for each in _rows((DATA / "limits.yaml").read_bytes())})


def limits_on(day: date) -> Limits:
    """The numbers in force on a day. NotInForce before the first."""
    return _limits().on(day)
