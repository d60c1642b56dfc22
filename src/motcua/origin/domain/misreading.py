"""Reading JSON into frozen values; where that fails, every value that cannot be read is told with its path."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
MOST_BYTES = 1_000_000
"""No certificate is longer."""
MOST_MISREAD = 200
_EXPONENT = 20
_decoder = msgspec.json.Decoder
"""Made where a module that reads is imported: see `reader`."""


class Misread(msgspec.Struct, frozen=True):
    """A value that could not be read: its JSON path, what stood there, what was expected."""

    path: str
    value: str
    expected: str


class _Shape:
    """How the fields of a struct are read one by one; worked out once, when a module is imported."""

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        self.fields = {
            field.encode_name: (field.required, _decoder(field.type), _inner(field.type))
            for field in msgspec.structs.fields(kind)
        }

    def misread(self, plain: dict[str, Any], path: str) -> Iterator[Misread]:
        for name, (required, decoder, inner) in self.fields.items():
            if name not in plain:
                if required:
                    yield Misread(f"{path}/{name}", "", "required")
                continue
            yield from _wrong(plain[name], decoder, inner, f"{path}/{name}")


def reader(kind: type[T]) -> Callable[[bytes], "T | list[Misread]"]:
    """What reads JSON of this type; made at import, never within a function."""
    decode, shape = _decoder(kind).decode, _Shape(kind)  # type: ignore[arg-type]

    def read(raw: bytes) -> T | list[Misread]:
        """The value, or what of it could not be read."""
        if len(raw) > MOST_BYTES:
            return [Misread("", f"{len(raw)}", f"{MOST_BYTES} bytes at most")]
        try:
            found = decode(raw)
        except msgspec.ValidationError:
            return _told(raw, shape)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            return [Misread("", raw[:40].decode("utf-8", "replace"), f"JSON ({fault})")]
        return list(islice(_odd(found, ""), MOST_MISREAD)) or found

    return read


def _told(raw: bytes, shape: _Shape) -> list[Misread]:
    try:
        plain = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError) as fault:
        return [Misread("", raw[:40].decode("utf-8", "replace"), f"JSON ({fault})")]
    if not isinstance(plain, dict):
        return [Misread("", type(plain).__name__, "object")]
    return list(islice(shape.misread(plain, ""), MOST_MISREAD)) or [Misread("", "", "certificate")]


def _wrong(value: Any, decoder: Any, inner: tuple[_Shape, bool] | None, path: str) -> Iterator[Misread]:
    if inner is not None:
        shape, many = inner
        if many and isinstance(value, list):
            for at, element in enumerate(value):
                if isinstance(element, dict):
                    yield from shape.misread(element, f"{path}/{at}")
                else:
                    yield Misread(f"{path}/{at}", str(element)[:80], "object")
            return
        if not many and isinstance(value, dict):
            yield from shape.misread(value, path)
            return
    try:
        decoder.decode(msgspec.json.encode(value))
    except msgspec.ValidationError as fault:
        yield Misread(path, str(value)[:80], str(fault))


def _inner(kind: Any, *, many: bool = False) -> tuple[_Shape, bool] | None:
    """The struct within a field, and whether the field holds many."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _Shape(kind), many
    several = many or getattr(kind, "__origin__", None) is tuple
    found = (_inner(argument, many=several) for argument in getattr(kind, "__args__", ()))
    return next((each for each in found if each is not None), None)


def _odd(value: Any, path: str) -> Iterator[Misread]:
    """Numbers that are none or out of reach, and texts that hold a NUL."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _odd(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for at, element in enumerate(value):
            yield from _odd(element, f"{path}/{at}")
    elif isinstance(value, str) and "\0" in value:
        yield Misread(path, value[:80].replace("\0", "\u2400"), "text without NUL")
    elif isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > _EXPONENT):
        yield Misread(path, str(value)[:80], "number within reach")
