"""Dated values: the law's numbers change on a day; a day before the first is an error, never zero."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

T = TypeVar("T")


class NotInForce(Refusal):
    """No value was in force on that day."""

    code = "KRN-E10"
    words = Words(
        "Chưa có quy định nào về %(what)s có hiệu lực ngày %(day)s.",
        "Nothing on %(what)s was in force on %(day)s.",
    )


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; `until` None is open."""

    since: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return (other.until is None or self.since <= other.until) and (self.until is None or other.since <= self.until)


class Dated(Generic[T]):
    """A value with the days on which it changed."""

    __slots__ = ("_days", "_values", "name")

    def __init__(self, name: str, values: Mapping[date, T]) -> None:
        self.name = name
        self._days = sorted(values)
        self._values = [values[day] for day in self._days]

    def on(self, day: date) -> T:
        """The value in force on `day`. NotInForce before the first."""
        at = bisect_right(self._days, day) - 1
        if at < 0:
            raise NotInForce(what=self.name, day=day.isoformat())
        return self._values[at]

    def items(self) -> list[tuple[date, T]]:
        """All changes in order."""
        return list(zip(self._days, self._values, strict=True))
