"""The land gate: which steps of a declaration let its goods cross the border by road, and which end that.

Goods may cross while they may leave the supervised area, and for some hours after they left it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from motcua.declarations.domain.life import State
from motcua.declarations.domain.passing import leaves

ROAD = "4"
"""Of list transport_mode."""
_PASS = ("pass", "record passage")
_AMEND = ("amend", "record amendment")


class Step(NamedTuple):
    """A step in the life of a declaration, as its row says."""

    leaf: int
    verb: str
    state: str
    at: datetime
    version: int


class Told(NamedTuple):
    """What a step means for the gates: a permit begins, is bound in time, or is taken back."""

    what: Literal["permit", "bound", "revoke"]
    step: Step


def told(direction: str, state: str, passed: bool, steps: Iterable[Step]) -> Iterator[Told]:
    """What the gates are told of some steps in their order. `state` before them, `passed` whether all had left then."""
    open_ = _crosses(state, direction) and not passed
    for step in steps:
        if step.verb in _PASS:
            if open_:
                yield Told("bound", step)
            passed, open_ = True, False
            continue
        now = _crosses(step.state, direction) and not passed
        again = open_ and now and step.verb in _AMEND
        if again or (open_ and not now) or (passed and step.state == State.CANCELLED):
            yield Told("revoke", step)
        if again or (now and not open_):
            yield Told("permit", step)
        open_ = now


_STATES = frozenset(map(str, State))


def _crosses(state: str, direction: str) -> bool:
    return state in _STATES and leaves(state, direction)
