"""The receipt of a declaration: what was registered, what comes next and who does it, and how to check it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.declarations.domain.life import State
from motcua.declarations.models import Declaration
from motcua.declarations.queries import one as queries
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import say
from motcua.ground import queries as ground
from motcua.ground.domain import verify_receipt
from motcua.ground.services import clock
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.revenue import queries as revenue
from motcua.risk import queries as risk


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a page and as a sheet of A4."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    told = _told(found)
    word = ground.check_word(int(told["leaf"]))
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    obligation = revenue.obligation(found.id)
    context = {
        "declaration": found, "head": sheet.head(found), "reason": risk.shown_to_trader(found.id),
        "faults": [Words(*pair) for pair in verify_receipt.faults(told)], "in_tree": "inclusion" in told,
        "told": told, "hash": ground.leaf(int(told["leaf"])).hash.hex(), "word": word, "address": address,
        "qr": qr(address), "obligation": obligation, "next": list(_next(found, obligation)),
        "at": datetime.fromisoformat(json.loads(told["body"])["at"]), "now": clock.now(),
        "trader": not is_staff(actor),
    }  # fmt: skip
    return render(request, "declarations/form/receipt.html", context)


@require_safe
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a file that `verify_receipt.py` checks without a network."""
    found = queries.find(number, actor_of(request))
    answer = JsonResponse(_told(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.number}.json"'
    return answer


def _told(found: Declaration) -> dict[str, Any]:
    """The receipt of the registration, whose leaf bears the declaration's own id. NotFound where none was given."""
    told = ground.receipt(found.id)
    if told is None:
        raise NotFound(what=f"receipt/{found.number}")
    return told


def qr(address: str) -> SafeString:
    """The address as a QR code: paths and attributes only, as the policy of contents wants it."""
    import segno  # heavy, and only here

    title = _("QR code that leads to the check of this receipt")
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, dark="#171a26", light="#ffffff", omitsize=True, title=title, svgclass="segno"
    )
    return mark_safe(drawn)  # noqa: S308 - our own address, drawn by segno


def _next(found: Declaration, obligation: Any) -> Iterator[dict[str, Any]]:
    """What comes next: whose turn it is, what is to be done, by when."""
    state = State(found.state)
    owed = obligation.charged - obligation.settled if obligation is not None else 0
    if state in (State.DOCUMENT_CHECK, State.PHYSICAL_CHECK):
        yield {"mine": False, "what": say(words.state(found.state)), "who": _office(found), "at": found.due_at}
    if owed > 0 and state is not State.CANCELLED:
        yield {"mine": True, "what": _("Pay the tax"), "who": "", "amount": owed, "on": obligation.due_on,
               "address": reverse("declarations:pay", args=[found.number])}  # fmt: skip
    if state is State.CLEARED:
        yield {"mine": True, "what": _("Bring the goods through the supervised area"), "who": ""}
    elif state is State.PASSED:
        yield {"mine": None, "what": _("Nothing: the goods have passed."), "who": ""}
    elif state is State.CANCELLED:
        yield {"mine": None, "what": _("Nothing: the declaration has been cancelled."), "who": ""}


def _office(found: Declaration) -> str:
    return say(words.office(found.office, found.registered_on))
