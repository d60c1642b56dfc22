"""Checking: the elements of a segment against the directory, each fault with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from motcua.gateways.edifact.domain.cutting import REPLACED, Segment
from motcua.gateways.edifact.domain.directory import Shape, Slot, segments

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\Z", re.ASCII)
_HEADLESS = re.compile(r"-?[.,]\d+\Z", re.ASCII)
_DECIMALS = re.compile(r"-?[\d.,]+\Z", re.ASCII)


class Flaw(NamedTuple):
    """What is wrong in a segment: the code of 0085, the element with the tag as 1, the component from 1."""

    code: str
    element: int
    component: int
    value: str


def flaws(segment: Segment, directory: str) -> tuple[Flaw, ...]:
    """What is wrong with a segment; nothing where the directory does not know its tag."""
    slots = segments(directory).get(segment[0][0])
    return () if slots is None else _flaws(segment, slots)


def _flaws(segment: Segment, slots: tuple[Slot, ...]) -> tuple[Flaw, ...]:
    found: list[Flaw] = []
    if len(segment[0]) > 1:
        found.append(Flaw("16", 1, 2, segment[0][1]))
    if len(segment) - 1 > len(slots):
        found.append(Flaw("16", len(slots) + 2, 0, segment[len(slots) + 1][0]))
    elif len(segment) > 1 and segment[-1] == ("",):
        found.append(Flaw("45", len(segment), 0, ""))
    for number, slot in enumerate(slots, 1):
        element = segment[number] if number < len(segment) else _NOTHING
        if element == _NOTHING:
            if slot.required:
                found.append(Flaw("13", number + 1, 0, ""))
            continue
        found += _within(element, slot, number + 1)
    return tuple(found)


_NOTHING = ("",)


def _within(element: tuple[str, ...], slot: Slot, number: int) -> Iterator[Flaw]:
    if len(element) > len(slot.shapes):
        yield Flaw("16", number, len(slot.shapes) + 1, element[len(slot.shapes)])
    elif len(element) > 1 and not element[-1]:
        yield Flaw("45", number, len(element), "")
    if any(element):
        yield from _values(element, slot, number)
    elif slot.required:
        yield Flaw("13", number, 0, "")


def _values(element: tuple[str, ...], slot: Slot, number: int) -> Iterator[Flaw]:
    alone = len(slot.shapes) == 1 and slot.id == slot.shapes[0].id
    for place, shape in enumerate(slot.shapes):
        value = element[place] if place < len(element) else ""
        code = _wrong(value, shape) if value else "13" if shape.required else ""
        if code:
            yield Flaw(code, number, 0 if alone else place + 1, value)


def _wrong(value: str, shape: Shape) -> str:
    """The code of what is wrong with a value, or nothing. A sign and a decimal mark are not counted in a number."""
    if REPLACED in value:
        return "21"
    if shape.kind == "n":
        if not _NUMBER.match(value):
            return _unnumbered(value)
        length = sum(each.isdigit() for each in value)
    else:
        length = len(value)
        if shape.kind == "a" and any(each.isdigit() for each in value):
            return "37"
    if length > shape.most:
        return "39"
    return "40" if shape.fixed and length < shape.most else ""


def _unnumbered(value: str) -> str:
    if _HEADLESS.match(value):
        return "38"
    return "19" if _DECIMALS.match(value) else "37"
