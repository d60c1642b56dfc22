"""Gathering: values read from their places and from statements, put together as the fields of a declaration."""

from collections.abc import Iterator, MutableSequence, Sequence
from functools import cache
from typing import Any

import msgspec

from motcua.gateways.wco.domain.plan import WHOLE_ROW, Field, list_of, plan, row_of
from motcua.gateways.wco.domain.shapes import Unread, Unreadable, clean, unstated
from motcua.gateways.wco.domain.statements import LONGEST, Told, understood
from motcua.kernel.words import Words

Target = dict[str, Any]


class Statement(msgspec.Struct, frozen=True, gc=False):
    """A statement of ours as it stood: in which goods item (a JSON path; empty for the declaration), and where."""

    at: str
    code: str
    encoded: bool
    text: str
    element: Any


def gather(
    head: Target,
    statements: Sequence[Statement],
    direction: str,
    claims: MutableSequence[tuple[str, Any]],
    misread: MutableSequence[Unread],
) -> None:
    """Put statements and rows into `head` and its items, until each is a mapping of fields to values."""
    for first, text in _joined(statements):
        target = head["items"][int(first.at.rpartition("/")[2])] if first.at else head
        told = _told(target, first, text, direction)
        claims.append((told.path, first.element))
        if isinstance(told, Unread):
            misread.append(told)
    if lines := [key for key in head if key.startswith("foreign_address.")]:
        _lines(head, lines, misread)
    _rows(head, direction, items=False)
    for item in head.get("items", ()):
        _rows(item, direction, items=True)


def _joined(statements: Sequence[Statement]) -> Iterator[tuple[Statement, str]]:
    """Encoded statements of the same code are one text, in pieces."""
    pieces: dict[tuple[str, str, int], list[Statement]] = {}
    for place, each in enumerate(statements):
        pieces.setdefault((each.at, each.code, -1 if each.encoded else place), []).append(each)
    for found in pieces.values():
        yield found[0], "".join(each.text for each in found)


def unclear(statement: Statement, direction: str) -> Unread | None:
    """What is wrong with the value of a plain statement; nothing if it can be read."""
    told = understood(statement.code, direction, items=bool(statement.at))
    if told is None:
        return None
    try:
        whole = told.field.list_ and not told.row
        if whole or len(statement.text) > LONGEST or not clean(statement.text):
            raise Unreadable(_A_TEXT)
        unstated(told.field.kind, statement.text)
    except Unreadable as error:
        return Unread(_path(statement, told), statement.text[:80], error.expected)
    return None


_A_TEXT = Words("chữ in được, không trắng ở hai đầu", "printable letters, no blanks at the ends")


def _path(statement: Statement, told: Told) -> str:
    name = f"{statement.at}/{told.field.list_ or told.field.name}"
    return name + (f"/{told.row - 1}" if told.row else "") + (f"/{told.part}" if told.part else "")


class _Told(msgspec.Struct, frozen=True):
    path: str


def _told(target: Target, statement: Statement, text: str, direction: str) -> _Told | Unread:
    """Put what a statement says where it belongs."""
    told = understood(statement.code, direction, items=bool(statement.at))
    if told is None:
        raise ValueError(statement.code)
    field = told.field
    name = field.list_ or field.name
    path = _path(statement, told)
    try:
        if field.list_ and not told.row:
            value = _list(text, name, items=bool(statement.at))
        else:
            value = _decoded(text) if statement.encoded else unstated(field.kind, text)
            if isinstance(value, str) and field.kind != "text":
                value = unstated(field.kind, value)
    except (Unreadable, msgspec.MsgspecError) as error:
        expected = error.expected if isinstance(error, Unreadable) else Words(f"JSON: {error}", f"JSON: {error}")
        return Unread(path, text[:80], expected)
    return _put(target, field, told.row, told.part, value, path, text)


def _put(target: Target, field: Field, row: int, part: str, value: object, path: str, text: str) -> _Told | Unread:
    if not row:
        holder, key = target, field.list_ or field.name
    elif field.position:
        holder, key = target, f"{field.list_}.{row}"
    else:
        rows = target.setdefault(field.list_, [])
        if not isinstance(rows, list):
            return Unread(path, text[:80], _ONCE)
        rows.extend({} for _ in range(row - len(rows)))
        holder, key = rows[row - 1], part or WHOLE_ROW
    if key in holder:
        return Unread(path, text[:80], _ONCE)
    holder[key] = value
    return _Told(path)


_ONCE = Words("một giá trị, nói một lần", "one value, told once")


def _decoded(text: str) -> str:
    return msgspec.json.decode(text.encode(), type=str)


def _list(text: str, name: str, *, items: bool) -> object:
    """A whole list, as JSON inside the JSON text of its statement."""
    return msgspec.json.decode(_decoded(text).encode(), type=list_of(name, items=items))


def _lines(head: Target, keys: Sequence[str], misread: MutableSequence[Unread]) -> None:
    """The address of the foreign party: lines that stand at places of their own, the others between them."""
    lines = {int(key.rpartition(".")[2]): str(head.pop(key)) for key in keys}
    if "foreign_address" in head:
        misread.append(Unread("/foreign_address", "; ".join(lines.values())[:80], _ONCE))
        return
    head["foreign_address"] = tuple([lines.get(place, "") for place in range(1, max(lines) + 1)])


def _rows(target: Target, direction: str, *, items: bool) -> None:
    """Rows as the structs or plain values of their lists."""
    for name in _lists(direction, items):
        rows = target.get(name)
        if isinstance(rows, list):
            row = row_of(name, items=items)
            if isinstance(row, type) and issubclass(row, msgspec.Struct):
                target[name] = tuple([row(**each) for each in rows])
            else:
                empty = row()
                target[name] = tuple([each.get(WHOLE_ROW, empty) for each in rows])


@cache
def _lists(direction: str, items: bool) -> tuple[str, ...]:
    made = plan(direction)
    return tuple(dict.fromkeys(field.list_ for field in (made.item if items else made.head) if field.list_))
