"""Statements: what has no place of its own in the model stands in AdditionalInformation, named by its field.

A statement has the code of its field (`notes`, `adj.2.kind`: the second adjustment's class) and one of two types:
`VNX`, its description is the value; `VNJ`, its description is the value as JSON, for texts that XML would change
and for whole lists. A long one goes on in further statements of the same code.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec

from motcua.gateways.wco.domain.plan import Field, plan
from motcua.gateways.wco.domain.shapes import clean
from motcua.gateways.wco.domain.tables import elements

PLAIN = "VNX"
ENCODED = "VNJ"
LONGEST = 512
"""Characters of one description."""
MOST_ROWS = 9_999

_CODE = re.compile(r"([a-z_0-9]+?)(?:\.([1-9]\d{0,3}))?(?:\.([a-z_]+))?", re.ASCII)


class Told(msgspec.Struct, frozen=True):
    """A statement's code understood: its field, the row of a list (0: none) and the part of the row."""

    field: Field
    row: int
    part: str


def statement_code(field: Field, row: int = 0) -> str:
    """The code of a field, or of a row's part."""
    parts = [field.statement, *([str(row)] if row else []), *([field.part] if row and field.list_ else [])]
    return ".".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def understood(code: str, direction: str, *, items: bool) -> Told | None:
    """The field that a statement's code names; None if there is none."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    name, row, part = found.groups("")
    field = _named(direction, items).get((name, part))
    if field is None or (part and not row) or (row and not field.list_):
        return None
    return Told(field, int(row or 0), part)


@cache
def _named(direction: str, items: bool) -> dict[tuple[str, str], Field]:
    """Fields by the name in their code and the part; a list is also named without a part, as a whole."""
    made = plan(direction)
    found: dict[tuple[str, str], Field] = {}
    for field in made.item if items else made.head:
        found.setdefault((field.statement, field.part if field.list_ else ""), field)
        found.setdefault((field.statement, ""), field)
    return found


@cache
def _rank(direction: str, items: bool) -> dict[str, int]:
    made = plan(direction)
    return {field.name: place for place, field in enumerate(made.item if items else made.head)}


@lru_cache(maxsize=4096)
def order(code: str, direction: str, *, items: bool) -> tuple[int, int, int]:
    """The order in which statements are written: by list or field, row, part."""
    told = understood(code, direction, items=items)
    if told is None:
        raise ValueError(code)
    made = plan(direction)
    first = next(each for each in (made.item if items else made.head) if each.statement == told.field.statement)
    rank = _rank(direction, items)
    return rank[first.name], told.row, rank[told.field.name]


def chunks(text: str) -> Sequence[tuple[str, str]]:
    """The type and the descriptions of a value's statements."""
    if clean(text) and len(text) <= LONGEST:
        return ((PLAIN, text),)
    return encoded(text)


def encoded(value: object) -> Sequence[tuple[str, str]]:
    """A value as JSON, in pieces that no XML reader changes: blanks at their ends are escaped."""
    told = json.dumps(value, ensure_ascii=False)
    told = "".join(letter if letter.isprintable() else _escaped(letter) for letter in told)
    if len(told) > LONGEST or "  " in told:
        told = told.replace(" ", "\\u0020")
    return tuple((ENCODED, told[start : start + LONGEST]) for start in range(0, len(told), LONGEST))


def _escaped(letter: str) -> str:
    return json.dumps(letter)[1:-1]


def codes(direction: str, *, items: bool) -> Iterator[tuple[str, Field]]:
    """Every statement's code with its field, `n` for a row's number."""
    made = plan(direction)
    for field in made.item if items else made.head:
        row = ".n" if field.list_ else ""
        part = f".{field.part}" if field.list_ and field.part else ""
        yield f"{field.statement}{row}{part}", field


def fits_code(code: str) -> bool:
    """Whether a code is short enough for its element."""
    longest = int(elements()["Declaration/AdditionalInformation/StatementCode"].format.rpartition("..")[2])
    return len(code) <= longest
