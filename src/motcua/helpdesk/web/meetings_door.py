"""At the door: the list of guests, a search by name or code, and the page that a scanned code opens on a phone."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.life import GUEST_WORDS, Guest, State
from motcua.helpdesk.queries.meetings import conferences
from motcua.helpdesk.services import meetings
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.forms import narrowed
from motcua.helpdesk.web.meetings_forms import ComeForm, GuestFilterForm
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def guests(request: HttpRequest, number: str) -> HttpResponse:
    """The guests of a conference; a POST lets in who stands at the door, by code or tax code."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    runs = meetings.runs(actor, found.office)
    form = ComeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip()
        guest = conferences.guest_by_code(found.pk, code)
        arrived = meetings.Arrived(guest.party if guest else code, form.cleaned_data["people"], "list")
        try:
            meetings.admit(number, [arrived], by=actor, at=clock.now())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            return redirect("helpdesk:conference_guests", number)
    asked = GuestFilterForm(request.GET)
    told = narrowed(asked)
    rows = conferences.guests(found.pk, text=told.get("text", ""), state=told.get("state", ""))
    context = {
        **words.head(found), "form": form, "asked": asked, "text": told.get("text", ""),
        "counts": conferences.counts(found.pk), "taken": conferences.places_taken(found.pk),
        "door": runs and found.state in (State.HELD, State.MINUTES), "states": GUEST_WORDS,
        "rows": [
            {"it": row, "state": GUEST_WORDS[Guest(row.state)], "tone": words.GUEST_TONES[Guest(row.state)],
             "came": row.state == Guest.CAME}
            for row in rows
        ],
    }  # fmt: skip
    return render(request, "helpdesk/meetings/guests.html", context, status=400 if form.errors else 200)


@require_safe
def guests_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """The list of guests as CSV."""
    found = conferences.find(number, actor_of(request))
    heads = [
        _("Tax code"), _("Enterprise"), _("State"), _("People announced"), _("People who came"), _("Came at"),
        _("Code of entry"),
    ]  # fmt: skip
    rows = (
        [
            row.party, row.party_name, say(GUEST_WORDS[Guest(row.state)]), row.people, row.came,
            row.came_at.isoformat(timespec="minutes") if row.came_at else "", row.code,
        ]
        for row in conferences.guests(found.pk)
    )  # fmt: skip
    return csv_file(f"guests-{number}", heads, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """What a guest's QR opens on the phone at the door: who it is, and one button a number of people."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    guest = conferences.guest_by_code(found.pk, code)
    if guest is None:
        raise NotFound(what=code[:12])
    refused = ""
    if request.method == "POST":
        people = request.POST.get("people", "")
        count = int(people) if people.isascii() and people.isdecimal() and len(people) <= 4 else 0
        try:
            meetings.admit(number, [meetings.Arrived(guest.party, count, "code")], by=actor, at=clock.now())
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            return redirect("helpdesk:conference_entry", number, code)
    state = Guest(guest.state)
    context = {
        **words.head(found), "guest": guest, "standing": GUEST_WORDS[state], "standing_tone": words.GUEST_TONES[state],
        "came": state is Guest.CAME, "door": found.state in (State.HELD, State.MINUTES), "refused": refused,
        "numbers": words.people_allowed(),
    }  # fmt: skip
    return render(request, "helpdesk/meetings/entry.html", context, status=400 if refused else 200)
