"""Users of an enterprise: who may do what, invited and ended by its managers; and how somebody invited joins."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.people import queries
from motcua.people.domain import ACTS
from motcua.people.models import Held
from motcua.people.queries import enterprise as reads
from motcua.people.services import enterprise as services
from motcua.people.web import entering

PRESETS = {
    "see": frozenset({"see"}), "prepare": frozenset({"see", "prepare"}),
    "lodge": frozenset({"see", "prepare", "lodge", "amend"}), "pay": frozenset({"see", "pay"}),
}  # fmt: skip


class TasksForm(forms.Form):
    """What a user may do."""

    may = forms.MultipleChoiceField(
        label=gettext_lazy("What this user may do"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that the user may do.")},
    )  # fmt: skip

    def __init__(self, data: Any, may: Any = ()) -> None:
        super().__init__(data, initial={"may": sorted(may)})
        field = self.fields["may"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(act, say(words)) for act, words in ACTS.items()]

    def acts(self) -> frozenset[str]:
        """What was chosen."""
        return frozenset(self.cleaned_data["may"])


class InviteForm(TasksForm):
    """Whom to invite, for which enterprise."""

    name = forms.CharField(
        label=gettext_lazy("Name of the person"), max_length=150,
        help_text=gettext_lazy("So that you know later whom the link was for"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    party = forms.ChoiceField(label=gettext_lazy("Enterprise"))
    field_order = ("name", "party", "may")

    def __init__(self, data: Any, by: Actor) -> None:
        super().__init__(data, ("see", "prepare"))
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(party, party) for party in managed(by)]


class JoinForm(forms.Form):
    """The account of somebody invited."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=150,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "name"}),
    )  # fmt: skip
    username = forms.RegexField(
        r"^[\w.@+-]+\Z", label=gettext_lazy("Account name"), max_length=150,
        help_text=gettext_lazy("Letters, digits and the signs . _ - @ +"),
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"invalid": gettext_lazy("Use letters, digits and the signs . _ - @ + alone.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), required=False,
        widget=forms.EmailInput(attrs={"class": "w-full", "autocomplete": "email"}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, help_text=gettext_lazy("Twelve characters or more"),
        widget=forms.PasswordInput(attrs={"class": "w-12", "autocomplete": "new-password"}),
    )  # fmt: skip


def managed(by: Actor) -> list[str]:
    """The enterprises whose users this actor manages."""
    return sorted(party for party in by.own if by.may(party, "manage"))


@never_cache
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """The users of one's enterprises and the invitations that wait; managers can change them."""
    return _page(request, InviteForm(None, actor_of(request)))


def _page(request: HttpRequest, form: InviteForm, **more: Any) -> HttpResponse:
    by, now = actor_of(request), clock.now()
    manages = managed(by)
    rows = [_row(held, manages) for held in reads.users_of(sorted(by.own), law_day(now))]
    context = {
        "rows": rows, "manages": manages, "form": form, "own": sorted(by.own),
        "waiting": reads.waiting(manages, entering.real()), "show_party": len(by.own) > 1, **more,
    }  # fmt: skip
    return render(request, "people/users.html", context, status=400 if form.errors else 200)


def _row(held: Held, manages: list[str]) -> dict[str, Any]:
    may = held.to_domain(getattr(held, "ended", None)).may
    return {
        "held": held, "may": [words for act, words in ACTS.items() if act in may], "all": may == frozenset(ACTS),
        "changeable": held.party in manages,
    }  # fmt: skip


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown this once."""
    by = actor_of(request)
    _need_manager(by)
    form = InviteForm(request.POST if request.method == "POST" else None, by)
    if request.method == "POST" and form.is_valid():
        try:
            _leaf, secret = services.invite(
                form.cleaned_data["party"], name=form.cleaned_data["name"], may=form.acts(), by=by, at=clock.now(),
                real=entering.real(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("name", refusal.in_language(language()))
        else:
            link = request.build_absolute_uri(reverse("join:join", args=[secret]))
            return _page(request, InviteForm(None, by), link=link, invited=form.cleaned_data["name"])
    return render(request, "people/invite.html", {"form": form}, status=400 if form.errors else 200)


@entering.proved
@require_POST
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    services.withdraw(invitation, by=actor_of(request), at=clock.now())
    messages.success(request, _("The invitation opens nothing any more."))
    return redirect("enterprise:users")


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def user(request: HttpRequest, post: int) -> HttpResponse:
    """Change what a user may do, or end the user."""
    by, today = actor_of(request), law_day(clock.now())
    held = _user(by, post, today)
    form = TasksForm(request.POST if request.method == "POST" and "end" not in request.POST else None,
                     held.to_domain().may)  # fmt: skip
    refused = ""
    if request.method == "POST" and ("end" in request.POST or form.is_valid()):
        try:
            if "end" in request.POST:
                services.end_user(post, by=by, at=clock.now())
            else:
                services.change_user(post, may=form.acts(), by=by, at=clock.now())
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            messages.success(request, _("Done. The rights hold from now on."))
            return redirect("enterprise:users")
    context = {"held": held, "form": form, "refusal": refused, "mine": held.account_id == by.account}
    return render(request, "people/user.html", context, status=400 if refused or form.errors else 200)


def _user(by: Actor, post: int, today: date) -> Held:
    held = next((row for row in reads.users_of(managed(by), today) if row.pk == post), None)
    if held is None:
        raise Http404
    return held


def _need_manager(by: Actor) -> None:
    if not managed(by):
        raise NotAllowed(who=by.name, act="manage")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody invited opens an account, or joins with the one that is signed in."""
    by, now = actor_of(request), entering.real()
    held = reads.waiting_by_secret(secret, now)
    if held is None:
        return render(request, "people/join.html", {"over": True}, status=404)
    form = JoinForm(request.POST if request.method == "POST" and by.kind == "public" else None,
                    initial={"name": held.name})  # fmt: skip
    refused = ""
    if request.method == "POST" and (by.kind == "person" or form.is_valid()):
        try:
            answer = _join(request, secret, form, by)
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            messages.success(request, _("You are a user of the enterprise now."))
            return answer
    context = {
        "form": form, "held": held, "may": [ACTS[act] for act in held.may.split()], "refusal": refused,
    }  # fmt: skip
    return render(request, "people/join.html", context, status=400 if refused or form.errors else 200)


def _join(request: HttpRequest, secret: str, form: JoinForm, by: Actor) -> HttpResponse:
    at, real = clock.now(), entering.real()
    if by.kind == "person":
        services.join(secret, by=by, at=at, real=real)
        return redirect("enterprise:users")
    account = services.join_new(secret, **form.cleaned_data, at=at, real=real)
    return entering.enter(request, queries.account(account.pk), factor="", address=reverse("enterprise:users"))
