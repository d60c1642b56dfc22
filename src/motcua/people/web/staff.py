"""People of the department: list, one person, posts given and ended, lost factors reset by two."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.times import day as written_day
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import services
from motcua.people.domain import ROLES, Tenure, role_words
from motcua.people.models import Held, Reset
from motcua.people.queries import factors as factor_reads
from motcua.people.queries import staff as reads
from motcua.people.services import resets
from motcua.people.web import entering
from motcua.reference import domain as reference

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A field for a day, as people write it."""
    return forms.DateField(
        label=label, required=required, input_formats=FORMATS,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")}, **more,
    )  # fmt: skip


class FilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Name or account"))
    role = forms.ChoiceField(required=False, label=gettext_lazy("Role"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("Accounts"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data if "state" in data else {**data.dict(), "state": "open"}, auto_id="p-%s")
        everything = [("", _("All"))]
        choose(self, "role", everything + [(name, say(role.words)) for name, role in ROLES.items()])
        choose(self, "office", everything + offices(today))
        choose(self, "state", [("open", _("Open")), ("closed", _("Closed")), ("", _("All"))])

    def asked(self) -> reads.Asked:
        """What could be read of the filters."""
        self.is_valid()
        held = self.cleaned_data
        return reads.Asked(held.get("q", ""), held.get("role", ""), held.get("office", ""), held.get("state", "open"))


class PostForm(forms.Form):
    """A post to be given."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    party = forms.RegexField(
        r"^\d{10}(\d{3})?$", required=False, label=gettext_lazy("Tax code of the enterprise"),
        help_text=gettext_lazy("For a trader alone; the first user of an enterprise manages the others"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the tax code with its 10 or 13 digits.")},
    )  # fmt: skip
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty where it is open"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, initial={"since": written_day(today, "vi")})
        choose(self, "role", [(name, say(role.words)) for name, role in ROLES.items()])
        choose(self, "office", [("", _("None"))] + offices(today))

    def tenure(self) -> Tenure:
        """The post."""
        held = self.cleaned_data
        return Tenure(held["role"], held["since"], held["until"], held["office"], held["party"])


class OpenForm(forms.Form):
    """An account to be opened."""

    username = forms.RegexField(
        r"^[\w.@+-]+\Z", label=gettext_lazy("Account name"), max_length=150,
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"invalid": gettext_lazy("Use letters, digits and the signs . _ - @ + alone.")},
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Name of the person"), max_length=150,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), required=False,
        widget=forms.EmailInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("First password"), strip=False,
        help_text=gettext_lazy("Twelve characters or more; the person changes it"),
        widget=forms.PasswordInput(attrs={"class": "w-12", "autocomplete": "new-password"}),
    )  # fmt: skip


def choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def offices(today: date) -> list[tuple[str, str]]:
    """The offices of the department by code, with their names."""
    return [(each.code, f"{each.code} {say(each.words)}") for each in reference.offices(today)]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """A page of people with their posts."""
    by, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    rows, place = reads.listing(form.asked(), by, today, number=page_asked(request))
    context = {
        "form": form,
        "rows": [{"account": row.account, "posts": [post_of(each) for each in row.posts]} for row in rows],
        "page": place, "resets": factor_reads.waiting_resets() if by.holds("admin") else [],
        "administers": by.holds("admin"),
    }  # fmt: skip
    return render(request, "people/people.html", context)


def post_of(held: Held) -> dict[str, Any]:
    """A post as it is shown."""
    tenure = held.to_domain(getattr(held, "ended", None))
    return {
        "held": held, "role": role_words(held.role), "place": held.office or held.party, "since": held.since,
        "until": tenure.until, "never": tenure.until is not None and tenure.until < tenure.since,
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, a line a post."""
    by, today = actor_of(request), law_day(clock.now())
    found = reads.everybody(FilterForm(request.GET, today).asked(), by, today)
    heads = [_("Account"), _("Name"), _("Role"), _("Office"), _("Tax code"), _("From"), _("Last day")]
    return csv_file("people", heads, _lines(found))


def _lines(found: list[reads.Person]) -> Iterator[list[object]]:
    for person in found:
        for held in person.posts:
            until = held.to_domain(getattr(held, "ended", None)).until
            yield [
                person.account.username, person.account.name, say(role_words(held.role)), held.office, held.party,
                held.since.isoformat(), until.isoformat() if until else "",
            ]  # fmt: skip


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account without posts."""
    by = actor_of(request)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.open_account(**form.cleaned_data, by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("username", refusal.in_language(language()))
        else:
            return redirect("staff:person", account.pk)
    return render(request, "people/open.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_safe
def person(request: HttpRequest, account: int) -> HttpResponse:
    """One person: posts held and past, second factors, and what an administrator can do."""
    by, today = actor_of(request), law_day(clock.now())
    found = reads.find(account, by, today)
    rows = [{**post_of(held), "now": held.to_domain(getattr(held, "ended", None)).holds_on(today),
             "endable": _endable(held, today)} for held in reads.posts_of(account)]  # fmt: skip
    context = {
        "person": found, "rows": rows, "administers": by.holds("admin"), "mine": by.account == account,
        "factors": len(factor_reads.of(account)),
        "reset": Reset.objects.filter(account=account, decided=None).first(),
    }  # fmt: skip
    return render(request, "people/person.html", context)


def _endable(held: Held, today: date) -> bool:
    until = held.to_domain(getattr(held, "ended", None)).until
    return not hasattr(held, "ended") and (until is None or until >= today)


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, account: int) -> HttpResponse:
    """Give somebody a post."""
    by, today = actor_of(request), law_day(clock.now())
    found = reads.find(account, by, today)
    form = PostForm(request.POST if request.method == "POST" else None, today)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_post(account=account, tenure=form.tenure(), by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("role", refusal.in_language(language()))
        else:
            messages.success(request, _("The post is given."))
            return redirect("staff:person", account)
    return render(request, "people/give.html", {"form": form, "person": found}, status=400 if form.errors else 200)


class EndForm(forms.Form):
    """The last day of a post."""

    until = day_field(gettext_lazy("Last day"))


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, account: int, post: int) -> HttpResponse:
    """End a post: its last day."""
    by, today = actor_of(request), law_day(clock.now())
    found = reads.find(account, by, today)
    held = next((post_of(row) for row in reads.posts_of(account) if row.pk == post), None)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"until": written_day(today, "vi")})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_post(post=post, until=form.cleaned_data["until"], by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("until", refusal.in_language(language()))
        else:
            messages.success(request, _("The post ends on that day."))
            return redirect("staff:person", account)
    context = {"form": form, "person": found, "post": held}
    return render(request, "people/end.html", context, status=400 if form.errors else 200)


@entering.proved
@require_POST
def close(request: HttpRequest, account: int) -> HttpResponse:
    """Close an account; asked for by typing its name."""
    by, today = actor_of(request), law_day(clock.now())
    found = reads.find(account, by, today)
    if request.POST.get("username", "") != found.username:
        messages.error(request, _("Type the account name to close it."))
    else:
        services.close_account(account=account, by=by, at=clock.now())
        messages.success(request, _("The account is closed."))
    return redirect("staff:person", account)


@entering.proved
@require_POST
def reset_ask(request: HttpRequest, account: int) -> HttpResponse:
    """Ask that a lost second factor be taken away; a second administrator decides."""
    resets.ask_reset(account, reason=request.POST.get("reason", ""), by=actor_of(request), at=clock.now())
    messages.success(request, _("Asked for. Another administrator decides; the person is told."))
    return redirect("staff:person", account)


@entering.proved
@require_POST
def reset_decide(request: HttpRequest, reset: int) -> HttpResponse:
    """Agree to a reset, or not."""
    agreed = request.POST.get("verdict") == "agree"
    resets.decide_reset(reset, agreed=agreed, by=actor_of(request), at=clock.now())
    messages.success(request, _("Decided. The person is told."))
    return redirect("staff:people")
