"""Pages of conferences: the list, one conference for who runs it, for a guest and for everybody, promised answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.clocks import late
from motcua.helpdesk.domain.meetings.data import limit
from motcua.helpdesk.domain.meetings.life import (
    GUEST_WORDS,
    LEVEL_WORDS,
    MOVES,
    RAISED_WORDS,
    STATE_WORDS,
    STEPS,
    Guest,
    Level,
    Raised,
    State,
)
from motcua.helpdesk.models import Conference
from motcua.helpdesk.models import Guest as GuestRow
from motcua.helpdesk.models import Raised as RaisedRow
from motcua.helpdesk.queries.meetings import choosing, conferences
from motcua.helpdesk.services import meetings
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.meetings_forms import FilterForm
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The conferences that the asker may see."""
    actor = actor_of(request)
    form = FilterForm(request.GET)
    filters = form.filters()
    rows, place = conferences.conferences(filters, actor, number=page_asked(request))
    own = {guest.conference_id: guest for guest, _held in conferences.invitations(actor)}
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor),
        "plans": bool(words.offices_of(actor)), "promises": bool(actor.own) or is_staff(actor),
        "rows": [
            {**words.head(row), "level": LEVEL_WORDS[Level(row.level)], "mine": _standing(own.get(row.pk))}
            for row in rows
        ],
    }  # fmt: skip
    return render(request, "helpdesk/meetings/list.html", context)


def _standing(guest: Any) -> dict[str, Any] | None:
    if guest is None:
        return None
    state = Guest(guest.state)
    return {"row": guest, "words": GUEST_WORDS[state], "tone": words.GUEST_TONES[state]}


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    heads = [
        _("Conference"), _("Level"), _("Office"), _("Title"), _("Begins"), _("Venue"), _("State"), _("Seats"),
    ]  # fmt: skip
    rows = (
        [
            row.number, say(LEVEL_WORDS[Level(row.level)]), words.office_name(row.office), row.title,
            row.begins_at.isoformat(timespec="minutes"), row.place, say(STATE_WORDS[State(row.state)]), row.seats,
        ]
        for row in conferences.export(FilterForm(request.GET).filters(), actor_of(request))
    )  # fmt: skip
    return csv_file("conferences", heads, rows)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A conference: for who runs it with what can be done; for a guest with its seats; for others its results."""
    actor, now = actor_of(request), clock.now()
    found = conferences.find(number, actor)
    staff, runs = is_staff(actor), meetings.runs(actor, found.office)
    names = choosing.names_of(words.speaks_for(actor))
    guests = [g for g in (conferences.guest(found.pk, party) for party in sorted(actor.own)) if g is not None]
    registers = found.state == State.INVITED and now < found.begins_at and bool(names)
    context = {
        **words.head(found), "facts": words.facts(found), "staff": staff, "runs": runs, "now": now,
        "acts": list(possible(found)) if runs else [],
        "counts": conferences.counts(found.pk) if staff else None, "taken": conferences.places_taken(found.pk),
        "guests": [{**(_standing(guest) or {}), "qr": _entry(request, found, guest)} for guest in guests],
        "registers": registers and (bool(guests) or bool(found.open_to_all)),
        "asks": asks(found, actor, now), "steps": list(reversed(conferences.steps(found.pk))) if staff else [],
        "named": STEPS, "questions": shown(conferences.questions(found.pk, actor), actor, now),
        "limit": limit("promised answer", law_day(found.begins_at)), "paper": paper_of(found, actor),
        "open": found.state == State.HELD,
    }  # fmt: skip
    return render(request, "helpdesk/meetings/one.html", context)


def possible(found: Conference) -> list[dict[str, str]]:
    """What can be done with a conference in its state, by who runs it."""
    now = verbs(MOVES, State(found.state))
    named = {
        "hold": _("Open the conference"), "invite": _("Invite enterprises"), "change": _("Change the plan"),
        "minutes": _("Write the minutes"), "publish": _("Publish the results"), "cancel": _("Cancel the conference"),
    }  # fmt: skip
    if found.state == State.PUBLISHED:
        named["publish"] = _("Publish the results again")
    return [
        {"label": label, "address": reverse(f"helpdesk:conference_{verb}", args=[found.number])}
        for verb, label in named.items()
        if verb in now
    ]


def asks(found: Conference, actor: Actor, now: Any) -> bool:
    """Whether this person may put a question to the conference now."""
    if meetings.runs(actor, found.office):
        return found.state in (State.PLANNED, State.INVITED, State.HELD)
    return found.state in (State.PLANNED, State.INVITED) and now <= found.ask_until and bool(words.speaks_for(actor))


def paper_of(found: Conference, actor: Actor) -> bool:
    """Whether the minutes may be read: by the department, and by those who came once they are published."""
    written = found.state in (State.MINUTES, State.PUBLISHED)
    if is_staff(actor):
        return written
    guests = [conferences.guest(found.pk, party) for party in actor.own]
    return found.state == State.PUBLISHED and any(each and each.state == Guest.CAME for each in guests)


def shown(raised: list[RaisedRow], actor: Actor, now: Any) -> list[dict[str, Any]]:
    """Questions as a page shows them; names of other enterprises only to the department."""
    staff = is_staff(actor)
    return [
        {
            "it": each, "state": RAISED_WORDS[Raised(each.state)], "tone": words.RAISED_TONES[Raised(each.state)],
            "domain": words.domain_name(each.domain), "late": each.state == Raised.PROMISED and late(each.due_at, now),
            "who": each.party_name if staff or each.party in actor.own else "",
        }
        for each in raised
    ]  # fmt: skip


def _entry(request: HttpRequest, found: Conference, guest: GuestRow) -> str:
    """The QR that a guest who registered shows at the door."""
    if found.state not in (State.INVITED, State.HELD) or guest.state not in (Guest.REGISTERED, Guest.WAITING):
        return ""
    address = reverse("helpdesk:conference_entry", args=[found.number, guest.code])
    return mark_safe(printing.qr(request.build_absolute_uri(address)))  # noqa: S308 - our own SVG


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """Promised answers that have not come, the most urgent first."""
    actor, now = actor_of(request), clock.now()
    only_late = request.GET.get("late") == "1"
    found = conferences.promised(actor, late_at=now if only_late else None)
    rows = [
        {**row, "conference": conference, "office": words.office_name(conference.office)}
        for row, (_each, conference) in zip(shown([each for each, _held in found], actor, now), found, strict=True)
    ]
    return render(request, "helpdesk/meetings/promised.html", {"rows": rows, "now": now, "only_late": only_late})


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> JsonResponse:
    """The leaf of a step and the proof that it stands in the log."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    return proven(leaf, conferences.leaves(found, actor) if is_staff(actor) or actor.own else set())


def proven(leaf: int, known: set[int]) -> JsonResponse:
    """A leaf among those that may be shown, with its place in the log."""
    if leaf not in known:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})
