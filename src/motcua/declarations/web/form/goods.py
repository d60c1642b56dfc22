"""Goods of a draft: a list in pages, and each item with its fields, copied, moved, taken out."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.declarations.domain.drafting.reading import UNREAD
from motcua.declarations.domain.drafting.refusals import Lodged, Stale
from motcua.declarations.domain.drafting.slots import item_of, item_slots
from motcua.declarations.models import Draft
from motcua.declarations.services import drafts as services
from motcua.declarations.services import kit
from motcua.declarations.web.form import shown, steps
from motcua.declarations.web.form.asked import Asked, asked, seen
from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.tariff import queries as tariff

SHOWN = 25
HITS = 8


@never_cache
@require_safe
def goods(request: HttpRequest, draft: int) -> HttpResponse:
    """The goods items, a page of them, each with what must be put right."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    place = page(page_asked(request), SHOWN, len(found.entered.items))
    wrong: dict[int | None, int] = {}
    for each in found.trial().refused:
        wrong[item_of(each.path)] = wrong.get(item_of(each.path), 0) + 1
    rows = [
        {"no": no, "texts": texts, "wrong": wrong.get(no - 1, 0)}
        for no, texts in enumerate(found.entered.items, 1)
        if place.start < no <= place.start + SHOWN
    ]
    first_wrong = min((at for at in wrong if at is not None), default=None)
    context = {
        **steps.frame(found, "goods"), "rows": rows, "page": place, "most": services.MOST_ITEMS,
        "wrong": sum(count for at, count in wrong.items() if at is not None),
        "first_wrong": None if first_wrong is None else first_wrong + 1,
        "currency": found.entered.header.get("currency", ""),
    }  # fmt: skip
    return render(request, "declarations/form/goods.html", context)


@require_POST
def add(request: HttpRequest, draft: int) -> HttpResponse:
    """Add an item at the end and open it."""
    try:
        held = services.add_item(draft, seen=seen(request), by=actor_of(request), at=clock.now())
    except Stale as refusal:
        return _told(request, draft, refusal)
    return redirect("declarations:draft_item", held.pk, held.items)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, draft: int, no: int) -> HttpResponse:
    """One goods item. `find` looks its code up, `hs` takes one that was found; nothing typed is lost."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    texts = _texts(found, no)
    if request.method != "POST":
        return _page(request, found, no, texts, faulty=_was_filled(texts))
    changes = _changes(request, found, texts)
    try:
        services.put_item(draft, no, changes, seen=seen(request), by=found.actor, at=clock.now())
    except Stale:
        now = asked(request, draft)
        there = _texts(now, no)
        return _page(
            request, now, no, {**there, **changes}, faulty=False, status=steps.CONFLICT, before=there, conflict=Stale()
        )
    return _after(request, asked(request, draft), no)


def _after(request: HttpRequest, found: Asked, no: int) -> HttpResponse:
    """Where a saved item leads: back to itself, to the list, to another item."""
    texts = _texts(found, no)
    if "find" in request.POST:
        hits = _hits(texts.get("hs_code", "") or texts.get("description", ""))
        return _page(request, found, no, texts, faulty=False, hits=hits)
    if "hs" in request.POST:
        return redirect(f"{reverse('declarations:draft_item', args=[found.draft.pk, no])}#f-description")
    if "later" not in request.POST and _faults(found, no):
        return _page(request, found, no, texts, faulty=True, status=400)
    if "another" in request.POST:
        by, now = found.actor, clock.now()
        held = services.add_item(found.draft.pk, seen=services.Seen(found.draft.revision), by=by, at=now)
        return redirect("declarations:draft_item", held.pk, held.items)
    return redirect(_list(found.draft, no))


def _list(draft: Draft, no: int) -> str:
    """The page of the list on which an item stands."""
    place = (max(no, 1) - 1) // SHOWN + 1
    return reverse("declarations:draft_goods", args=[draft.pk]) + (f"?page={place}" if place > 1 else "")


def _texts(found: Asked, no: int) -> dict[str, str]:
    if not 1 <= no <= len(found.entered.items):
        raise Http404
    return found.entered.items[no - 1]


def _was_filled(texts: Mapping[str, str]) -> bool:
    """Whether more was said than a code that was looked up: an item just begun has no mistakes yet."""
    return any(texts.get(name) for name in ("description", "quantity", "invoice_value"))


def _changes(request: HttpRequest, found: Asked, texts: Mapping[str, str]) -> dict[str, str]:
    changes = steps.posted(request, item_slots(found.draft.direction).values())
    chosen = request.POST.get("hs", "")
    if chosen.isdecimal() and len(chosen) <= 10:
        changes["hs_code"] = chosen
        line = kit().desk(found.day).tariff.line(chosen)
        if line is not None and not changes.get("unit", texts.get("unit", "")).strip():
            changes["unit"] = line.unit
    return changes


def _faults(found: Asked, no: int, *, unread_only: bool = False) -> list[shown.Fault]:
    refused = (each for each in found.trial().refused if item_of(each.path) == no - 1)
    return shown.faults((each for each in refused if not unread_only or each.code == UNREAD), found.draft.direction)


def _page(
    request: HttpRequest, found: Asked, no: int, texts: Mapping[str, str], *, faulty: bool, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    slots = item_slots(found.draft.direction).values()
    faults = _faults(found, no, unread_only=not faulty)
    plain, seldom = shown.blocks(slots, texts, faults, found.day, more.get("before"))
    context = {
        **steps.frame(found, "goods"), "item": no, "items": len(found.entered.items), "plain": plain,
        "seldom": seldom, "faults": faults, "saved": status == 400,
        "open_seldom": any(field.value or field.faults for block in seldom for field in block.fields),
        "datalists": shown.datalists(slots, found.day), "line": _line(texts, found), "back": _list(found.draft, no),
        **more,
    }  # fmt: skip
    return render(request, "declarations/form/item.html", context, status=status)


def _line(texts: Mapping[str, str], found: Asked) -> Any:
    """The line of the tariff that was entered, or None."""
    code = "".join(letter for letter in texts.get("hs_code", "") if letter.isdigit())
    return kit().desk(found.day).tariff.line(code) if code else None


def _hits(text: str) -> dict[str, Any]:
    return {"text": text, "found": tariff.search(text[:100], law_day(clock.now()), limit=HITS) if text else []}


@require_safe
def find(request: HttpRequest, draft: int) -> HttpResponse:
    """Codes that fit what is being typed, for HTMX; each is a button of the item's form."""
    asked(request, draft)
    return render(request, "declarations/form/_hits.html", {"hits": _hits(request.GET.get("hs_code", "").strip())})


@never_cache
@require_POST
def autosave(request: HttpRequest, draft: int, no: int) -> HttpResponse:
    """Save an item by itself; answers the line that says so, and the new revision."""
    found = asked(request, draft)
    _texts(found, no)
    changes = steps.posted(request, item_slots(found.draft.direction).values())
    try:
        held = services.put_item(draft, no, changes, seen=seen(request), by=found.actor, at=clock.now())
    except (Stale, Lodged) as refusal:
        return steps.not_saved(request, refusal)
    return steps.saved_line(request, held)


@require_POST
def act(request: HttpRequest, draft: int, no: int, act: str) -> HttpResponse:
    """Copy an item, or move it: up, down, or to a place."""
    known = seen(request)
    by, now = actor_of(request), clock.now()
    try:
        if act == "copy":
            held = services.copy_item(draft, no, seen=known, by=by, at=now)
            return redirect("declarations:draft_item", held.pk, no + 1)
        to = {"up": no - 1, "down": no + 1}.get(act, _whole(request.POST.get("to", "")))
        if act not in ("up", "down", "move") or to is None:
            raise Http404
        held = services.move_item(draft, no, to, seen=known, by=by, at=now)
    except Stale as refusal:
        return _told(request, draft, refusal)
    return redirect(f"{_list(held, min(max(to, 1), held.items))}#i-{min(max(to, 1), held.items)}")


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 5 else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, draft: int, no: int) -> HttpResponse:
    """Ask, then take an item out."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    texts = _texts(found, no)
    if request.method != "POST":
        context = {**steps.frame(found, "goods"), "item": no, "texts": texts, "back": _list(found.draft, no)}
        return render(request, "declarations/form/remove.html", context)
    try:
        services.remove_item(draft, no, seen=seen(request), by=found.actor, at=clock.now())
    except Stale as refusal:
        return _told(request, draft, refusal)
    messages.success(request, _("Line %(no)s has been taken out.") % {"no": no})
    return redirect(_list(found.draft, no))


def _told(request: HttpRequest, draft: int, refusal: Stale) -> HttpResponse:
    """Say on the list why nothing was done."""
    messages.warning(request, shown.say(Stale.words))
    return redirect("declarations:draft_goods", draft)
