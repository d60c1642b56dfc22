"""Every write of parties: registration and changes of standing, many at once, each party with a leaf.

Leaves commit to the rows; their bodies hold no names, addresses or telephones.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.parties import domain, events
from motcua.parties.covering import NOW, PARTY, STANDING, T_NOW, T_PARTY, T_STANDING
from motcua.parties.domain.party import check_level
from motcua.parties.models import Now, Party
from motcua.parties.queries import forget
from motcua.reference.domain import fold

_SHOWN = 5
_CHUNK = 5_000


class Standing(msgspec.Struct, frozen=True):
    """How a party stands."""

    status: str
    level: int
    debt_over_90: int
    priority: int


@transaction.atomic
def register(parties: Sequence[domain.Party], *, by: Actor, at: datetime) -> list[log.Leaf]:
    """Put parties into the register and return their leaves, in the order given.

    All or none: AlreadyRegistered, BadTaxCode, BadLevel, RegisteredBeforeFounded, NotAllowed.
    """
    _may(by, "officer", "head", "admin")
    for party in parties:
        domain.check_party(party)
    _refuse_known([party.tax_code for party in parties])
    leaf_ids = ids.take(at, len(parties))
    who = [_who(party, leaf_id) for party, leaf_id in zip(parties, leaf_ids, strict=True)]
    how = [_standing(row[-1], row[0], at, _of(party), "") for party, row in zip(parties, who, strict=True)]
    leaves = [
        log.leaf(
            events.REGISTERED, id=row[-1], subject=f"party/{row[0]}", at=at, by=by,
            rows=(row_bytes(T_PARTY, row), row_bytes(T_STANDING, standing)),
        )
        for row, standing in zip(who, how, strict=True)
    ]  # fmt: skip
    log.append(leaves)
    bulk.insert(T_PARTY, PARTY, who)
    bulk.insert(T_STANDING, STANDING, how, moments=(2,))
    bulk.insert(T_NOW, NOW, (_now(row) for row in how))
    _changed()
    return leaves


def set_level(changes: Sequence[domain.LevelChange], *, by: Actor, at: datetime) -> int:
    """Set compliance levels and return how many changed; who is on the level already is left alone.

    UnknownParty, BadLevel, NeedsReason, NotAllowed.
    """
    _may(by, "risk", "admin")
    for change in changes:
        check_level(change.tax_code, change.level)
    wanted = {change.tax_code: (change.level, change.reason) for change in changes}
    return _change(events.LEVEL_SET, wanted, _with("level"), by=by, at=at)


def set_status(tax_codes: Iterable[str], status: domain.Status, *, reason: str, by: Actor, at: datetime) -> int:
    """Set the status of parties and return how many changed. UnknownParty, NeedsReason, NotAllowed."""
    _may(by, "officer", "head", "admin")
    wanted = {tax_code: (msgspec.convert(status, domain.Status), reason) for tax_code in tax_codes}
    return _change(events.STATUS_SET, wanted, _with("status"), by=by, at=at)


def set_debt(debts: dict[str, int], *, reason: str, by: Actor, at: datetime) -> int:
    """Set what parties owe over 90 days late, in dong, and return how many changed."""
    _may(by, "revenue", "admin")
    wanted = {tax_code: (amount, reason) for tax_code, amount in debts.items()}
    return _change(events.DEBT_SET, wanted, _with("debt_over_90"), by=by, at=at)


def set_priority(tax_codes: Iterable[str], priority: bool, *, reason: str, by: Actor, at: datetime) -> int:
    """Give or take the priority regime and return how many changed."""
    _may(by, "leader", "admin")
    wanted = {tax_code: (int(priority), reason) for tax_code in tax_codes}
    return _change(events.PRIORITY_SET, wanted, _with("priority"), by=by, at=at)


@transaction.atomic
def _change(
    verb: str,
    wanted: dict[str, tuple[Any, str]],
    replace: Callable[[Standing, Any], Standing],
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Write the standings that differ from those in force: lock, compare, leaf, rows."""
    held = _locked(sorted(wanted))
    rows = []
    for tax_code, (value, reason) in sorted(wanted.items()):
        if not reason.strip():
            raise domain.NeedsReason(tax_code=tax_code)
        after = replace(held[tax_code], value)
        if after != held[tax_code]:
            rows.append((tax_code, after, reason.strip()))
    leaf_ids = ids.take(at, len(rows)) if rows else []
    how = [_standing(leaf_id, *row[:1], at, *row[1:]) for leaf_id, row in zip(leaf_ids, rows, strict=True)]
    log.append([_leaf(verb, row, at, by) for row in how])
    bulk.insert(T_STANDING, STANDING, how, moments=(2,))
    bulk.update(T_NOW, "tax_code", NOW[1:], [_now(row) for row in how])
    _changed()
    return len(how)


def _leaf(verb: str, row: tuple[Any, ...], at: datetime, by: Actor) -> log.Leaf:
    rows = (row_bytes(T_STANDING, row),)
    return log.leaf(verb, id=row[0], subject=f"party/{row[1]}", at=at, by=by, rows=rows)


def _locked(tax_codes: Sequence[str]) -> dict[str, Standing]:
    """The standings in force, their rows locked in order of tax code. UnknownParty if one is missing."""
    found: dict[str, Standing] = {}
    for start in range(0, len(tax_codes), _CHUNK):
        rows = Now.objects.select_for_update().filter(tax_code__in=tax_codes[start : start + _CHUNK])
        for row in rows.order_by("tax_code"):
            found[row.tax_code] = Standing(row.status, row.level, row.debt_over_90, row.priority)
    missing = [tax_code for tax_code in tax_codes if tax_code not in found]
    if missing:
        raise domain.UnknownParty(tax_codes=_list(missing))
    return found


def _refuse_known(tax_codes: Sequence[str]) -> None:
    twice = sorted(tax_code for tax_code, count in Counter(tax_codes).items() if count > 1)
    known: list[str] = []
    for start in range(0, len(tax_codes), _CHUNK):
        chunk = tax_codes[start : start + _CHUNK]
        known += Party.objects.filter(tax_code__in=chunk).order_by("tax_code").values_list("tax_code", flat=True)
    if twice or known:
        raise domain.AlreadyRegistered(tax_codes=_list(twice or known))


def _list(tax_codes: Sequence[str]) -> str:
    more = f" (+{len(tax_codes) - _SHOWN})" if len(tax_codes) > _SHOWN else ""
    return ", ".join(tax_codes[:_SHOWN]) + more


def _with(field: str) -> Callable[[Standing, Any], Standing]:
    return lambda standing, value: msgspec.structs.replace(standing, **{field: value})


def _of(party: domain.Party) -> Standing:
    return Standing(party.status, party.level, party.debt_over_90, int(party.priority))


def _who(party: domain.Party, leaf_id: int) -> tuple[Any, ...]:
    return (
        party.tax_code, party.name, fold(party.name), party.address, party.phone, party.province,
        party.founded_on, party.registered_on, leaf_id,
    )  # fmt: skip


def _standing(leaf_id: int, tax_code: str, at: datetime, standing: Standing, reason: str) -> tuple[Any, ...]:
    return (
        leaf_id, tax_code, at, standing.status, standing.level, standing.debt_over_90, standing.priority, reason,
    )  # fmt: skip


def _now(row: tuple[Any, ...]) -> tuple[Any, ...]:
    leaf_id, tax_code, _at, status, level, debt_over_90, priority, _reason = row
    return (tax_code, status, level, debt_over_90, priority, leaf_id)


def _may(by: Actor, *roles: str) -> None:
    if by.kind != "system" and not any(by.holds(role) for role in roles):
        by.need(roles[0])


def _changed() -> None:
    """Versions are old now, and once more when others can see the change."""
    forget()
    transaction.on_commit(forget)
