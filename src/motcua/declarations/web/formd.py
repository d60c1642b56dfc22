"""From an own export declaration to an application for a form D: what is declared need not be typed again."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.queries import amendments, one
from motcua.design.asking import actor_of

MOST = 20
"""Lines that the page of an application takes."""


@require_safe
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a new application with what the declaration in force says. Another's is not found."""
    found = one.find(number, actor_of(request))
    message = amendments.message_of(one.versions(found.id)[-1])
    told = {"declaration": found.number, "party": found.party, **_head(message)}
    for no, item in enumerate(message.items[:MOST], 1):
        told |= {f"l{no}_{name}": value for name, value in _line(item).items()}
    filled = {name: value for name, value in told.items() if value}
    return redirect(f"{reverse('origin:apply')}?{urlencode(filled)}")


def _head(message: Declaration) -> dict[str, str]:
    leaves = f"{message.departure_on:%d/%m/%Y}" if message.departure_on else ""
    invoiced = f"{message.invoice_on:%d/%m/%Y}" if message.invoice_on else ""
    return {
        "partner": message.foreign_country, "consignee_name": message.foreign_name,
        "consignee_address": " ".join(part for part in message.foreign_address if part), "departed_on": leaves,
        "vessel": message.vessel_name, "loading_place": message.loading_place,
        "discharge_place": message.destination_place, "invoice": message.invoice_number, "invoice_on": invoiced,
    }  # fmt: skip


def _line(item: Item) -> dict[str, str]:
    value = item.invoice_value
    return {
        "description": item.description.partition("#&VN")[0], "hs_code": item.hs_code, "unit": item.unit,
        "quantity": f"{item.quantity:f}" if item.quantity is not None else "",
        "fob": f"{value:f}" if value is not None and item.unit_price_currency == "USD" else "",
    }  # fmt: skip
