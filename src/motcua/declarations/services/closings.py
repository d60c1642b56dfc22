"""Closings: a draft that closes an earlier declaration, filled in with what is left of it."""

from datetime import datetime
from decimal import Decimal

import msgspec

from motcua.declarations.domain.drafting import writing
from motcua.declarations.domain.drafting.entered import Entered
from motcua.declarations.domain.drafting.slots import item_slots, slots
from motcua.declarations.domain.link_errors import NoStay
from motcua.declarations.domain.linking import closed_by
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import Item
from motcua.declarations.domain.message import read as read_message
from motcua.declarations.models import Draft
from motcua.declarations.queries import one
from motcua.declarations.services.drafts import USUAL_TABLE, copied
from motcua.declarations.services.originals import load
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.money import E4
from motcua.kernel.refusals import NotFound

_KEPT = (
    "office", "section", "transport_mode", "party_id", "party_name", "party_postcode", "party_address", "party_phone",
    "foreign_id", "foreign_name", "foreign_postcode", "foreign_address", "foreign_country", "package_unit",
    "weight_unit", "warehouse", "invoice_class", "price_kind", "currency", "taxpayer", "payment_term",
)  # fmt: skip
"""What of the header is mostly the same when goods go the other way."""
_KEPT_OF_ITEMS = (
    "hs_code", "description", "origin", "unit", "unit2", "unit_price", "unit_price_currency", "unit_price_unit",
)  # fmt: skip


def draft(number: str, procedure: str, *, by: Actor, at: datetime) -> Draft:
    """A draft of this type that closes what is left of an own declaration. NotFound for another's.

    NoStay where this type closes no such declaration, it is not cleared, or nothing is left of it.
    """
    found = one.find(number, by)
    message = read_message(one.original(one.versions(found.id)[-1]))
    held = load([found.id]).get(number[:11])
    possible = {code: direction for direction, code in closed_by(found.procedure, law_day(at))}
    if not isinstance(message, Message) or held is None:
        raise NotFound(what=number)
    left = {line.no: line.left_e4 for line in held.lines.values() if line.left_e4 > 0}
    if procedure not in possible or not held.confirmed or held.cancelled or not left:
        raise NoStay(number=number)
    made = _message(message, procedure, possible[procedure], number, left)
    texts = writing.entered(made)
    header = {key: text for key, text in texts.header.items() if key in slots(made.direction)}
    items = tuple({k: text for k, text in item.items() if k in item_slots(made.direction)} for item in texts.items)
    return copied(found.party, made.direction, "", Entered(header, items), by, at)


def _message(first: Message, procedure: str, direction: str, number: str, left: dict[int, int]) -> Message:
    kept = {name: getattr(first, name) for name in _KEPT}
    items = tuple(_item(item, no, left[no], direction) for no, item in enumerate(first.items, 1) if no in left)
    total = sum((item.invoice_value or Decimal(0) for item in items), Decimal(0))
    return Message(
        direction=direction, procedure=procedure, prior_number=number, items=items,  # type: ignore[arg-type]
        invoice_total=total or None, transaction_class=first.transaction_class if direction == "import" else "",
        valuation_code=first.valuation_code if direction == "import" else "", **kept,
    )  # fmt: skip


def _item(first: Item, no: int, left_e4: int, direction: str) -> Item:
    kept = {name: getattr(first, name) for name in _KEPT_OF_ITEMS}
    quantity = Decimal(left_e4) / E4
    value = None if first.unit_price is None else (quantity * first.unit_price).quantize(Decimal("0.01"))
    more = {"tariff_table": first.tariff_table or USUAL_TABLE} if direction == "import" else {}
    made = Item(quantity=quantity.normalize() if quantity != quantity.to_integral() else quantity.to_integral(),
                invoice_value=value, prior_line=no, **{**kept, **more})  # fmt: skip
    if direction == "export" and "#&" not in made.description:
        made = msgspec.structs.replace(made, description=f"{made.description}#&{made.origin or 'KXĐ'}"[:200])
    return made
