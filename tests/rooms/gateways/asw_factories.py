"""A partner's window made up for tests: its key, what it says, and a line to it that needs no network."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from motcua.gateways.asw import services
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.adapting import ADAPTER, Document
from motcua.gateways.asw.domain.envelopes import (
    RECEIPT,
    Header,
    Receipt,
    digest,
    header_of,
    open_envelope,
    receipt_of,
    seal,
)
from motcua.gateways.asw.models import Message
from motcua.gateways.asw.services import carrying
from motcua.ground.queries import verification
from motcua.ground.services import jobs, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.certificate import Certificate, Line

DAY = date(2023, 12, 22)
AT = law_moment(DAY, 10)
HOUR, DAYS = timedelta(hours=1), timedelta(days=1)


def keys(no: int = 1, country: str = "TH") -> tuple[Any, x509.Told]:
    """The `no`-th key of a partner and its certificate."""
    return _made(no, country)


@cache
def _made(no: int, country: str) -> tuple[Any, x509.Told]:
    pem, der = x509.make(country, "Customs Department", AT - 30 * DAYS, AT + 300 * DAYS)
    return load_pem_private_key(pem, None), x509.read(der)


def known(no: int = 1, country: str = "TH") -> x509.Told:
    """Both windows have a certificate; the partner's is registered."""
    services.make(name="Hải quan", since=AT - 30 * DAYS, until=AT + 300 * DAYS, by=SYSTEM, at=AT - 30 * DAYS)
    told = keys(no, country)[1]
    services.add(told.der, address="https://127.0.0.1:1", by=SYSTEM, at=AT - 30 * DAYS)
    return told


def certificate(reference: str = "TH-1", **changes: Any) -> Certificate:
    """A form D of Thailand with one line."""
    facts: dict[str, Any] = {
        "reference": reference, "country": "TH", "partner": "VN", "issued_on": DAY, "lines": (Line(no=1),),
    }  # fmt: skip
    return Certificate(**{**facts, **changes})


def said(document: Document, /, *, no: int = 1, id: str = "", **changes: Any) -> bytes:  # noqa: A002 - as in the header
    """What the partner says, signed."""
    kind = document.kind if isinstance(document, Answer) else "certificate"
    content = ADAPTER.write(document).decode()
    facts: dict[str, Any] = {
        "id": id or f"TH-{digest(content.encode())[:12]}-{no}", "correlation": id or f"TH-{no:03d}", "kind": kind,
        "sender": "TH", "receiver": "VN", "issuer": getattr(document, "country", "TH"),
        "about": getattr(document, "reference", "TH-1"), "no": no, "created_at": AT,
        "hash": digest(content.encode()), "document": content,
    }  # fmt: skip
    key, told = keys()
    return seal(Header(**{**facts, **changes}), key, told.fingerprint)


def take(raw: bytes, *, at: Any = AT, peer: str = "") -> tuple[int, Receipt]:
    """It arrives; the status and the receipt, whose signature is that of this window."""
    reply = services.take(raw, peer=peer or keys()[1].fingerprint, at=at)
    return reply.status, receipt_of(open_envelope(reply.content, RECEIPT, 1 << 16))


def answering(monkeypatch: Any, **changes: Any) -> list[Header]:
    """The partner answers every message with a signed receipt; what it was sent."""
    sent: list[Header] = []

    def carry(raw: bytes, partner: Any, own: Any) -> carrying.Answered:
        header = header_of(open_envelope(raw, "application/vnd.motcua.window-message+json", 1 << 20))
        sent.append(header)
        facts: dict[str, Any] = {
            "message": header.id, "by": "TH", "to": "VN", "received": digest(raw), "at": AT, "taken": True, **changes,
        }  # fmt: skip
        key, told = keys()
        return carrying.Answered(202, seal(Receipt(**facts), key, told.fingerprint))

    monkeypatch.setattr(carrying, "carry", carry)
    return sent


def down(monkeypatch: Any) -> None:
    """Nobody is reached."""

    def carry(raw: bytes, partner: Any, own: Any) -> carrying.Answered:
        raise carrying.Unreachable("down")

    monkeypatch.setattr(carrying, "carry", carry)


def tell(kind: str = "clarify", reference: str = "TH-1", at: Any = AT) -> Message:
    """Something to say to the partner."""
    answer = Answer(kind, reference, "TH", AT)  # type: ignore[arg-type]
    return services.send(ADAPTER.write(answer), to="TH", kind=answer.kind, of=("TH", reference), at=at)


def work(at: Any = AT) -> None:
    """Do what is due."""
    for _ in range(10):
        if not jobs.run_due(at) + jobs.send_due(at, 100):
            return


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [f"{fault.place} {fault.words.en}" for fault in verification.verify().faults]


def state(message: Message) -> str:
    """Where it stands."""
    return str(Message.objects.select_related("standing").get(pk=message.pk).standing.state)
