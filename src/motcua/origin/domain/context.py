"""What a certificate is judged by: the day it came, this country, the members and units of our lists."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from motcua.origin.domain.data import members
from motcua.reference import domain as reference

HOME = "VN"


class Desk(NamedTuple):
    """A frozen snapshot for one day; `home` is the importing member, where this installation stands."""

    day: date
    home: str
    members: frozenset[str]
    units: frozenset[str]


@lru_cache(maxsize=2048)
def desk_on(day: date, home: str = HOME) -> Desk:
    """The desk for a day."""
    return Desk(day, home, members(day), frozenset(reference.all_units()))
