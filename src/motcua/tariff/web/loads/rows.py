"""Rows of a preview as they are shown: what would change, is new, is held or wrong; filtered and in pages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.design.asking import page_asked
from motcua.design.domain.paging import Page, page
from motcua.design.templatetags.figures import say
from motcua.tariff.domain.comparing import Comparison, Difference
from motcua.tariff.domain.telling import all_said, title
from motcua.tariff.services import Preview

SIZE = 50


class View(msgspec.Struct, frozen=True):
    """What a reader asked to see of a preview."""

    show: str
    schedule: str
    code: str
    number: int


def asked(request: HttpRequest, possible: Sequence[str]) -> View:
    """The part, schedule, code and page asked for; what cannot be read narrows nothing."""
    show = request.GET.get("show", "")
    code = "".join(letter for letter in request.GET.get("code", "")[:20] if letter.isalnum()).upper()
    return View(
        show if show in possible else possible[0], request.GET.get("schedule", "")[:20], code,
        page_asked(request),
    )  # fmt: skip


def counts(comparison: Comparison) -> list[dict[str, Any]]:
    """One row a schedule: new, same, changed, not named."""
    changed: dict[str, int] = {}
    for each in comparison.changed:
        changed[each.schedule] = changed.get(each.schedule, 0) + 1
    new, silent = comparison.new, comparison.silent
    return [
        {"key": key, "title": title(key), "new": new[key], "same": comparison.same[key],
         "changed": changed.get(key, 0), "silent": silent[key]}
        for key in comparison.schedules
    ]  # fmt: skip


def parts(shown: Preview) -> list[tuple[str, str, int]]:
    """The parts of a preview with how many rows each has; the first that has any is shown first."""
    table, comparison = shown.table, shown.comparison
    found = [
        ("faults", _("Faults"), len(table.problems)), ("changed", _("Changes"), len(comparison.changed)),
        ("warnings", _("To be looked at"), len(table.warnings)), ("new", _("New"), len(comparison.added)),
        ("held", _("Held cells"), len(table.held)),
        ("unnamed", _("Not named"), sum(map(len, comparison.unnamed.values()))),
        ("columns", _("Columns"), len(table.uses)),
    ]  # fmt: skip
    return [each for each in found if each[2] or each[0] in ("changed", "columns")]


def rows(shown: Preview, view: View) -> tuple[list[dict[str, Any]], Page]:
    """The rows of one part on one page."""
    table, comparison = shown.table, shown.comparison
    if view.show in ("changed", "new"):
        return differences(comparison.changed if view.show == "changed" else comparison.added, view)
    if view.show == "unnamed":
        pairs = [(key, code) for key, codes in comparison.unnamed.items() for code in codes]
        kept = [pair for pair in pairs if _fits(pair[0], pair[1], view)]
        return _page(kept, view, lambda pair: {"schedule": pair[0], "title": title(pair[0]), "code": pair[1]})
    if view.show == "held":
        return _page([each for each in table.held if _fits(each.schedule, each.code, view)], view, lambda each: each)
    if view.show == "columns":
        return _page(table.uses, view, lambda use: {"use": use, "became": _became(use)})
    found = table.problems if view.show == "faults" else table.warnings
    return _page([each for each in found if _fits(view.schedule, each.code, view)], view, lambda each: each)


def differences(found: Iterable[Difference], view: View) -> tuple[list[dict[str, Any]], Page]:
    """Differences of a schedule and code on one page."""
    return _page([each for each in found if _fits(each.schedule, each.code, view)], view, told)


def told(each: Difference) -> dict[str, Any]:
    """A difference in words."""
    return {
        "schedule": each.schedule, "title": title(each.schedule), "code": each.code, "since": each.since,
        "before": all_said(each.before), "after": all_said(each.after),
    }  # fmt: skip


def cells(found: Iterable[Difference]) -> Iterator[tuple[object, ...]]:
    """Differences as cells of a CSV."""
    for each in found:
        yield (each.schedule, each.code, each.since.isoformat(), say(all_said(each.before)), say(all_said(each.after)))


def _fits(schedule: str, code: str, view: View) -> bool:
    return view.schedule in ("", schedule) and code.startswith(view.code)


def _page(found: Sequence[Any], view: View, shown: Any) -> tuple[list[Any], Page]:
    place = page(view.number, SIZE, len(found))
    return [shown(each) for each in found[place.start : place.start + place.size]], place


def _became(use: Any) -> str:
    words = {
        "rate": _("taken"), "held": _("held"), "absent": _("not in the schedule"), "mark": _("a mark only"),
        "repeated": _("repeated"), "before": _("ended before the first day"), "faulty": _("faulty"),
    }  # fmt: skip
    return ", ".join(f"{words[key]} {count}" for key, count in sorted(use.became.items()))
