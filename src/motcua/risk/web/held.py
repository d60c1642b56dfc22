"""Figures held between requests: sums over a year of declarations are not made for every reader anew."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from motcua.risk.queries import fairness, figures
from motcua.risk.queries.figures import Scope

FRESH = 60.0
"""Seconds for which figures are served as they are."""
MOST = 32
_held: dict[tuple[str, Scope], tuple[float, Any]] = {}
_lock = Lock()


def report(scope: Scope) -> figures.Report:
    """The report of a period, at most about a minute behind."""
    found: figures.Report = _kept("report", scope, lambda: figures.report(scope))
    return found


def enterprises(scope: Scope) -> list[fairness.Enterprise]:
    """The enterprises of a period, at most about a minute behind."""
    found: list[fairness.Enterprise] = _kept("enterprises", scope, lambda: fairness.enterprises(scope))
    return found


def forget() -> None:
    """Serve nothing that was worked out before."""
    with _lock:
        _held.clear()


def _kept(name: str, scope: Scope, work_out: Callable[[], Any]) -> Any:
    key = (name, scope)
    with _lock:
        made, found = _held.get(key, (-FRESH, None))
    if found is not None and time.monotonic() - made < FRESH:
        return found
    found = work_out()
    with _lock:
        while len(_held) >= MOST:
            del _held[next(iter(_held))]
        _held[key] = (time.monotonic(), found)
    return found
