"""Merging: what a form changed of a declaration, over all that it left alone or has no field for."""

from datetime import date
from typing import TypeVar

import msgspec

from motcua.declarations.domain.drafting.reading import read
from motcua.declarations.domain.drafting.writing import entered
from motcua.declarations.domain.message import Declaration, Item

S = TypeVar("S", Declaration, Item)


def merged(original: Declaration, edited: Declaration, day: date) -> Declaration:
    """The original with what differs from its own echo through the form; goods items by their number."""
    echo = read(entered(original), direction=original.direction, party=original.party_id, day=day).declaration
    held = zip(original.items, echo.items, edited.items, strict=False)
    items = tuple(_merged(*each) for each in held) + edited.items[len(original.items) :]
    return msgspec.structs.replace(_merged(original, echo, edited), items=items)


def _merged(original: S, echo: S, edited: S) -> S:
    changed = {
        name: getattr(edited, name)
        for name in original.__struct_fields__
        if getattr(edited, name) != getattr(echo, name)
    }
    return msgspec.structs.replace(original, **changed)
