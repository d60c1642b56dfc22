"""Certificates: an administrator makes this window's own, registers a partner's after a telephone call, ends one."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.gateways.asw import services
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.models import Certificate
from motcua.gateways.asw.queries import certificates
from motcua.ground.services import clock
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import Refusal

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DAY = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}


class AddForm(forms.Form):
    """A partner's certificate and where it listens."""

    content = forms.CharField(
        label=gettext_lazy("Certificate of the partner (PEM)"), max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "w-full", "spellcheck": "false"}),
    )  # fmt: skip
    address = forms.CharField(
        max_length=200, label=gettext_lazy("Where it listens"), help_text="https://asw.example.th:8443",
        widget=forms.TextInput(attrs={"class": "w-full", "inputmode": "url"}),
    )  # fmt: skip
    heard = forms.CharField(
        max_length=120, label=gettext_lazy("Fingerprint as heard on the telephone"),
        help_text=gettext_lazy("All of it, or at least its last 16 digits, read out by the partner from its own page"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class MakeForm(forms.Form):
    """The days of a new certificate of this window."""

    name = forms.CharField(
        max_length=60, label=gettext_lazy("Name of the authority"), widget=forms.TextInput(attrs={"class": "w-full"})
    )
    since = forms.DateField(label=gettext_lazy("First day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    until = forms.DateField(label=gettext_lazy("Last day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))


class EndForm(forms.Form):
    """Why a certificate ends."""

    note = forms.CharField(
        label=pgettext_lazy("of an ending", "Reason"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """All certificates; forms for a partner's and for a new one of our own."""
    made = request.POST.get("what") == "make"
    adding = AddForm(request.POST if request.method == "POST" and not made else None)
    making = MakeForm(request.POST if request.method == "POST" and made else None)
    form = making if made else adding
    if form.is_bound and form.is_valid():
        try:
            _make(request, form.cleaned_data) if made else _add(request, form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name" if made else "content", refusal.in_language(language()))
        else:
            return redirect("asw:keys")
    rows = [_shown(row) for row in certificates.all_of_them()]
    context = {"form": form, "adding": adding, "making": making, "rows": rows}
    return render(request, "asw/keys.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether a certificate is to end; end it."""
    held = certificates.one(key)
    if held is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end(key, note=form.cleaned_data["note"], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("asw:keys")
    context = {"form": form, "row": _shown(held)}
    return render(request, "asw/key_end.html", context, status=400 if form.errors else 200)


def _add(request: HttpRequest, told: dict[str, Any]) -> None:
    services.add(
        told["content"].encode(), address=told["address"].strip(), heard=told["heard"], by=actor_of(request),
        at=clock.now(),
    )  # fmt: skip


def _make(request: HttpRequest, told: dict[str, Any]) -> None:
    last = law_moment(told["until"] + timedelta(days=1)) - timedelta(seconds=1)
    services.make(
        name=told["name"], since=law_moment(told["since"]), until=last, by=actor_of(request), at=clock.now()
    )  # fmt: skip


def _shown(row: Certificate) -> dict[str, Any]:
    at = clock.now()
    live, ended = certificates.in_force(row, at), certificates.ended(row)
    state = _("Ended") if ended else _("In force") if live else _("Not yet") if row.since > at else _("Expired")
    return {
        "row": row, "print": x509.spoken(row.fingerprint), "state": state, "tone": "good" if live else "",
        "live": not ended, "ended": row.ended if ended else None,
    }  # fmt: skip
