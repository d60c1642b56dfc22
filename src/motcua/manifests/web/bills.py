"""Bills that do not match: four lists, each with filters, pages and CSV; and one bill on one page."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import page
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.manifests.domain.asking import BillFilters
from motcua.manifests.domain.staying import WHERE_WORDS
from motcua.manifests.domain.terms import term
from motcua.manifests.queries import bill as single
from motcua.manifests.queries import bills as queries
from motcua.manifests.web import words
from motcua.manifests.web.asked import BillForm
from motcua.parties.queries import mandates

SIZE = 50
LISTS: dict[str, Any] = {
    "undeclared": gettext_lazy("Announced, not declared"),
    "unannounced": gettext_lazy("Declared, not announced"),
    "exceeded": gettext_lazy("Declared more than announced"),
    "boxes": gettext_lazy("Containers in two calls at once"),
}
_READ: dict[str, Callable[..., Any]] = {
    "undeclared": queries.undeclared, "unannounced": queries.unannounced, "exceeded": queries.exceeded,
    "boxes": queries.twice,
}  # fmt: skip
E4 = 10_000


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of one of the lists."""
    now = clock.now()
    form = BillForm(request.GET, law_day(now))
    kind, filters = form.filters()
    rows = list(_READ[kind](filters, now=now)[: queries.REACH])
    place = page(page_asked(request), SIZE, len(rows))
    shown = rows[place.start : place.start + SIZE]
    since, until = queries.period(filters, now)
    names = mandates.names({row.party for row in shown}) if kind == "unannounced" else {}
    context = {
        "form": form, "kind": kind, "lists": LISTS, "name": LISTS[kind], "filters": filters, "sort": filters.sort,
        "page": place, "rows": [_row(kind, row, names) for row in shown], "days": term("undeclared", law_day(now)),
        "since": law_day(since), "until": law_day(min(until, now)), "apart": term("elsewhere", law_day(now)),
    }  # fmt: skip
    return render(request, "manifests/bills.html", context)


def _row(kind: str, row: Any, names: dict[str, str]) -> dict[str, Any]:
    if kind == "unannounced":
        return {
            "row": row,
            "name": names.get(row.party, ""),
            "office": words.office(row.office, row.registered_at.date()),
        }
    call = row.call
    return {"row": row, "port": words.port(call.port, call.opened_on), "came": call.arrived_at or call.expected_at}


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    now = clock.now()
    kind, filters = BillForm(request.GET, law_day(now)).filters()
    heads, rows = _sheet(kind, filters, now)
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="bills-{kind}.csv"'
    return answer


def _sheet(kind: str, filters: BillFilters, now: datetime) -> tuple[list[str], Iterator[Sequence[object]]]:
    rows = _READ[kind](filters, now=now)[: queries.REACH]
    call = [_("Dossier"), _("Vessel"), _("Voyage"), _("Port"), _("Branch"), _("Arrived")]
    if kind == "unannounced":
        heads = [_("Bill"), _("Declaration"), _("Direction"), _("Branch"), _("Port"), _("Tax code"), _("Registered"),
                 _("Packages"), _("Gross weight (kg)")]  # fmt: skip
        return heads, (_declared(row) for row in rows)
    if kind == "boxes":
        heads = [_("Container"), *call, _("Other dossier"), _("Other vessel"), _("Other port")]
        return heads, ([r.box.number, *_call(r.call), r.other.number, r.other.vessel_name, r.other.port] for r in rows)
    heads = [_("Bill"), *call, _("Consignee"), _("Goods"), _("Packages"), _("Gross weight (kg)"), _("Packages left"),
             _("Gross weight left (kg)"), _("Declarations")]  # fmt: skip
    return heads, (_bill(row) for row in rows)


def _declared(row: Any) -> list[object]:
    return [
        row.bill, row.number, row.direction, row.office, row.place, row.party, _moment(row.registered_at),
        row.packages, kilograms(row.gross_e4),
    ]  # fmt: skip


def _bill(row: Any) -> list[object]:
    bill, left = row.bill, row.balance.left
    return [
        bill.number, *_call(row.call), bill.consignee_name, bill.description, bill.packages, kilograms(bill.gross_e4),
        left.packages, kilograms(left.gross_e4), " ".join(each.number for each in row.balance.everything),
    ]  # fmt: skip


def _call(call: Any) -> list[object]:
    return [call.number, call.vessel_name, call.voyage, call.port, call.office, _moment(call.arrived_at)]


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""


def kilograms(gross_e4: int) -> str:
    """A weight with a point, as programs read it; whole where it is."""
    sign, whole, rest = "-" if gross_e4 < 0 else "", *divmod(abs(gross_e4), E4)
    return f"{sign}{whole}.{rest:04d}".rstrip("0").rstrip(".")


@require_safe
def one(request: HttpRequest, bill: str) -> HttpResponse:
    """A bill: announced, house bills, declarations, what is left, containers, and what each version said."""
    actor, now = actor_of(request), clock.now()
    view = single.find(bill, actor)
    balance, staff, held = view.balance, is_staff(actor), view.now
    day = law_day(now)
    rows = [
        {"row": each, "known": staff or each.party in actor.own, "house": house}
        for house, each in [("", each) for each in balance.declared]
        + [(h.bill, each) for h in balance.houses for each in h.declared]
    ]
    names = mandates.names({each["row"].party for each in rows if each["known"]})  # type: ignore[attr-defined]
    apart = term("weight apart", day)
    context = {
        "view": view, "balance": balance, "staff": staff, "held": held, "rows": rows, "names": names,
        "where": WHERE_WORDS[balance.where(apart)] if balance.announced else None,
        "houses": [{"house": h, "where": WHERE_WORDS[h.where(apart)]} for h in balance.houses],
        "port": words.port(held.call.port, held.call.opened_on) if held else None,
        "loading": words.port(held.bill.loading_port, held.call.opened_on) if held and held.bill.loading_port else None,
    }  # fmt: skip
    return render(request, "manifests/bill.html", context)
