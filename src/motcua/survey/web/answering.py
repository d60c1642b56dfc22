"""Answering by a link on a phone, without an account and without JavaScript: page by page, resumed, sent once."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.reference.domain.calling import office as office_words
from motcua.survey import services
from motcua.survey.domain.errors import NoAnswers, Spent
from motcua.survey.domain.sheets import Page, Rating, Sheet, pages, ratings
from motcua.survey.services import Door
from motcua.survey.web import guarding
from motcua.survey.web.sheetforms import PageForm

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A page that a link opens: a used or unknown one has its own words; it is not cached, nor told as a referrer."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str, **rest: Any) -> HttpResponse:
        try:
            answer = view(request, secret, **rest)
        except Spent:
            answer = _over(request, spent=True)
        except NotFound:
            answer = _over(request, spent=False)
        answer["Referrer-Policy"] = "strict-origin"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(opened))


def _over(request: HttpRequest, *, spent: bool) -> HttpResponse:
    status = 200 if spent and request.method != "POST" else 409 if spent else 404
    return render(request, "survey/over.html", {"spent": spent}, status=status)


def _door(secret: str) -> Door:
    found = services.door(secret, clock.now())
    if found.spent:
        raise Spent
    return found


@by_link
def begin(request: HttpRequest, secret: str) -> HttpResponse:
    """Who asks what, how answers are kept, and where to go on."""
    door = _door(secret)
    sheet = services.saved(secret)
    told = pages(door.form, door.codes, sheet)
    following = next((page for page in told if page.code not in sheet.done), told[-1])
    context = {
        "round": door.round, "form": door.form, "offices": [_name(office) for office in door.codes],
        "begun": bool(sheet.done), "done": sum(page.code in sheet.done for page in told), "count": len(told) - 1,
        "following": reverse("survey:page", args=[secret, following.code]),
    }  # fmt: skip
    return render(request, "survey/begin.html", context)


class Place(NamedTuple):
    """Where in the sheet somebody is."""

    page: Page
    no: int
    count: int
    before: str
    after: str


def _place(told: list[Page], code: str) -> Place:
    codes = [page.code for page in told]
    if code not in codes:
        raise NotFound(what=code[:20])
    at = codes.index(code)
    return Place(told[at], at + 1, len(told), codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(told) else "")


@by_link
def page(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """A page of the sheet: saved with each step forwards or back."""
    door = _door(secret)
    sheet = services.saved(secret)
    place = _place(pages(door.form, door.codes, sheet), code)
    if place.page.kind == "check":
        return _check(request, secret, door, sheet)
    form = PageForm(door.form, place.page, sheet, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            guarding.need_person(request, secret)
            form.put(sheet)
            services.save(secret, sheet, at=clock.now())
            return redirect(_onward(request, secret, door, sheet, code))
        except (Spent, NotFound):
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    context = {
        "form": form, "place": place, "page": place.page, "heading": _heading(door, place.page),
        "office": _name(place.page.office) if place.page.office else "", "about": _about(place.page),
        "levels": [say(each.words) for each in _scale(door, place.page)], "trap": guarding.TRAP,
        "back": reverse("survey:page", args=[secret, place.before]) if place.before else "",
        "checks": all(each.code in sheet.done for each in pages(door.form, door.codes, sheet)[:-1]),
    }  # fmt: skip
    return render(request, "survey/page.html", context, status=400 if form.errors else 200)


def _onward(request: HttpRequest, secret: str, door: Door, sheet: Sheet, code: str) -> str:
    place = _place(pages(door.form, door.codes, sheet), code)
    go = request.POST.get("go")
    if go == "later":
        return reverse("survey:begin", args=[secret])
    if go == "check":
        return reverse("survey:page", args=[secret, "check"])
    return reverse("survey:page", args=[secret, place.before if go == "back" and place.before else place.after])


def _check(request: HttpRequest, secret: str, door: Door, sheet: Sheet) -> HttpResponse:
    """Check what was filled in and send it, once."""
    error = ""
    if request.method == "POST":
        try:
            guarding.need_person(request, secret)
            services.submit(secret, at=clock.now())
            return render(request, "survey/sent.html", {"round": door.round})
        except (Spent, NotFound):
            raise
        except Refusal as refusal:
            error = refusal.in_language(language())
    told = _ratings(door, sheet)
    enough = {each.office for each in told if each.valid}
    context = {
        "round": door.round, "rows": list(_summary(secret, door, sheet)), "error": error, "trap": guarding.TRAP,
        "same": [_name(each.office) for each in told if "straight" in each.flags],
        "thin": [_name(office) for office in door.codes if office not in enough],
        "start": reverse("survey:begin", args=[secret]),
    }  # fmt: skip
    return render(request, "survey/check.html", context, status=409 if error else 200)


def _ratings(door: Door, sheet: Sheet) -> list[Rating]:
    try:
        return list(ratings(door.form, sheet, door.codes, seconds=0))
    except NoAnswers:
        return []


def _summary(secret: str, door: Door, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """A row a page: how many of its questions are answered, and where to change them."""
    for each in pages(door.form, door.codes, sheet)[:-1]:
        form = PageForm(door.form, each, sheet)
        told = sum(bool(form.initial.get(name)) for name in form.fields)
        yield {
            "heading": _heading(door, each), "office": _name(each.office) if each.office else "",
            "told": told, "count": len(form.fields), "uses": each.kind == "uses",
            "address": reverse("survey:page", args=[secret, each.code]),
        }  # fmt: skip


def _scale(door: Door, page_: Page) -> Any:
    if page_.kind in ("profile", "open", "uses"):
        return ()
    return door.form.overall.scale if page_.kind == "overall" else door.form.scale


def _heading(door: Door, page_: Page) -> str:
    named = {
        "profile": _("About your enterprise"), "open": _("In your own words"), "uses": _("What you went through"),
        "overall": _("All in all"),
    }  # fmt: skip
    if page_.kind in named:
        return named[page_.kind]
    return say(next(each.words for each in door.form.components if each.code == page_.kind))


def _about(page_: Page) -> str:
    return {
        "profile": _("Kept apart from your ratings, one answer at a time; nothing is required."),
        "open": _("Leave out names and telephone numbers; what looks like one is blacked out before it is kept."),
        "uses": _("Mark what your enterprise went through there in the last 12 months: the rest is not asked."),
    }.get(page_.kind, "")  # fmt: skip


def _name(office: str) -> str:
    return say(office_words(office, law_day(clock.now())))
