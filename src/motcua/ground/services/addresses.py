"""Addresses: a recipient names a mail address or an endpoint for its notices, says which classes, and removes it."""

from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest
from secrets import randbelow

from django.conf import settings
from django.db import transaction

from motcua.ground import events
from motcua.ground.domain import noticing
from motcua.ground.domain.errors import BadAddress, WrongCode
from motcua.ground.domain.noticing import Medium, Step
from motcua.ground.keyring import code_hash, webhook_key
from motcua.ground.models import Address, AddressStep
from motcua.ground.queries import addresses as queries
from motcua.ground.services import ids, jobs, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotAllowed

ADDRESS = ("leaf", "at", "actor", "recipient", "medium", "target", "kinds", "code")
STEP = ("leaf", "address_id", "at", "actor", "step", "kinds")
CODE = "notice.code"
"""The job that mails the code of a new address."""


def recipients(by: Actor) -> list[str]:
    """Whose notices an actor reads: its own, and those of the parties it acts for."""
    own = [f"account/{by.account}"] if by.kind == "person" else []
    return own + [f"party/{party}" for party in sorted(by.parties)]


@transaction.atomic
def register(
    recipient: str, medium: Medium, target: str, kinds: Sequence[str], *, by: Actor, at: datetime
) -> int:  # fmt: skip
    """Let the notices of a recipient also go to an address; its id. A mail address must be confirmed by a code first.

    BadAddress, NotAllowed.
    """
    if recipient not in recipients(by):
        raise NotAllowed(who=by.name, act=recipient)
    target = target.strip()
    held = queries.standing([recipient])
    fits = noticing.is_mail(target) if medium is Medium.MAIL else _is_webhook(target)
    if not fits or len(held) >= noticing.MOST_ADDRESSES or any(each.target == target for each in held):
        raise BadAddress(address=target[:80], most=noticing.MOST_ADDRESSES)
    leaf_id = ids.one(at)
    code = f"{randbelow(10**8):08d}" if medium is Medium.MAIL else ""
    row = (
        leaf_id, at, by.reference, recipient, medium.value, target, noticing.chosen(list(kinds)),
        code_hash(leaf_id, code) if code else b"",
    )  # fmt: skip
    Address.objects.create(**dict(zip(ADDRESS, row, strict=True)))
    _write(events.ADDRESS_ADDED, leaf_id, leaf_id, row_bytes("ground_address", row), by, at)
    if code:
        jobs.put(CODE, {"address": leaf_id, "code": code}, at=at)
    return leaf_id


def _is_webhook(target: str) -> bool:
    return noticing.is_webhook(target, inside=settings.NOTICES_PRIVATE)


def confirm(address: int, code: str, *, by: Actor, at: datetime) -> None:
    """Take the code that was mailed: the address is in use. WrongCode, NotFound."""
    found = queries.one(address, recipients(by))
    held = bytes(Address.objects.get(pk=address).code)
    if not compare_digest(held, code_hash(address, "".join(code.split()))):
        raise WrongCode
    if not found.confirmed:
        _step(address, Step.CONFIRMED, "", by, at)


def change(address: int, kinds: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Say which classes of notices go to an address. NotFound."""
    queries.one(address, recipients(by))
    _step(address, Step.CHANGED, noticing.chosen(list(kinds)), by, at)


def remove(address: int, *, by: Actor, at: datetime) -> None:
    """Send nothing more to an address. NotFound."""
    queries.one(address, recipients(by))
    _step(address, Step.REMOVED, "", by, at)


@transaction.atomic
def _step(address: int, step: Step, kinds: str, by: Actor, at: datetime) -> None:
    row = (ids.one(at), address, at, by.reference, step.value, kinds)
    AddressStep.objects.create(**dict(zip(STEP, row, strict=True)))
    _write(events.ADDRESS_STEP, row[0], address, row_bytes("ground_address_step", row), by, at)


def _write(verb: str, leaf: int, address: int, row: bytes, by: Actor, at: datetime) -> None:
    log.append([log.leaf(verb, id=leaf, subject=f"address/{address}", at=at, by=by, rows=[row])])


def public_key(address: int) -> str:
    """The key (Ed25519, hex) by which the receiver checks what we send to a webhook."""
    return webhook_key(address).public_key().public_bytes_raw().hex()


def mail_is_set() -> bool:
    """Whether this installation can send mail."""
    return bool(settings.MAIL_URL)
