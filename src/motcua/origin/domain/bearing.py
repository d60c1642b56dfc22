"""Bearing: whether a certificate bears a declaration's line, and what of which of its lines that takes."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from motcua.origin.domain.data import limit
from motcua.origin.domain.life import BEARS, State
from motcua.reference import domain as reference


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A line of a declaration that names a certificate; the second quantity serves where the first does not convert."""

    line: int
    reference: str
    hs_code: str
    origin: str
    quantity_e4: int
    unit: str
    quantity2_e4: int = 0
    unit2: str = ""


class Bearer(msgspec.Struct):
    """A line of a certificate and what it has borne."""

    no: int
    hs_code: str
    origin: str
    quantity_e4: int
    unit: str
    used_e4: int = 0
    given: bool = True

    @property
    def left_e4(self) -> int:
        """What it can still bear."""
        return self.quantity_e4 - self.used_e4


class Held(msgspec.Struct):
    """A certificate of the register with its lines."""

    id: int
    country: str
    reference: str
    state: str
    flagged: str
    issued_on: date
    valid_until: date
    lines: list[Bearer]


class Taken(msgspec.Struct, frozen=True):
    """What a declaration's line takes of a certificate's line, and the declared quantity that was converted."""

    line: int
    change_e4: int
    unit: str
    declared_e4: int
    declared_unit: str


class Days(msgspec.Struct, frozen=True):
    """The day of registration, the day on which the certificate is presented, and today."""

    registered: date
    presented: date
    today: date


SIX = 6


def bears(wanted: Wanted, held: Held, days: Days) -> tuple[Taken, ...] | str:
    """What the line takes, or the code of why the certificate does not bear it. Nothing is changed."""
    if State(held.state) not in BEARS or held.flagged:
        return "STATE"
    if days.presented > held.valid_until:
        return "EXPIRED"
    if held.issued_on > days.today:
        return "NOTYET"
    if late(days):
        return "LATE"
    same = [each for each in held.lines if each.hs_code[:SIX] == wanted.hs_code[:SIX]]
    if not same:
        return "GOODS"
    same = [each for each in same if each.origin == wanted.origin]
    if not same:
        return "COUNTRY"
    same = [each for each in same if each.given]
    return _taken(wanted, same) if same else "PARTIAL"


def late(days: Days) -> bool:
    """Whether a certificate that was not named at registration comes too late; by the law of the registration."""
    if days.presented == days.registered:
        return False
    return days.presented > days.registered + timedelta(days=limit("late filing", days.registered))


def _taken(wanted: Wanted, lines: Sequence[Bearer]) -> tuple[Taken, ...] | str:
    """From the first line that has enough, else from several of one unit together."""
    converted = [(each, told) for each in lines if (told := needed(wanted, each.unit))]
    if not converted:
        return "UNIT"
    for each, (need, quantity, unit) in converted:
        if need <= each.left_e4:
            return (Taken(each.no, need, each.unit, quantity, unit),)
    return _together(converted) or "QUANTITY"


def _together(converted: Sequence[tuple[Bearer, tuple[int, int, str]]]) -> tuple[Taken, ...]:
    first, (need, quantity, unit) = converted[0]
    lines = [each for each, _ in converted if each.unit == first.unit and each.left_e4 > 0]
    if sum(each.left_e4 for each in lines) < need:
        return ()
    found, rest, told = [], need, quantity
    for each in lines:
        part = min(rest, each.left_e4)
        if part <= 0:
            break
        share = told if part == rest else quantity * part // need
        found.append(Taken(each.no, part, each.unit, share, unit))
        rest, told = rest - part, told - share
    return tuple(found)


def needed(wanted: Wanted, unit: str) -> tuple[int, int, str] | None:
    """The declared quantity in a unit, at least the smallest part, with what was converted; None where it cannot be."""
    for quantity, named in ((wanted.quantity_e4, wanted.unit), (wanted.quantity2_e4, wanted.unit2)):
        if quantity > 0 and reference.convertible(named, unit):
            return max(1, reference.convert_e4(quantity, named, unit)), quantity, named
    return None


def take(held: Held, taken: Sequence[Taken]) -> None:
    """Take it. ValueError where that would leave less than nothing, or more than there was."""
    by_no = {each.no: each for each in held.lines}
    for each in taken:
        line = by_no[each.line]
        after = line.used_e4 + each.change_e4
        if not 0 <= after <= line.quantity_e4:
            raise ValueError(f"{held.reference} line {each.line}: {after} of {line.quantity_e4}")
        line.used_e4 = after
