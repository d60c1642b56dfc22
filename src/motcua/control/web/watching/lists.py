"""Pages of notes, registers, the watch list and plans: each list with its CSV, one thing with its life."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.control.domain.watching.life import STEPS
from motcua.control.models import IntelligenceNote
from motcua.control.queries.watching import listing, rights
from motcua.control.web.watching import acting, words
from motcua.control.web.watching.forms import FilterForm
from motcua.control.web.watching.shelves import SHELVES, Shelf
from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground import queries as ground
from motcua.kernel.actor import Actor
from motcua.people.queries import rights as named
from motcua.risk.domain.watches import START
from motcua.risk.queries import watches

MOST = 50


def listed(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """The page of a list."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        shelf, actor = SHELVES[name], actor_of(request)
        form = FilterForm(request.GET, shelf.states.items(), shelf.kinds.items())
        filters = form.filters()
        rows, place = listing.listed(shelf.listing, filters, actor, page_asked(request))
        context = {
            "name": name, "form": form, "filters": filters, "page": place, "heads": shelf.heads(),
            "title": shelf.title(), "why": shelf.why(), "add": shelf.add(), "new": reverse(shelf.new),
            "works": rights.works(actor) or rights.sees_all(actor), "kinds": bool(shelf.kinds),
            "offices": bool(shelf.listing.office), "csv": reverse(f"control:{name}_csv"),
            "rows": _lines(shelf, name, rows, actor),
        }  # fmt: skip
        return render(request, "control/watching/list.html", context)

    return view


def _lines(shelf: Shelf, name: str, rows: list[Any], actor: Actor) -> list[dict[str, Any]]:
    met = listing.hits(rows) if name == "watches" else {}
    return [
        {
            "number": row.number, "address": reverse(shelf.one, args=[row.number]), "title": _title(shelf, row, actor),
            "state": shelf.state(row)[0], "tone": shelf.state(row)[1],
            "cells": list(zip(shelf.heads(), _cells(row, met), strict=True)),
            "restricted": getattr(row, "restricted", 0),
        }
        for row in rows
    ]  # fmt: skip


def _title(shelf: Shelf, row: Any, actor: Actor) -> str:
    """What a row is called in a list: of a restricted note that is another's nothing but that."""
    hidden = isinstance(row, IntelligenceNote) and row.restricted and not rights.of_own(row, actor)
    return _("Restricted") if hidden else shelf.named(row)


def _cells(row: Any, met: dict[str, int]) -> list[str]:
    told = words.cells(row)
    if hasattr(row, "told_from"):
        told.append(str(met[row.number]) if row.number in met else words.NOTHING)
    return told


def export(name: str) -> Callable[[HttpRequest], StreamingHttpResponse]:
    """A list as CSV, in the same order."""

    @require_safe
    def view(request: HttpRequest) -> StreamingHttpResponse:
        shelf, actor = SHELVES[name], actor_of(request)
        filters = FilterForm(request.GET, shelf.states.items(), shelf.kinds.items()).filters()
        found = list(listing.export(shelf.listing, filters, actor))
        met = listing.hits(found) if name == "watches" else {}
        rows = ([row.number, _title(shelf, row, actor), say(shelf.state(row)[0]), *_cells(row, met)] for row in found)
        return csv_file(f"control-{name}", [_("Number"), _("Title"), _("State"), *shelf.heads()], rows)

    return view


@require_safe
def held(request: HttpRequest, number: str) -> HttpResponse:
    """What stands in a register."""
    return shown(request, "registers", listing.find(listing.REGISTER, number, actor_of(request)))


@require_safe
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """A plan with its results."""
    return shown(request, "plans", listing.find(listing.PLANS, number, actor_of(request)))


@require_safe
def watch(request: HttpRequest, number: str) -> HttpResponse:
    """An entry of the watch list with what met it."""
    found = listing.find(listing.WATCHES, number, actor_of(request))
    met, gate = watches.met(START + number, most=MOST), listing.crossed(found)[:MOST]
    return shown(request, "watches", found, met=met, hits=listing.hits([found]).get(number), gate=gate)


def shown(request: HttpRequest, name: str, found: Any, **more: Any) -> HttpResponse:
    """The page of one thing."""
    shelf, actor = SHELVES[name], actor_of(request)
    steps = listing.steps(shelf.listing, found.pk)
    who = named.persons_named([each.actor for each in steps])
    state, tone = shelf.state(found)
    context = {
        "name": name, "list": shelf.title(), "back": reverse(f"control:{name}"), "found": found, "state": state,
        "tone": tone, "title": shelf.named(found), "facts": shelf.facts(found), "acts": acting.possible(found, actor),
        "steps": [{"it": each, "words": STEPS[each.verb], "who": who.get(each.actor, each.actor)} for each in steps],
        "texts": acting.texts(found), **more,
    }  # fmt: skip
    return render(request, "control/watching/one.html", context)


@require_safe
def proof(request: HttpRequest, name: str, number: str, leaf: int) -> JsonResponse:
    """The leaf of a step and the proof that it stands in the log."""
    if name not in SHELVES:
        raise Http404
    shelf = SHELVES[name]
    found = listing.find(shelf.listing, number, actor_of(request))
    if leaf not in {each.leaf for each in listing.steps(shelf.listing, found.pk)}:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})
