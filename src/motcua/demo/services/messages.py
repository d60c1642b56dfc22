"""Messages of the demonstration's first trader: what its program sent that morning, and what it was answered.

Both are refused, one by the rules and one because it breaks off, so that the year's totals stay what they are.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from motcua.declarations.factories import declaration
from motcua.gateways.wco import domain as wco
from motcua.gateways.wco import services as gateway
from motcua.ground.services import post
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day

_MEDIA_TYPE = "application/xml"


def send_messages(by: Actor, opens: datetime) -> int:
    """Send them as a program would, kept before they are read. Returns how many."""
    refused = wco.write(
        declaration(
            21, day=law_day(opens), lines=2, party_id=min(by.parties), party_name=by.name, reference="DX-2023-120",
            incoterm="", gross_weight=Decimal(0),
        )
    )  # fmt: skip
    broken = refused[: len(refused) * 2 // 3]
    for minutes, raw in ((70, broken), (55, refused)):
        at = opens - timedelta(minutes=minutes)
        letter = post.receive(raw, by=by, medium="message", media_type=_MEDIA_TYPE, at=at)
        post.answer(letter, gateway.answer(raw, by, at, letter.key), at=at)
    return 2
