"""Two messages side by side: header fields, and goods items by their number."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal

import msgspec

from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.message import Declaration, Item
from motcua.kernel.words import Words

Kind = Literal["added", "removed", "changed"]


class Pair(msgspec.Struct, frozen=True):
    """A field before and after."""

    name: str
    words: Words
    before: object
    after: object


class ItemChange(msgspec.Struct, frozen=True):
    """What became of the goods item of a number."""

    no: int
    kind: Kind
    before: Item | None
    after: Item | None
    pairs: tuple[Pair, ...] = ()


class Differences(msgspec.Struct, frozen=True):
    """All that differs between two messages."""

    header: tuple[Pair, ...]
    items: tuple[ItemChange, ...]

    def __bool__(self) -> bool:
        """Whether anything differs at all."""
        return bool(self.header or self.items)


def differences(before: Declaration, after: Declaration) -> Differences:
    """What changed from one message to the other."""
    return Differences(tuple(_pairs(before, after, "")), tuple(_items(before.items, after.items)))


def _items(before: Sequence[Item], after: Sequence[Item]) -> Iterator[ItemChange]:
    for no, (old, new) in enumerate(zip_longest(before, after), 1):
        if old is None:
            yield ItemChange(no, "added", None, new)
        elif new is None:
            yield ItemChange(no, "removed", old, None)
        elif old != new:
            yield ItemChange(no, "changed", old, new, tuple(_pairs(old, new, "items.")))


def _pairs(before: Declaration | Item, after: Declaration | Item, place: str) -> Iterator[Pair]:
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if name != "items" and old != new:
            field = fields().get(place + name)
            yield Pair(name, field.words if field else Words(name, name), old, new)


def of_taxes(before: dict[str, int], after: dict[str, int]) -> list[tuple[str, int, int]]:
    """Each kind of tax with its amount before and after, kinds without any left out."""
    return [
        (kind, before.get(kind, 0), after.get(kind, 0))
        for kind in {**before, **after}
        if before.get(kind) or after.get(kind)
    ]
