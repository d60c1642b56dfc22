"""Sound: one quick look that tells whether every value of a document is right by itself, as nearly all are.

It looks by the rules of `rules.fields` at once where judging asks them one by one; whatever fails here is judged there,
which names what is wrong. These rules hang on nothing but the value, its field and the lists in force, so that people,
parties and sets of codes that come again are known.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, contains, gt
from typing import Any

import msgspec

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import CODES, LIMITS, Field
from motcua.manifests.domain.message import Document
from motcua.manifests.domain.rules.fields import FINEST
from motcua.manifests.domain.shapes import BillParty, Effects, Person, PortCall
from motcua.manifests.domain.structure import ELEMENT, LISTED, NOBODY, ROWS, SHAPES, Shape, reader

_AGAIN = frozenset({BillParty, Person, PortCall, Effects})
"""What often comes again, the same in all its values."""
_FEW = frozenset({"code", "country", "kind", "office", "port", "clock"})
"""Kinds of field that take few values, so that a struct's are looked at together, and once."""
_MOST_KNOWN = 20_000
_CHANGES = sorted({code.since for held in CODES.values() for code in held.values()})
Struct = type[msgspec.Struct]


class Known:
    """Codes and countries of a time, and what was found sound by them: structs, and by struct its sets of codes."""

    def __init__(self, day: date, countries: frozenset[str]) -> None:
        told = {
            name: frozenset(["", *(code.code for code in held.values() if code.since <= day)])
            for name, held in CODES.items()
        }
        listed = countries | {""}
        self.allowed: Mapping[Struct, tuple[frozenset[str], ...]] = {
            kind: (*(told[field.list] for _, field in shape.codes), *(listed for _ in shape.countries))
            for kind, shape in SHAPES.items()
        }
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.met: set[msgspec.Struct] = {NOBODY}
        self.few: Mapping[Struct, set[tuple[str, ...]]] = {kind: set() for kind in SHAPES}


def sound(d: Document, x: Desk) -> bool:
    """Whether no rule about values by themselves finds anything in a document."""
    known = _known(bisect_right(_CHANGES, x.day), x.countries)
    if len(known.met) + sum(map(len, known.few.values())) > _MOST_KNOWN:
        known.forget()
    return _LOOKS[type(d)](d, known)


@lru_cache(maxsize=16)
def _known(change: int, countries: frozenset[str]) -> Known:
    return Known(_CHANGES[change - 1] if change else date.min, countries)


Look = Callable[[Any, Known], bool]


def _look(kind: Struct) -> Look:
    """What looks at one struct; all that can be known of it before is worked out here."""
    looks = tuple(_looks(kind))

    def look(value: Any, known: Known) -> bool:
        for each in looks:  # noqa: SIM110 - quicker than `all`
            if not each(value, known):
                return False
        return True

    return look


def _looks(kind: Struct) -> Iterator[Look]:
    shape = SHAPES[kind]
    if free := [(name, field) for name, field in shape.texts if field.kind not in _FEW]:
        yield _at_texts(free)
    if few := [(name, field) for name, field in shape.texts if field.kind in _FEW]:
        yield _at_few(kind, few)
    if shape.amounts:
        yield _at_amounts(shape)
    for name, limit in ROWS.get(kind, ()):
        yield _at_count(name, LIMITS[limit])
    for told in msgspec.structs.fields(kind):
        if told.name in shape.inner and isinstance(told.default, tuple):
            yield _at_many(told.name)
        elif told.name in shape.inner and isinstance(told.default, msgspec.Struct):
            yield _at_one(told.name)


def _at_texts(texts: Sequence[tuple[str, Field]]) -> Look:
    read, lengths = reader([name for name, _ in texts]), tuple(field.length for _, field in texts)

    def look(value: Any, known: Known) -> bool:
        told = read(value)
        return "".join(told).isprintable() and True not in map(gt, map(len, told), lengths)

    return look


def _at_few(kind: Struct, texts: Sequence[tuple[str, Field]]) -> Look:
    read, fit, shape = reader([name for name, _ in texts]), _at_texts(texts), SHAPES[kind]
    coded = reader([name for name, _ in (*shape.codes, *shape.countries)])

    def look(value: Any, known: Known) -> bool:
        few, met = read(value), known.few[kind]
        if few in met:
            return True
        right = fit(value, known) and False not in map(contains, known.allowed[kind], coded(value))
        if right:
            met.add(few)
        return right

    return look


def _at_amounts(shape: Shape) -> Look:
    read, reaches = shape.read_amounts, tuple(10 ** min(field.length, 13) for _, field in shape.amounts)

    def look(value: Any, known: Known) -> bool:
        for amount, reach in zip(read(value), reaches, strict=True):
            if amount is not None and not _within(amount, reach):
                return False
        return True

    return look


def _within(amount: Decimal | int, reach: int) -> bool:
    if isinstance(amount, int):
        return 0 <= amount < reach
    return amount.is_finite() and 0 <= amount < reach and amount % FINEST == 0


def _at_count(name: str, most: int) -> Look:
    read = attrgetter(name)
    return lambda value, known: len(read(value)) <= most


def _at_many(name: str) -> Look:
    read, longest = attrgetter(name), LISTED.get(name, ELEMENT)

    def look(value: Any, known: Known) -> bool:
        for each in read(value):
            if isinstance(each, str):
                if not (0 < len(each) <= longest and each.isprintable()):
                    return False
            elif not _LOOKS[type(each)](each, known):
                return False
        return True

    return look


def _at_one(name: str) -> Look:
    read = attrgetter(name)

    def look(value: Any, known: Known) -> bool:
        held = read(value)
        return _LOOKS[type(held)](held, known)

    return look


def _looking_once(look: Look) -> Look:
    def once(value: Any, known: Known) -> bool:
        if value in known.met:
            return True
        if look(value, known):
            known.met.add(value)
            return True
        return False

    return once


_LOOKS: Mapping[type[msgspec.Struct], Look] = {
    kind: _looking_once(_look(kind)) if kind in _AGAIN else _look(kind) for kind in SHAPES
}
