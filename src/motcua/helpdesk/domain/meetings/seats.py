"""Seats: who gets one, who waits, and who moves up when some become free. Nobody overtakes on the waiting list."""

from collections.abc import Sequence

import msgspec


class Waiting(msgspec.Struct, frozen=True):
    """An enterprise on the waiting list and how many people it would send."""

    id: int
    people: int


def seated(limit: int, taken: int, people: int, queue: Sequence[Waiting] = ()) -> bool:
    """Whether so many people get seats at once: there is room, and nobody has been waiting for it before."""
    return not queue and taken + people <= limit


def moved_up(limit: int, taken: int, queue: Sequence[Waiting]) -> list[int]:
    """The ids that get seats now, in the order of the queue; the first who does not fit holds up all behind."""
    found = []
    for each in queue:
        if taken + each.people > limit:
            break
        taken += each.people
        found.append(each.id)
    return found
