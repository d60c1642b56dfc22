"""An enterprise's own dossiers: searched, sorted, narrowed, as CSV."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain import csv
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.dossiers.domain.asking import SORTS
from motcua.dossiers.domain.life import STATE_WORDS, WAITS, State
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import drafts, mine
from motcua.dossiers.queries.mine import Filters
from motcua.dossiers.web.words import TONES, office
from motcua.ground.services import clock
from motcua.kernel.days import in_words, law_day


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, procedure, tax code, name"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        groups = [("", _("All")), (mine.MINE, _("Waits for you")), (mine.OPEN, _("Open"))]
        field.choices = [*groups, *((str(key), say(words)) for key, words in STATE_WORDS.items())]

    def filters(self) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of dossiers."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET)
    filters = form.filters()
    rows, place = mine.listed(filters, actor, number=page_asked(request))
    titles = mine.titles_of(rows)
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "many": len(actor.represented) > 1,
        "rows": [_shown(row, titles, law_day(now)) for row in rows], "now": now, "waiting": mine.waiting(actor),
        "drafts": drafts.visible_to(actor).filter(dossier_id=None).count(),
    }  # fmt: skip
    return render(request, "dossiers/filing/mine.html", context)


def _shown(row: Dossier, titles: Any, day: date) -> dict[str, Any]:
    state = State(row.state)
    return {
        "row": row, "title": titles.get(row.version_id, row.code), "state": STATE_WORDS[state], "tone": TONES[state],
        "office": office(row.office, day), "mine": state in WAITS,
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    found = list(mine.export(FilterForm(request.GET).filters(), actor_of(request)))
    titles = mine.titles_of(found)
    heads = [
        pgettext("dossier", "Number"), pgettext("dossier", "Procedure"), _("Title"), _("Tax code"), _("Enterprise"),
        _("Office"), _("Lodged"),
        _("State"), _("Promised"), _("Finished"),
    ]  # fmt: skip
    rows = (
        [
            row.number, row.code, say(titles.get(row.version_id, row.code)), row.party, row.party_name, row.office,
            in_words(row.lodged_at), say(STATE_WORDS[State(row.state)]),
            in_words(row.promised_at) if row.promised_at else "",
            in_words(row.done_at) if row.done_at else "",
        ]
        for row in found
    )  # fmt: skip
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "dossiers.csv")
    return answer
