"""What the log answers for in this room; the present of each transport is checked against its steps."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.models import Q

from motcua.declarations.domain.boxes import fold
from motcua.ground import queries as ground
from motcua.ground.queries import outages
from motcua.ground.services import keys, log
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.revenue import services as revenue
from motcua.transport import events
from motcua.transport.domain.errors import Unreadable
from motcua.transport.domain.life import ANSWERS, CLOCKED, EXTENDABLE, State
from motcua.transport.domain.message import Box, declared, read
from motcua.transport.models import Boxed, Sealed, Step, TimeAsked, Transport, Version
from motcua.transport.services.deadlines import begun, due_at
from motcua.transport.services.moving import CONFIRMED

T_TRANSPORT, T_VERSION, T_CARGO = "transport_transport", "transport_version", "transport_cargo_line"
T_BOXED = "transport_boxed"
T_STEP, T_SEALED, T_DIFFERING, T_ASKED = (
    "transport_step", "transport_sealed", "transport_differing", "transport_time_asked",
)  # fmt: skip
VERSION = (
    "transport_id", "version", "leaf", "number", "at", "actor", "party_name", "transporter_name", "to_office",
    "message",
)  # fmt: skip
CARGO = ("transport_id", "version", "no", "leaf", "cargo", "from_place", "description")
STEP = ("leaf", "transport_id", "verb", "state", "at", "actor", "version", "end_at", "due_at", "verdict", "note")
SEALED = ("leaf", "no", "transport_id", "container", "seals")
DIFFERING = ("leaf", "no", "transport_id", "kind", "container", "before", "after")
ASKED = ("leaf", "transport_id", "until_at")
STATES_OF = {"depart": "departed_at", "arrive": "arrived_at", "arrive differing": "arrived_at"}
"""Verbs that set a moment, and its column."""

_NOT_THE_PRESENT = """
SELECT t.number FROM transport_transport t
LEFT JOIN transport_step s ON s.leaf = t.leaf
LEFT JOIN transport_version v ON v.transport_id = t.id AND v.version = t.version
WHERE s.leaf IS NULL OR s.transport_id <> t.id OR s.state <> t.state OR s.version <> t.version
   OR s.end_at <> t.end_at OR v.party_name <> t.party_name OR v.transporter_name <> t.transporter_name
   OR v.to_office <> t.to_office OR NOT EXISTS (
       SELECT 1 FROM transport_step f WHERE f.leaf = t.id AND f.verb = 'register' AND f.at = t.registered_at)
   OR v.number IS NULL OR v.number <> t.number OR substr(t.number, 1, 11) <> t.root
   OR EXISTS (SELECT 1 FROM transport_step l WHERE l.transport_id = t.id AND l.leaf > t.leaf)
   OR t.differences <> (SELECT COUNT(*) FROM transport_differing d WHERE d.transport_id = t.id)
   OR t.secured <> COALESCE((SELECT SUM(u.amount) FROM revenue_guarantee_use u WHERE u.declaration_id = t.id), 0)
ORDER BY t.number
"""
_NOBODYS = """
SELECT v.number FROM transport_version v LEFT JOIN transport_transport t ON t.id = v.transport_id
WHERE t.id IS NULL ORDER BY v.number
"""
_GAP = "SELECT COUNT(*), MIN(substr(root, 3, 8)), MAX(substr(root, 3, 8)) FROM transport_transport"


def cover() -> None:
    """Tell the log of this room's tables."""
    told = (
        log.CoveredTable(T_VERSION, "leaf", ("version",), VERSION, moments=("at",)),
        log.CoveredTable(T_CARGO, "leaf", ("no",), CARGO),
        log.CoveredTable(T_STEP, "leaf", ("leaf",), STEP, moments=("at", "end_at", "due_at")),
        log.CoveredTable(T_SEALED, "leaf", ("no",), SEALED),
        log.CoveredTable(T_DIFFERING, "leaf", ("no",), DIFFERING),
        log.CoveredTable(T_ASKED, "leaf", ("leaf",), ASKED, moments=("until_at",)),
        revenue.COVERED_USE,
        keys.COVERED,
    )
    log.cover(log.Covered("transport", events.VERBS, told))
    log.check("transport: the present and its numbers", (T_TRANSPORT, T_BOXED), the_present)


def the_present() -> Iterator[log.Fault]:
    """A fault for each transport that is not where its last step left it, and where running numbers have a gap."""
    words = Words("Không khớp bước cuối, phiên bản hoặc bảo lãnh.", "Not as its last step, version or guarantee says.")
    with connection.cursor() as cursor:
        for statement in (_NOT_THE_PRESENT, _NOBODYS):
            cursor.execute(statement)
            for (number,) in cursor.fetchall():
                yield log.Fault(f"{T_TRANSPORT} {number}", words)
        yield from _not_as_declared(words)
        yield from _not_due()
        yield from _not_boxed()
        cursor.execute(_GAP)
        count, low, high = cursor.fetchone()
    if count and int(high) - int(low) + 1 != count:
        yield log.Fault(T_TRANSPORT, Words("Số bị hổng.", "There is a gap in the numbers."))


def _not_as_declared(words: Words) -> Iterator[log.Fault]:
    """A fault for each transport whose columns are not what its version in force declares, or its steps say."""
    told = {(each.transport_id, each.version): each.message for each in Version.objects.all()}
    passed = {
        (each.transport_id, STATES_OF[each.verb]): each.at
        for each in Step.objects.filter(verb__in=STATES_OF).order_by("leaf")
    }
    asked = _asked()
    for found in Transport.objects.order_by("id"):
        columns = _declared(told.get((found.id, found.version), ""))
        columns |= {name: passed.get((found.id, name)) for name in ("departed_at", "arrived_at")}
        columns["registered_on"] = law_day(found.registered_at)
        columns["asked_until"] = asked.get(found.id) if found.state in EXTENDABLE else None
        if columns["departed_at"] and found.state == State.APPROVED:
            columns["departed_at"] = None
        if any(getattr(found, name) != value for name, value in columns.items()):
            yield log.Fault(f"{T_TRANSPORT} {found.number}", words)


def _asked() -> dict[int, datetime]:
    """Until when each transport was asked for, where no officer has answered since."""
    until = dict(TimeAsked.objects.values_list("leaf", "until_at"))
    found: dict[int, datetime] = {}
    for each in Step.objects.filter(verb__in=("ask time", *ANSWERS)).order_by("leaf"):
        found.pop(each.transport_id, None)
        if each.leaf in until:
            found[each.transport_id] = until[each.leaf]
    return found


def _not_due() -> Iterator[log.Fault]:
    """A fault for each deadline that is not what the steps and the outages in force make it.

    While a confirmed outage waits to be worked in, a deadline may stand as it was without it.
    """
    pending = [json.loads(job.payload)["outage"] for job in ground.pending(CONFIRMED)]
    clocks = [outages.without(()), *([outages.without(pending)] if pending else [])]
    found = list(Transport.objects.filter(Q(state__in=list(map(str, CLOCKED))) | ~Q(due_at=None)).order_by("id"))
    since = begun(each.pk for each in found)
    for each in found:
        try:
            right = [due_at(each, since.get(each.pk), clock) for clock in clocks]
        except ValueError:  # a moment beyond any calendar
            right = []
        if each.due_at not in right:
            yield log.Fault(f"{T_TRANSPORT} {each.number}", Words("Hạn sai.", "Wrong deadline."))


def _not_boxed() -> Iterator[log.Fault]:
    """A fault where a container is not found by the index, or by one that nothing names."""
    named = set(Sealed.objects.values_list("container", "transport_id"))
    for transport, told in Version.objects.values_list("transport_id", "message").iterator():
        named |= {(box.number, transport) for box in _boxes(told)}
    right = {(fold(container), transport) for container, transport in named if fold(container)}
    for container, transport in sorted(right ^ set(Boxed.objects.values_list("container", "transport_id"))):
        yield log.Fault(f"{T_BOXED} {container} {transport}", Words("Chỉ mục sai.", "Wrong index."))


def _boxes(message: str) -> tuple[Box, ...]:
    try:
        return read(message.encode()).containers
    except Unreadable:
        return ()


def _declared(message: str) -> dict[str, object]:
    """What a message declares; nothing where somebody made it unreadable."""
    try:
        return declared(read(message.encode()))
    except Unreadable:
        return {"number": ""}
