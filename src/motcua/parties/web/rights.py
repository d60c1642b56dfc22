"""The record of every right: who had which on which day, and who gave it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.parties.queries import rights as reads
from motcua.parties.web.mandates import day_field
from motcua.people.queries import rights as people
from motcua.people.queries import staff
from motcua.people.queries.rights import Told, Wanted
from motcua.reference import domain as reference

SIZE = 100


class RightsForm(forms.Form):
    """Whose rights, where, on which day."""

    account = forms.IntegerField(required=False, min_value=1, label=gettext_lazy("Account number"))
    party = forms.RegexField(r"^\d{10}(\d{3})?$", required=False, label=gettext_lazy("Tax code"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    day = day_field(gettext_lazy("On the day"), required=False)

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="r-%s")
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        places = [(each.code, f"{each.code} {say(each.words)}") for each in reference.offices(today)]
        field.choices = [("", _("All")), *places]

    def wanted(self) -> Wanted:
        """What could be read of it."""
        self.is_valid()
        held = self.cleaned_data
        return Wanted(held.get("account") or 0, held.get("party", ""), held.get("office", ""), held.get("day"))


def _found(form: RightsForm, by: Actor, today: date) -> list[Told]:
    """What is asked for, as far as this actor may see it: a head the own branch, and persons of it."""
    wanted = form.wanted()
    if by.holds("admin") or by.holds("leader"):
        return reads.record(wanted)
    offices = {post.office for post in by.posts if post.role == "head"}
    persons = {f"account/{key}" for key in staff.visible_to(by, today).values_list("pk", flat=True)}
    found = reads.record(wanted)
    return [told for told in found if told.right.office in offices or told.right.holder in persons]


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """A page of the record."""
    by, today = actor_of(request), law_day(clock.now())
    form = RightsForm(request.GET, today)
    found = _found(form, by, today)
    place = page(page_asked(request), SIZE, len(found))
    some = found[place.start : place.start + SIZE]
    called = people.names(_references(some))
    rows = [{"told": each, **_names(each, called)} for each in some]
    return render(request, "parties/rights.html", {"form": form, "rows": rows, "page": place})


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The record as CSV."""
    by, today = actor_of(request), law_day(clock.now())
    found = _found(RightsForm(request.GET, today), by, today)
    heads = [
        _("Holder"), _("Name"), _("Kind"), _("Right"), _("Office"), _("Tax code"), _("From"), _("Last day"),
        _("Given by"), _("Given"), _("Ended by"), _("Ended"), _("Leaf"),
    ]  # fmt: skip
    return csv_file("rights", heads, _lines(found))


def _references(found: list[Told]) -> Iterator[str]:
    for told in found:
        yield from (told.right.holder, told.by, told.ended_by)


def _names(told: Told, called: dict[str, str]) -> dict[str, str]:
    return {
        "holder": called.get(told.right.holder, told.right.holder.partition("/")[2]), "by": _written(told.by, called),
        "ended_by": _written(told.ended_by, called),
    }  # fmt: skip


def _written(reference_: str, called: dict[str, str]) -> str:
    """Who did it, in names; a delegate with whom they stood in for."""
    if reference_ == "system":
        return _("The system")
    first, _for, second = reference_.partition(" for ")
    named = called.get(first, first)
    absent = called.get(second, second)
    return _("%(name)s for %(absent)s") % {"name": named, "absent": absent} if second else named


def _lines(found: list[Told]) -> Iterator[list[object]]:
    called = people.names(_references(found))
    for told in found:
        right, named = told.right, _names(told, called)
        yield [
            right.holder, named["holder"], say(right.kind), say(right.what), right.office, right.party,
            right.since.isoformat(), right.until.isoformat() if right.until else "", named["by"], told.at.isoformat(),
            named["ended_by"], told.ended_at.isoformat() if told.ended_at else "", right.given,
        ]  # fmt: skip
