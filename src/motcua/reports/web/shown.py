"""Rows behind a figure as a page shows them: heads in words, codes by name, what has a page as a link to it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.declarations.queries import one
from motcua.design.domain import amounts, numbers, times
from motcua.design.templatetags.figures import language, say
from motcua.kernel.days import law_day
from motcua.reports.web import row_words

FIGURES = (
    "amount", "value_usd_e4", "tax_total", "declarations", "no", "dossiers", "count", "place", "target", "done", "due",
    "year_before", "frame", "invited", "answered", "score", "band",
)  # fmt: skip
PLACES = {
    "dossier": "dossiers:one", "question": "helpdesk:one", "conference": "helpdesk:conference",
    "visit": "helpdesk:visit", ("S6", "number"): "manifests:one", "number": "declarations:one",
}  # fmt: skip
"""Where what a column names is shown, by its number."""


def table(rows: Sequence[Mapping[str, Any]], figure: str, until: date) -> dict[str, Any]:
    """Heads and lines of the rows behind a figure, which all have the same columns; names are those of their days."""
    section, names = figure.split(".")[0], list(rows[0]) if rows else []
    known = one.numbers_of([row["declaration_id"] for row in rows if row.get("declaration_id")])
    return {
        "heads": [{"words": row_words.head(section, name), "num": name in FIGURES} for name in names],
        "lines": [_line(section, names, row, known, until) for row in rows],
    }


def _line(
    section: str, names: Sequence[str], row: Mapping[str, Any], known: Mapping[int, str], until: date
) -> list[dict[str, Any]]:
    day = _day(row) or until
    told = {**row, "declaration_id": known.get(row.get("declaration_id", 0), "")}
    return [{"text": _cell(section, name, told[name], day), "num": name in FIGURES} for name in names]


def _day(row: Mapping[str, Any]) -> date | None:
    """The first day or moment that a row tells."""
    found = next((value for value in row.values() if isinstance(value, date)), None)
    return law_day(found) if isinstance(found, datetime) else found


def _cell(section: str, name: str, value: Any, day: date) -> SafeString | str:
    if value is None or value == "":
        return amounts.NOT_APPLICABLE
    place = PLACES.get((section, name)) or PLACES.get("number" if name == "declaration_id" else name)
    if place:
        return format_html('<a href="{}">{}</a>', reverse(place, args=[value]), value)
    if isinstance(value, date):
        write = times.short_moment if isinstance(value, datetime) else times.day
        return write(value, language())
    return _written(section, name, value, day)


def _written(section: str, name: str, value: Any, day: date) -> str:
    if name == "value_usd_e4":
        return numbers.fixed(value, 10_000, 2, language())
    if name == "score":
        return numbers.fixed(round(value * 100), 100, 2, language())
    words = row_words.said(section, name, value, day)
    if words is not None:
        return say(words)
    return numbers.grouped(value, language()) if name in FIGURES else str(value)
