"""What the pages about money share: who asks, which page, names of parties, a form's choices."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.declarations import services
from motcua.declarations.web import words
from motcua.design.asking import page_asked
from motcua.design.domain.paging import Page, page
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

MONEY = frozenset({"revenue", "leader", "head", "admin"})
"""Roles of the department to which the accounts of enterprises are open."""
COUNTED = 1_000
SIZE = 50


def place_of(request: HttpRequest, found: int) -> Page:
    """Which page is asked for."""
    return page(page_asked(request), SIZE, min(found, COUNTED), more=found > COUNTED)


def names() -> dict[str, str]:
    """Names of parties by tax code."""
    return {code: party.name for code, party in services.kit().parties.items()}


def choose(form: forms.Form, name: str, held: Mapping[str, Words | str], *, every: bool = True) -> None:
    """Give a field its choices in the reader's language."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", _("All"))] if every else []), *((key, say(label)) for key, label in held.items())]


def branches() -> dict[str, Words | str]:
    """Branches of today by code."""
    return dict(words.branches(law_day(clock.now())))


def asked(form: forms.Form) -> dict[str, Any]:
    """What could be read of a form of filters."""
    form.is_valid()
    held = {name: value for name, value in form.cleaned_data.items() if value}
    held["text"] = held.pop("q", "")
    return held


def sorts(keys: Iterable[str]) -> list[tuple[str, str]]:
    """A key and its opposite, as choices."""
    return [(sort, sort) for key in keys for sort in (key, f"-{key}")]
