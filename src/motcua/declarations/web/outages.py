"""Outages that moved deadlines of a declaration, and the certificate of one: page, sheet of A4 and signed file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.declarations import services
from motcua.declarations.domain.life import State
from motcua.declarations.models import Certificate, Declaration
from motcua.declarations.queries import certificates
from motcua.declarations.queries import one as queries
from motcua.declarations.web import sheet, words
from motcua.declarations.web.form.receipt import qr
from motcua.design.asking import actor_of
from motcua.ground import queries as ground
from motcua.ground.domain import outages as domain
from motcua.ground.domain import verify_receipt
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words


def _found(request: HttpRequest, number: str) -> tuple[Declaration, Actor]:
    actor = actor_of(request)
    return queries.find(number, actor), actor


@require_safe
def outages(request: HttpRequest, number: str) -> HttpResponse:
    """Every deadline that an outage moved, with its certificate or the button that asks for one."""
    found, _actor = _found(request, number)
    held = certificates.certificates(found.id)
    rows = [
        {"hit": hit, "service": domain.SERVICES[hit.outage.service].words, "state": words.state(hit.state.value),
         "certificate": held.get(hit.outage.leaf), "reason": hit.outage.ruling.reason}
        for hit in services.hits(found)
    ]  # fmt: skip
    context = {"declaration": found, "head": sheet.head(found), "rows": rows}
    return render(request, "declarations/outages.html", context)


@require_POST
def certify(request: HttpRequest, number: str, outage: int) -> HttpResponse:
    """Have it certified what an outage did; then show the certificate."""
    found, actor = _found(request, number)
    made = services.certify(found, outage, by=actor, at=clock.now())
    return redirect("declarations:certificate", number, made.leaf)


@require_safe
def certificate(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The certificate as a page and as a sheet of A4."""
    found, _actor = _found(request, number)
    held = certificates.certificate(found.id, leaf)
    told = _told(held)
    word = ground.check_word(held.leaf)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    context = {
        "declaration": found, "certificate": held, "service": domain.SERVICES[held.service].words,
        "state": words.state(State(held.state).value), "word": word, "address": address, "qr": qr(address),
        "faults": [Words(*pair) for pair in verify_receipt.faults(told)], "key": told["key"],
        "minutes": _minutes(held),
        "office": words.office(found.office, found.registered_on),
    }  # fmt: skip
    return render(request, "declarations/certificate.html", context)


@require_safe
def certificate_file(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The certificate as a signed file: a receipt whose body says it all, checked by `verify_receipt.py`."""
    found, _actor = _found(request, number)
    answer = JsonResponse(
        _told(certificates.certificate(found.id, leaf)), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="outage-{found.number}-{leaf}.json"'
    return answer


def _told(held: Certificate) -> dict[str, Any]:
    told = ground.receipt(held.leaf)
    if told is None:
        raise NotFound(what=f"receipt/{held.leaf}")
    return told


def _minutes(held: Certificate) -> int:
    return -(-int((held.ended_at - held.began_at).total_seconds()) // 60)
