"""JSON files that people take away, piece by piece, so that a long one streams."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.http import StreamingHttpResponse

_encode = msgspec.json.Encoder().encode


def document(name: str, head: dict[str, Any], key: str, items: Iterable[Any]) -> StreamingHttpResponse:
    """A JSON file: an object with the facts of `head`, and a list under `key`."""
    answer = StreamingHttpResponse(_pieces(head, key, items), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _pieces(head: dict[str, Any], key: str, items: Iterable[Any]) -> Iterator[bytes]:
    yield _encode(head)[:-1] + (b"," if head else b"") + _encode(key) + b":["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + _encode(item)
    yield b"\n]}\n"
