"""Lists: what a gate may decide by while it is cut off, gathered, numbered, signed and kept as it was sent."""

from datetime import datetime

import msgspec
from django.db import transaction

from motcua.crossings import events_offline as events
from motcua.crossings.domain.gates import hours
from motcua.crossings.domain.message import Vehicle
from motcua.crossings.domain.offline import lists
from motcua.crossings.domain.offline.errors import UnknownInstallation
from motcua.crossings.models import Announcement, Installation
from motcua.crossings.queries import announcements, offline, permits
from motcua.crossings.queries import stays as stay_queries
from motcua.crossings.services.gate import passage_of
from motcua.crossings.services.offline.writing import write
from motcua.crossings.services.recording import need_officer
from motcua.ground.services import files, ids, signing
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed

MEDIA = "application/vnd.motcua.gate-list"


class Told(msgspec.Struct, frozen=True):
    """What a gate tells of itself when it fetches a list: how far its clock is ahead, how many records wait."""

    clock_ms: int = 0
    waiting: int = 0


@transaction.atomic
def issue(
    installation: int, *, demonstration: bool = False, told: Told | None = None, by: Actor, at: datetime
) -> bytes:  # fmt: skip
    """Issue the next list of a gate, by HTTP (`told`) or as a file, and keep it.

    UnknownInstallation where it has ended or is not in force; NotAllowed.
    """
    found = Installation.objects.select_for_update().filter(pk=installation).first()
    if found is None or not offline.in_force(found, at):
        raise UnknownInstallation(number=installation)
    _need_right(found, by)
    made = _gathered(found, at, demonstration)
    content = lists.write(made, signing.sign_answer)
    file = files.keep(content, media_type=MEDIA, at=at, by=by)
    said = told or Told()
    leaf = ids.one(at)
    row = (
        leaf, installation, made.number, made.made_at, made.expires_at, file, len(made.permits), len(made.announced),
        len(made.staying), len(made.officers), int(told is not None), said.clock_ms, said.waiting, by.reference,
    )  # fmt: skip
    facts = {"number": made.number}
    write(events.LISTED, f"gate/{installation}", {events.T_LIST: [row]}, leaf=leaf, by=by, at=at, facts=facts)
    return content


def _need_right(found: Installation, by: Actor) -> None:
    """The gate itself, an administrator, the head or an officer of the branch."""
    own = by.kind == "gate" and by.name == str(found.leaf)
    if by.kind == "system" or own or by.holds("admin") or by.holds("head", found.office):
        return
    if by.kind == "gate":
        raise NotAllowed(who=by.name, act=f"gate/{found.leaf}")
    need_officer(by, found.office)


def _gathered(found: Installation, at: datetime, demonstration: bool) -> lists.GateList:
    rows = offline.expected(found.office, at)
    messages = announcements.messages(rows)
    return lists.GateList(
        installation=found.leaf, gate=found.gate, office=found.office, number=offline.last_list(found.leaf) + 1,
        made_at=at, expires_at=at + hours("gate list", law_day(at)), next=offline.next_number(found.leaf),
        demonstration=demonstration, permits=tuple(map(permits.plain, offline.permits_of(found.office, at))),
        announced=tuple(_announced(row, messages[row.id], at) for row in rows),
        staying=tuple(
            lists.Staying(each.plate, each.country, each.due_at, each.party, offline.open_of(each))
            for each in stay_queries.all_open()
        ),
        officers=tuple(offline.officers_of(found.office, at)),
    )  # fmt: skip


def _announced(row: Announcement, told: Vehicle, at: datetime) -> lists.Announced:
    note = announcements.held_because(row.id) if row.state == "held" else ""
    seals = tuple(f"{box.number}: {' '.join(box.seals)}" for box in told.containers if box.seals)
    passage = passage_of(row, told, lane=row.lane, at=at)
    return lists.Announced(row.number, row.state, row.expected_at, passage, row.party_name, note, seals)
