"""Registering: vessels and carriers as the department knows them, many at once; nothing is overwritten."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotAllowed
from motcua.manifests import events
from motcua.manifests.domain.errors import CannotRegister
from motcua.manifests.domain.registers import Carrier, Vessel
from motcua.manifests.services import columns
from motcua.parties import queries as parties

E4 = Decimal(10_000)


@transaction.atomic
def register_vessels(vessels: Sequence[Vessel], *, by: Actor, at: datetime) -> int:
    """Register vessels, or what is new of known ones. All or none: CannotRegister, NotAllowed. The leaf."""
    _may(by)
    for each in vessels:
        _check_vessel(each)
    leaf = ids.one(at)
    rows = [
        (
            leaf, no, at, each.call_sign, each.imo, each.name, each.flag, each.type, int(each.gross * E4),
            int(each.net * E4), each.operator, int(each.struck),
        )
        for no, each in enumerate(vessels, 1)
    ]  # fmt: skip
    return _write(columns.T_VESSEL, columns.VESSEL, rows, leaf, "vessels", by, at)


@transaction.atomic
def register_carriers(carriers: Sequence[Carrier], *, by: Actor, at: datetime) -> int:
    """Register carriers, or what is new of known ones. All or none: CannotRegister, NotFound, NotAllowed. The leaf."""
    _may(by)
    for each in carriers:
        if not (0 < len(each.code) <= 6 and each.code.isascii() and each.code.isalnum() and each.name):  # noqa: PLR2004
            raise CannotRegister(what=each.code, why_vi="mã 1 đến 6 chữ số, và tên", why="a code of 1 to 6, and a name")
        parties.find(each.party)
    leaf = ids.one(at)
    rows = [
        (leaf, no, at, each.code, each.name[:300], each.party, int(each.struck)) for no, each in enumerate(carriers, 1)
    ]
    return _write(columns.T_CARRIER, columns.CARRIER, rows, leaf, "carriers", by, at)


def _check_vessel(each: Vessel) -> None:
    if not (0 < len(each.call_sign) <= 9 and each.call_sign.isascii() and each.name):  # noqa: PLR2004
        raise CannotRegister(what=each.call_sign, why_vi="cần hô hiệu và tên tàu", why="a call sign and a name")
    if len(each.name) > 35 or len(each.flag) != 2 or len(each.imo) not in (0, 7):  # noqa: PLR2004
        raise CannotRegister(
            what=each.call_sign, why_vi="tên tối đa 35 ký tự, quốc tịch 2 chữ, IMO 7 số",
            why="a name of at most 35, a flag of 2 letters, an IMO number of 7 digits",
        )  # fmt: skip


def _may(by: Actor) -> None:
    if by.kind != "system" and not any(by.holds(role) for role in ("officer", "head", "admin")):
        raise NotAllowed(who=by.name, act="register vessels")


def _write(
    table: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], leaf: int, what: str, by: Actor, at: datetime
) -> int:  # fmt: skip
    bulk.insert(table, names, rows, moments=(2,))
    told = [row_bytes(table, row) for row in rows]
    facts = {"count": len(rows)}
    made = log.leaf(events.REGISTERED, id=leaf, subject=f"register/{what}", at=at, by=by, facts=facts, rows=told)
    log.append([made])
    return leaf
