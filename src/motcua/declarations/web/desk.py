"""The list of declarations: filters as an address, sorting, pages, CSV."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.declarations.domain.asking import SORTS, Filters, Listed
from motcua.declarations.domain.drafting.slots import STEPS
from motcua.declarations.domain.life import CHANNEL_WORDS, STATE_WORDS
from motcua.declarations.queries import desks, drafts, listing
from motcua.declarations.web import words
from motcua.declarations.web.form.steps import title_of
from motcua.declarations.web.form.tasks import may_prepare
from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.domain.times import day as written_day
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.revenue import queries as revenue

NEEDING = 5
"""Tasks of a kind that stand above a trader's list."""
FIRST_DAYS = 30
"""How far back a desk looks before anybody has asked for anything."""
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, tax code, name, HS code"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    channel = forms.TypedChoiceField(required=False, coerce=int, empty_value=0, label=gettext_lazy("Channel"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    procedure = forms.ChoiceField(required=False, label=gettext_lazy("Procedure"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    desk = forms.ChoiceField(required=False, label=gettext_lazy("Desk"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        everything = [("", _("All"))]
        self._choose("office", everything + [(code, say(name)) for code, name in words.branches(today)])
        self._choose("channel", everything + [(int(key), say(name)) for key, name in CHANNEL_WORDS.items()])
        groups = [("open", _("Not yet cleared")), ("checking", _("Waiting for a check")), ("late", _("Overdue"))]
        states = [(str(key), say(name)) for key, name in STATE_WORDS.items()]
        self._choose("state", everything + groups + states)
        kinds = [(code, f"{code} {say(name)}") for code, name in words.procedures(today)]
        self._choose("desk", [*everything, ("mine", _("Mine")), ("free", _("Nobody's"))])
        self._choose("procedure", everything + kinds)

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filters(self) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", 0)}
        if "q" in held:
            held["text"] = held.pop("q")
        return Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list. A whole number that exists goes straight to its declaration."""
    actor = actor_of(request)
    now = clock.now()
    form = FilterForm(_data(request, actor, now), law_day(now))
    filters = form.filters()
    found = listing.listing(
        filters, actor, now=now, number=page_asked(request), size=_preferred(request, "page_size", 50)
    )
    if found.asked.kind == "number" and len(found.rows) == 1 and len(found.asked.value) == 12:
        return redirect("declarations:one", found.rows[0].number)
    staff = is_staff(actor)
    context = {
        "form": form, "filters": filters, "found": found, "rows": _all_shown(found.rows),
        "desks": actor.holds("officer") or actor.holds("head"), "had": desks.last_given(actor.account),
        "sort": filters.sort, "staff": staff, "page": found.page, "now": now, "today": law_day(now),
        "show_party": staff or len(actor.represented | actor.own) > 1,
        "heading": _heading(filters, staff),
        "dates": _dates(form), **({} if staff else _for_trader(request, actor, found)),
    }  # fmt: skip
    return render(request, "declarations/list.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order, as far as a list reaches."""
    actor = actor_of(request)
    now = clock.now()
    filters = FilterForm(_data(request, actor, now), law_day(now)).filters()
    rows = (_row(found) for found in listing.export(filters, actor, now=now))
    return csv_file("declarations", _heads(), rows)


def _data(request: HttpRequest, actor: Actor, now: datetime) -> Any:
    """The filters asked for. A desk that asked for nothing sees the last days, newest first."""
    data = request.GET.copy()
    if is_staff(actor) and not any(data.get(name) for name in FilterForm.base_fields if name != "sort"):
        data["since"] = written_day(law_day(now) - timedelta(days=FIRST_DAYS), "vi")
        if office := _preferred(request, "office", ""):
            data["office"] = office
    return data


def _for_trader(request: HttpRequest, actor: Actor, found: listing.Listing) -> dict[str, Any]:
    """What a trader sees around its list: its drafts and, before anything was asked for, what needs it."""
    told: dict[str, Any] = {"drafts_open": drafts.count_open(actor), "may_declare": may_prepare(actor)}
    if found.page.number == 1 and not any(request.GET.values()):
        begun = drafts.open_of(actor).rows[:NEEDING]
        told["needing"] = drafts.needing(actor, limit=NEEDING)
        told["begun"] = [{"draft": draft, "title": title_of(draft)} for draft in begun]
        told["steps"] = len(STEPS)
        owing = revenue.owing([each.id for each in told["needing"].to_pay])
        told["to_pay"] = [
            {"row": row, "amount": owing[row.id][0], "due": owing[row.id][1]}
            for row in told["needing"].to_pay
            if row.id in owing
        ]
    return told


def _preferred(request: HttpRequest, name: str, otherwise: Any) -> Any:
    """What the person prefers, as signing in left it in the session."""
    return request.session.get("preferences", {}).get(name, otherwise)


def _heading(filters: Filters, staff: bool) -> str:
    if filters.state in ("open", "checking"):
        return _("Waiting for a check") if filters.state == "checking" else _("Not yet cleared")
    if filters.state == "late":
        return _("Overdue")
    return _("Declarations") if staff else _("My declarations")


def _dates(form: FilterForm) -> dict[str, str]:
    return {name: str(form.data.get(name, "")) for name in ("since", "until")}


def _all_shown(rows: Sequence[Listed]) -> list[dict[str, Any]]:
    names = people.names([row.desk for row in rows if row.desk])
    return [_shown(row, names) for row in rows]


def _shown(row: Listed, names: Mapping[int, str]) -> dict[str, Any]:
    day = law_day(row.registered_at)
    return {
        "desk": names.get(row.desk, ""),
        "row": row, "state": words.state(row.state), "tone": words.tone(row.state),
        "office": words.short_office(row.office, day), "reason": words.source(row.reason), "others": row.items - 1,
    }  # fmt: skip


def _heads() -> list[str]:
    return [
        _("Number"), _("Registered"), _("Branch"), _("Procedure"), _("Tax code"), _("Enterprise"), _("Channel"),
        _("State"), _("Items"), _("Value (USD)"), _("Tax (dong)"),
    ]  # fmt: skip


def _row(found: Listed) -> Iterator[object]:
    spoken = language()
    yield from (found.number, law_day(found.registered_at).isoformat(), found.office, found.procedure, found.party)
    yield found.party_name
    yield words.channel(found.channel).in_language(spoken)
    yield words.state(found.state).in_language(spoken)
    yield from (found.items, f"{found.value_usd_e4 / 10_000:.2f}", found.tax_total)
