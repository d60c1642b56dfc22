"""Moves: a life is a table of (state, verb) -> state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

S = TypeVar("S", bound=StrEnum)


class Impossible(Refusal):
    """The thing is not in a state that allows this."""

    code = "KRN-E20"
    words = Words(
        "Không thể “%(verb)s” khi trạng thái là “%(state)s”. Có thể: %(possible)s.",
        "Cannot “%(verb)s” while the state is “%(state)s”. Possible: %(possible)s.",
    )


def move(table: Mapping[tuple[S, str], S], state: S, verb: str) -> S:
    """The state after `verb`. Impossible if the table has no such move."""
    after = table.get((state, verb))
    if after is None:
        raise Impossible(verb=verb, state=state, possible=", ".join(verbs(table, state)) or "–")
    return after


def verbs(table: Mapping[tuple[S, str], S], state: S) -> list[str]:
    """What can be done in a state, in the order of the table."""
    return [verb for (at, verb) in table if at == state]
