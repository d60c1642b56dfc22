"""A what-if as a file: CSV, workbook, JSON for programs, PDF for paper."""

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain import amounts, times
from motcua.design.files import csv_file, workbook
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reports.domain.paper import INVENTED, Grid, Paper, Part
from motcua.reports.domain.whatif.told import TariffFound
from motcua.reports.queries import whatif_runs
from motcua.reports.queries.whatif_kinds import Found
from motcua.reports.queries.whatif_runs import Run
from motcua.reports.web import papers, whatif_other
from motcua.reports.web.whatif import groups
from motcua.reports.web.whatif_shown import Group, flat

HEADS = ("group", "key", "name", "was", "would", "difference")
_GROUPS = ("taxes", "branches", "months", "parties", "goods")


@require_safe
def file(request: HttpRequest, number: int, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The answer of a run as a file; 404 for another kind, and while there is no answer."""
    run = whatif_runs.one(number)
    if run.answer is None or kind not in ("csv", "xlsx", "json", "pdf"):
        raise Http404
    name = f"whatif-{number}"
    if kind in ("csv", "xlsx"):
        heads, lines = _table(run.answer)
        return csv_file(name, heads, lines) if kind == "csv" else workbook(name, [(_("What if"), heads, lines)])
    content, media = (
        (papers.pdf(paper(run, run.answer), law_day(run.at)), papers.PDF) if kind == "pdf"
        else (msgspec.json.encode(run.answer), "application/json")
    )  # fmt: skip
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _table(found: Found) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    if isinstance(found, TariffFound):
        return HEADS, rows(found)
    shown = whatif_other.shown(found)
    return ("group", "key", "name", *shown.columns), flat(shown)


def rows(found: TariffFound) -> list[tuple[object, ...]]:
    """Every sum of an answer, flat, in dong."""
    pairs = [("total", found.total), *((group, pair) for group in _GROUPS for pair in getattr(found, group))]
    return [(group, pair.key, pair.name, pair.was, pair.would, pair.difference) for group, pair in pairs]


def paper(run: Run, found: Found) -> Paper:
    """The answer as it stands on paper."""
    spoken = language()
    days = {
        "since": times.day(found.asked.since, spoken), "until": times.day(found.asked.until, spoken), "said": run.said,
    }  # fmt: skip
    over, house = (say(words) for words in papers.agencies(law_day(run.at)))
    return Paper(
        lang=spoken, over=over, house=house, title=_("What if"),
        under=_("%(said)s, from %(since)s to %(until)s") % days,
        foot=f"{house} · {found.fingerprint[:16]}", warning=say(INVENTED) if clock.is_demonstration() else "",
        parts=_parts(found),
    )  # fmt: skip


def _parts(found: Found) -> tuple[Part, ...]:
    if isinstance(found, TariffFound):
        return tuple(Part(group["title"], "", (_grid(group),)) for group in groups(found))
    shown = whatif_other.shown(found)
    tiles = "; ".join(f"{tile.name}: {tile.figure}" + (f" ({tile.hint})" if tile.hint else "") for tile in shown.tiles)
    first = Part(_("What this rests on"), " ".join((f"{tiles}.", *shown.notes)))
    return (first, *(Part(group.title, group.hint, (_shown_grid(group),)) for group in shown.groups if group.rows))


def _shown_grid(group: Group) -> Grid:
    lines = tuple((row.label, *(cell for _head, cell in row.cells)) for row in group.rows)
    return Grid("", ("", *group.heads), lines, tuple(range(1, len(group.heads) + 1)))


def _grid(group: dict[str, Any]) -> Grid:
    spoken = language()
    cells = tuple(
        (row["label"], *(amounts.dong(each, spoken) for each in (row["it"].was, row["it"].would, row["it"].difference)))
        for row in group["rows"]
    )
    return Grid("", ("", _("As it was"), _("As it would be"), "±"), cells, (1, 2, 3))
