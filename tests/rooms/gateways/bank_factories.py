"""An invented bank: its key, its notices, and what customs answers."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.declarations import factories
from motcua.declarations import services as declarations
from motcua.declarations.domain.life import Channel
from motcua.declarations.models import Declaration
from motcua.gateways.bank import services
from motcua.ground.queries import verification
from motcua.ground.services import log, post
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.revenue.queries import paying
from motcua.risk import services as risk

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
BANK = "NHTHU"
KEY = Ed25519PrivateKey.from_private_bytes(b"an invented bank for the tests.!")
ACCOUNT = "0000.7111.2001"


def public(key: Ed25519PrivateKey = KEY) -> str:
    return key.public_key().public_bytes_raw().hex()


def known(key: Ed25519PrivateKey = KEY, *, since: date = DAY, until: date = date(2024, 12, 31), **changes: Any) -> int:
    """Register the bank's key."""
    new = services.NewKey(**{"bank": BANK, "name": "Ngân hàng thử", "public": public(key), "since": since,
                             "until": until, **changes})  # fmt: skip
    return services.add_key(new, by=SYSTEM, at=AT - timedelta(days=1))


def department() -> None:
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=law_moment(date(2022, 1, 1)))


def owing(channel: Channel = Channel.GREEN, count: int = 60, at: datetime = AT, **changes: Any) -> Declaration:
    """A declaration of Móng Cái that owes taxes."""
    risk.seed(b"lives of declarations", by=SYSTEM, at=at - 24 * HOUR)
    bodies = [factories.body(no, day=DAY, lines=1, **changes) for no in range(count)]
    declarations.submit([declarations.Raw(body, at) for body in bodies], by=SYSTEM)
    return Declaration.objects.filter(channel=channel, tax_total__gt=0).order_by("id")[0]


def parts(found: Declaration, on: date = DAY) -> list[dict[str, Any]]:
    bill = paying.bill(found.id, on)
    assert bill is not None
    return [{"item": item, "amount": amount} for item, amount in bill.parts()]


def notice(found: Declaration | None, number: str = "N1", *, at: datetime = AT + HOUR, **changes: Any) -> bytes:
    """A notice that all of it was paid."""
    items = changes.get("items") or (parts(found) if found else [{"item": "1702", "amount": 1000}])
    facts = {
        "kind": "payment", "bank": BANK, "notice": number, "paid_at": at.isoformat(),
        "payer": found.party if found else "5799900001", "account": ACCOUNT,
        "declaration": found.number if found else "", "items": items,
        "total": sum(each["amount"] for each in items), "currency": "VND", "reference": f"FT-{number}", **changes,
    }  # fmt: skip
    return json.dumps(facts).encode()


def send(body: bytes, *, at: datetime = AT + HOUR, key: Ed25519PrivateKey = KEY, bank: str = BANK) -> post.Reply:
    return services.take(body, bank=bank, signature=key.sign(body), at=at)


def told(reply: post.Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.content)
    return found


def good() -> list[str]:
    """What `motcua verify` finds wrong: nothing."""
    log.sequence()
    return [f"{fault.place} {fault.words.en}" for fault in verification.verify().faults]
