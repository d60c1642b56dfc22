"""Installations: which there are and how they stand; one with its lists and batches; registering, ending, a file."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.crossings.domain.gates import CODES, GATES, limit
from motcua.crossings.domain.offline.errors import UnknownInstallation
from motcua.crossings.domain.offline.framing import LARGEST, fingerprint
from motcua.crossings.domain.offline.judging import OUTCOMES
from motcua.crossings.models import Installation
from motcua.crossings.queries import offline as queries
from motcua.crossings.services import offline
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock, signing
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DAY = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}
TONES = {"merged": "good", "noted": "", "disputed": "bad", "waiting": "warn"}


class InstallationForm(forms.Form):
    """An installation to be registered."""

    name = forms.CharField(
        label=gettext_lazy("Name of the device"), max_length=100,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    gate = forms.ChoiceField(label=pgettext_lazy("border", "Gate"))
    public = forms.RegexField(
        r"^[0-9a-f]{64}$", label=gettext_lazy("Public key (Ed25519)"),
        help_text=gettext_lazy("64 hexadecimal digits, as “motcua gate keys” prints them at the gate"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    since = forms.DateField(label=gettext_lazy("First day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    until = forms.DateField(label=gettext_lazy("Last day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="g-%s")
        field = self.fields["gate"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, say(gate.words)) for code, gate in GATES.items()]


class NoteForm(forms.Form):
    """Why."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"})
    )


class FileForm(forms.Form):
    """A batch that somebody brings."""

    file = forms.FileField(label=gettext_lazy("File of records"))


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """All installations that one may see; an administrator registers another."""
    actor, now = actor_of(request), clock.now()
    admin = actor.holds("admin")
    form = InstallationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = offline.register(offline.NewInstallation(**form.cleaned_data), by=actor, at=now)
        except Refusal as refusal:
            form.add_error("public", refusal.in_language(language()))
        else:
            return redirect("gates:one", made)
    found = list(queries.visible_to(actor))
    disputes = queries.open_disputes([each.leaf for each in found])
    rows = [{**shown(each, now), "disputed": disputes.get(each.leaf, 0)} for each in found]
    context = {"rows": rows, "form": form, "admin": admin, "officer": actor.holds("officer")}
    return render(request, "gates/list.html", context, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, installation: int) -> HttpResponse:
    """An installation: its key, lists, batches, what is missing, what waits."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(installation, actor)
    return render(request, "gates/one.html", _context(found, actor, now))


def _context(found: Installation, actor: Actor, now: datetime) -> dict[str, Any]:
    batches = queries.batches_of(found.leaf)
    return {
        **shown(found, now), "lists": queries.lists_of(found.leaf), "batches": batches, "now": now,
        "waiting": len(queries.waiting(found.leaf)), "missing": queries.missing(found.leaf),
        "next": queries.next_number(found.leaf), "admin": actor.holds("admin"),
        "disputed": queries.open_disputes([found.leaf]).get(found.leaf, 0), "form": FileForm(),
        "heads": actor.holds("head", found.office), "note": NoteForm(),
        "brings": actor.holds("officer", found.office) or actor.holds("head", found.office) or actor.holds("admin"),
        "house": signing.answering_key().hex(), "house_print": fingerprint(signing.answering_key()),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, installation: int) -> HttpResponse:
    """End an installation."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(installation, actor)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            offline.end(installation, note=form.cleaned_data["note"], by=actor, at=now)
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("gates:one", installation)
    context = {**shown(found, now), "form": form}
    return render(request, "gates/end.html", context, status=400 if form.errors else 200)


@require_POST
def issue(request: HttpRequest, installation: int) -> HttpResponse:
    """Issue a list as a file for a USB stick."""
    actor = actor_of(request)
    queries.find(installation, actor)
    try:
        content = offline.issue(
            installation, demonstration=clock.is_demonstration(), by=actor, at=clock.now()
        )  # fmt: skip
    except UnknownInstallation as refusal:
        messages.error(request, refusal.in_language(language()))
        return redirect("gates:one", installation)
    answer = HttpResponse(content, content_type="application/octet-stream")
    name = f"gate-{installation}-{queries.last_list(installation)}.list"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def bring(request: HttpRequest, installation: int) -> HttpResponse:
    """Merge a file that somebody of the branch brings. It may be brought any number of times."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(installation, actor)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = offline.merge(form.cleaned_data["file"].read(LARGEST + 1), by=actor, at=now)
        except Refusal as refusal:
            form.add_error("file", refusal.in_language(language()))
        else:
            messages.success(request, _told(made))
            return redirect("gates:batch", made.leaf) if made.leaf else redirect("gates:one", installation)
    return render(request, "gates/one.html", {**_context(found, actor, now), "form": form}, status=400)


def _told(made: offline.Merged) -> str:
    if not made.leaf:
        return _("All %(count)s records had come before; nothing changed.") % {"count": made.repeated}
    words = {"merged": made.merged, "noted": made.noted, "disputed": made.disputed, "waiting": made.waiting}
    return _("%(merged)s merged, %(noted)s refusals noted, %(disputed)s disputed, %(waiting)s wait.") % words


@require_POST
def give_up(request: HttpRequest, installation: int) -> HttpResponse:
    """Declare what is missing lost."""
    actor = actor_of(request)
    queries.find(installation, actor)
    try:
        made = offline.give_up(installation, note=request.POST.get("note", ""), by=actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.in_language(language()))
    else:
        messages.success(request, _told(made))
    return redirect("gates:one", installation)


@require_safe
def batch(request: HttpRequest, leaf: int) -> HttpResponse:
    """A batch: what it brought and what became of it."""
    actor = actor_of(request)
    found = queries.batch(leaf, actor)
    rows = queries.records_of(found)
    outcomes = queries.outcomes_of(found.installation, [row.number for row in rows])
    names = people.names([row.officer for row in rows])
    lines = [_line(row, outcomes.get(row.number), names) for row in rows]
    counted = [(say(words), sum(each["outcome"] == name for each in lines)) for name, words in OUTCOMES.items()]
    counts = [each for each in counted if each[1]]
    context = {"batch": found, "rows": lines, "counts": counts, "gate": queries.find(found.installation, actor)}
    return render(request, "gates/batch.html", context)


def _line(row: Any, outcome: Any, names: dict[int, str]) -> dict[str, Any]:
    came = outcome.outcome if outcome else "waiting"
    why = (outcome.vi if language() == "vi" else outcome.en) if outcome else ""
    return {
        "row": row, "record": queries.plain(row), "outcome": came, "words": OUTCOMES[came], "tone": TONES[came],
        "officer": names.get(row.officer, str(row.officer)), "why": why,
        "way": CODES["direction"][queries.plain(row).passage.direction],
    }  # fmt: skip


def shown(found: Installation, now: datetime) -> dict[str, Any]:
    """An installation as pages show it."""
    live, ended = queries.in_force(found, now), hasattr(found, "ended")
    state = (
        _("Ended") if ended else _("In force") if live else _("Not yet") if found.since > law_day(now) else _("Past")
    )
    last = next(iter(queries.lists_of(found.leaf, 1)), None)
    batch = next(iter(queries.batches_of(found.leaf, 1)), None)
    contacts = [each.made_at for each in (last,) if each and each.fetched] + ([batch.at] if batch else [])
    tolerance = timedelta(minutes=limit("gate clock", law_day(now))) // timedelta(milliseconds=1)
    return {
        "gate": found, "where": GATES[found.gate].words, "print": fingerprint(bytes(found.public)),
        "public": bytes(found.public).hex(), "state": state, "tone": "good" if live else "", "live": live,
        "ended": found.ended if ended else None, "last": last, "contact": max(contacts, default=None),
        "expired": last is not None and last.expires_at < now, "astray": last and abs(last.clock_ms) > tolerance,
    }  # fmt: skip
