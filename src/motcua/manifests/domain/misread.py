"""Reading JSON of several kinds of struct: every value that cannot be read is told, with its path.

Types are worked out at import; what is asked of them in a function is a table made then.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar, get_args

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
MOST = 500
"""So many misread values are told."""
MOST_ROWS = 20_000
"""No list of a document is read that has more elements."""
_EXPONENT = 20
_NUL = b"\\u0000"
_FAR = re.compile(rb"[eE][+-]?[0-9]{2}")


class Misread(msgspec.Struct, frozen=True):
    """A value that could not be read: its JSON path, what stood there, what was expected."""

    path: str
    value: str
    expected: str


class _Field(msgspec.Struct, frozen=True):
    """A field: what reads it alone, or the struct or structs within it."""

    read: Callable[[bytes], object]
    inner: type[msgspec.Struct] | None
    many: bool


_Shapes = Mapping[type[msgspec.Struct], Mapping[str, _Field]]


def reader(union: Any, kinds: Mapping[str, type[T]], tag: str) -> Callable[[bytes], T | list[Misread]]:
    """What reads JSON into one of `kinds`, which the member `tag` names. Made at import."""
    decode = msgspec.json.Decoder(union).decode
    shapes: dict[type[msgspec.Struct], Mapping[str, _Field]] = {}
    for kind in kinds.values():
        _learn(kind, shapes)

    def read(raw: bytes) -> T | list[Misread]:
        try:
            found = decode(raw)
        except msgspec.ValidationError:
            pass
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            return [Misread("", raw[:40].decode("utf-8", "replace"), f"JSON ({fault})")]
        else:
            odd = list(islice(_odd(found, ""), MOST)) if _doubtful(raw) else []
            return odd or found
        return list(islice(_faults(raw, kinds, tag, shapes), MOST)) or [Misread("", "", "document")]

    return read


def _learn(kind: type[msgspec.Struct], shapes: dict[type[msgspec.Struct], Mapping[str, _Field]]) -> None:
    if kind in shapes:
        return
    held: dict[str, _Field] = {}
    shapes[kind] = held
    for field in msgspec.structs.fields(kind):
        inner = _inner(field.type)
        held[field.name] = _Field(msgspec.json.Decoder(field.type).decode, inner, inner is not field.type)
        if inner is not None:
            _learn(inner, shapes)


def _inner(kind: Any) -> type[msgspec.Struct] | None:
    found = [each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, msgspec.Struct)]
    return found[0] if found else None


def _doubtful(raw: bytes) -> bool:
    """Whether something may hide a list too long, a NUL or a number out of reach."""
    return len(raw) > MOST_ROWS or _NUL in raw or bool(_FAR.search(raw))


def _odd(value: object, path: str) -> Iterator[Misread]:
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _odd(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        if len(value) > MOST_ROWS:
            yield Misread(path, str(len(value)), f"{MOST_ROWS} at most")
            return
        for at, each in enumerate(value):
            yield from _odd(each, f"{path}/{at}")
    elif isinstance(value, str) and "\0" in value:
        yield Misread(path, value[:80].replace("\0", "\u2400"), "text without NUL")
    elif isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > _EXPONENT):
        yield Misread(path, str(value)[:80], "number within reach")


def _faults(raw: bytes, kinds: Mapping[str, type[T]], tag: str, shapes: _Shapes) -> Iterator[Misread]:
    plain = msgspec.json.decode(raw)
    if not isinstance(plain, dict):
        yield Misread("", str(plain)[:80], "object")
        return
    named = plain.pop(tag, "")
    kind = kinds.get(named) if isinstance(named, str) else None
    if kind is None:
        yield Misread(f"/{tag}", str(named)[:80], ", ".join(kinds))
        return
    yield from _in_struct(plain, kind, "", shapes)


def _in_struct(plain: object, kind: type[msgspec.Struct], path: str, shapes: _Shapes) -> Iterator[Misread]:
    if not isinstance(plain, dict):
        yield Misread(path, str(plain)[:80], "object")
        return
    for name, value in plain.items():
        field = shapes[kind].get(name)
        if field is None:
            yield Misread(f"{path}/{name}"[:200], str(value)[:80], "no such field")
        else:
            yield from _in_field(value, field, f"{path}/{name}", shapes)


def _in_field(value: object, field: _Field, path: str, shapes: _Shapes) -> Iterator[Misread]:
    if field.inner is not None and not field.many:
        yield from _in_struct(value, field.inner, path, shapes)
    elif field.inner is not None and isinstance(value, list):
        for at, each in enumerate(value):
            yield from _in_struct(each, field.inner, f"{path}/{at}", shapes)
    else:
        try:
            field.read(msgspec.json.encode(value))
        except msgspec.ValidationError as fault:
            yield Misread(path, str(value)[:80], str(fault))
