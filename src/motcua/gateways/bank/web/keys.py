"""Keys of banks: an administrator registers one with its days, and takes one back."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.gateways.bank import queries, services
from motcua.gateways.bank.models import Key
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DAY = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}


class KeyForm(forms.Form):
    """A key to be registered."""

    bank = forms.RegexField(
        r"^[A-Z0-9]{2,11}$", label=gettext_lazy("Code of the bank"),
        help_text=gettext_lazy("2 to 11 capitals or digits, as in its notices"),
        widget=forms.TextInput(attrs={"class": "w-8", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(
        max_length=100, label=gettext_lazy("Name of the bank"), widget=forms.TextInput(attrs={"class": "w-full"})
    )
    public = forms.RegexField(
        r"^[0-9a-f]{64}$", label=gettext_lazy("Public key (Ed25519)"), help_text=gettext_lazy("64 hexadecimal digits"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    since = forms.DateField(label=gettext_lazy("First day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    until = forms.DateField(label=gettext_lazy("Last day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    page = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("Page for payers"),
        help_text=gettext_lazy("Where “pay” leads traders to; leave empty if there is none"),
        widget=forms.TextInput(attrs={"class": "w-full", "inputmode": "url"}),
    )  # fmt: skip

    def new(self) -> services.NewKey:
        """What was typed."""
        return services.NewKey(**self.cleaned_data)


class EndForm(forms.Form):
    """Why a key ends."""

    note = forms.CharField(
        label=pgettext_lazy("of an ending", "Reason"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """All keys and the form for a new one."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_key(form.new(), by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("public", refusal.in_language(language()))
        else:
            return redirect("bank:keys")
    context = {"form": form, "rows": [_shown(key) for key in queries.registered()]}
    return render(request, "bank/keys.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether a key is to end; end it."""
    held = next((each for each in queries.registered() if each.leaf == key), None)
    if held is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_key(key, note=form.cleaned_data["note"], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("bank:keys")
    context = {"form": form, "row": _shown(held)}
    return render(request, "bank/key_end.html", context, status=400 if form.errors else 200)


def _shown(key: Key) -> dict[str, Any]:
    today = law_day(clock.now())
    live = queries.valid(key, today)
    ended = hasattr(key, "ended")
    state = _("Ended") if ended else _("In force") if live else _("Not yet") if key.since > today else _("Expired")
    return {
        "key": key, "print": bytes(key.public).hex(), "state": state, "tone": "good" if live else "",
        "live": not ended, "ended": key.ended if ended else None,
    }  # fmt: skip
