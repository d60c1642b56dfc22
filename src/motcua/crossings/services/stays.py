"""Stays: a carrier asks for a longer one, an officer decides; what left elsewhere or never will is concluded.

Marks of the daily duty tell carriers what is due soon, and carriers and rooms above what is overdue.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.crossings import events
from motcua.crossings.domain import stays
from motcua.crossings.domain.context import Desk
from motcua.crossings.domain.errors import (
    ExtensionWaits,
    Faulty,
    NeedsReason,
    NothingAsked,
    NotLater,
    StayEnded,
)
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.judging import judge_extension
from motcua.crossings.domain.message import Extension
from motcua.crossings.models import Stay
from motcua.crossings.queries import stays as queries
from motcua.crossings.services import tables, writing
from motcua.crossings.services.announcing import need_carrier
from motcua.crossings.services.recording import need_officer, refuse_own
from motcua.ground.services import bulk, ids, jobs, notices
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import LAW_ZONE, law_day, law_moment
from motcua.kernel.words import Words

TOGETHER = 500
"""So many stays are marked with one leaf."""
SOON, LATE = 1, 2
_TOLD = {
    "extend": Words("Xe %(plate)s được gia hạn đến %(due)s.", "The stay of %(plate)s is extended to %(due)s."),
    "deny": Words(
        "Đề nghị gia hạn của xe %(plate)s không được chấp nhận: %(note)s",
        "The extension for %(plate)s is denied: %(note)s",
    ),
    "due soon": Words(
        "Xe %(plate)s hết hạn lưu lúc %(due)s. Hãy tái xuất, tái nhập hoặc đề nghị gia hạn.",
        "The stay of %(plate)s ends at %(due)s. Let it cross again, or ask for an extension.",
    ),
    "overdue": Words(
        "Xe %(plate)s đã quá hạn lưu (%(due)s). Hãy liên hệ hải quan cửa khẩu ngay.",
        "%(plate)s has overstayed (%(due)s). Turn to customs at the gate at once.",
    ),
}
_KINDS = {"due soon": "request", "overdue": "request"}
Key = tuple[int, int]


@transaction.atomic
def ask(key: Key, *, until: date, note: str, by: Actor, at: datetime) -> Stay:
    """Ask for a longer stay, for its carrier.

    NotFound, NotAllowed, StayEnded, ExtensionWaits, NeedsReason, NotLater.
    """
    stay = _locked(key, by)
    need_carrier(by, stay.party, "amend")
    _need_open(stay)
    if stay.asked_on is not None:
        raise ExtensionWaits
    if not note.strip():
        raise NeedsReason
    _need_later(stay, until)
    stay.asked_on = until
    return _step(stay, "ask", by=by, at=at, asked_on=until, note=note)


@transaction.atomic
def extend(key: Key, told: Extension, *, by: Actor, at: datetime) -> Stay:
    """Extend a stay until the end of a day, asked for or not, by a document (VEH-VEH-10, 11).

    NotFound, NotAllowed, OwnVehicle, StayEnded, NotLater; Faulty with all findings.
    """
    stay = _officers(key, by)
    _need_open(stay)
    wrong = judge_extension(told, Desk(law_day(at), frozenset(), frozenset()))
    if wrong:
        raise Faulty(wrong)
    assert told.until is not None
    _need_later(stay, told.until)
    stay.due_at, stay.asked_on, stay.marked = law_moment(told.until + stays.DAY), None, 0
    stay.extended += 1
    return _step(
        stay, "extend", by=by, at=at, document=told.document, agency=told.agency, issued_on=told.issued_on,
        reason=told.reason, note=told.other,
    )  # fmt: skip


@transaction.atomic
def deny(key: Key, *, note: str, by: Actor, at: datetime) -> Stay:
    """Deny what the carrier asks for. NotFound, NotAllowed, OwnVehicle, StayEnded, NothingAsked, NeedsReason."""
    stay = _officers(key, by)
    _need_open(stay)
    if stay.asked_on is None:
        raise NothingAsked
    if not note.strip():
        raise NeedsReason
    stay.asked_on = None
    return _step(stay, "deny", by=by, at=at, note=note)


@transaction.atomic
def exit_elsewhere(key: Key, *, left_at: datetime, document: str, note: str, by: Actor, at: datetime) -> Stay:
    """Record that it left or returned by a gate of another department, as a document says. Refusals as for `deny`."""
    return _conclude(key, "exit elsewhere", stays.State.EXITED_OTHER_GATE, left_at, document, note, by, at)


@transaction.atomic
def abandon(key: Key, *, document: str, note: str, by: Actor, at: datetime) -> Stay:
    """Conclude that it will not leave or return: scrapped, confiscated, stolen … Refusals as for `deny`."""
    return _conclude(key, "abandon", stays.State.ABANDONED, at, document, note, by, at)


def _conclude(  # noqa: PLR0913
    key: Key, verb: str, state: stays.State, ended: datetime, document: str, note: str, by: Actor, at: datetime
) -> Stay:
    stay = _officers(key, by)
    _need_open(stay)
    if not note.strip() or not document.strip():
        raise NeedsReason
    leaf = ids.one(at)
    stay.ended_at, stay.ended_as, stay.asked_on = at, str(state), None
    stay.end_leaf, stay.end_no = leaf, 0
    when = f"{ended.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}"
    told = f"{when}: {note}" if ended != at else note
    return _step(stay, verb, leaf=leaf, by=by, at=at, document=document, note=told)


def mark(at: datetime) -> int:
    """Mark and tell what is due soon or overdue and was not told so; again only after an extension. How many."""
    count = 0
    while True:
        done = _mark_some(at)
        count += done
        if done < TOGETHER:
            return count


@transaction.atomic
def _mark_some(at: datetime) -> int:
    found = [*queries.late_unmarked(at, TOGETHER), *queries.soon_unmarked(at, TOGETHER)][:TOGETHER]
    if not found:
        return 0
    held = {(each.leaf, each.no): each for each in found}
    leaf = ids.one(at)
    rows, told, due = [], [], []
    for no, stay in enumerate(held.values()):
        late = stays.is_overdue(stay.due_at, at)
        verb, stay.marked = ("overdue", LATE) if late else ("due soon", SOON)
        rows.append(_row(stay, verb, leaf, no, SYSTEM, at))
        due.append((stay.leaf, stay.no, stay.marked))
        told.append((stay, verb))
    writing.write(
        events.STAY, "stays", writing.Written(stay_steps=rows), leaf=leaf, by=SYSTEM, at=at, facts={"marked": len(rows)}
    )  # fmt: skip
    bulk.update(tables.T_STAY, ("leaf", "no"), ("marked",), due)
    notices.tell_many([_notice(stay, verb, "") for stay, verb in told if stay.party], at=at)
    jobs.put_many([(events.OVERDUE, _told(stay)) for stay, verb in told if verb == "overdue"], at=at)
    return len(rows)


def _told(stay: Stay) -> dict[str, Any]:
    """What rooms above are told of an overdue vehicle."""
    return {
        "stay": [stay.leaf, stay.no], "plate": stay.plate, "country": stay.country, "way": stay.way, "gate": stay.gate,
        "office": GATES[stay.gate].office, "party": stay.party, "due_at": stay.due_at.isoformat(),
    }  # fmt: skip


def _locked(key: Key, by: Actor) -> Stay:
    found = queries.find(key, by)
    return Stay.objects.select_for_update().get(leaf=found.leaf, no=found.no)


def _officers(key: Key, by: Actor) -> Stay:
    stay = _locked(key, by)
    need_officer(by, GATES[stay.gate].office)
    refuse_own(by, stay.party)
    return stay


def _need_open(stay: Stay) -> None:
    if stay.ended_at is not None:
        raise StayEnded(plate=stay.plate)


def _need_later(stay: Stay, until: date) -> None:
    if law_moment(until + stays.DAY) <= stay.due_at:
        raise NotLater(until=f"{stay.due_at.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}")


def _step(  # noqa: PLR0913
    stay: Stay, verb: str, *, by: Actor, at: datetime, leaf: int = 0, asked_on: date | None = None, document: str = "",
    agency: str = "", issued_on: date | None = None, reason: str = "", note: str = "",
) -> Stay:  # fmt: skip
    """Write the step that leaves a locked stay as it now is, and tell its carrier."""
    leaf = leaf or ids.one(at)
    row = _row(
        stay, verb, leaf, 0, by, at, (asked_on, document.strip()[:35], agency.strip()[:60], issued_on, reason), note
    )
    facts = {"verb": verb, "due": f"{stay.due_at.isoformat()}"}
    subject = f"stay/{stay.leaf}/{stay.no}"
    writing.write(events.STAY, subject, writing.Written(stay_steps=[row]), leaf=leaf, by=by, at=at, facts=facts)
    stay.save()
    if verb in _TOLD and stay.party:
        notices.tell_many([_notice(stay, verb, note)], at=at)
    return stay


def _row(  # noqa: PLR0913
    stay: Stay, verb: str, leaf: int, no: int, by: Actor, at: datetime,
    told: Sequence[Any] = (None, "", "", None, ""), note: str = "",
) -> writing.Row:  # fmt: skip
    return (
        leaf, no, stay.leaf, stay.no, verb, at, by.reference, stay.due_at, *told, " ".join(note.split())[:400],
    )  # fmt: skip


def _notice(stay: Stay, verb: str, note: str) -> notices.Told:
    due = f"{stay.due_at.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}"
    facts = {"plate": stay.plate, "due": due, "note": note.strip()}
    words = Words(_TOLD[verb].vi % facts, _TOLD[verb].en % facts)
    link = f"/crossings/stays/{stay.leaf}/{stay.no}/"
    return notices.Told(notices.party(stay.party), words, link, _KINDS.get(verb, "decision"), stay.plate)
