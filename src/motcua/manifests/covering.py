"""What the log answers for in this room; the present of each call is worked out again from its facts and steps."""

import json
from collections.abc import Iterator
from datetime import datetime

from motcua.ground import queries as ground
from motcua.ground.queries import outages
from motcua.ground.services import keys, log
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.manifests import events
from motcua.manifests.domain.life import Paper
from motcua.manifests.models import Call, Document, Facts, Step, Version
from motcua.manifests.services import columns as c
from motcua.manifests.services.book import AWAIT, due_at
from motcua.manifests.services.moving import CONFIRMED

_ORDER = {c.T_GOODS: ("bill", "no")}
STAMPS = {
    "arrive": "arrived_at", "finish cargo": "finished_at", "clear in": "cleared_at", "clear out": "cleared_at",
    "leave": "left_at",
}  # fmt: skip
"""Verbs that set a moment of a call, and its column."""
_WRONG = Words("Không khớp bước cuối hoặc điều đã báo.", "Not as its last step or facts say.")
_PAPER = Words("Không khớp bước cuối hoặc phiên bản.", "Not as its last step or version says.")
_DUE = Words("Hạn sai.", "Wrong deadline.")


def cover() -> None:
    """Tell the log of this room's tables."""
    told = [
        log.CoveredTable(table, "leaf", _ORDER.get(table, ("no",)), names, moments=moments)
        for table, names, moments in c.TABLES
    ]
    registers = (
        log.CoveredTable(c.T_VESSEL, "leaf", ("no",), c.VESSEL, moments=("at",)),
        log.CoveredTable(c.T_STAY_NOTED, "leaf", ("no",), c.STAY_NOTED, moments=("at",)),
        log.CoveredTable(c.T_CARRIER, "leaf", ("no",), c.CARRIER, moments=("at",)),
    )
    log.cover(log.Covered("manifests", events.VERBS, (*told, *registers, keys.COVERED)))
    log.check("manifests: calls and documents as they stand", (c.T_CALL, c.T_DOCUMENT), the_present)


def the_present() -> Iterator[log.Fault]:
    """A fault for each call and document that is not where its steps, facts and versions left it."""
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.order_by("leaf", "no"):
        steps.setdefault(step.call_id, []).append(step)
    facts: dict[int, Facts] = {row.call_id: row for row in Facts.objects.order_by("leaf", "no")}
    documents: dict[int, list[Document]] = {}
    for row in Document.objects.order_by("pk"):
        documents.setdefault(row.call_id, []).append(row)
    calls = {call.pk: call for call in Call.objects.order_by("pk")}
    for pk in sorted({*steps, *facts, *documents} - calls.keys()):
        yield log.Fault(f"{c.T_CALL} {pk}", Words("Không có hồ sơ.", "There is no such call."))
    for call in calls.values():
        if not _is_right(call, steps.get(call.pk, []), facts.get(call.pk)):
            yield log.Fault(f"{c.T_CALL} {call.number}", _WRONG)
    yield from _documents(calls, documents, steps)
    yield from _deadlines(calls, documents)


def _is_right(call: Call, steps: list[Step], facts: Facts | None) -> bool:
    if not steps or facts is None or any(getattr(call, name) != getattr(facts, name) for name in c.ANNOUNCED):
        return False
    last, first = steps[-1], steps[0]
    stamps: dict[str, datetime] = {STAMPS[each.verb]: each.at for each in steps if each.verb in STAMPS}
    if call.direction == "E" and "cleared_at" in stamps:
        stamps["left_at"] = stamps["cleared_at"]
    told = {name: stamps.get(name) for name in set(STAMPS.values())}
    told |= {
        "state": last.state, "leaf": last.leaf, "facts": facts.leaf, "opened_at": first.at,
        "opened_on": law_day(first.at), "expected_on": law_day(call.expected_at),
        "cleared_on": law_day(stamps["cleared_at"]) if "cleared_at" in stamps else None,
    }  # type: ignore[dict-item]  # fmt: skip
    return first.verb == "open" and all(getattr(call, name) == value for name, value in told.items())


def _documents(
    calls: dict[int, Call], documents: dict[int, list[Document]], steps: dict[int, list[Step]]
) -> Iterator[log.Fault]:
    versions: dict[int, list[Version]] = {}
    for row in Version.objects.order_by("document_id", "version").defer("message"):
        versions.setdefault(row.document_id, []).append(row)
    named = {row.pk for held in documents.values() for row in held}
    for pk in sorted(versions.keys() - named):
        yield log.Fault(f"{c.T_DOCUMENT} {pk}", Words("Không có chứng từ.", "There is no such document."))
    for call_id, held in documents.items():
        call = calls.get(call_id)
        for row in held:
            if call is None or not _paper_is_right(row, call, versions.get(row.pk, []), steps.get(call_id, [])):
                yield log.Fault(f"{c.T_DOCUMENT} {row.number or row.pk}", _PAPER)


def _paper_is_right(row: Document, call: Call, versions: list[Version], steps: list[Step]) -> bool:
    own = [each for each in steps if each.document_id == row.pk]
    state = own[-1].paper if own else str(Paper.AWAITED)
    if any(each.verb == "accept" for each in steps) and state == Paper.LODGED:
        accepted = max((each.leaf, each.no) for each in steps if each.verb == "accept")
        state = str(Paper.ACCEPTED) if accepted > (own[-1].leaf, own[-1].no) else state
    if row.state != state or row.version != len(versions):
        return False
    if not versions:
        awaited = bool(own) and (own[0].verb, own[0].note) == (AWAIT, f"{row.kind} {row.slot}")
        told = (row.number, row.rows, row.late, row.lodged_at, row.carrier, row.party, row.call_id)
        return awaited and told == ("", 0, 0, None, call.carrier, call.party, call.pk)
    last = versions[-1]
    same = ("number", "kind", "slot", "carrier", "party", "rows", "late", "call_id")
    return all(getattr(row, name) == getattr(last, name) for name in same) and row.lodged_at == versions[0].at


def _deadlines(calls: dict[int, Call], documents: dict[int, list[Document]]) -> Iterator[log.Fault]:
    """While a confirmed outage waits to be worked in, a deadline may stand as it was without it."""
    pending = [json.loads(job.payload)["outage"] for job in ground.pending(CONFIRMED)]
    clocks = [outages.without(()), *([outages.without(pending)] if pending else [])]
    for call_id, held in documents.items():
        for row in held if call_id in calls else ():
            if row.due_at not in _right(calls[call_id], row, clocks):
                yield log.Fault(f"{c.T_DOCUMENT} {row.number or row.pk}", _DUE)


def _right(call: Call, row: Document, clocks: list[tuple[tuple[datetime, datetime], ...]]) -> list[datetime | None]:
    try:
        return [due_at(call, row, clock) for clock in clocks]
    except (ValueError, OverflowError, KeyError):  # a state, a direction or a moment that cannot be
        return []
