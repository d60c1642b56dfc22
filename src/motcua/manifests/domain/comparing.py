"""Comparing: what a version of a document changed, value by value."""

from collections.abc import Iterator
from typing import Any

import msgspec

from motcua.manifests.domain.data import Field
from motcua.manifests.domain.message import Document
from motcua.manifests.domain.shapes import Bill, Container, Goods, Person, Unloaded
from motcua.manifests.domain.sheets import written
from motcua.manifests.domain.structure import field_of


class Change(msgspec.Struct, frozen=True):
    """A value that changed: where, its field, what stood before and what stands now."""

    path: str
    where: str
    field: Field | None
    before: str
    after: str


def compare(before: Document, after: Document) -> Iterator[Change]:
    """Everything that changed, in order. Bills and containers are matched by number, other rows by their place."""
    yield from _structs(before, after, "", "")


def _structs(before: msgspec.Struct, after: msgspec.Struct, path: str, where: str) -> Iterator[Change]:
    for name in after.__struct_fields__:
        left, right = getattr(before, name), getattr(after, name)
        if left == right:
            continue
        at = f"{path}/{name}"
        if isinstance(right, msgspec.Struct):
            yield from _structs(left, right, at, where)
        elif _holds_structs(left) or _holds_structs(right):
            yield from _rows(left, right, at, where)
        else:
            yield Change(at, where, field_of(type(after), name), written(left), written(right))


def _holds_structs(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], msgspec.Struct)


def _rows(before: tuple[Any, ...], after: tuple[Any, ...], path: str, where: str) -> Iterator[Change]:
    left = {_key(row, at): row for at, row in enumerate(before)}
    right = {_key(row, at): row for at, row in enumerate(after)}
    for key in dict.fromkeys([*left, *right]):
        named = f"{where} {key}".strip()
        if key not in left:
            yield Change(f"{path}/{key}", where, None, "", _called(right[key], key))
        elif key not in right:
            yield Change(f"{path}/{key}", where, None, _called(left[key], key), "")
        elif left[key] != right[key]:
            yield from _structs(left[key], right[key], f"{path}/{key}", named)


def _key(row: Any, at: int) -> str:
    if isinstance(row, Bill | Container | Unloaded) and row.number:
        return str(row.number)
    if isinstance(row, Person) and row.document_number:
        return row.document_number
    return str(at + 1)


def _called(row: Any, key: str) -> str:
    if isinstance(row, Person):
        return " ".join(filter(None, (row.last_name, row.middle_name, row.first_name))) or key
    if isinstance(row, Goods):
        return row.description or key
    return str(getattr(row, "number", "") or getattr(row, "name", "") or key)
