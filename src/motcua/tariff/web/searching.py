"""The public tariff: the tree, and the search by words or code, as a page, as a piece, as a file."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.design.domain.paging import page as page_of
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words
from motcua.reference.domain import fold
from motcua.tariff import queries
from motcua.tariff.domain import Line, rows, told
from motcua.tariff.domain.packaged import chapters, groups
from motcua.tariff.domain.writing import short
from motcua.tariff.queries import telling
from motcua.tariff.web import files
from motcua.tariff.web.asked import Asked

SIZE = 20
LONG = 50
"""Lines on a page of a search, and of a heading."""


class Row(msgspec.Struct, frozen=True):
    """A line in a list, with its usual duty and VAT of the day."""

    line: Line
    where: Words
    declarable: bool
    duty: queries.Brief
    vat: queries.Brief


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search while typing, as a page or, for HTMX, as the list alone. Without a text: the tree."""
    asked = Asked(request)
    context = {"asked": asked, "tab": "search", **(_listed(asked) if asked.lists else _tree(asked))}
    part = request.headers.get("HX-Request") == "true"
    if not part:
        context |= {"chapters": chapters(), "groups": _groups()}
    answer = render(request, "tariff/_found.html" if part else "tariff/search.html", context)
    answer["Vary"] = "HX-Request, Cookie, Accept-Language"
    return answer


@require_safe
def search_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every line found, as CSV."""
    asked = Asked(request)
    return csv_file(_name(asked), rows.LINE_HEADS, map(rows.line, _every(asked)))


@require_safe
def search_json(request: HttpRequest) -> StreamingHttpResponse:
    """Every line found, as JSON."""
    asked = Asked(request)
    head = {"on": asked.day, "query": asked.text}
    return files.document(_name(asked), head, "lines", _every(asked))


def _listed(asked: Asked) -> dict[str, Any]:
    size = SIZE if asked.text else LONG
    found = queries.find(asked.text, asked.day, asked.chosen, start=(asked.page - 1) * size, size=size)
    page = page_of(asked.page, size, found.total)
    if page.number != asked.page:
        found = queries.find(asked.text, asked.day, asked.chosen, start=page.start, size=size)
    book = queries.book()
    here = book.on(asked.day).lines
    shown = [
        Row(
            hit.line, short(hit.line.path), hit.line.code in here,
            queries.brief(book, queries.duty_schedule(hit.line.code), hit.line.code, asked.day),
            queries.brief(book, "VAT", hit.line.code, asked.day),
        )
        for hit in found.hits
    ]  # fmt: skip
    unseen = any(not (row.duty.verified and row.vat.verified) for row in shown)
    return {"rows": shown, "page": page, "instead": found.instead, "unseen": unseen, "total": found.total}


def _tree(asked: Asked) -> dict[str, Any]:
    if not asked.within:
        return {"tree": queries.tree(asked.day)}
    chapter = next((each for each in chapters() if f"{each.number:02d}" == asked.within[:2]), None)
    return {"nodes": queries.children(asked.within, asked.day), "chapter": chapter}


def _every(asked: Asked) -> Iterator[told.LineFound]:
    book = queries.book()
    found = queries.find(asked.text, asked.day, asked.chosen, size=len(book.lines_of), book=book)
    return (telling.listed(hit.line, asked.day, book) for hit in found.hits)


def _name(asked: Asked) -> str:
    """A name for the file, of letters that any system takes."""
    words = "-".join(word for word in fold(asked.text).split() if word.isascii() and word.isalnum())
    return "-".join(part for part in ("tariff", asked.within, asked.group, words[:40], asked.day.isoformat()) if part)


def _groups() -> list[tuple[str, str]]:
    """Groups of the trade by name, in the reader's language."""
    named = [(key, str(say(group.words))) for key, group in groups().items()]
    return sorted(named, key=lambda pair: fold(pair[1]))
