"""The register of customs agents, as customs keeps it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of, whole
from motcua.design.domain.times import day as written_day
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.parties.queries import mandates as reads
from motcua.parties.services import mandates as services
from motcua.parties.web.mandates import day_field
from motcua.people.services.proofs import proved


class AgentForm(forms.Form):
    """A party that is recognised as an agent."""

    tax_code = forms.RegexField(
        r"^\d{10}(\d{3})?$", label=gettext_lazy("Tax code"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the tax code with its 10 or 13 digits.")},
    )  # fmt: skip
    since = day_field(pgettext_lazy("day", "From"))
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=100, help_text=gettext_lazy("Its number and day"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip


@never_cache
@proved
@require_http_methods(["GET", "HEAD", "POST"])
def agents(request: HttpRequest) -> HttpResponse:
    """The agents; recognise one, or end a recognition."""
    by, today = actor_of(request), law_day(clock.now())
    writing = request.method == "POST" and "end" not in request.POST
    form = AgentForm(request.POST if writing else None, initial={"since": written_day(today, "vi")})
    refused = ""
    if request.method == "POST" and (not writing or form.is_valid()):
        try:
            _write(request, form, by, writing=writing)
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            messages.success(request, _("Written down."))
            return redirect("staffrights:agents")
    found = reads.agents()
    called = reads.names([each.tax_code for each in found])
    rows = [
        {"agent": each, "name": called.get(each.tax_code, ""), "now": each.holds_on(today), "open": each.until is None}
        for each in found
    ]
    context = {"rows": rows, "form": form, "refusal": refused}
    return render(request, "parties/agents.html", context, status=400 if refused or form.errors else 200)


def _write(request: HttpRequest, form: AgentForm, by: Any, *, writing: bool) -> None:
    at = clock.now()
    if writing:
        held = form.cleaned_data
        services.recognise(held["tax_code"], since=held["since"], decision=held["decision"], by=by, at=at)
        return
    agent = whole(request.POST.get("end", ""), 0)
    services.end_agent(agent, until=law_day(at), reason=request.POST.get("reason", ""), by=by, at=at)
