"""Two days of the tariff compared: changes by schedule, filtered and paged, and as files."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.design.domain.paging import page as page_of
from motcua.design.files import csv_file
from motcua.tariff import queries
from motcua.tariff.domain import chapters, rows, schedules, told
from motcua.tariff.domain.writing import short
from motcua.tariff.queries import telling
from motcua.tariff.web import files
from motcua.tariff.web.asked import Asked, Day, today

SIZE = 50
FEW = 100
"""Lines that came or went are shown so far; the files of the two days have all."""


class Compare(Asked):
    """Two days, a schedule and a chapter."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.after_day = Day(request.GET.get("after", ""), today())
        self.before_day = Day(request.GET.get("before", ""), _year_before(self.after_day.value))
        key = request.GET.get("schedule", "").upper()
        self.schedule = key if key in queries.book().schedules else ""
        chapter = request.GET.get("chapter", "").replace(".", "")[:10]
        self.chapter = chapter if chapter.isascii() and chapter.isdigit() else ""

    @property
    def before(self) -> date:
        """The first day."""
        return self.before_day.value

    @property
    def after(self) -> date:
        """The second day."""
        return self.after_day.value

    def compared(self) -> queries.Compared:
        """What differs."""
        return queries.compare(self.before, self.after, self.schedule, self.chapter)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What changed between two days, fifty rows a page."""
    asked = Compare(request)
    found = asked.compared()
    page = page_of(asked.page, SIZE, len(found.found))
    book = queries.book()
    keys = book.schedules
    some = found.found[page.start : page.start + SIZE]
    shown = [queries.in_full(each, asked.before, asked.after, book) for each in some]
    context: dict[str, Any] = {
        "asked": asked, "tab": "compare", "found": found, "page": page, "chapters": chapters(),
        "schedules": schedules(), "rows": [(keys[row.schedule], row, short(row.words)) for row in shown],
        "counts": [(keys[key], count) for key, count in found.counts.items()], "all": sum(found.counts.values()),
        "begun": found.begun[:FEW], "ended": found.ended[:FEW], "few": FEW,
    }  # fmt: skip
    return render(request, "tariff/compare.html", context)


@require_safe
def compare_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every change as CSV."""
    asked = Compare(request)
    return csv_file(_name(asked), rows.CHANGE_HEADS, map(rows.change, _every(asked)))


@require_safe
def compare_json(request: HttpRequest) -> StreamingHttpResponse:
    """Every change as JSON."""
    asked = Compare(request)
    head = {"before": asked.before, "after": asked.after, "counts": asked.compared().counts}
    return files.document(_name(asked), head, "changes", _every(asked))


def _every(asked: Compare) -> Iterator[told.TariffChange]:
    book = queries.book()
    return map(telling.changed, queries.changes(asked.before, asked.after, asked.schedule, book, asked.chapter))


def _name(asked: Compare) -> str:
    parts = ("tariff", asked.schedule.lower(), asked.chapter, asked.before.isoformat(), asked.after.isoformat())
    return "-".join(part for part in parts if part)


def _year_before(day: date) -> date:
    """The same day a year before, not before the tariff's first."""
    year = day.replace(year=day.year - 1, day=min(day.day, 28)) if day.year > 1 else day
    return max(year, queries.book().opens)
