"""Matching: which goods of which bill a declaration takes, and what is left of a bill.

A declaration may name several bills and a bill several declarations. What a declaration takes is shared out over its
bills by what is left of each, in their order; declarations come in the order of their registration. What no announced
bill has room for goes to the first bill that is not announced (yet), else to the last one, which then has less than
nothing left: more was declared than announced. Quantities are whole packages, weights 1/10,000 of a kilogram.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from motcua.manifests.domain.sums import KILOGRAMS


class Goods(NamedTuple):
    """How much: packages and gross weight (kilograms times 10,000)."""

    packages: int = 0
    gross_e4: int = 0

    def less(self, other: "Goods") -> "Goods":
        """What is left without the other; below zero where that is more."""
        return Goods(self.packages - other.packages, self.gross_e4 - other.gross_e4)

    def more(self, other: "Goods") -> "Goods":
        """Both together."""
        return Goods(self.packages + other.packages, self.gross_e4 + other.gross_e4)


class Named(NamedTuple):
    """A declaration, the bills that it names in their order, and what it declares in all."""

    declaration_id: int
    bills: tuple[str, ...]
    goods: Goods


class Taken(NamedTuple):
    """What a declaration takes of a bill."""

    declaration_id: int
    bill: str
    goods: Goods


def fold(number: str) -> str:
    """A bill's number as it is compared: capitals, without blanks and signs between its characters."""
    told = number.upper()
    return told if told.isalnum() else "".join(filter(str.isalnum, told))


def in_kilograms_e4(weight_e4: int, unit: str) -> int:
    """A declared weight in ten-thousandths of a kilogram; 0 in a unit that is no weight."""
    return int(weight_e4 * KILOGRAMS.get(unit, 0))


def share(announced: Mapping[str, Goods], named: Iterable[Named]) -> list[Taken]:
    """What each declaration takes of each of its bills. What a declaration takes adds up to what it declares."""
    left = dict(announced)
    found: list[Taken] = []
    for each in sorted(named):
        for bill, goods in _shared(left, each.bills, each.goods):
            found.append(Taken(each.declaration_id, bill, goods))
            if bill in left:
                left[bill] = left[bill].less(goods)
    return found


def _shared(left: Mapping[str, Goods], bills: Sequence[str], goods: Goods) -> list[tuple[str, Goods]]:
    """Over its bills, with what none has room for."""
    rest = goods
    taken: dict[str, Goods] = {}
    for bill in dict.fromkeys(bills):
        if bill in left:
            part = Goods(_part(rest.packages, left[bill].packages), _part(rest.gross_e4, left[bill].gross_e4))
            taken[bill], rest = part, rest.less(part)
        else:
            taken[bill] = Goods()
    if taken and rest != Goods():
        beyond = next((bill for bill in taken if bill not in left), list(taken)[-1])
        taken[beyond] = taken[beyond].more(rest)
    return list(taken.items())


def _part(wanted: int, room: int) -> int:
    return max(0, min(wanted, room))
