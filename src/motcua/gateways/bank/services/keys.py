"""Keys: by which a bank's notices are known. An administrator registers them and takes them back."""

import re
from datetime import date, datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction

from motcua.gateways.bank import events, queries
from motcua.gateways.bank.domain.errors import BadKey, BadSignature, KeyGone, KeyKnown, UnknownBank
from motcua.gateways.bank.models import Key
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

_BANK = re.compile(r"[A-Z0-9]{2,11}")
_KEY = re.compile(r"[0-9a-f]{64}")


class NewKey(msgspec.Struct, frozen=True):
    """A key to be registered; `public` in hex. `page` takes payers, empty for none."""

    bank: str
    name: str
    public: str
    since: date
    until: date
    page: str = ""
    simulated: bool = False


@transaction.atomic
def add_key(new: NewKey, *, by: Actor, at: datetime) -> int:
    """Register a key of a bank; returns its leaf. BadKey, KeyKnown; only administrators."""
    _need_admin(by)
    _check(new)
    leaf = ids.one(at)
    row = (
        leaf, new.bank, new.name.strip()[:100], bytes.fromhex(new.public), new.since, new.until, new.page[:200],
        int(new.simulated), at, by.reference,
    )  # fmt: skip
    try:
        with transaction.atomic():
            bulk.insert(events.T_KEY, events.KEY, [row], events.KEY_MOMENTS)
    except IntegrityError:
        raise KeyKnown(bank=new.bank) from None
    covered = [row_bytes(events.T_KEY, row)]
    subject = f"bank/{new.bank}"
    log.append([log.leaf(events.KEY_ADDED, id=leaf, subject=subject, at=at, by=by, rows=covered)])
    return leaf


@transaction.atomic
def end_key(key: int, *, note: str, by: Actor, at: datetime) -> int:
    """Take a key back from now on; returns the leaf. KeyGone; only administrators."""
    _need_admin(by)
    found = Key.objects.select_for_update().filter(pk=key).first()
    if found is None or hasattr(found, "ended"):
        raise KeyGone
    leaf = ids.one(at)
    row = (leaf, key, at, by.reference, note.strip()[:400])
    bulk.insert(events.T_KEY_END, events.KEY_END, [row], events.KEY_END_MOMENTS)
    covered, subject = [row_bytes(events.T_KEY_END, row)], f"bank/{found.bank}"
    log.append([log.leaf(events.KEY_ENDED, id=leaf, subject=subject, at=at, by=by, rows=covered)])
    return leaf


def signer(bank: str, signature: bytes, raw: bytes) -> Key:
    """The bank's key that made a signature, valid or not. UnknownBank, BadSignature."""
    held = queries.registered(bank) if _BANK.fullmatch(bank) else []
    if not held:
        raise UnknownBank(bank=bank[:11])
    for key in held:
        if signed(bytes(key.public), signature, raw):
            return key
    raise BadSignature(bank=bank)


def signed(public: bytes, signature: bytes, raw: bytes) -> bool:
    """Whether a signature over these bytes is by that key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, raw)
    except InvalidSignature:
        return False
    return True


def _check(new: NewKey) -> None:
    if not _BANK.fullmatch(new.bank):
        raise BadKey(why=new.bank[:20] or "–")
    if not _KEY.fullmatch(new.public):
        raise BadKey(why=new.public[:70] or "–")
    if new.until < new.since or not new.name.strip():
        raise BadKey(why=f"{new.name[:40]} {new.since} – {new.until}")
    if new.page and not new.page.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise BadKey(why=new.page[:60])


def _need_admin(by: Actor) -> None:
    if by.kind != "system":
        by.need("admin")
