"""A day of the book: its accounts, the treasury's file beside it, differences, and its closing."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.revenue import services
from motcua.revenue.domain.closing import STANDING_TONES, STANDING_WORDS, account_sums
from motcua.revenue.domain.treasury_file import STATE_TONES, STATE_WORDS
from motcua.revenue.queries import budget, closed, treasury
from motcua.revenue.web import kit

SIZE = 50


class CloseForm(forms.Form):
    """Up to which day, and the reason where something is not explained."""

    note = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Reason (where something is not explained)"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


class ExplainForm(forms.Form):
    """Why a reference does not agree."""

    note = forms.CharField(
        max_length=2000, label=gettext_lazy("Explanation"), widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, day: str) -> HttpResponse:
    """The day; sent, it closes every open day up to this one."""
    on, actor = kit.day_of(day), actor_of(request)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            days = services.close_days(on, note=form.cleaned_data["note"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            messages.success(request, _said(days))
            return redirect("ledger:day", on.isoformat())
    shut = closed.closed(on)
    through, today = closed.closed_through(), law_day(clock.now())
    context = {
        **_told(request, on), "form": form, "shut": shut, "through": through, "sums": _sums(on, shut),
        "standing": STANDING_WORDS[shut.found.standing] if shut else "", "earlier": on - timedelta(days=1),
        "tone": STANDING_TONES[shut.found.standing] if shut else "", "later": on + timedelta(days=1),
        "closable": shut is None and on < today and kit.decides(actor), "past": on < today,
        "first": through + timedelta(days=1) if through else None, "decides": kit.decides(actor),
    }  # fmt: skip
    return render(request, "ledger/day.html", context, status=400 if form.errors else 200)


def _said(days: list[date]) -> str:
    if not days:
        return _("The day was closed already; nothing changed.")
    return _("Closed: %(count)s days up to %(day)s.") % {"count": len(days), "day": f"{days[-1]:%d/%m/%Y}"}


def _sums(on: date, shut: closed.Shut | None) -> list[dict[str, Any]]:
    found = shut.sums if shut else account_sums(closed.flows(on, on).get(on, []), closed.balances_before(on))
    return [{"it": each, "words": kit.account_words(each.account)} for each in found]


def _told(request: HttpRequest, on: date) -> dict[str, Any]:
    """Both sides of the day: its differences first, one page of them."""
    found = treasury.reconciled(on)
    show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:60]
    rows = [row for row in found.rows if _fits(row, show, text)]
    place = page(page_asked(request), SIZE, len(rows))
    theirs, ours = found.sums
    return {
        "day": on, "found": found, "page": place, "show": show, "text": text, "theirs": theirs, "ours": ours,
        "gap": theirs - ours, "agreeing": len(found.rows) - found.differences, "files": treasury.files_of(on),
        "rows": [shown(row) for row in rows[place.start : place.start + place.size]],
        "items": [{"words": kit.tax_words(each.tax), "it": each} for each in budget.by_item(budget.cells(on, on))],
    }  # fmt: skip


def _fits(row: treasury.Row, show: str, text: str) -> bool:
    if text and text.casefold() not in row.compared.reference.casefold():
        return False
    if show in STATE_WORDS:
        return row.compared.state == show
    return {"": row.compared.state != "agrees", "open": row.open_}.get(show, True)


def shown(row: treasury.Row) -> dict[str, Any]:
    """A row as the page tells it."""
    each = row.compared
    theirs, ours = each.sums
    return {
        "row": row, "it": each, "words": STATE_WORDS[each.state], "tone": STATE_TONES[each.state],
        "theirs": theirs, "ours": ours, "their_items": _items(each.theirs), "our_items": _items(each.ours),
    }  # fmt: skip


def _items(found: Any) -> str:
    return ", ".join(sorted(item or "–" for item in found)) if found else ""


@require_safe
def exported(request: HttpRequest, day: str) -> StreamingHttpResponse:
    """Both sides of the day as CSV."""
    on = kit.day_of(day)
    heads = [
        _("Reference"), _("Treasury (dong)"), _("Here (dong)"), _("Sub-items"), _("State"), _("Declaration"),
        _("Tax code"), _("Explanation"),
    ]  # fmt: skip
    return csv_file(f"treasury-{on}", heads, (_cells(row) for row in treasury.reconciled(on).rows))


def _cells(row: treasury.Row) -> list[object]:
    each, (theirs, ours) = row.compared, row.compared.sums
    items = _items(each.theirs if each.theirs is not None else each.ours)
    said = row.said.note if row.said else ""
    return [
        each.reference, None if each.theirs is None else theirs, None if each.ours is None else ours, items,
        say(STATE_WORDS[each.state]), each.declaration, each.payer, said,
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, day: str) -> HttpResponse:
    """One reference that does not agree: what both sides say, what was said of it, and the next word."""
    on, actor = kit.day_of(day), actor_of(request)
    reference = request.GET.get("reference", "")[:60]
    found = next((row for row in treasury.reconciled(on).rows if row.compared.reference == reference), None)
    if found is None and not reference:
        return redirect("ledger:day", on.isoformat())
    if found is None:
        raise NotFound(what=reference)
    form = ExplainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = services.correct if request.POST.get("verb") == "correct" else services.explain
        try:
            act(on, reference, note=form.cleaned_data["note"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("ledger:day", on.isoformat())
    theirs, ours = found.compared.sums
    context = {
        "form": form, "day": on, **shown(found), "history": treasury.history(on, reference),
        "their_lines": sorted((found.compared.theirs or {}).items()),
        "our_lines": sorted((found.compared.ours or {}).items()),
        "correctable": theirs > 0 and theirs - ours > sum(treasury.taken_in(on, reference)),
        "decides": kit.decides(actor) and found.compared.state != "agrees",
    }  # fmt: skip
    return render(request, "ledger/difference.html", context, status=400 if form.errors else 200)
