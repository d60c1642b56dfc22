"""Programs: give one a token whose secret is shown once, see which there are, take one back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.domain.times import day as written_day
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries, services
from motcua.people.domain import SCOPES, Grant
from motcua.people.domain.tokens import HOUSE, LONGEST_DAYS
from motcua.people.models import Token
from motcua.people.services.proofs import proved

USUAL = timedelta(days=365)


class TokenForm(forms.Form):
    """What a new token is to be good for."""

    name = forms.CharField(
        label=gettext_lazy("Name of the program"), max_length=60,
        help_text=gettext_lazy("So that you know it again, for example: accounting software, warehouse 2"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    party = forms.RegexField(
        r"^\d{10}(\d{3})?$", label=gettext_lazy("Tax code of the enterprise"), required=False,
        help_text=gettext_lazy("Leave it empty for a program of the department that loads tariff tables."),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the tax code with its 10 or 13 digits.")},
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that the program may do.")},
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Last day"), input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        help_text=gettext_lazy("Two years ahead at the most, by the real calendar"),
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, by: Actor, today: date) -> None:
        super().__init__(data, initial={"until": written_day(today + USUAL, "vi")})
        self.today = today
        scopes = self.fields["scopes"]
        assert isinstance(scopes, forms.MultipleChoiceField)
        may = SCOPES if by.holds("admin") else SCOPES.keys() - HOUSE
        scopes.choices = [(name, say(words)) for name, words in SCOPES.items() if name in may]
        if by.parties:
            choices = [(party, party) for party in sorted(by.parties)]
            self.fields["party"] = forms.ChoiceField(label=self.fields["party"].label, choices=choices)

    def clean_until(self) -> date:
        """Within the term for which tokens are given."""
        until: date = self.cleaned_data["until"]
        if not 0 <= (until - self.today).days <= LONGEST_DAYS:
            raise forms.ValidationError(_("Choose a day from today to two years ahead."))
        return until

    def clean(self) -> dict[str, Any]:
        """Whoever acts for an enterprise names it."""
        held = super().clean() or self.cleaned_data
        if not held.get("party") and "party" not in self.errors and not set(held.get("scopes", ())) <= HOUSE:
            self.add_error("party", _("Enter the tax code with its 10 or 13 digits."))
        return held

    def grant(self) -> Grant:
        """What was asked for."""
        held = self.cleaned_data
        return Grant(held["name"].strip(), held["party"], frozenset(held["scopes"]), self.today, held["until"])


def real_day() -> date:
    """Today by the real clock, which tokens go by."""
    return law_day(datetime.now(UTC))


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def programs(request: HttpRequest) -> HttpResponse:
    """The list of tokens and the form for a new one; after giving, the secret, this once."""
    by = actor_of(request)
    form = TokenForm(request.POST if request.method == "POST" else None, by=by, today=real_day())
    if request.method == "POST" and form.is_valid():
        try:
            _leaf, secret = services.give_token(form.grant(), by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("name", refusal.in_language(language()))
        else:
            return _page(request, by, TokenForm(None, by=by, today=real_day()), secret=secret, given=form.grant())
    return _page(request, by, form, status=400 if form.errors else 200)


def _page(request: HttpRequest, by: Actor, form: TokenForm, status: int = 200, **more: Any) -> HttpResponse:
    today = real_day()
    rows = [_row(token, today) for token in queries.tokens_visible_to(by)[:200]]
    answer = render(request, "people/programs.html", {"form": form, "rows": rows, **more}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _row(token: Token, today: date) -> dict[str, Any]:
    grant = token.to_domain()
    revoked = hasattr(token, "revoked")
    state = ("", _("Revoked")) if revoked else ("good", _("In force")) if grant.holds_on(today) else ("", _("Expired"))
    return {
        "token": token, "scopes": [SCOPES[name] for name in sorted(grant.scopes) if name in SCOPES],
        "tone": state[0], "state": state[1], "live": not revoked and grant.holds_on(today),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Ask whether the token is to be taken back; take it."""
    by = actor_of(request)
    held = queries.tokens_visible_to(by).filter(pk=token).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        services.revoke_token(token=token, by=by, at=clock.now())
        return redirect("people:programs")
    return render(request, "people/revoke.html", {"row": _row(held, real_day())})
