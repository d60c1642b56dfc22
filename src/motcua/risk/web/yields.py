"""What the model's inspections found beside those of the draw, by month: a chart and the intervals behind it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.design import charts
from motcua.design.domain import amounts, numbers
from motcua.kernel.money import half_up
from motcua.risk.queries.learning import Month

SHOWN = 12


def chart(months: Sequence[Month], language: str) -> charts.Chart | None:
    """Violations found in a thousand inspections of the model, the draw as a line across; None before there is any."""
    rates = by_month(months)
    if not any(each["model"] for each in rates):
        return None
    title = _("Violations found in 1,000 inspections")
    finding = _("Chosen by the model; the line is what the random draw found.")
    values = [(each["label"], _mille(each["model"]), _mille(each["random"])) for each in rates]
    return charts.months(title, finding, values, language, (_("Month"), _("Model"), _("Random draw")))


def by_month(months: Sequence[Month]) -> list[dict[str, Any]]:
    """The last twelve months that had inspections: the rows of the model and of the draw, where there are any."""
    names = sorted({each.month for each in months})[-SHOWN:]
    held = {(each.month, each.source): each for each in months}
    return [
        {"month": name, "label": f"{name[5:]}/{name[2:4]}", "model": held.get((name, "model")),
         "random": held.get((name, "random"))}
        for name in names
    ]  # fmt: skip


def rows(months: Sequence[Month], language: str) -> list[dict[str, Any]]:
    """The same as a table: found of inspected, and between which rates the true one lies in 95 of 100 cases."""
    return [
        {"month": f"{each['month'][5:]}/{each['month'][:4]}",
         "cells": [_written(each[source], language) for source in ("model", "random")]}
        for each in reversed(by_month(months))
    ]  # fmt: skip


def _mille(each: Month | None) -> int | None:
    return None if each is None else half_up(each.hits * 1_000, each.checked)


def _written(each: Month | None, language: str) -> dict[str, str]:
    if each is None:
        return {"found": "–", "between": ""}
    low, high = (amounts.share(ppm, language, 1) for ppm in (each.interval.low_ppm, each.interval.high_ppm))
    found = f"{numbers.grouped(each.hits, language)} / {numbers.grouped(each.checked, language)}"
    return {"found": found, "between": f"{low} – {high}"}
