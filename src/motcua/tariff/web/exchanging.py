"""The exchange rates of a week: which day was quoted, for which days, each currency; sums changed at them."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain.numbers import NotANumber, read_decimal, write_decimal
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language
from motcua.kernel.refusals import Refusal
from motcua.tariff import queries
from motcua.tariff.queries import telling
from motcua.tariff.web import files
from motcua.tariff.web.asked import Asked

HEADS = ("currency", "name_vi", "name_en", "dong", "kind", "usd", "monday", "sunday", "quoted_on", "evidence")
MOST = Decimal(10) ** 15
"""No sum above this is changed."""


@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """The week's rates, and one sum changed."""
    asked = Asked(request)
    rates = queries.exchange(asked.day)
    context = {"asked": asked, "tab": "exchange", "rates": rates, "week": rates.week, **_changed(request, rates)}
    return render(request, "tariff/exchange.html", context)


@require_safe
def exchange_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The week's rates as CSV."""
    week = telling.week(queries.exchange(Asked(request).day))
    quoted = week.quoted_on.isoformat() if week.quoted_on else ""
    rows = (
        (each.currency, each.name_vi, each.name_en, each.dong, each.kind, each.usd, week.monday.isoformat(),
         week.sunday.isoformat(), quoted, week.evidence)
        for each in week.rates
    )  # fmt: skip
    return csv_file(f"exchange-{week.monday.isoformat()}", HEADS, rows)


@require_safe
def exchange_json(request: HttpRequest) -> StreamingHttpResponse:
    """The week's rates as JSON."""
    week = telling.week(queries.exchange(Asked(request).day))
    facts = ("on", "monday", "sunday", "thursday", "quoted_on", "source_vi", "source_en", "evidence")
    head = {name: getattr(week, name) for name in facts}
    return files.document(f"exchange-{week.monday.isoformat()}", head, "rates", week.rates)


def _changed(request: HttpRequest, rates: queries.Rates) -> dict[str, Any]:
    """The sum that was typed, in dong; or what is wrong with it."""
    typed = request.GET.get("amount", "").strip()[:40]
    currency = request.GET.get("currency", "USD").upper()[:3]
    told: dict[str, Any] = {"typed": typed, "currency": currency}
    if not typed:
        return told
    try:
        amount = read_decimal(typed)
        if not 0 <= amount <= MOST:
            raise NotANumber
        written = write_decimal(amount, language())
        return {**told, "dong": rates.dong_for(currency, amount), "written": written}
    except NotANumber:
        return {**told, "wrong": _("Write the sum in figures, not below zero, such as 1.000,50.")}
    except Refusal as refusal:
        return {**told, "wrong": refusal.in_language(language())}
