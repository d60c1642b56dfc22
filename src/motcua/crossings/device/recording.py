"""Recording at a gate that is cut off: decided by the list, chained, signed, on disk, then told."""

import msgspec

from motcua.crossings.device.installation import Installation
from motcua.crossings.domain.errors import NeedsReason
from motcua.crossings.domain.offline.deciding import need_own, need_passable
from motcua.crossings.domain.offline.errors import NoList
from motcua.crossings.domain.offline.records import Record, Signed
from motcua.crossings.domain.passing import Passage


class Said(msgspec.Struct, frozen=True):
    """What an officer says of a vehicle: who, which, whether without list, whether a part of the consignment.

    `form` names the form that was sent, so that sending it twice records once.
    """

    officer: int
    form: str
    passage: Passage
    announced: str = ""
    own: bool = False
    part: bool = False


def let_pass(gate: Installation, said: Said) -> Signed:
    """Record that a vehicle passes. The same form again is the record it made.

    Refuses what the list does not allow; with `own` what this gate's own records contradict (needs a reason).
    """
    before = gate.store.by_form(said.form)
    if before is not None:
        return before
    with gate.alone():
        standing = gate.standing()
        record = _record(gate, said, "pass", 0 if said.own or standing.list is None else standing.list.number)
        if said.own:
            need_own(standing, record)
        else:
            need_passable(standing, record, gate.now())
        return gate.append(record, said.form)


def refuse(gate: Installation, said: Said) -> Signed:
    """Record that a vehicle was not let pass, and why; the list may have run out. NeedsReason, NoList."""
    before = gate.store.by_form(said.form)
    if before is not None:
        return before
    if not said.passage.note.strip():
        raise NeedsReason
    with gate.alone():
        held = gate.standing().list
        if held is None:
            raise NoList
        return gate.append(_record(gate, said, "refuse", held.number), said.form)


def _record(gate: Installation, said: Said, verb: str, number: int) -> Record:
    at = gate.now()
    passage = msgspec.structs.replace(said.passage, at=at, note=" ".join(said.passage.note.split())[:400])
    return Record(
        gate=gate.number, number=0, previous="", list=number, officer=said.officer, verb=verb,  # type: ignore[arg-type]
        passage=passage, part=said.part, announced=said.announced,
    )  # fmt: skip
