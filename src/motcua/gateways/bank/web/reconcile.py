"""The statement of a bank's day beside the ledger: what is missing on either side."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.gateways.bank import queries
from motcua.gateways.bank.domain.reconciling import TONES, WORDS, Compared
from motcua.ground.services import clock
from motcua.kernel.days import law_day


@require_safe
def one(request: HttpRequest) -> HttpResponse:
    """A bank and a day; the first bank and today where nothing is asked."""
    banks = queries.banks()
    bank, day = _asked(request, banks)
    only = request.GET.get("show", "") != "all"
    found = queries.reconcile(bank, day) if bank else None
    rows = [each for each in (found.rows if found else ()) if not only or each.state != "agrees"]
    theirs, ours = found.sums() if found else (0, 0)
    context = {
        "banks": banks, "bank": bank, "day": day, "found": found, "only": only, "rows": [_shown(row) for row in rows],
        "theirs": theirs, "ours": ours, "gap": theirs - ours,
        "agreeing": len(found.rows) - sum(each.state != "agrees" for each in found.rows) if found else 0,
    }  # fmt: skip
    return render(request, "bank/reconcile.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """All of it as CSV."""
    bank, day = _asked(request, queries.banks())
    heads = [_("Notice"), _("Reference"), _("Declaration"), _("Bank (dong)"), _("Here (dong)"), _("State")]
    rows = (_cells(each) for each in queries.reconcile(bank, day).rows)
    return csv_file(f"reconcile-{day.isoformat()}", heads, rows)


def _asked(request: HttpRequest, banks: dict[str, str]) -> tuple[str, date]:
    bank = request.GET.get("bank", "")
    day = _day(request.GET.get("day", "")) or law_day(clock.now())
    return (bank if bank in banks else next(iter(banks), "")), day


def _day(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _shown(row: Compared) -> dict[str, Any]:
    return {"row": row, "state": WORDS[row.state], "tone": TONES[row.state]}


def _cells(row: Compared) -> Iterator[object]:
    yield from (row.notice, row.reference, row.number, row.theirs, row.ours, say(WORDS[row.state]))
