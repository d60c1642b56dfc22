"""Writing: records entered and moved, each act one leaf that commits to every record it touched."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from motcua.ground.services import bulk, ids, log, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.procedures import audit_events
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import bodies, rights
from motcua.procedures.domain.audit.bodies import Body
from motcua.procedures.domain.audit.errors import Changed
from motcua.procedures.domain.audit.life import BEGINS, MOVES, Kind, State
from motcua.procedures.services.audit import rows, saying
from motcua.reference.domain import fold

_NUMBERED = {
    Kind.PROGRAMME: ("CT", "Q1"), Kind.AUDIT: ("DG", "Q2"), Kind.NONCONFORMITY: ("KPH", "Q3"),
    Kind.REVIEW: ("XX", "Q4"), Kind.DECISION: ("QN", "Q5"), Kind.OBJECTIVE: ("MT", "Q6"), Kind.RISK: ("RR", "Q7"),
    Kind.STATEMENT: ("CB", "Q8"),
}  # fmt: skip
"""How numbers of each kind begin, and from which series they are taken; a series runs on over the years."""


class New(NamedTuple):
    """A record to be entered."""

    kind: Kind
    year: int
    title: str
    body: Body
    office: str = ""
    owner: int = 0
    people: tuple[int, ...] = ()
    due_on: date | None = None
    on_day: date | None = None
    parent: str = ""


class Step(NamedTuple):
    """A record as it stands after an act, the verb and what was noted."""

    record: Record
    verb: str
    note: str = ""


def locked(number: str, kind: Kind, verb: str, *, by: Actor, seen: int = 0) -> Record:
    """The record, locked until the transaction ends, if `by` may do this to it. NotFound, Changed, NotAllowed.

    `seen` is the step that its maker saw; 0 where nothing was shown before.
    """
    assert transaction.get_connection().in_atomic_block
    found = Record.objects.select_for_update().filter(number=number, kind=str(kind)).first()
    if found is None:
        raise NotFound(what=number[:24])
    rights.need(verb, by, found.subject())
    if seen and seen != found.leaf:
        raise Changed(number=number)
    return found


def enter(new: Sequence[New], *, by: Actor, at: datetime, with_steps: Sequence[Step] = ()) -> list[Record]:
    """Enter records with their numbers, and moves of the same act, under one leaf."""
    made = [_made(each, by, at) for each in new]
    put([*with_steps, *(Step(each, "enter") for each in made)], by=by, at=at)
    return made


def _made(new: New, by: Actor, at: datetime) -> Record:
    kind = new.kind
    prefix, series = _NUMBERED[kind]
    no = numbering.take(series)
    return Record(
        id=ids.one(at), kind=str(kind), number=f"{prefix}-{new.year}-{no:03d}", year=new.year,
        office=new.office, state=str(BEGINS[kind]), title=_title(new.title), owner=new.owner,
        people=people_text(new.people), maker=by.account, due_on=new.due_on, on_day=new.on_day, parent=new.parent,
        made_at=at, body=bodies.write(new.body),
    )  # fmt: skip


def people_text(accounts: Sequence[int]) -> str:
    """Accounts as the column holds them: between blanks, so that each can be looked for."""
    return f" {' '.join(map(str, accounts))} " if accounts else ""


def _title(text: str) -> str:
    return " ".join(text.split())[:300]


def moved(found: Record, verb: str, *, by: Actor, body: Body | None = None, note: str = "", **columns: Any) -> Step:
    """A locked record after a verb of its life, to be put down with `put`; give what changes. Impossible, TooLong."""
    found.state = str(move(MOVES[Kind(found.kind)], State(found.state), verb))
    if body is not None:
        found.body = bodies.write(body)
    if "title" in columns:
        columns["title"] = _title(columns["title"])
    for name, value in columns.items():
        setattr(found, name, value)
    return Step(found, verb, " ".join(saying.kept(note).split()))


def put(steps: Sequence[Step], *, by: Actor, at: datetime) -> int:
    """Store records and their steps under one leaf; its id."""
    leaf = ids.one(at)
    new = [step.record for step in steps if step.record._state.adding]
    for step in steps:
        step.record.leaf, step.record.changed_at = leaf, at
        told = bodies.searched(step.record.said())
        step.record.search = fold(f"{step.record.number} {step.record.title} {told}")
    made = [_step_row(leaf, no, step, by, at) for no, step in enumerate(steps)]
    bulk.insert(rows.T_RECORD, rows.RECORD, [_row(rows.RECORD, each) for each in new], rows.RECORD_MOMENTS)
    old = [step.record for step in steps if not step.record._state.adding]
    bulk.update(rows.T_RECORD, "id", rows.RECORD[1:], [_row(rows.RECORD, each) for each in old], rows.RECORD_MOMENTS)
    for each in new:
        each._state.adding = False
    bulk.insert(rows.T_STEP, rows.STEP, made, rows.STEP_MOMENTS)
    first = steps[0].record
    covered = [row_bytes(rows.T_STEP, row) for row in made]
    facts = {"verb": steps[0].verb, "state": first.state, "records": len(steps)}
    log.append([
        log.leaf(audit_events.STEP, id=leaf, subject=f"quality/{first.number}", at=at, by=by, facts=facts, rows=covered)
    ])  # fmt: skip
    return leaf


def _row(names: Sequence[str], record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def _step_row(leaf: int, no: int, step: Step, by: Actor, at: datetime) -> tuple[Any, ...]:
    return (leaf, no, step.record.id, step.verb, at, by.reference, step.note, *_row(rows.FACTS, step.record))
