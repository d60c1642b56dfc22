"""Paying a declaration: what is owed of each tax, where and how to pay, what has arrived. It looks again by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.declarations.domain.life import State
from motcua.declarations.models import Declaration
from motcua.declarations.queries import one as queries
from motcua.declarations.web import sheet, words
from motcua.declarations.web.money.kit import MONEY
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import domain as ledger
from motcua.revenue.domain.guarantees import KIND_WORDS
from motcua.revenue.domain.treasury import content_line, treasuries
from motcua.revenue.queries import desk, guarantees, paying

HELD = ""
"""Stands for what a payment left over."""


@require_safe
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """The page; a part of it for HTMX, which asks again while something is expected."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "money/_pay.html" if part else "money/pay.html", _context(request, found, actor))
    answer["Vary"] = "HX-Request, Cookie, Accept-Language"
    answer["Cache-Control"] = "no-store"
    return answer


def _context(request: HttpRequest, found: Declaration, actor: Actor) -> dict[str, Any]:
    today = law_day(clock.now())
    bill = paying.bill(found.id, today)
    payments = paying.payments_of(found.id)
    treasury = treasuries().get(found.office, treasuries()[DEPARTMENT])
    resting = guarantees.resting_on(found.id)
    context = {
        "declaration": found, "head": sheet.head(found), "staff": is_staff(actor),
        "bill": bill, "today": today, "treasury": treasury, "content": content_line(found.number, found.party),
        "rows": [_owed(each) for each in bill.taxes] if bill else [], "accruing": bill.accruing if bill else 0,
        "payments": list(_payments(payments)), "office": words.office(found.office, found.registered_on),
        "guarantees": [{"each": each, "kind": KIND_WORDS[each.found.kind]} for each in resting],
        "suspense": desk.suspense_of(found.party, found.number), "open": bool(bill and bill.to_pay),
        "cancelled": found.state == State.CANCELLED,
    }  # fmt: skip
    context["doors"] = list(_doors(request, found, bill, treasury.account, today)) if context["open"] else []
    context["sees_account"] = any(actor.holds(role) for role in MONEY)
    context["waits"] = bool(context["open"]) and not context["cancelled"]
    return context


def _owed(each: paying.Owed) -> dict[str, Any]:
    return {"each": each, "words": ledger.taxes()[each.tax].words}


def _payments(payments: list[paying.Payment]) -> Iterator[dict[str, Any]]:
    shares = paying.shares(payments)
    for each in payments:
        parts = [(ledger.taxes()[tax].words if tax else None, amount) for tax, amount in shares.get(each.leaf, ())]
        yield {"each": each, "parts": parts}


def _doors(
    request: HttpRequest, found: Declaration, bill: paying.Bill | None, account: str, today: date
) -> Iterator[dict[str, Any]]:
    """The banks whose page is filled in from the address that leads there."""
    if bill is None:
        return
    facts = {
        "declaration": found.number, "payer": found.party, "name": found.party_name, "account": account,
        "items": ",".join(f"{item}:{amount}" for item, amount in bill.parts()),
        "content": content_line(found.number, found.party),
        "back": request.build_absolute_uri(reverse("declarations:pay", args=[found.number])),
    }  # fmt: skip
    for door in paying.doors(today):
        yield {"door": door, "address": f"{door.page}?{urlencode(facts)}"}
