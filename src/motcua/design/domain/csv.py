"""Rows as CSV for spreadsheets: UTF-8 with mark, and no cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> object:
    """A value as a harmless cell: texts that begin like a formula get an apostrophe."""
    if isinstance(value, str) and value.startswith(_STARTS):
        return "'" + value
    return "" if value is None else value


def lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The file piece by piece, so that a long one streams."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads)
    yield b"\xef\xbb\xbf" + _drain(buffer)
    for number, row in enumerate(rows, 1):
        writer.writerow([cell(value) for value in row])
        if number % 200 == 0:
            yield _drain(buffer)
    yield _drain(buffer)


def _drain(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
