"""Selection at a glance: the cap and what stands of it, what each source found, what the law ordered."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import charts
from motcua.design.domain import amounts, numbers
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.money import PPM, half_up
from motcua.kernel.words import Words
from motcua.risk.domain import ONE
from motcua.risk.domain.decision import SOURCES
from motcua.risk.domain.outcomes import Prefix
from motcua.risk.queries import figures
from motcua.risk.queries.figures import Report, Yield
from motcua.risk.web import asked, held
from motcua.risk.web.words import beside_draw


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The figures of a period and an office; the cap and its chart are the department's."""
    form, scope = asked.period(request)
    found = held.report(scope)
    context = {
        "form": form, "scope": scope, "report": found, "tab": "home", "chart": chart(found),
        "left": numbers.fixed(found.balance.balance_millionths, ONE, 2, language()),
        "today": figures.today(clock.now()), "sources": [named(each, "source", scope) for each in found.by_source],
        "offices": [named(each, "office", scope) for each in found.by_office],
        "rules": [{"each": each, "verdict": beside_draw(each.beside_draw)} for each in found.by_rule],
        "by_law": sum(each.count for each in found.ordered),
        "waiting": sum(not each.granted for each in found.unserved),
    }  # fmt: skip
    return render(request, "risk/home.html", context)


@require_safe
def by_law(request: HttpRequest) -> HttpResponse:
    """Every inspection that the law ordered in the period: day, count, basis."""
    form, scope = asked.period(request)
    rows = [_ordered(each) for each in figures.ordered(scope)]
    count = sum(row["each"].count for row in rows)
    return render(request, "risk/law.html", {"form": form, "scope": scope, "rows": rows, "tab": "law", "count": count})


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The figures of a period as CSV: what each source, office and rule brought."""
    _form, scope = asked.period(request)
    heads = [
        _("Figure"), _("Key"), _("Inspections"), _("Share of declarations, ppm"), _("Recorded"), _("Hits"),
        _("Hit rate, ppm"), _("From, ppm"), _("To, ppm"), _("Duty recovered, dong"), _("In force since"), _("Last hit"),
    ]  # fmt: skip
    rows = lines(held.report(scope))
    return csv_file(f"selection-{scope.since}-{scope.until}", heads, rows)


def lines(found: Report) -> Iterator[list[object]]:
    """The rows of the file."""
    for kind, rows in (("source", found.by_source), ("office", found.by_office)):
        for each in rows:
            yield [kind, *_cells(each), "", ""]
    for rule in found.by_rule:
        yield ["rule", *_cells(rule.yields), rule.since or "", rule.last_hit or ""]
    sample = found.sample
    yield ["draw", "random", "", "", sample.checked, sample.hits, *sample.interval, sample.recovered, "", ""]


def _cells(each: Yield) -> list[object]:
    return [each.key, each.chosen, each.share_ppm, each.checked, each.hits, *each.interval, each.recovered]


def named(each: Yield, by: str, scope: figures.Scope) -> dict[str, Any]:
    """A line with the words of its key."""
    words = asked.office(each.key, scope.until) if by == "office" else SOURCES.get(each.key, Words(each.key, each.key))
    return {"each": each, "words": words}


def _ordered(each: figures.Ordered) -> dict[str, Any]:
    return {"each": each, "office": asked.office(each.office, each.day)}


def chart(found: Report) -> charts.Chart | None:
    """The running rate of inspections over the whole stream against the cap; None before the first declaration."""
    if not found.points:
        return None
    highest, cap_ppm = found.highest, found.cap_ppm
    reached = [(each.registered, _chosen_ppm(each), each.rate_ppm) for each in found.points]
    told = {
        "rate": amounts.share(_chosen_ppm(highest), language()), "cap": amounts.rate(cap_ppm, language()),
        "at": numbers.grouped(highest.registered, language()),
    }  # fmt: skip
    finding = _("Highest %(rate)s, after %(at)s declarations; the cap is %(cap)s. Thin line: with inspections by law.")
    heads = (_("Declarations"), _("By choice"), _("With those by law"))
    title = _("Inspections per declaration, from the first one on")
    return charts.running(title, finding % told, reached, cap_ppm, language(), heads)


def _chosen_ppm(each: Prefix) -> int:
    return half_up((each.inspected - each.legal) * PPM, each.registered) if each.registered else 0
