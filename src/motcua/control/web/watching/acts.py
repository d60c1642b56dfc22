"""Acts on registers, the watch list and plans; and the page of a form that all acts share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.control.queries.watching import listing, rights
from motcua.control.queries.watching.listing import Listing
from motcua.control.services import watching
from motcua.control.web.watching.forms import OpenForm, PlanForm, ResultsForm, WatchForm, WordsForm
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, Refusal

both = require_http_methods(["GET", "HEAD", "POST"])


def ask(  # noqa: PLR0913 - what a page of a form is made of
    request: HttpRequest, form: forms.Form, do: Callable[[], str], *, title: str, button: str, back: str,
    about: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A form and one service call: on to where the call says, or the form again with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    told = {"form": form, "title": title, "button": button, "about": about, **more}
    told["back"] = reverse(back) if back.startswith("control:") else back
    return render(request, "control/watching/form.html", told, status=400 if form.errors else 200)


def data(request: HttpRequest) -> Any:
    """What was typed, None where nothing was."""
    return request.POST if request.method == "POST" else None


@both
def enter(request: HttpRequest) -> HttpResponse:
    """Put something into a register."""
    actor = actor_of(request)
    form = OpenForm(data(request), request.GET.get("kind", ""))
    return ask(
        request, form, lambda: f"/control/registers/{watching.enter(form.told(), by=actor, at=clock.now()).number}/",
        title=_("Open an entry"), button=_("Open the entry"), back="control:registers",
    )  # fmt: skip


@both
def propose(request: HttpRequest) -> HttpResponse:
    """Propose to watch something."""
    actor = actor_of(request)
    form = WatchForm(data(request))
    return ask(
        request, form, lambda: f"/control/watch-list/{watching.propose(form.told(), by=actor, at=clock.now()).number}/",
        title=_("Propose an entry"), button=_("Propose it"), back="control:watches",
        about=_("A head or leader who is not you decides. Selection looks for it from the day after."),
    )  # fmt: skip


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan patrols."""
    actor = actor_of(request)
    form = PlanForm(data(request))
    return ask(
        request, form, lambda: f"/control/plans/{watching.plan(form.told(), by=actor, at=clock.now()).number}/",
        title=_("Plan patrols"), button=_("Keep the plan"), back="control:plans",
        about=_("From a day to another, a quarter at most."),
    )  # fmt: skip


@both
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change a plan."""
    found, actor = _found(request, listing.PLANS, number)
    told = {name: getattr(found, name) for name in ("office", "title", "places", "who", "hours")}
    days = {name: f"{getattr(found, name):%d/%m/%Y}" for name in ("first_on", "last_on")}
    form, address = PlanForm(data(request), seen=found.leaf, initial={**told, **days}), f"/control/plans/{number}/"

    def do() -> str:
        watching.change(number, form.told(), seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now())
        return address

    return ask(request, form, do, title=_("Change the plan"), button=_("Change the plan"), back=address)


@both
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Record what came of a plan."""
    found, actor = _found(request, listing.PLANS, number)
    told = {"results": found.results, "hours": found.hours_done, "checked": found.checked, "found": found.found}
    form, address = ResultsForm(data(request), seen=found.leaf, initial=told), f"/control/plans/{number}/"

    def do() -> str:
        watching.report(number, form.told(), seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now())
        return address

    return ask(request, form, do, title=_("Record the results"), button=_("Keep the results"), back=address)


def _found(request: HttpRequest, rows: Listing, number: str) -> tuple[Any, Actor]:
    actor = actor_of(request)
    found = listing.find(rows, number, actor)
    if rows is not listing.WATCHES:
        rights.need_worker(actor, f"control/{number}")
    return found, actor


Act = Callable[..., Any]


def worded(  # noqa: PLR0913 - an act has that many parts
    rows: Listing, place: str, service: Act, *, argument: str, title: Callable[[], str], label: Callable[[], str],
    needed: bool = True,
) -> Callable[[HttpRequest, str], HttpResponse]:  # fmt: skip
    """The page of an act that takes a text (`argument` is what the service calls it)."""

    @both
    def view(request: HttpRequest, number: str) -> HttpResponse:
        found, actor = _found(request, rows, number)
        form = WordsForm(data(request), seen=found.leaf, label=label(), needed=needed)

        def do() -> str:
            told = {argument: form.cleaned_data["note"]} if argument else {}
            service(number, **told, seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now())
            return f"/control/{place}/{number}/"

        if not argument:
            del form.fields["note"]
        return ask(request, form, do, title=title(), button=title(), back=f"/control/{place}/{number}/")

    return view


update = worded(
    listing.REGISTER, "registers", watching.add_to, argument="words", title=lambda: _("Add what became known"),
    label=lambda: _("What became known"),
)  # fmt: skip
close = worded(
    listing.REGISTER, "registers", watching.close, argument="outcome", title=lambda: _("Close the entry"),
    label=lambda: _("Outcome"),
)  # fmt: skip
approve = worded(
    listing.WATCHES, "watch-list", watching.approve, argument="note", title=lambda: _("Approve the entry"),
    label=lambda: _("Remarks"), needed=False,
)  # fmt: skip
refuse = worded(
    listing.WATCHES, "watch-list", watching.refuse, argument="note", title=lambda: _("Refuse the entry"),
    label=lambda: _("Reason"),
)  # fmt: skip
stop = worded(
    listing.WATCHES, "watch-list", watching.stop, argument="note", title=lambda: _("Stop watching"),
    label=lambda: _("Reason"),
)  # fmt: skip
withdraw = worded(
    listing.WATCHES, "watch-list", watching.withdraw, argument="", title=lambda: _("Withdraw the proposal"),
    label=lambda: "",
)  # fmt: skip
cancel = worded(
    listing.PLANS, "plans", watching.cancel, argument="reason", title=lambda: _("Cancel the plan"),
    label=lambda: _("Reason"),
)  # fmt: skip
