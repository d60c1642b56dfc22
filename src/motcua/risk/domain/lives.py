"""The lives of versions: a new one is a challenger, one at a time is the champion, others were or are retired."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from motcua.kernel.words import Words


class Standing(StrEnum):
    """Where a version stands."""

    CHALLENGER = "challenger"
    CHAMPION = "champion"
    FORMER = "former"
    RETIRED = "retired"


STANDINGS = {
    Standing.CHALLENGER: Words("Thách đấu", "Challenger"),
    Standing.CHAMPION: Words("Đang dùng", "Champion"),
    Standing.FORMER: Words("Đã từng dùng", "Former champion"),
    Standing.RETIRED: Words("Ngừng dùng", "Retired"),
}
MOVES = {
    (Standing.CHALLENGER, "promote"): Standing.CHAMPION,
    (Standing.FORMER, "promote"): Standing.CHAMPION,
    (Standing.RETIRED, "promote"): Standing.CHAMPION,
    (Standing.CHALLENGER, "retire"): Standing.RETIRED,
    (Standing.FORMER, "retire"): Standing.RETIRED,
    (Standing.CHAMPION, "retire"): Standing.RETIRED,
}
"""What may be done. A promotion makes the champion before it a former one; a champion that is retired leaves none."""


class Move(NamedTuple):
    """One step; `champion` is the version in force after it, 0 for none."""

    no: int
    at: datetime
    model: int
    verb: str
    champion: int
    reason: str
    actor: str


def standings(versions: Iterable[int], moves: Sequence[Move]) -> dict[int, Standing]:
    """Where each version stands after these moves."""
    found = dict.fromkeys(versions, Standing.CHALLENGER)
    for move in moves:
        for no, standing in found.items():
            if standing == Standing.CHAMPION:
                found[no] = Standing.FORMER
        found[move.model] = Standing.RETIRED if move.verb == "retire" else Standing.FORMER
        if move.champion:
            found[move.champion] = Standing.CHAMPION
    return found


def champion_after(verb: str, model: int, champion: int) -> int:
    """The version in force once this is done to a version."""
    if verb == "promote":
        return model
    return 0 if model == champion else champion


class Trouble(NamedTuple):
    """A move that cannot have been made."""

    no: int
    words: Words


def replayed(versions: Iterable[int], moves: Sequence[Move]) -> list[Trouble]:
    """What in these moves does not follow from the ones before."""
    listed, champion, wrong = list(versions), 0, []
    for place, move in enumerate(moves):
        before = standings(listed, moves[:place]).get(move.model)
        fits = before is not None and (before, move.verb) in MOVES
        if move.no != place + 1 or not fits or move.champion != champion_after(move.verb, move.model, champion):
            wrong.append(Trouble(move.no, Words("Bước này không tiếp nối.", "This step does not follow.")))
        champion = move.champion
    return wrong
