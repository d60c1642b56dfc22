"""Fallen: a certificate gives no preference any more, so the lines that rested on it are charged the ordinary way."""

from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations.domain.life import MOVES, State
from motcua.declarations.domain.message import Declaration, Item, write
from motcua.declarations.models import Declaration as Row
from motcua.declarations.models import Recorded
from motcua.declarations.queries import amendments, one
from motcua.declarations.services.amend import amend
from motcua.declarations.services.values import Change
from motcua.kernel.actor import SYSTEM
from motcua.origin.domain.data import ATIGA
from motcua.origin.queries import one as certificates

REASON = "3"
"""Of list amendment_reason: rate."""
MOST_FAVOURED = "B01"
"""Every member of ASEAN is a most favoured nation."""


@transaction.atomic
def charge(subject: int, *, at: datetime) -> bool:
    """Amend a declaration so that all its lines whose certificate fell pay without the preference.

    The difference becomes an obligation.

    Harmless when done again: lines that name the certificate no more are left alone. Whether anything was amended; a
    declaration that has ended or that another system decides is not.
    """
    found = Row.objects.select_for_update().filter(pk=subject).first()
    if found is None or (State(found.state), "amend") not in MOVES or _recorded(subject):
        return False
    before, fell = amendments.message_of(one.versions(found.id)[-1]), certificates.fallen(subject)
    items = tuple(_without(item, fell.get(no, "")) for no, item in enumerate(before.items, 1))
    if items == before.items:
        return False
    message: Declaration = msgspec.structs.replace(before, items=items)
    amend([Change(found.id, at, write(message), REASON, by_customs=True, of_a_check=False)], by=SYSTEM)
    return True


def _without(item: Item, reference: str) -> Item:
    if not reference or item.tariff_table != ATIGA or item.certificate != reference:
        return item
    return msgspec.structs.replace(item, tariff_table=MOST_FAVOURED, certificate="")


def _recorded(subject: int) -> bool:
    return Recorded.objects.filter(declaration_id=subject).exists()
