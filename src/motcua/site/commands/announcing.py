"""What `check` and `submit` say of messages of ships' calls: EDIFACT and AWMDS, in the same words as the others."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from motcua.gateways import reading
from motcua.gateways.asycuda import services as asycuda
from motcua.gateways.edifact import services as edifact
from motcua.gateways.ships.domain.told import Outcome, Told
from motcua.ground.services import log, post
from motcua.kernel.actor import SYSTEM

Result = dict[str, Any]


def announces(raw: bytes) -> bool:
    """Whether a file is of a ship's call."""
    return edifact.READER.recognise(raw) or asycuda.READER.recognise(raw)


def check(name: str, raw: bytes, now: datetime) -> Iterator[Result]:
    """What submitting would answer to each message; nothing is stored."""
    gateway = edifact if edifact.READER.recognise(raw) else asycuda
    yield from _results(name, gateway.check(raw, at=now))


def submit(name: str, raw: bytes, now: datetime) -> Iterator[Result]:
    """Keep the file in the post book, submit each message, keep the answer; each message has its result.

    A file that came before was answered then; it is told again what it would be told now, and changes nothing.
    """
    reader = reading.reader_of(raw)
    assert reader is not None
    media = edifact.MEDIA_TYPE if reader.name == "edifact" else asycuda.MEDIA_TYPE
    letter = post.receive(raw, by=SYSTEM, medium="command", media_type=media, at=now)
    key = letter.key or sha256(raw).hexdigest()
    if reader.name == "edifact":
        obeyed = edifact.obey(raw, by=SYSTEM, at=now, key=key)
        outcomes: Iterable[Outcome] = obeyed.outcomes
        reply = edifact.reply(obeyed)
    else:
        found = asycuda.obey(raw, by=SYSTEM, at=now, key=key)
        outcomes, reply = (found.outcome,), asycuda.reply(found)
    if not letter.answered:
        post.answer(letter, reply, at=now)
    yield from _results(name, list(outcomes))


def _results(name: str, outcomes: list[Outcome]) -> Iterator[Result]:
    leaves = [each.leaf for each in outcomes if each.leaf]
    receipts = log.group_receipts(leaves) if leaves else {}
    for index, each in enumerate(outcomes, 1):
        found = {
            "file": f"{name}#{index}" if index > 1 else name, "kind": each.kind, "function": each.function,
            "reference": each.reference, "accepted": each.accepted, "errors": [_error(told) for told in each.told],
        }  # fmt: skip
        if each.kept:
            found["kept"] = list(each.kept)
        if each.accepted and each.number:
            found |= {"number": each.number, "call": each.call, "repeated": each.repeated}
            found["receipt"] = receipts.get(each.leaf)
        yield {key: value for key, value in found.items() if value not in ("", None)}


def _error(told: Told) -> Result:
    spot = told.spot
    found: Result = {
        "code": told.code, "path": told.path or spot.where, "severity": "refuse" if told.refuses else "warn",
        "value": told.value, "expected": told.expected or told.words.en, "message_vi": told.words.vi,
        "message_en": told.words.en,
    }  # fmt: skip
    if spot.where:
        found["pointer"] = spot.where
    for name, at in (("line", spot.line), ("column", spot.column), ("segment", spot.segment)):
        if at:
            found[name] = at
    if spot.offset >= 0:
        found["offset"] = spot.offset
    return found
