"""Columns: which heading means which of our fields. The map is data; an administrator may give another.

A heading is known by the Vietnamese or English title, an alias or the VNACCS item id, whatever its marks, case
and punctuation. `item` columns win over `total` columns in a sheet of goods items: there “Thuế nhập khẩu” is
the tax of the line.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from unicodedata import normalize

import msgspec

from motcua.declarations.domain import message
from motcua.gateways.vnaccs.domain.cells import READERS
from motcua.gateways.vnaccs.domain.errors import UnreadableMap
from motcua.kernel.words import Words
from motcua.reference.domain import fold

HEADS = ("part", "field", "vnaccs", "kind", "vi", "en", "aliases")
STEPS = ("channel", "channel_at", "cleared_at", "passed_at", "cancelled_at")
"""Fields of the life of a declaration: alone with the number they make a sheet of channels."""
TAXES = ("import", "export", "remedy", "excise", "environment", "vat")

_HEADER = {field.name for field in msgspec.structs.fields(message.Declaration)} - {"items", "direction"}
_ITEM = {field.name for field in msgspec.structs.fields(message.Item)}
KNOWN: Mapping[str, frozenset[str]] = {
    "declaration": frozenset(_HEADER | {"number", "registered_at", "registered_clock", "amended_at", *STEPS}),
    "total": frozenset({"exchange", "value_usd", "customs_value", "tax", *(f"tax.{tax}" for tax in TAXES)}),
    "item": frozenset((_ITEM - {"customs_value"}) | {"no", "value", *(f"tax.{tax}" for tax in TAXES)}),
    "payment": frozenset({"number", "amount", "paid_at", "bank", "reference", "interest"}),
}
"""Fields that a map may name, by part."""


class Column(msgspec.Struct, frozen=True):
    """One of our fields and the headings that mean it."""

    part: str
    field: str
    kind: str
    words: Words
    titles: frozenset[str]


class ColumnMap(msgspec.Struct, frozen=True):
    """All columns, by part and heading."""

    columns: tuple[Column, ...]
    by_title: Mapping[str, Mapping[str, Column]]

    def named(self, parts: Sequence[str], titles: Iterable[str]) -> Column | None:
        """The column that a heading means: with its marks first (“Luồng” is no “Lượng”), then without.

        Of several readings of the heading the first that is known counts, of several parts the first.
        """
        said = list(titles)
        for form in (marked, plain):
            for title in said:
                key = form(title)
                for part in parts:
                    if key and (found := self.by_title.get(part, {}).get(key)):
                        return found
        return None


def marked(title: object) -> str:
    """A heading with its marks, without case and punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", normalize("NFC", str(title)).casefold()).split())


def plain(title: object) -> str:
    """A heading without marks, case and punctuation."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", fold(str(title))).split())


@cache
def packaged() -> ColumnMap:
    """The map of this room's data."""
    return read_map(files("motcua.gateways.vnaccs").joinpath("data/columns.csv").read_bytes())


def read_map(content: bytes) -> ColumnMap:
    """A map from a CSV file of the columns HEADS. UnreadableMap with the row where it cannot be one."""
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableMap(
            row=1, why_vi=f"không phải CSV mã UTF-8 ({error})", why_en=f"no CSV in UTF-8 ({error})"
        ) from None
    if not rows or not set(HEADS) <= {str(head) for head in rows[0]}:
        told = ", ".join(HEADS)
        raise UnreadableMap(row=1, why_vi=f"cần các cột {told}", why_en=f"the columns {told} are needed")
    columns = tuple(_column(row, number) for number, row in enumerate(rows, start=2))
    by_title: dict[str, dict[str, Column]] = {}
    for column, title in _titles(columns):
        by_title.setdefault(column.part, {})[title] = column
    return ColumnMap(columns, by_title)


def _titles(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    held: dict[tuple[str, str], Column] = {}
    for number, column in enumerate(columns, start=2):
        for title in sorted(column.titles):
            other = held.setdefault((column.part, title), column)
            if other.field != column.field:
                raise UnreadableMap(
                    row=number,
                    why_vi=f"tiêu đề “{title}” chỉ cả {other.field} và {column.field}",
                    why_en=f"the heading “{title}” means both {other.field} and {column.field}",
                )
            yield column, title


def _column(row: Mapping[str, str], number: int) -> Column:
    part, field, kind = (str(row[name] or "").strip() for name in ("part", "field", "kind"))
    if field not in KNOWN.get(part, frozenset()):
        raise UnreadableMap(
            row=number, why_vi=f"không có trường {part}.{field}", why_en=f"there is no field {part}.{field}"
        )
    if kind not in READERS:
        kinds = ", ".join(READERS)
        raise UnreadableMap(
            row=number, why_vi=f"kiểu “{kind}” không có; hãy dùng {kinds}",
            why_en=f"there is no kind “{kind}”; use {kinds}",
        )  # fmt: skip
    told = [row["vi"] or "", row["en"] or "", row["vnaccs"] or "", *str(row["aliases"] or "").split(";")]
    titles = frozenset(found for each in told for form in (marked, plain) if (found := form(each)))
    return Column(part, field, kind, Words(row["vi"], row["en"]), titles)
