"""Turns: records of a gate, one after another, become crossings of the department, or are disputed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from motcua.crossings.domain.errors import PassageRefused
from motcua.crossings.domain.gates import limit
from motcua.crossings.domain.life import State
from motcua.crossings.domain.offline.judging import REASONS, Facts, doubt
from motcua.crossings.domain.offline.records import Record
from motcua.crossings.models import Announcement, Installation
from motcua.crossings.queries import offline
from motcua.crossings.services.announcing import step
from motcua.crossings.services.recording import record_passages
from motcua.kernel.actor import Actor
from motcua.kernel.dated import Period
from motcua.kernel.days import LAW_ZONE, law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.people import queries as people

Row = tuple[Any, ...]
LONGEST = 400


def take(found: Installation, many: Sequence[Record], leaf: int, at: datetime) -> list[Row]:
    """What becomes of these records, in their order: rows of outcomes. Runs within the merge's transaction."""
    officers = _officers(found, many)
    facts = _facts(found, many, officers, at)
    done: list[Row] = []
    run: list[Record] = []
    for each in many:
        why = doubt(each, facts)
        if run and (why or each.verb == "refuse" or each.officer != run[0].officer):
            done += _passages(run, officers, leaf, at)
            run = []
        if why:
            done.append(_disputed(each, leaf, why, REASONS[why]))
        elif each.verb == "refuse":
            done.append(_refusal(each, officers[each.officer, law_day(each.at)], leaf, at))
        else:
            run.append(each)
    return [*done, *_passages(run, officers, leaf, at)]


def late(many: Sequence[Record], leaf: int) -> list[Row]:
    """Records that had been given up as lost and came after all: a person decides on them."""
    return [_disputed(each, leaf, "late", REASONS["late"]) for each in many]


def _officers(found: Installation, many: Sequence[Record]) -> dict[tuple[int, Any], Actor]:
    """Who recorded, as of that day, where the person had a post at the gate's office and a code."""
    known: dict[tuple[int, Any], Actor] = {}
    for account, day in sorted({(each.officer, law_day(each.at)) for each in many}):
        try:
            actor = people.actor_for(account, day)
        except NotFound:
            continue
        if actor.kind == "person" and actor.holds("officer", found.office) and offline.had_code(account, day):
            known[account, day] = actor
    return known


def _facts(found: Installation, many: Sequence[Record], officers: dict[tuple[int, Any], Actor], at: datetime) -> Facts:
    return Facts(
        gate=found.gate, key=Period(found.since, found.until),
        ended_at=found.ended.at if hasattr(found, "ended") else None,
        issued=offline.issued(found.leaf, [each.list for each in many]), officers=frozenset(officers), now=at,
        tolerance=timedelta(minutes=limit("gate clock", law_day(at))),
    )  # fmt: skip


def _passages(run: Sequence[Record], officers: dict[tuple[int, Any], Actor], leaf: int, at: datetime) -> list[Row]:
    """Record passages of one officer. The first that is refused is disputed; those before it are recorded alone."""
    done: list[Row] = []
    rest = list(run)
    while rest:
        by = officers[rest[0].officer, law_day(rest[0].at)]
        try:
            done += _recorded(rest, by, leaf, at)
            break
        except PassageRefused as refusal:
            place, why = refusal.place, _words(refusal.why)
        except Refusal as refusal:
            place, why = 0, _words(refusal)
        if place:
            done += _recorded(rest[:place], by, leaf, at)
        done.append(_disputed(rest[place], leaf, "rows", why))
        rest = rest[place + 1 :]
    return done


def _recorded(run: Sequence[Record], by: Actor, leaf: int, at: datetime) -> list[Row]:
    made = record_passages([each.passage for each in run], by=by, at=at)
    return [
        (each.gate, each.number, leaf, "merged", "", "", "", made.leaf, no) for no, each in enumerate(run)
    ]  # fmt: skip


def _refusal(record: Record, by: Actor, leaf: int, at: datetime) -> Row:
    """A refusal at the gate: of an announced vehicle it is a step, of another it is only noted."""
    if record.passage.announced:
        found = Announcement.objects.select_for_update().filter(pk=record.passage.announced).first()
        if found is None or found.root != record.announced[:11]:
            return _disputed(record, leaf, "rows", REASONS["rows"])
        if found.state != State.REFUSED:
            note = f"{record.at.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}: {record.passage.note}"
            try:
                step(found, "refuse", note=note, by=by, at=at)
            except Refusal as refusal:
                return _disputed(record, leaf, "rows", _words(refusal))
    return (record.gate, record.number, leaf, "noted", "", "", "", 0, 0)


def _disputed(record: Record, leaf: int, reason: str, why: Words) -> Row:
    return (record.gate, record.number, leaf, "disputed", reason, why.vi[:LONGEST], why.en[:LONGEST], 0, 0)


def _words(refusal: Refusal) -> Words:
    return Words(refusal.in_language("vi"), refusal.in_language("en"))
