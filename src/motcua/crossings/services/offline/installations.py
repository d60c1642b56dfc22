"""Installations: an administrator registers a gate's second installation by its key, and ends it."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.crossings import events_offline as events
from motcua.crossings.domain.errors import NeedsReason
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.offline.errors import BadDocument, BadInstallation, KeyKnown, UnknownInstallation
from motcua.crossings.domain.offline.framing import hex_bytes
from motcua.crossings.models import Installation
from motcua.crossings.services.offline.writing import one_line, write
from motcua.ground.services import ids
from motcua.kernel.actor import Actor

_KEY = 64


class NewInstallation(msgspec.Struct, frozen=True):
    """What is registered: a name, a gate, the Ed25519 key in hex, first and last day."""

    name: str
    gate: str
    public: str
    since: date
    until: date


@transaction.atomic
def register(new: NewInstallation, *, by: Actor, at: datetime) -> int:
    """Register an installation; returns its number. BadInstallation, KeyKnown; administrators alone."""
    need_admin(by)
    public = _checked(new)
    if Installation.objects.filter(public=public).exists():
        raise KeyKnown
    leaf, office = ids.one(at), GATES[new.gate].office
    row = (leaf, new.name.strip()[:100], new.gate, office, public, new.since, new.until, at, by.reference)
    write(
        events.REGISTERED, f"gate/{leaf}", {events.T_INSTALLATION: [row]}, leaf=leaf, by=by, at=at,
        facts={"gate": new.gate},
    )  # fmt: skip
    return leaf


@transaction.atomic
def end(installation: int, *, note: str, by: Actor, at: datetime) -> int:
    """End it from now on; returns the leaf. UnknownInstallation, NeedsReason; administrators alone."""
    need_admin(by)
    if not note.strip():
        raise NeedsReason
    found = Installation.objects.select_for_update().filter(pk=installation).first()
    if found is None or hasattr(found, "ended"):
        raise UnknownInstallation(number=installation)
    leaf = ids.one(at)
    row = (leaf, installation, at, by.reference, one_line(note))
    write(
        events.ENDED, f"gate/{installation}", {events.T_INSTALLATION_END: [row]}, leaf=leaf, by=by, at=at
    )  # fmt: skip
    return leaf


def need_admin(by: Actor) -> None:
    """Administrators alone, or the platform itself. NotAllowed."""
    if by.kind != "system":
        by.need("admin")


def _checked(new: NewInstallation) -> bytes:
    if not new.name.strip() or new.gate not in GATES:
        raise BadInstallation(why=f"{new.name[:40]} {new.gate[:10]}".strip() or "–")
    if new.until < new.since:
        raise BadInstallation(why=f"{new.since} – {new.until}")
    try:
        return hex_bytes(new.public, _KEY)
    except BadDocument:
        raise BadInstallation(why=new.public[:70] or "–") from None
