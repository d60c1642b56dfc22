"""Goods that stay 30, 60, 90 days: sums by class of age, the list, and its CSV."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import page
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.manifests.domain.matching import Goods
from motcua.manifests.domain.staying import WHERE_WORDS, Where, age_class, by_age
from motcua.manifests.domain.terms import thresholds
from motcua.manifests.queries import staying as queries
from motcua.manifests.web import words
from motcua.manifests.web.asked import StayForm, age_words
from motcua.manifests.web.bills import SIZE, kilograms

TONES = {Where.UNDECLARED: "bad", Where.PARTLY: "warn", Where.DECLARED: "warn", Where.FREE: "good"}


@require_safe
def staying(request: HttpRequest) -> HttpResponse:
    """The list with its sums; a reader sees what is theirs."""
    actor, now = actor_of(request), clock.now()
    day = law_day(now)
    form = StayForm(request.GET, day)
    filters = form.filters()
    found = queries.staying(filters, actor, now=now)
    bounds = thresholds(day)
    sums = by_age(((each.days, Goods(each.bill.packages, each.bill.gross_e4)) for each in found), bounds)
    place = page(page_asked(request), SIZE, len(found))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor),
        "rows": [_row(each) for each in found[place.start : place.start + SIZE]], "day": day, "first": bounds[0],
        "ages": [{"no": no, "words": age_words(bounds, no), "sum": sums[no]} for no in range(1, len(sums))],
    }  # fmt: skip
    return render(request, "manifests/staying.html", context)


def _row(each: queries.Stay) -> dict[str, Any]:
    return {
        "stay": each, "where": WHERE_WORDS[each.where], "tone": TONES[each.where],
        "port": words.port(each.call.port, each.call.opened_on),
        "berth": words.berth(each.call.berth, each.call.opened_on) if each.call.berth else None,
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    now = clock.now()
    day = law_day(now)
    found = queries.staying(StayForm(request.GET, day).filters(), actor_of(request), now=now)
    bounds, staff = thresholds(day), is_staff(actor_of(request))
    heads = [
        _("Bill"), _("Days"), _("Has stayed"), _("How far"), _("Dossier"), _("Vessel"), _("Arrived"), _("Port"),
        _("Berth"), _("Branch"), _("Consignee"), _("Tax code"), _("Goods"), _("Packages"), _("Gross weight (kg)"),
        _("Declarations"),
    ]  # fmt: skip
    rows = (list(_cells(each, bounds, staff=staff)) for each in found)
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="goods-staying.csv"'
    return answer


def _cells(each: queries.Stay, bounds: tuple[int, ...], *, staff: bool) -> Iterator[object]:
    bill, call = each.bill, each.call
    yield from (bill.number, each.days, age_words(bounds, age_class(each.days, bounds)), say(WHERE_WORDS[each.where]))
    arrived = call.arrived_at.isoformat(timespec="minutes") if call.arrived_at else ""
    yield from (call.number, call.vessel_name, arrived, call.port, call.berth, call.office)
    yield from (bill.consignee_name, bill.consignee, bill.description, bill.packages, kilograms(bill.gross_e4))
    yield " ".join(each.numbers) if staff else ""
