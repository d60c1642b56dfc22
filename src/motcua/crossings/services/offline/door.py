"""The door: what a gate asks by HTTP, signed by its key: a list, and that its records be merged."""

from datetime import datetime, timedelta

import msgspec

from motcua.crossings.domain.offline.errors import BadDocument, StaleRequest, UnknownInstallation
from motcua.crossings.domain.offline.framing import REQUEST, need_signed
from motcua.crossings.models import Installation
from motcua.crossings.services.offline.lists import Told, issue
from motcua.crossings.services.offline.merging import Merged, merge
from motcua.kernel.actor import Actor

FRESH = timedelta(minutes=2)
"""A request names the time here, as it was told just before: so nobody sends an old one again."""


class Request(msgspec.Struct, frozen=True):
    """`seen`: the time here as the gate was told it; `now`: the gate's own; `waiting`: records not yet sent."""

    gate: int
    seen: datetime
    now: datetime
    waiting: int = 0


_read = msgspec.json.Decoder(Request).decode


def fetch(raw: bytes, signature: bytes, *, demonstration: bool, at: datetime) -> bytes:
    """The next list for a gate that asks. BadDocument, UnknownInstallation, BadSignature, StaleRequest."""
    try:
        asked = _read(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise BadDocument(why=fault) from None
    found = Installation.objects.filter(pk=asked.gate).first()
    if found is None:
        raise UnknownInstallation(number=asked.gate)
    need_signed(bytes(found.public), signature, REQUEST + raw)
    if not at - FRESH <= asked.seen <= at + FRESH:
        raise StaleRequest
    ahead = (asked.now - asked.seen) // timedelta(milliseconds=1)
    told = Told(ahead, max(0, asked.waiting))
    return issue(asked.gate, demonstration=demonstration, told=told, by=_gate(asked.gate), at=at)


def take(raw: bytes, *, gate: int, at: datetime) -> Merged:
    """Merge what a gate sends. Refusals as for `merge`."""
    return merge(raw, by=_gate(gate), at=at)


def _gate(number: int) -> Actor:
    return Actor(account=0, name=str(number), kind="gate")
