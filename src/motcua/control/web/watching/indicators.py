"""The ten indicators: how far each has come, by month and branch, the rows behind it; targets set and changed."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.control.domain.watching.indicators import SETTERS, UNITS, Indicator, Setter, elapsed, indicator
from motcua.control.queries.watching import figures, listing, rights
from motcua.control.queries.watching.figures import Standing
from motcua.control.services import watching
from motcua.control.web.watching import words
from motcua.control.web.watching.acts import ask, both, data
from motcua.control.web.watching.forms import TargetsForm
from motcua.design.asking import actor_of
from motcua.design.domain import amounts, times
from motcua.design.files import csv_file
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import FIRST
from motcua.people.queries import rights as named
from motcua.reference import domain as reference

SHOWN = 500


class DayForm(forms.Form):
    """Until which day is counted."""

    until = day_field("")

    def day(self) -> date:
        """The day asked for; today where none is, or one to come."""
        self.is_valid()
        asked = self.cleaned_data.get("until")
        return min(asked, words.today()) if asked and asked.year > FIRST.year else words.today()


def share(ppm: int | None) -> str:
    """A share as pages show it."""
    return words.NOTHING if ppm is None else amounts.share(ppm, language(), 1)


def line(each: Standing) -> dict[str, Any]:
    """An indicator as a line."""
    unit = each.indicator.unit
    return {
        "it": each, "done": words.amount(each.done, unit), "ahead": each.ahead,
        "target": words.amount(each.target, unit) if each.target else words.NOTHING, "percent": share(each.percent_ppm),
        "pace": share(each.pace_ppm), "before": words.amount(each.before, unit), "due": words.amount(each.due, unit),
        "beside": _beside(each),
    }  # fmt: skip


def _beside(each: Standing) -> str:
    source = figures.BESIDE.get(each.indicator.code)
    if source is None:
        return ""
    done = figures.done(source, date(each.day.year, 1, 1), each.day)
    return _("Collected for the budget: %(amount)s") % {"amount": words.amount(done, "VND")}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All ten on a day."""
    form, actor = DayForm(request.GET, auto_id="f-%s"), actor_of(request)
    day = form.day()
    rows = figures.standing(day)
    passed, whole = elapsed(day)
    context = {
        "form": form, "day": day, "rows": [line(each) for each in rows], "ahead": sum(each.ahead for each in rows),
        "passed": amounts.share(passed * 1_000_000 // whole, language(), 1), "year": day.year,
        "sets": rights.works(actor) or rights.sees_all(actor), "versions": _versions(day.year),
        "none": not any(each.target for each in rows),
    }  # fmt: skip
    return render(request, "control/watching/indicators.html", context)


def _versions(year: int) -> list[dict[str, Any]]:
    rows = listing.versions(year)[:60]
    who = named.persons_named([each.actor for each in rows])
    units = {each.code: known.unit for each in rows if (known := indicator(each.code)) is not None}
    return [
        {
            "it": each, "who": who.get(each.actor, each.actor), "setter": SETTERS[Setter(each.setter)],
            "target": words.amount(each.target, units[each.code]), "name": each.vi if language() == "vi" else each.en,
        }
        for each in rows
    ]  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All ten as CSV, in plain numbers."""
    heads = [
        _("No."), _("Indicator"), _("Unit"), _("Target"), _("Done"), _("Of the target, ppm"), _("Pace, ppm"),
        _("Same days of the year before"), _("Ahead"),
    ]  # fmt: skip
    rows = (
        [
            each.indicator.place, say(each.words), say(UNITS[each.indicator.unit]), each.target, each.done,
            "" if each.percent_ppm is None else each.percent_ppm, "" if each.pace_ppm is None else each.pace_ppm,
            each.before, int(each.ahead),
        ]
        for each in figures.standing(DayForm(request.GET).day())
    )  # fmt: skip
    return csv_file("control-indicators", heads, rows)


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: by month, by branch, and the rows behind it."""
    found, form = _known(code), DayForm(request.GET, auto_id="f-%s")
    day, unit = form.day(), found.unit
    codes = [each.code for each in reference.branches(day)]
    rows = list(figures.rows(found.source, date(day.year, 1, 1), day))
    context = {
        **line(figures.one(found, day)), "form": form, "day": day, "found": found, "year": day.year,
        "months": [
            (f"{month:02d}/{day.year}", words.amount(done, unit), words.amount(before, unit))
            for month, done, before in figures.by_month(found, day)
        ],
        "offices": [
            (words.office_name(office) if office else _("The department itself"), words.amount(done, unit))
            for office, done in figures.by_office(found, day, codes)
        ],
        "rows": [_row(each, unit) for each in reversed(rows[-SHOWN:])], "count": len(rows), "shown": SHOWN,
    }  # fmt: skip
    return render(request, "control/watching/indicator.html", context)


def _row(each: dict[str, Any], unit: str) -> dict[str, Any]:
    return {**each, "place": words.office_name(each["office"]), "told": words.amount(each["amount"], unit)}


@require_safe
def rows_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The rows behind an indicator as CSV."""
    found, day = _known(code), DayForm(request.GET).day()
    rows = (
        [each["number"], each["office"], each["on"].isoformat(), each["amount"]]
        for each in figures.rows(found.source, date(day.year, 1, 1), day)
    )
    return csv_file(f"control-{code}", [_("Number"), _("Office"), _("Day"), _("Amount")], rows)


def _known(code: str) -> Indicator:
    found = indicator(code)
    if found is None:
        raise Http404
    return found


@both
def targets(request: HttpRequest, year: int) -> HttpResponse:
    """Set or change the targets of a year."""
    actor = actor_of(request)
    if not FIRST.year < year <= words.today().year + 1:
        raise Http404
    form = TargetsForm(data(request), figures.standing(date(year, 12, 31)))

    def do() -> str:
        told = {"reason": form.cleaned_data["reason"], "setter": form.by(), "names": form.names()}
        watching.set_targets(year, form.targets(), **told, by=actor, at=clock.now())
        return "/control/indicators/"

    return ask(
        request, form, do, title=_("Targets of %(year)s") % {"year": year}, button=_("Set the targets"),
        back="control:indicators",
        about=_("Each change is a new version; the earlier ones stay. The names are placeholders: the real list is "
                "not public."),
    )  # fmt: skip


def month_name(month: str) -> str:
    """A month as it is said."""
    year, _sep, number = month.partition("-")
    return times.MONTHS[int(number) - 1] + f" {year}" if language() == "en" else f"tháng {int(number)} năm {year}"
