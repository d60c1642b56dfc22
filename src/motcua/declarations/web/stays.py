"""Temporary import and export: the list, a balance with its period of stay, and a draft that closes it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.declarations.domain.life import WISH_WORDS, Wish
from motcua.declarations.domain.link_errors import NoStay
from motcua.declarations.domain.linking import STATES, TEMPORARY, closed_by, extension, latest
from motcua.declarations.models import Declaration
from motcua.declarations.queries import one as declarations
from motcua.declarations.queries import stays as queries
from motcua.declarations.services import closings, stays
from motcua.declarations.services.deciding import may_amend
from motcua.declarations.stay_models import Stay, StayRequest
from motcua.declarations.web import sheet, words
from motcua.declarations.web.form.tasks import may_prepare
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.money import e4
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

TONES = {"open": "info", "soon": "warn", "overdue": "bad", "waiting": "", "closed": "good", "cancelled": ""}
_ASKED = Words("Chờ gia hạn", "Asks for a longer stay")
_WHY = {
    "declared": Words("theo tờ khai", "as declared"),
    "amended": Words("theo bản khai bổ sung", "as amended"),
    "extended": Words("gia hạn", "extended"),
}
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DAY = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}
_NOTE = {"rows": 2, "class": "w-full"}


class FilterForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=60, label=gettext_lazy("Number, tax code, name"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    procedure = forms.ChoiceField(required=False, label=gettext_lazy("Procedure"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(queries.SORTS))

    def __init__(self, data: Any, day: date) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "state", {code: STATES.get(code, _ASKED) for code in queries.STATES})
        named = {code: name for code, name in words.procedures(day) if code in TEMPORARY}
        kit.choose(self, "procedure", {code: f"{code} {say(name)}" for code, name in named.items()})
        kit.choose(self, "office", kit.branches())


class AskForm(forms.Form):
    """Until when goods are to stay, and why."""

    until = forms.DateField(
        label=gettext_lazy("New last day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY),
        help_text=gettext_lazy("day/month/year"),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Why they stay longer"), max_length=stays.LONGEST_NOTE, widget=forms.Textarea(attrs=_NOTE)
    )


class DecideForm(forms.Form):
    """Grant until a day, or deny; always with a reason."""

    until = forms.DateField(
        required=False, label=gettext_lazy("Granted until"), input_formats=_FORMATS,
        widget=forms.TextInput(attrs=_DAY), help_text=gettext_lazy("Empty: the day that was asked for"),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Reason, told to the trader"), max_length=stays.LONGEST_NOTE,
        widget=forms.Textarea(attrs=_NOTE),
    )  # fmt: skip


class ElsewhereForm(forms.Form):
    """What a declaration of another system closed of one line."""

    line = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Line"))
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity closed"), max_digits=14, decimal_places=4, localize=True,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    number = forms.RegexField(
        r"^\d{12}$", label=gettext_lazy("Number of the declaration that closed it"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("Day on which it was cleared"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY)
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), max_length=stays.LONGEST_NOTE, widget=forms.Textarea(attrs=_NOTE)
    )

    def __init__(self, data: Any, found: queries.Sheet) -> None:
        super().__init__(data, auto_id="e-%s")
        open_ = {
            str(line.item.no): f"{line.item.no} · {line.item.description[:60]}" for line in found.lines if line.left_e4
        }
        kit.choose(self, "line", open_, every=False)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Stays that the actor may see, the one that ends first first."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    asked = queries.Asked(**kit.asked(form))
    number = kit.place_of(request, queries.COUNTED).number
    rows, place = queries.listing(asked, actor, on=today, number=number)
    staff = is_staff(actor)
    context = {
        "form": form, "rows": [_row(each) for each in rows], "page": place, "sort": asked.sort, "staff": staff,
        "show_party": staff or len(actor.represented | actor.own) > 1,
    }  # fmt: skip
    return render(request, "declarations/temporary.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    today = law_day(clock.now())
    asked = queries.Asked(**kit.asked(FilterForm(request.GET, today)))
    heads = [
        _("Number"), _("Procedure"), _("Branch"), _("Tax code"), _("Enterprise"), _("Registered"), _("Last day"),
        _("Extensions"), _("State"), _("Goods"), _("Lines"), _("Lines left"),
    ]  # fmt: skip
    return csv_file(
        "temporary", heads, (list(_cells(each)) for each in queries.export(asked, actor_of(request), on=today))
    )


def _row(each: queries.Listed) -> dict[str, Any]:
    return {
        "each": each, "state": STATES[each.state], "tone": TONES[each.state],
        "office": words.short_office(each.stay.office, each.stay.registered_on),
    }  # fmt: skip


def _cells(each: queries.Listed) -> Iterator[object]:
    stay = each.stay
    yield from (stay.number, stay.procedure, stay.office, stay.party, stay.party_name, stay.registered_on.isoformat())
    yield from (stay.due_on.isoformat(), stay.extended, STATES[each.state].in_language(language()), each.goods)
    yield from (each.lines, each.left)


def around(found: Declaration) -> dict[str, Any]:
    """What the page of a declaration shows of links: what it closes, and its own balance."""
    held = queries.sheet(found, law_day(clock.now()))
    version = declarations.versions(found.id)[-1]
    return {"closes": queries.closed_of(found, version), **_standing(held)}


def _standing(held: queries.Sheet | None) -> dict[str, Any]:
    state = held.state if held else ""
    return {"balance": held, "stay_words": STATES.get(state), "stay_tone": TONES.get(state, "")}


@require_http_methods(["GET", "HEAD", "POST"])
def balance(request: HttpRequest, number: str) -> HttpResponse:
    """The balance of a declaration; ask for a longer stay, decide on that, note what was closed elsewhere."""
    actor, now = actor_of(request), clock.now()
    found = declarations.find(number, actor)
    held = queries.sheet(found, law_day(now))
    made = _forms(request, found, held, actor)
    wanted = request.POST.get("act", "")
    form = made.get(wanted)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _DO[wanted](request, found, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("declarations:balance", number)
    context = {
        "declaration": found, "head": sheet.head(found), **_standing(held), **made, "form": form,
        "closing": _closing(found, held, actor, now), "bounds": _bounds(held, now) if "ask" in made else "",
        "terms": [{"term": each, "words": _WHY[each.why]} for each in held.terms] if held else [],
        "requests": [_request(each) for each in held.requests] if held else [],
    }  # fmt: skip
    return render(
        request, "declarations/balance.html", context, status=400 if form is not None and form.errors else 200
    )


def _forms(
    request: HttpRequest, found: Declaration, held: queries.Sheet | None, actor: Actor
) -> dict[str, forms.Form]:  # fmt: skip
    """What this person can do now."""
    if held is None or held.stay is None or held.stay.ended or found.cleared_at is None:
        return {}
    data = {request.POST.get("act", ""): request.POST} if request.method == "POST" else {}
    made: dict[str, forms.Form] = {}
    if actor.holds("officer", found.office):
        made["elsewhere"] = ElsewhereForm(data.get("elsewhere"), held)
        if held.waiting is not None:
            made["decide"] = DecideForm(data.get("decide"), auto_id="d-%s")
    if held.waiting is None and may_amend(actor, found):
        made["ask"] = AskForm(data.get("ask"), auto_id="a-%s")
    return made


def _ask(request: HttpRequest, found: Declaration, said: dict[str, Any], actor: Actor, now: datetime) -> None:
    stays.ask_to_extend(found.number, until=said["until"], note=said["note"], by=actor, at=now)


def _decide(request: HttpRequest, found: Declaration, said: dict[str, Any], actor: Actor, now: datetime) -> None:
    verdict = "grant" if request.POST.get("verdict") == "grant" else "deny"
    until = said["until"] if verdict == "grant" else None
    stays.decide_extension(found.number, verdict=verdict, until=until, note=said["note"], by=actor, at=now)


def _elsewhere(request: HttpRequest, found: Declaration, said: dict[str, Any], actor: Actor, now: datetime) -> None:
    part = stays.Part(said["line"], e4(said["quantity"]))
    told = stays.Closed(found.number, said["number"], said["on"], (part,), said["evidence"])
    stays.close_elsewhere([told], by=actor, at=now)


_DO = {"ask": _ask, "decide": _decide, "elsewhere": _elsewhere}


def _closing(
    found: Declaration, held: queries.Sheet | None, actor: Actor, now: datetime
) -> list[tuple[str, Words]]:  # fmt: skip
    """The types of which a draft may be begun here."""
    open_ = found.cleared_at is not None and found.cancelled_at is None
    some = held is not None and any(line.left_e4 > 0 for line in held.lines)
    if not (open_ and some and may_prepare(actor) and actor.may(found.party, "prepare")):
        return []
    day = law_day(now)
    return [(code, words.called(f"procedure_{way}", code, day)) for way, code in closed_by(found.procedure, day)]


def _bounds(held: queries.Sheet | None, now: datetime) -> str:
    """How far an extension may go, where the law as known says so."""
    stay: Stay | None = held.stay if held else None
    if stay is None:
        return ""
    bound, times = latest(stay.procedure, stay.due_on, law_day(now)), extension(stay.procedure, law_day(now)).times
    if bound is None or times is None:
        return ""
    return _("Until %(day)s at the latest; %(left)s more extensions are possible.") % {
        "day": in_words(bound), "left": max(0, times - stay.extended),
    }  # fmt: skip


def _request(each: StayRequest) -> dict[str, Any]:
    decided = getattr(each, "decided", None)
    state = Wish(decided.verdict) if decided else Wish.ASKED
    tones = {Wish.ASKED: "warn", Wish.GRANTED: "good", Wish.DENIED: "bad"}
    return {"asked": each, "decided": decided, "state": WISH_WORDS[state], "tone": tones[state]}


@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a draft that closes what is left."""
    try:
        made = closings.draft(number, request.POST.get("procedure", ""), by=actor_of(request), at=clock.now())
    except NoStay as refusal:
        messages.error(request, refusal.in_language(language()))
        return redirect("declarations:balance", number)
    messages.success(request, _("A draft was begun with what is left. Complete it, then check and lodge it."))
    return redirect("declarations:draft", made.pk)
