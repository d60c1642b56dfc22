"""Files that people take away: CSV and JSON, piece by piece, so that a long one streams."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from django.http import StreamingHttpResponse

from motcua.design.domain import csv

_encode = msgspec.json.Encoder().encode


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A CSV file."""
    return _attached(csv.lines(heads, rows), "text/csv; charset=utf-8", f"{name}.csv")


def document(name: str, head: dict[str, Any], key: str, items: Iterable[Any]) -> StreamingHttpResponse:
    """A JSON file: an object with the facts of `head`, and a list under `key`."""
    return _attached(_pieces(head, key, items), "application/json", f"{name}.json")


def _pieces(head: dict[str, Any], key: str, items: Iterable[Any]) -> Iterator[bytes]:
    yield _encode(head)[:-1] + (b"," if head else b"") + _encode(key) + b":["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + _encode(item)
    yield b"\n]}\n"


def _attached(pieces: Iterable[bytes], media_type: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
