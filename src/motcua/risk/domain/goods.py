"""Goods lines of many declarations side by side, and how far their unit values lie from those of their peers."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

import numpy as np

from motcua.risk.domain.facts import Facts
from motcua.risk.domain.reference_values import reference_value
from motcua.risk.domain.sums import Floats, Places, Sums

TRUST = 3.0
"""So many faded declarations of the same origin weigh as much as all of the same code together."""
ENOUGH = 2.0
"""Fewer peers than this tell nothing."""
BEYOND = 0.5
"""A unit value counts at most so far from its peers (in logarithms), so that no single one moves them much."""
NOTHING = ("", "", "", 0)


class Lines(NamedTuple):
    """All lines in a row. `first` is where a declaration begins, `lead` its dearest line, `worth` the logarithm of the
    unit value where `valued`."""

    first: Places
    lead: Places
    codes: list[str]
    fine: list[str]
    coarse: list[str]
    worth: Floats
    valued: Floats
    reference: Floats


def lines(facts: Sequence[Facts]) -> Lines:
    """The lines of these facts; a declaration without any has one of which nothing is known."""
    rows = list(chain.from_iterable(map(_rows, facts)))
    counts = np.array([len(each.codes) or 1 for each in facts])
    first = np.cumsum(counts) - counts
    lead = first + np.minimum([each.dearest for each in facts], counts - 1)
    codes, units, origins, values = (list(column) for column in zip(*rows, strict=True))
    coarse = [f"{code} {unit}" for code, unit in zip(codes, units, strict=True)]
    fine = [f"{key} {origin}" for key, origin in zip(coarse, origins, strict=True)]
    worth = np.array(values, dtype=np.float64)
    valued = worth > 0
    logs = np.log(np.where(valued, worth, 1.0))
    references = np.array([reference_value(code, unit) for code, unit in zip(codes, units, strict=True)], dtype=float)
    known = valued & (references > 0)
    reference = np.where(known, logs - np.log(np.where(known, references, 1.0)), 0.0)
    return Lines(first, lead, codes, fine, coarse, logs, valued.astype(np.float64), reference)


def _rows(each: Facts) -> list[tuple[str, str, str, int]]:
    codes = each.codes
    if not codes:
        return [NOTHING]
    count = len(codes)
    units = each.units if len(each.units) == count else ("",) * count
    origins = each.origins if len(each.origins) == count else (each.origin,) * count
    values = each.unit_values if len(each.unit_values) == count else (0,) * count
    return list(zip(codes, units, origins, values, strict=True))


class Peers:
    """What a unit of the same goods has usually been declared at: by code and unit, and of the same origin."""

    __slots__ = ("coarse", "fine")

    def __init__(self, fine: Sums, coarse: Sums) -> None:
        self.fine, self.coarse = fine, coarse

    def gaps(self, held: Lines) -> tuple[Floats, Floats]:
        """By line: how far (in logarithms) from its peers, 0 where nothing is known, and how far is usual."""
        fine, coarse = self.fine.of(held.fine), self.coarse.of(held.coarse)
        weight = np.maximum(coarse[:, 0], 1e-9)
        middle = coarse[:, 1] / weight
        total = fine[:, 0] + TRUST
        usual = (fine[:, 1] + TRUST * middle) / total
        square = (fine[:, 2] + TRUST * coarse[:, 2] / weight) / total
        spread = np.sqrt(np.maximum(square - usual * usual, 0.0025))
        known = held.valued * (coarse[:, 0] >= ENOUGH)
        return np.where(known > 0, held.worth - usual, 0.0), spread

    def add(self, held: Lines, gaps: Floats, day: date) -> None:
        """Let these lines be peers of what comes later."""
        which = np.flatnonzero(held.valued)
        if not len(which):
            return
        worth = held.worth - np.where(np.abs(gaps) > BEYOND, gaps - np.sign(gaps) * BEYOND, 0.0)
        rows = np.stack((np.ones(len(which)), worth[which], worth[which] ** 2), axis=1)
        places = which.tolist()
        self.fine.add([held.fine[place] for place in places], rows, day)
        self.coarse.add([held.coarse[place] for place in places], rows, day)
