"""The list of differences: our assessment beside theirs, with filters as an address, sorting, pages and CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.declarations.domain.comparing import KIND_WORDS, WHY
from motcua.declarations.queries import differences as queries
from motcua.declarations.queries.differences import Filters, Row
from motcua.design.asking import page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reference import domain as reference


class FilterForm(forms.Form):
    """The filters as a GET form. What cannot be read narrows nothing."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, tax code, name"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    tax = forms.ChoiceField(required=False, label=gettext_lazy("Amount"))
    why = forms.ChoiceField(required=False, label=gettext_lazy("Reason"))
    lines = forms.ChoiceField(required=False, label=gettext_lazy("Row by row"))
    every = forms.ChoiceField(required=False, label=gettext_lazy("Show"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in queries.SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        today = law_day(clock.now())
        everything = [("", _("All"))]
        offices = [(office.code, say(office.words)) for office in reference.branches(today)]
        self._choose("office", everything + offices)
        self._choose("tax", [("all", _("All")), *((key, say(words)) for key, words in KIND_WORDS.items())])
        self._choose("lines", [("", _("Whole declarations")), ("1", _("Goods items"))])
        self._choose("every", [("", _("Only what differs")), ("1", _("Equal amounts too"))])
        self._choose("why", everything + [(key, say(words)) for key, words in WHY.items() if key != "same"])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filters(self) -> Filters:
        """What could be read. Without a choice the list shows the totals of taxes that differ."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in held:
            held["text"] = held.pop("q")
        if held.get("tax") == "all" or held.get("lines") and "tax" not in held:
            held["tax"] = ""
        return Filters(**{**held, "lines": bool(held.get("lines")), "every": bool(held.get("every"))})


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    form = FilterForm(request.GET)
    filters = form.filters()
    found = queries.listing(filters, page_asked(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": found.page,
        "rows": [_shown(row) for row in found.rows],
    }  # fmt: skip
    return render(request, "vnaccs/differences.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    rows = (_cells(row) for row in queries.export(FilterForm(request.GET).filters()))
    heads = [
        _("Number"), _("Registered"), _("Branch"), _("Tax code"), _("Enterprise"), _("Item"), _("Amount"),
        _("VNACCS (dong)"), _("This platform (dong)"), _("Difference (dong)"), _("Reason"), _("Codes"),
    ]  # fmt: skip
    return csv_file("vnaccs-differences", heads, rows)


def _shown(row: Row) -> dict[str, Any]:
    return {"row": row, "kind": KIND_WORDS[row.tax], "why": WHY[row.why]}


def _cells(row: Row) -> Iterator[object]:
    spoken = language()
    yield from (row.number, row.registered_on.isoformat(), row.office, row.party, row.party_name, row.line or "")
    yield KIND_WORDS[row.tax].in_language(spoken)
    yield from (row.theirs, row.ours, row.gap, WHY[row.why].in_language(spoken), row.codes)
