"""The schedules: what each is, how many lines it has on a day, and the whole of it as a file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.design.files import csv_file
from motcua.kernel.refusals import NotFound
from motcua.tariff import queries
from motcua.tariff.domain import Entry, rows
from motcua.tariff.domain.packaged import schedules as every
from motcua.tariff.queries import telling
from motcua.tariff.queries.sheets import in_words
from motcua.tariff.web import files
from motcua.tariff.web.asked import Asked


@require_safe
def schedules(request: HttpRequest) -> HttpResponse:
    """Every schedule on a day."""
    asked, book = Asked(request), queries.book()
    here = book.on(asked.day)
    shown = []
    for schedule in every():
        named = [few for few in here.table(schedule.key).values() if any(each.kind != "absent" for each in few)]
        unseen = sum(any(not entry.verified for entry in few) for few in named)
        shown.append({"schedule": schedule, "lines": len(named), "unseen": unseen,
                     "opens": book.opens_at(schedule.key)})  # fmt: skip
    return render(request, "tariff/schedules.html", {"asked": asked, "tab": "schedules", "rows": shown})


@require_safe
def schedule_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """A whole schedule on a day, as CSV."""
    asked = Asked(request)
    each_rate = (
        rows.rate(key, code, telling.hs(code), rate)
        for code, entries in _lines(key, asked) for rate in telling.rates(in_words(entries))
    )  # fmt: skip
    return csv_file(f"tariff-{key.lower()}-{asked.day.isoformat()}", rows.RATE_HEADS, each_rate)


@require_safe
def schedule_json(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """A whole schedule on a day, as JSON."""
    asked = Asked(request)
    found = _lines(key, asked)
    head = {"on": asked.day, "schedule": key}
    each_line = ({"code": code, "rates": telling.rates(in_words(entries))} for code, entries in found)
    return files.document(f"tariff-{key.lower()}-{asked.day.isoformat()}", head, "lines", each_line)


def _lines(key: str, asked: Asked) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    book = queries.book()
    if key not in book.schedules:
        raise NotFound(what=key)
    table = book.on(asked.day).table(key)
    return ((code, table[code]) for code in sorted(table))
