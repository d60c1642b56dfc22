"""The steps: one page each, saved by a POST; with JavaScript also some seconds after a change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.declarations.domain.drafting.reading import UNREAD
from motcua.declarations.domain.drafting.refusals import Lodged, Stale
from motcua.declarations.domain.drafting.slots import HEADER_STEPS, STEPS, Slot, slots_of, step_of
from motcua.declarations.models import Draft
from motcua.declarations.queries import drafts as queries
from motcua.declarations.services import drafts as services
from motcua.declarations.web.form import shown
from motcua.declarations.web.form.asked import Asked, asked, mark, seen
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal

CONFLICT = 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft: int, step: str) -> HttpResponse:
    """A step of a draft. What cannot be read is kept and shown with its fault; so is what a rule refuses."""
    if step not in HEADER_STEPS:
        raise Http404
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return already_lodged(request, found.draft)
    if request.method != "POST":
        return _page(request, found, step, found.entered.header, faulty=step in found.entered.seen)
    return _saved(request, found, step)


def _saved(request: HttpRequest, found: Asked, step: str) -> HttpResponse:
    changes = posted(request, slots_of(step, found.draft.direction))
    try:
        services.save(found.draft.pk, changes, step=step, seen=seen(request), by=found.actor, at=clock.now())
    except Stale:
        return _conflict(request, asked(request, found.draft.pk), step, changes)
    if "later" in request.POST:
        return redirect("declarations:draft", found.draft.pk)
    found = asked(request, found.draft.pk)
    if faults_of(found, step):
        return _page(request, found, step, found.entered.header, faulty=True, status=400)
    return redirect(next_address(found.draft, step))


def posted(request: HttpRequest, slots: Iterable[Slot]) -> dict[str, str]:
    """The texts of the fields that the form sent."""
    return {slot.key: request.POST[slot.key] for slot in slots if slot.key in request.POST}


def faults_of(found: Asked, step: str, *, unread_only: bool = False) -> list[shown.Fault]:
    """What must be put right in a step; of one that is still being filled in only what cannot be read."""
    direction = found.draft.direction
    refused = (each for each in found.trial().refused if step_of(each.path, direction) == step)
    return shown.faults((each for each in refused if not unread_only or each.code == UNREAD), direction)


def next_address(draft: Draft, step: str) -> str:
    """The page after a step: the next one, or the list of tasks after the last."""
    names = list(STEPS)
    place = names.index(step) + 1
    return redirect_to(draft, names[place] if place < len(names) else "")


def redirect_to(draft: Draft, step: str) -> str:
    """The address of a step, of the goods, or of the list of tasks."""
    if not step:
        return reverse("declarations:draft", args=[draft.pk])
    if step == "goods":
        return reverse("declarations:draft_goods", args=[draft.pk])
    return reverse("declarations:draft_step", args=[draft.pk, step])


def _page(
    request: HttpRequest, found: Asked, step: str, texts: Mapping[str, str], *, faulty: bool, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    slots = slots_of(step, found.draft.direction)
    faults = faults_of(found, step, unread_only=not faulty)
    plain, seldom = shown.blocks(slots, texts, faults, found.day, more.get("before"))
    context = {
        **frame(found, step), "plain": plain, "seldom": seldom, "faults": faults, "saved": status == 400,
        "open_seldom": any(_stands_out(block) for block in seldom), "datalists": shown.datalists(slots, found.day),
        "names": found.draft.party if step == "parties" else None, **more,
    }  # fmt: skip
    return render(request, "declarations/form/step.html", context, status=status)


def _stands_out(block: shown.Block) -> bool:
    return any(field.value or field.faults for field in block.fields)


def frame(found: Asked, step: str) -> dict[str, Any]:
    """What each page of a draft shows around its fields."""
    names = list(STEPS)
    return {
        "draft": found.draft, "step": step, "heading": say(STEPS[step]), "no": names.index(step) + 1,
        "of": len(names) + 1, "mark": mark(), "title": title_of(found.draft),
        "before_step": redirect_to(found.draft, names[names.index(step) - 1] if names.index(step) else ""),
        "after_step": next_address(found.draft, step),
    }  # fmt: skip


def title_of(draft: Draft) -> str:
    """What a draft is called: by its trader, else after its first goods."""
    if draft.title:
        return draft.title
    amended = queries.amended(draft)
    if amended is not None:
        return _("Amendment of %(number)s") % {"number": amended.number}
    kind = _("Import draft") if draft.direction == "import" else _("Export draft")
    return f"{kind}: {draft.goods}" if draft.goods else kind


def _conflict(request: HttpRequest, found: Asked, step: str, changes: Mapping[str, str]) -> HttpResponse:
    """The page again with what was typed, and beside it what stands in the draft now."""
    texts = {**found.entered.header, **changes}
    return _page(
        request, found, step, texts, faulty=False, status=CONFLICT, before=found.entered.header, conflict=Stale()
    )


@never_cache
@require_POST
def autosave(request: HttpRequest, draft: int, step: str) -> HttpResponse:
    """Save a step by itself; answers the line that says so, and the new revision."""
    if step not in HEADER_STEPS:
        raise Http404
    found = asked(request, draft)
    changes = posted(request, slots_of(step, found.draft.direction))
    try:
        now = clock.now()
        held = services.save(found.draft.pk, changes, seen=seen(request), by=found.actor, at=now)
    except (Stale, Lodged) as refusal:
        return not_saved(request, refusal)
    return saved_line(request, held)


def saved_line(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The status line after a save by itself."""
    return render(request, "declarations/form/_saved.html", {"draft": draft, "now": clock.now()})


def not_saved(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The status line where a save by itself was refused."""
    return render(request, "declarations/form/_saved.html", {"refusal": refusal}, status=CONFLICT)


def already_lodged(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A draft that has become a declaration leads to its receipt; an amendment to those of its declaration."""
    amended = queries.amended(draft)
    if amended is not None:
        messages.info(request, _("This amendment has been handed in."))
        return redirect("declarations:amend", amended.number)
    messages.info(request, _("This draft has been lodged. Here is the receipt of its declaration."))
    lodged = queries.lodged_from(draft)
    if lodged is None:
        raise Http404
    return redirect("declarations:receipt", lodged.number)
