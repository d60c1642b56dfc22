"""The list of notices of banks, with what came of each: filters as an address, sorting, pages, CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.gateways.bank import queries
from motcua.gateways.bank.models import Notice
from motcua.gateways.bank.web.words import KINDS, OUTCOMES, TONES
from motcua.revenue.domain.suspense import REASONS

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_SORTS = [(sort, sort) for key in queries.SORTS for sort in (key, f"-{key}")]


class BookForm(forms.Form):
    """The filters as a GET form. What cannot be read narrows nothing."""

    q = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Notice, reference, declaration, tax code")
    )  # fmt: skip
    bank = forms.ChoiceField(required=False, label=gettext_lazy("Bank"))
    kind = forms.ChoiceField(required=False, label=pgettext_lazy("money", "Kind"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("What came of it"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=_SORTS)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        everything = [("", _("All"))]
        choices = {
            "bank": [(code, f"{code} · {name}") for code, name in queries.banks().items()],
            "kind": [(key, say(words)) for key, words in KINDS.items()],
            "outcome": [(key, say(words)) for key, words in OUTCOMES.items()],
        }
        for name, held in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = everything + held

    def asked(self) -> queries.Asked:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value}
        held["text"] = held.pop("q", "")
        return queries.Asked(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    form = BookForm(request.GET)
    asked = form.asked()
    rows, place = queries.listing(asked, page_asked(request))
    context = {
        "form": form, "rows": [_shown(row) for row in rows], "page": place, "sort": asked.sort,
        "dates": {name: form.data.get(name, "") for name in ("since", "until")},
    }  # fmt: skip
    return render(request, "bank/book.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    heads = [
        _("Arrived"), _("Bank"), _("Notice"), pgettext("money", "Kind"), pgettext("day", "Day"), _("Payer"),
        _("Declaration"), _("Reference"), _("Sub-items"), _("Amount (dong)"), _("What came of it"), _("Reason"),
    ]  # fmt: skip
    rows = (_cells(row) for row in queries.matching(BookForm(request.GET).asked()).iterator())
    return csv_file("bank-notices", heads, rows)


def _shown(row: Notice) -> dict[str, Any]:
    return {
        "row": row, "kind": KINDS[row.kind], "outcome": OUTCOMES[row.outcome], "tone": TONES.get(row.outcome, ""),
        "reason": REASONS.get(row.reason), "paid": row.kind == "payment",
        "declared": row.kind == "payment" and row.outcome != "suspended",
    }  # fmt: skip


def _cells(row: Notice) -> Iterator[object]:
    yield from (row.at.isoformat(timespec="seconds"), row.bank, row.notice, say(KINDS[row.kind]), row.day.isoformat())
    yield from (row.payer, row.number, row.reference, row.items, row.amount, say(OUTCOMES[row.outcome]))
    yield say(REASONS.get(row.reason))
