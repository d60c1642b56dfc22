"""The seizure store on pages: what is held, one exhibit with its chain of custody, inventories."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.errors import NeedsWords
from motcua.control.domain.cases.life import EXHIBIT_MOVES, EXHIBIT_VERBS, Place
from motcua.control.models import Case, Exhibit
from motcua.control.queries import cases, store
from motcua.control.services import seizures
from motcua.control.services.cases import reading as reads
from motcua.control.web import case_words
from motcua.control.web.store_forms import (
    CountForm,
    EndForm,
    LinkForm,
    OfferForm,
    RefuseForm,
    ResealForm,
    StoreFilters,
    TakeForm,
)
from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.people import queries as people


class Act(NamedTuple):
    """A link of the chain as a page and a button."""

    name: str
    form: type[LinkForm]
    do: Callable[[int, dict[str, Any], Actor, datetime], object]
    about: Words

    @property
    def words(self) -> Words:
        """What it is called."""
        return EXHIBIT_VERBS[self.name]


ACTS = (
    Act("offer", OfferForm, lambda pk, told, by, at: seizures.offer(pk, **told, by=by, at=at),
        Words("Giao xong khi bên nhận ký nhận.", "It is handed over when the receiver has signed.")),
    Act("take", TakeForm, lambda pk, told, by, at: seizures.take(pk, **told, by=by, at=at),
        Words("Ghi số niêm phong nhìn thấy; khác số đã ghi thì không nhận.",
              "Name the seal that you see; where it differs, refuse.")),
    Act("refuse", RefuseForm, lambda pk, told, by, at: seizures.refuse(pk, **told, by=by, at=at),
        Words("Tang vật vẫn do bên giao giữ.", "It stays with its holder.")),
    Act("recall", RefuseForm, lambda pk, told, by, at: seizures.recall(pk, **told, by=by, at=at),
        Words("Chưa ai ký nhận: tang vật vẫn do bên giao giữ.", "Nobody has received it: it stays with its holder.")),
    Act("reseal", ResealForm, lambda pk, told, by, at: seizures.reseal(pk, **told, by=by, at=at),
        Words("Ghi lý do thay niêm phong.", "Say why the seal is renewed.")),
    Act("end", EndForm, lambda pk, told, by, at: seizures.end(pk, **told, by=by, at=at),
        Words("Tang vật ra khỏi kho.", "It leaves the store for good.")),
)  # fmt: skip
TOGETHER = 200
"""So many exhibits are counted on a page at most; those counted go to the end."""
_NAMED = {act.name: act for act in ACTS}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The exhibits that the asker may see."""
    actor, day = actor_of(request), law_day(clock.now())
    form = StoreFilters(request.GET)
    rows, place = store.listing(form.filters(), actor, day, number=page_asked(request))
    numbers, hidden = store.numbers(rows), store.nameless(rows, actor)
    names = people.names([each.holder for each in rows])
    context = {
        "form": form, "filters": form.filters(), "page": place, "keeps": _keeps(actor),
        "rows": [{**case_words.exhibit(each, numbers[each.case_id], hidden), "holder": names.get(each.holder, "–")}
                 for each in rows],
        "stores": tables.STORES,
    }  # fmt: skip
    return render(request, "control/store.html", context)


def _keeps(actor: Actor) -> bool:
    return any(post.role in store.KEEPERS for post in actor.posts)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    actor, day = actor_of(request), law_day(clock.now())
    found = list(store.export(StoreFilters(request.GET).filters(), actor, day))
    numbers, hidden = store.numbers(found), store.nameless(found, actor)
    heads = [_("Case"), _("No."), _("Exhibit"), _("Quantity"), _("Unit"), _("Seal"), _("Store"), _("State")]

    def cells(each: Exhibit) -> list[object]:
        return [
            numbers[each.case_id], each.no, case_words.exhibit_name(each, hidden),
            case_words.plain(each.quantity_e4), each.unit, each.seal, each.store, each.state,
        ]  # fmt: skip

    return csv_file("exhibits", heads, map(cells, found))


@require_safe
def one(request: HttpRequest, exhibit: int) -> HttpResponse:
    """An exhibit with its chain of custody; the reading is written down."""
    actor, now = actor_of(request), clock.now()
    found = store.find(exhibit, actor, law_day(now))
    try:
        case = reads.read_exhibit(found, by=actor, at=now)
    except NeedsWords:
        return _why_first(found)
    links = store.chain(found)
    names = people.names([*(each.account for each in links), found.holder, found.to])
    context = {
        **case_words.exhibit(found, case.number), "holder": names.get(found.holder, "–"), "to": names.get(found.to, ""),
        "links": [{**case_words.link(each), "name": names.get(each.account, "")} for each in reversed(links)],
        "acts": list(_possible(found, case, actor)), "sees_case": _sees(case, actor),
    }  # fmt: skip
    return render(request, "control/exhibit.html", context)


def _why_first(found: Exhibit) -> HttpResponse:
    """An exhibit of a restricted case is shown after the file was opened with a reason: it is asked for there."""
    return redirect("control:case", Case.objects.get(pk=found.case_id).number)


def _sees(case: Case, actor: Actor) -> bool:
    return cases.visible_to(actor, law_day(clock.now())).filter(pk=case.pk).exists()


def _possible(found: Exhibit, case: Case, actor: Actor) -> Iterator[Act]:
    now = set(verbs(EXHIBIT_MOVES, Place(found.state)))
    holds, receives = actor.account == found.holder, actor.account == found.to
    shown = {
        "offer": holds, "recall": holds, "reseal": holds, "take": receives, "refuse": receives,
        "end": cases.decides(case, actor),
    }  # fmt: skip
    return (act for act in ACTS if act.name in now and shown[act.name])


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, exhibit: int, name: str) -> HttpResponse:
    """One link: what it does, what has to be said; added only to the chain as it was seen."""
    actor, now = actor_of(request), clock.now()
    found, chosen = store.find(exhibit, actor, law_day(now)), _NAMED[name]
    case = Case.objects.get(pk=found.case_id)
    is_open = chosen in list(_possible(found, case, actor))
    sent = request.POST if request.method == "POST" else None
    form = chosen.form(sent, found, actor, law_day(now)) if is_open else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            chosen.do(found.pk, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return _after(found, actor)
    try:
        reads.read_exhibit(found, by=actor, at=now)
    except NeedsWords:
        return _why_first(found)
    context = {**case_words.exhibit(found, case.number), "act": chosen, "form": form}
    wrong = form is not None and bool(form.errors)
    return render(request, "control/link.html", context, status=400 if wrong else 200)


def _after(found: Exhibit, actor: Actor) -> HttpResponse:
    """The exhibit again, or the list where it left the actor's sight."""
    try:
        store.find(found.pk, actor, law_day(clock.now()))
    except NotFound:
        return redirect("control:store")
    return redirect("control:exhibit", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, code: str) -> HttpResponse:
    """A store is counted, exhibit by exhibit; earlier counts stand below."""
    actor, now = actor_of(request), clock.now()
    if code not in tables.STORES:
        raise NotFound(what=code[:10])
    expected = store.to_count(code, actor, law_day(now))[:TOGETHER]
    hidden = store.nameless(expected, actor)
    form = CountForm(request.POST if request.method == "POST" else None, expected, hidden)
    if request.method == "POST" and form.is_valid():
        try:
            seizures.count(code, form.counted(), note=form.cleaned_data["note"], by=actor, at=now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("control:count", code)
    held = [each for each in store.inventories(actor) if each.store == code]
    names = people.names([each.account for each in held])
    context = {
        "form": form, "store": tables.STORES[code],
        "counts": [{"it": each, "name": names.get(each.account, "")} for each in held],
    }  # fmt: skip
    return render(request, "control/count.html", context, status=400 if form.errors else 200)
