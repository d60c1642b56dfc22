"""The last look before lodging: every answer, the dry run, the sums, the deadlines; then lodging."""

from collections.abc import Iterator
from concurrent.futures import TimeoutError as NoAnswerYet
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.declarations.domain.changing import CODE, Expected
from motcua.declarations.domain.drafting.papers import NOT_KNOWN, papers
from motcua.declarations.domain.drafting.reading import Unread, value_of
from motcua.declarations.domain.drafting.refusals import Stale
from motcua.declarations.domain.drafting.slots import STEPS, Slot, item_of, slots_of, step_of
from motcua.declarations.domain.sets import LIMITS
from motcua.declarations.queries import durations
from motcua.declarations.services import Answer, kit, trying
from motcua.declarations.services import drafts as services
from motcua.declarations.web import sheet
from motcua.declarations.web.form import shown, steps
from motcua.declarations.web.form.asked import Asked, asked, seen
from motcua.design.asking import page_asked
from motcua.design.domain import numbers
from motcua.design.domain.paging import Page, page
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.explaining import NAMES
from motcua.ground.services import clock
from motcua.kernel.money import E4
from motcua.kernel.rules import Finding

LINES = 20
_FAR = 9000
"""From this year on days are not reckoned with."""
CONFLICT = steps.CONFLICT
FINDINGS = 60
"""Findings listed at the most; all are counted."""


@never_cache
@require_safe
def check(request: HttpRequest, draft: int) -> HttpResponse:
    """Everything that was entered, all that is wrong at once, and what would have to be paid."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    return _page(request, found, unsure="unsure" in request.GET)


@never_cache
@require_POST
def lodge(request: HttpRequest, draft: int) -> HttpResponse:
    """Lodge the draft as the page showed it. Sent again, from two windows or after going back, it is lodged once."""
    known = seen(request)
    found = asked(request, draft)
    if "sure" not in request.POST and found.draft.declaration_id is None:
        return redirect(f"{reverse('declarations:draft_check', args=[draft])}?unsure=1#sure")
    try:
        answer = services.lodge(draft, seen=known, key=request.POST.get("key", ""), by=found.actor, at=clock.now())
    except Stale:
        messages.warning(request, _("The draft was changed after this page was opened. Look it through once more."))
        return redirect("declarations:draft_check", draft)
    except NoAnswerYet:
        return _page(request, found, waiting=True, status=503)
    if known.expected is not None and any(each.code == CODE for each in answer.findings):
        return _page(request, asked(request, draft), expected=known.expected, status=CONFLICT)
    if not answer.accepted:
        return _page(request, asked(request, draft), status=400, refused=answer.findings)
    _tell(request, answer)
    return redirect("declarations:receipt", answer.number)


def _tell(request: HttpRequest, answer: Answer) -> None:
    if answer.repeated:
        messages.info(
            request, _("This declaration had already been lodged. It was not lodged twice; here is its receipt.")
        )
    else:
        messages.success(request, _("The declaration has been lodged and registered."))


def _page(
    request: HttpRequest, found: Asked, *, status: int = 200, refused: tuple[Finding, ...] = (),
    expected: Expected | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    trial = trying.with_reference(found.trial())
    if refused:  # what the intake itself said, where the dry run did not
        known = {(each.code, each.path) for each in trial.findings}
        extra = tuple(each for each in refused if (each.code, each.path) not in known)
        trial = trying.replaced(trial, (*extra, *trial.findings))
    place = page(page_asked(request), LINES, len(found.entered.items))
    context = {
        "draft": found.draft, "title": steps.title_of(found.draft), "trial": trial, "accepted": trial.accepted,
        "findings": list(findings(trial.refused, found))[:FINDINGS], "count": len(trial.refused),
        "warnings": list(findings(_warned(trial), found)), "sections": list(_sections(found)),
        "items": list(_items(found, trial, place)), "page": place,
        "why": _why(trial, place), "papers": papers(trial.declaration, kit().desk(trial.day)),
        "not_known": NOT_KNOWN,
        "likely": _likely(trial), "deadlines": list(_deadlines(trial)), "basis": trying.basis(trial),
        "payables": [(NAMES[each.tax], each) for each in trying.payables(trial)],
        "moved": trying.moved(trial, expected) if expected else None,
        "ambiguous": list(_ambiguous(trial, found)), **more,
    }  # fmt: skip
    return render(request, "declarations/form/check.html", context, status=status)


def _likely(trial: trying.Trial) -> dict[str, Any] | None:
    """How long clearance took in the past, as spans."""
    found = durations.likely(trial.declaration.direction, trial.declaration.office, trial.day)
    return None if found is None else {"times": found, **sheet.spans(found.p50_minutes, found.p90_minutes)}


def _warned(trial: trying.Trial) -> list[Finding]:
    return [found for found in trial.findings if found.severity == "warn"]


def findings(held: Any, found: Asked) -> Iterator[dict[str, Any]]:
    """Findings with the address of the field that each is about."""
    for each in held:
        place = item_of(each.path)
        yield {
            "message": say(each.message), "remedy": say(each.remedy), "code": each.code, "value": each.value,
            "where": _where(each, found, place), "address": _address(each, found, place),
        }  # fmt: skip


def _where(each: Finding, found: Asked, place: int | None) -> str:
    if place is not None:
        return _("Line %(no)s") % {"no": place + 1}
    return say(STEPS[step_of(each.path, found.draft.direction)])


def _address(each: Finding, found: Asked, place: int | None) -> str:
    key = shown.key_of(each.path, found.draft.direction)
    anchor = f"#f-{key.replace('.', '-')}" if key else ""
    if place is not None:
        return f"{steps.redirect_to(found.draft, 'goods')}{place + 1}/{anchor}"
    return steps.redirect_to(found.draft, step_of(each.path, found.draft.direction)) + anchor


def _sections(found: Asked) -> Iterator[dict[str, Any]]:
    """The answers step by step; what was left empty is left out."""
    for step, words in STEPS.items():
        if step == "goods":
            continue
        slots = slots_of(step, found.draft.direction)
        address = steps.redirect_to(found.draft, step)
        answers = [_answer(slot, found, address) for slot in slots if found.entered.header.get(slot.key)]
        if step == "parties":
            label = _("Tax code")
            answers.insert(0, {"label": label, "value": found.draft.party, "address": "", "unread": False})
        yield {"heading": say(words), "answers": answers, "address": address}


def _answer(slot: Slot, found: Asked, address: str) -> dict[str, Any]:
    text = found.entered.header[slot.key]
    label = say(slot.words)
    if slot.group:
        label = f"{label} {slot.place + 1}"
    elif slot.key.startswith("foreign_address."):
        label = f"{label} ({int(slot.key[-1]) + 1})"
    value, unread = _value(slot, text, found)
    return {"label": label, "value": value, "address": f"{address}#f-{slot.key.replace('.', '-')}", "unread": unread}


def _value(slot: Slot, text: str, found: Asked) -> tuple[str, bool]:
    """An answer as it was understood; as it was typed where it cannot be read."""
    try:
        value = value_of(slot, text, found.day)
    except Unread:
        return text, True
    if slot.widget in ("select", "list", "office"):
        return shown.name_of(slot, value, found.day), False
    if slot.widget == "amount":
        return numbers.write_decimal(value, language()), False
    return text, False


def _items(found: Asked, trial: trying.Trial, place: Page) -> Iterator[dict[str, Any]]:
    """The goods of a page with their value and taxes."""
    lines = trial.assessment.lines if trial.assessment else ()
    for at, item in enumerate(trial.declaration.items[place.start : place.start + LINES], place.start):
        line = lines[at] if at < len(lines) else None
        yield {
            "no": at + 1, "item": item, "line": line,
            "quantity": None if item.quantity is None else int(item.quantity * E4),
            "value": None if item.invoice_value is None else int(item.invoice_value * E4),
            "taxes": [(NAMES[tax.kind], tax.amount) for tax in line.taxes if tax.amount] if line else [],
            "address": f"{steps.redirect_to(found.draft, 'goods')}{at + 1}/",
        }  # fmt: skip


def _why(trial: trying.Trial, place: Page) -> dict[str, Any] | None:
    if trial.assessment is None or not trial.assessment.customs_value:
        return None
    return sheet.tree(trying.explained(trial, place.start, LINES), trial.assessment.total)


def _deadlines(trial: trying.Trial) -> Iterator[tuple[str, Any, str]]:
    """Days that follow from the declaration: what, when, and a remark."""
    d = trial.declaration
    if trial.assessment and trial.assessment.total:
        yield _("Pay the tax by"), trial.due_on, _("if lodged today")
    if d.arrival_on and d.arrival_on.year < _FAR:
        last = d.arrival_on.fromordinal(d.arrival_on.toordinal() + LIMITS["days from arrival to registration"])
        yield _("Register by"), last, _("30 days from the arrival of the goods")
    if d.limit_on:
        yield _("Goods leave or come back by"), d.limit_on, ""


def _ambiguous(trial: trying.Trial, found: Asked) -> Iterator[dict[str, Any]]:
    """Numbers of the header that might be meant otherwise, as they were read."""
    for path in trial.ambiguous:
        value = getattr(trial.declaration, path.strip("/"), None)
        if value is not None and item_of(path) is None:
            slot = next(
                s for s in slots_of(step_of(path, found.draft.direction), found.draft.direction) if s.key == path[1:]
            )
            yield {"label": say(slot.words), "number": f"{value:f}", "address": _path_address(path, found)}


def _path_address(path: str, found: Asked) -> str:
    return f"{steps.redirect_to(found.draft, step_of(path, found.draft.direction))}#f-{path[1:]}"
