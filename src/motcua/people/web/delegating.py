"""Delegation during an absence: who stands in for whom, in which post, from when until when."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain.times import day as written_day
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people.domain import LONGEST, Delegation, role_words
from motcua.people.models import Delegation as Row
from motcua.people.queries import staff as reads
from motcua.people.services import delegations as services
from motcua.people.web import entering
from motcua.people.web.staff import choose, day_field


class DelegationForm(forms.Form):
    """Who is absent from which post, and who stands in."""

    post = forms.TypedChoiceField(label=gettext_lazy("Who is absent, in which post"), coerce=int)
    delegate = forms.TypedChoiceField(
        label=gettext_lazy("Who stands in"), coerce=int,
        help_text=gettext_lazy("They act under both names, and never on what either of them lodged"),
    )  # fmt: skip
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(gettext_lazy("Last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Leave, a mission, a course"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any, by: Actor, today: date) -> None:
        super().__init__(data, initial={"since": written_day(today, "vi")})
        held = reads.delegable(by, today)
        choose(
            self, "post", [(row.pk, f"{row.account.name} · {say(role_words(row.role))} {row.office}") for row in held]
        )
        choose(self, "delegate", [(account.pk, account.name) for account in reads.delegates(by, today)])

    def delegation(self) -> Delegation:
        """What was asked for; whose post it is, is looked up."""
        held = self.cleaned_data
        return Delegation(held["post"], 0, held["delegate"], held["since"], held["until"], held["reason"])


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Delegations, in force and past."""
    by, today = actor_of(request), law_day(clock.now())
    rows = [_row(row, by, today) for row in reads.delegations(by, today)]
    return render(request, "people/delegations.html", {"rows": rows, "may": bool(reads.delegable(by, today))})


def _row(row: Row, by: Actor, today: date) -> dict[str, Any]:
    held = row.to_domain()
    if held.last < held.since:
        tone, state = "", _("Ended before it began")
    elif held.holds_on(today):
        tone, state = "good", _("In force")
    else:
        tone, state = ("info", _("To come")) if today < held.since else ("", _("Over"))
    mine = by.account in (held.absent, held.delegate) and not by.behalf
    heads = row.held.role == "officer" and by.holds("head", row.held.office) and bool(row.held.office)
    return {
        "row": row, "role": role_words(row.held.role), "last": held.last, "tone": tone, "state": state,
        "endable": held.last >= today and (mine or by.holds("admin") or heads), "mine": by.account == held.delegate,
    }  # fmt: skip


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest) -> HttpResponse:
    """Let somebody stand in."""
    by, today = actor_of(request), law_day(clock.now())
    form = DelegationForm(request.POST if request.method == "POST" else None, by, today)
    if request.method == "POST" and form.is_valid():
        try:
            services.delegate(form.delegation(), by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("delegate", refusal.in_language(language()))
        else:
            messages.success(request, _("Delegated. Both are told."))
            return redirect("staff:delegations")
    context = {"form": form, "longest": LONGEST}
    return render(request, "people/delegate.html", context, status=400 if form.errors else 200)


@require_POST
def delegation_end(request: HttpRequest, delegation: int) -> HttpResponse:
    """The absent one is back."""
    services.end_delegation(delegation, by=actor_of(request), at=clock.now())
    messages.success(request, _("The delegation has ended."))
    return redirect("staff:delegations")
