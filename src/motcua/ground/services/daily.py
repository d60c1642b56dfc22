"""Duties of the day: what a room must do once a law day. Each must be harmless when done again."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from motcua.kernel.days import law_day

Duty = Callable[[datetime], object]
_duties: dict[str, Duty] = {}
_logger = logging.getLogger(__name__)


def duty(name: str) -> Callable[[Duty], Duty]:
    """Name a duty. ValueError if another function has that name."""

    def take(act: Duty) -> Duty:
        if _duties.setdefault(name, act) is not act:
            raise ValueError(f"the daily duty {name} is named twice")
        return act

    return take


class Days:
    """Remembers for a worker which day's duties are done; a restart does them again."""

    def __init__(self) -> None:
        self._done: dict[str, date] = {}

    def begin(self, at: datetime) -> int:
        """Do what has not been done on the law day of `at`; how many. A duty that fails is tried next time."""
        today, done = law_day(at), 0
        for name, act in _duties.items():
            if self._done.get(name) == today:
                continue
            try:
                act(at)
            except Exception:
                _logger.exception("the daily duty %s failed; it will be tried again", name)
                continue
            self._done[name] = today
            done += 1
        return done
