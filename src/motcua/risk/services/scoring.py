"""Scores and feature values: no model is in force and no history is kept yet."""

from collections.abc import Sequence
from typing import Any, Protocol

from motcua.risk.domain import Facts

FEATURES_NO = 0


class Scorer(Protocol):
    """The model in force with the present history."""

    no: int

    def values(self, facts: Sequence[Facts]) -> Any: ...
    def scores(self, matrix: Any) -> list[int]: ...
    def reasons(self, facts: Sequence[Facts], matrix_rows: Any) -> list[str]: ...


def scorer() -> Scorer | None:
    """The champion; None while no model is in force."""
    return None


def history_now() -> Any:
    """What is known from the past; None while nothing is."""
    return None


def matrix(facts: Sequence[Facts], history: Any) -> Any:
    """The feature values of declarations, a row of 32-bit floats each; none without a history."""
    return []
