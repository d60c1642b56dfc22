"""What the log answers for in this room: leaves cover versions, items, moves and what hangs on them."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.models import Q

from motcua.declarations import events
from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import DEFERRED, PRIORITY, clocked
from motcua.declarations.domain.terms import due_on as due_on_by
from motcua.declarations.models import Declaration, Move
from motcua.declarations.services import balances, landgate, moving, rows, seaport
from motcua.declarations.services.deadlines import due_at
from motcua.ground import queries as ground
from motcua.ground.domain import moments
from motcua.ground.queries import outages
from motcua.ground.services import keys, log
from motcua.ground.services.outages import CONFIRMED
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.kernel.worktime import Interval
from motcua.origin import services as origin
from motcua.revenue import services as revenue
from motcua.risk import services as risk

VERSION = log.CoveredTable(
    rows.T_VERSION, "leaf", ("declaration_id", "version"), rows.VERSION,
    moments=("at",), days=("event_on", "invoice_on"),
)  # fmt: skip
ITEM = log.CoveredTable(rows.T_ITEM, "leaf", ("declaration_id", "version", "no"), rows.ITEM)
MOVE = log.CoveredTable(rows.T_MOVE, "leaf", ("leaf",), rows.MOVE, moments=("at",))
REQUEST = log.CoveredTable(
    "declarations_request", "leaf", ("leaf",),
    ("leaf", "declaration_id", "no", "at", "actor", "reason", "note"), moments=("at",),
)  # fmt: skip
DECIDED = log.CoveredTable(
    "declarations_decided", "leaf", ("leaf",), ("leaf", "request_id", "at", "actor", "verdict", "note"),
    moments=("at",),
)  # fmt: skip

INSTRUCTION = log.CoveredTable(rows.T_INSTRUCTION, "leaf", ("leaf",), rows.INSTRUCTION, moments=("at",))
ANSWERED = log.CoveredTable(rows.T_ANSWERED, "leaf", ("leaf",), rows.ANSWERED, moments=("at",))
ASSIGNED = log.CoveredTable(
    "declarations_assigned", "leaf", ("leaf",),
    ("leaf", "declaration_id", "no", "at", "actor", "officer", "note"), moments=("at",),
)  # fmt: skip
INSPECTED = log.CoveredTable(
    rows.T_INSPECTED, "leaf", ("leaf",), rows.INSPECTED, moments=("at", "began_at")
)  # fmt: skip
INSPECTED_LINE = log.CoveredTable(rows.T_INSPECTED_LINE, "leaf", ("line",), rows.INSPECTED_LINE)
COUNTERSIGNED = log.CoveredTable(rows.T_COUNTERSIGNED, "leaf", ("leaf",), rows.COUNTERSIGNED, moments=("at",))
PROPOSAL = log.CoveredTable(rows.T_PROPOSAL, "leaf", ("leaf",), rows.PROPOSAL, moments=("at", "due_at"))
RESOLVED = log.CoveredTable(rows.T_RESOLVED, "leaf", ("proposal_id",), rows.RESOLVED, moments=("at",))
PAPER = log.CoveredTable(rows.T_PAPER, "leaf", ("leaf",), rows.PAPER, moments=("at",))
PHOTOGRAPH = log.CoveredTable(rows.T_PHOTOGRAPH, "leaf", ("leaf",), rows.PHOTOGRAPH, moments=("at",))
TICKED = log.CoveredTable(rows.T_TICKED, "leaf", ("leaf",), rows.TICKED)
PASSAGE = log.CoveredTable(rows.T_PASSAGE, "leaf", ("leaf",), rows.PASSAGE, moments=("at",))
PASSED_BOX = log.CoveredTable(rows.T_PASSED_BOX, "leaf", ("container",), rows.PASSED_BOX)
OPERATOR = log.CoveredTable(rows.T_OPERATOR, "leaf", ("leaf",), rows.OPERATOR, moments=("at",))

REPRESENTED = log.CoveredTable(rows.T_REPRESENTED, "declaration_id", ("declaration_id",), rows.REPRESENTED)
CERTIFICATE = log.CoveredTable(
    moving.T_CERTIFICATE, "leaf", ("leaf",), moving.CERTIFICATE,
    moments=("at", "began_at", "ended_at", "before", "after"),
)  # fmt: skip
RECORDED = log.CoveredTable(
    rows.T_RECORDED, "leaf", ("declaration_id", "version"), rows.RECORDED, moments=("at",)
)  # fmt: skip
DIFFERENCE = log.CoveredTable(
    rows.T_DIFFERENCE, "leaf", ("declaration_id", "version", "line", "tax"), rows.DIFFERENCE
)  # fmt: skip

STAY_TERM = log.CoveredTable(rows.T_STAY_TERM, "leaf", ("leaf",), rows.STAY_TERM, days=("due_on",))
STAY_REQUEST = log.CoveredTable(
    rows.T_STAY_REQUEST, "leaf", ("leaf",), rows.STAY_REQUEST, moments=("at",), days=("until_on",)
)  # fmt: skip
STAY_DECIDED = log.CoveredTable(
    rows.T_STAY_DECIDED, "leaf", ("leaf",), rows.STAY_DECIDED, moments=("at",), days=("until_on",)
)  # fmt: skip
DRAW = log.CoveredTable(rows.T_DRAW, "leaf", ("no",), rows.DRAW)
ELSEWHERE = log.CoveredTable(
    rows.T_ELSEWHERE, "leaf", ("line",), rows.ELSEWHERE, moments=("at",), days=("closed_on",)
)  # fmt: skip

VERBS = (
    events.REGISTERED, events.CHECKED, events.INSPECTED, events.AMENDED, events.CLEARED, events.PASSED,
    events.CANCELLED, events.EXTENDED, events.INSTRUCTED, events.ANSWERED, events.STORED, events.RELEASED,
    events.SETTLED,
)  # fmt: skip

_PRESENT = """
SELECT d.id, d.number FROM declarations_declaration d
LEFT JOIN declarations_move m ON m.leaf = d.leaf
LEFT JOIN declarations_version v ON v.declaration_id = d.id AND v.version = d.version
LEFT JOIN declarations_version f ON f.declaration_id = d.id AND f.version = 1
LEFT JOIN declarations_move r ON r.leaf = d.id
WHERE m.leaf IS NULL OR v.declaration_id IS NULL OR f.declaration_id IS NULL OR r.leaf IS NULL
   OR m.declaration_id <> d.id OR m.state <> d.state OR m.version <> d.version OR m.channel <> d.channel
   OR f.number <> d.number OR f.direction <> d.direction OR f.procedure <> d.procedure
   OR f.office <> d.office OR f.party <> d.party OR f.party_name <> d.party_name OR f.at <> d.registered_at
   OR v.customs_value <> d.customs_value OR v.value_usd_e4 <> d.value_usd_e4 OR v.tax_total <> d.tax_total
"""
_LATER = """
SELECT d.id, d.number FROM declarations_declaration d
WHERE EXISTS (SELECT 1 FROM declarations_move m WHERE m.declaration_id = d.id AND m.leaf > d.leaf)
"""
_ITEMS = """
SELECT d.id, d.number FROM declarations_declaration d
WHERE d.items <> (SELECT COUNT(*) FROM declarations_item i
                  WHERE i.declaration_id = d.id AND i.version = d.version)
"""
_LAW_DAY = {
    "sqlite": "SELECT id, number FROM declarations_declaration WHERE registered_on <> date(registered_at, '+7 hours')",
    "postgresql": "SELECT id, number FROM declarations_declaration"
    " WHERE registered_on <> (registered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
}
_MOMENTS = """
SELECT d.id, d.number FROM declarations_declaration d
LEFT JOIN (SELECT declaration_id,
    MAX(CASE WHEN verb IN ('accept documents', 'record inspection', 'hold for analysis') THEN at END) AS checked_at,
    MAX(CASE WHEN verb IN ('clear', 'clear passed', 'record clearance') OR (verb = 'register' AND state = 'cleared')
        THEN at END) AS cleared_at,
    MAX(CASE WHEN verb IN ('pass', 'record passage') THEN at END) AS passed_at,
    MAX(CASE WHEN verb IN ('cancel', 'lapse', 'record cancellation') THEN at END) AS cancelled_at
    FROM declarations_move GROUP BY declaration_id) m ON m.declaration_id = d.id
WHERE COALESCE(d.checked_at, d.registered_at) <> COALESCE(m.checked_at, d.registered_at)
   OR COALESCE(d.cleared_at, d.registered_at) <> COALESCE(m.cleared_at, d.registered_at)
   OR COALESCE(d.passed_at, d.registered_at) <> COALESCE(m.passed_at, d.registered_at)
   OR COALESCE(d.cancelled_at, d.registered_at) <> COALESCE(m.cancelled_at, d.registered_at)
   OR (d.checked_at IS NULL) <> (m.checked_at IS NULL) OR (d.cleared_at IS NULL) <> (m.cleared_at IS NULL)
   OR (d.passed_at IS NULL) <> (m.passed_at IS NULL) OR (d.cancelled_at IS NULL) <> (m.cancelled_at IS NULL)
"""
_NUMBERS = """
SELECT COALESCE(n.number, v.number) FROM declarations_version v
FULL JOIN declarations_number n ON n.declaration_id = v.declaration_id AND n.number = v.number
WHERE (v.version = 1 OR v.version IS NULL) AND (n.number IS NULL OR v.number IS NULL)
"""

_DRAFTS = Words(
    "Bản nháp của người khai, chưa gửi hải quan; khi nộp, tờ khai có lá riêng.",
    "Drafts of traders, not yet handed to customs; once lodged, the declaration has leaves of its own.",
)

_BOXED = Words(
    "Chỉ mục để tìm theo số container; được qua hay không do bản khai quyết định.",
    "An index to find a container by; what may pass is decided by the message itself.",
)


def _faults(statement: str, place: str, words: Words) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for row in cursor.fetchmany(100):
            yield log.Fault(f"{place} {row[-1]} (id {row[0]})", words)


def check_present() -> Iterator[log.Fault]:
    """The present of each declaration is what its versions and moves say."""
    table = rows.T_DECLARATION
    yield from _faults(_PRESENT, table, Words("Khác phiên bản hoặc bước cuối.", "Differs from version or last move."))
    yield from _faults(_LATER, table, Words("Có bước mới hơn.", "There is a later move."))
    yield from _faults(_ITEMS, table, Words("Số dòng hàng khác.", "The number of items differs."))
    yield from _faults(_LAW_DAY[connection.vendor], table, Words("Ngày đăng ký sai.", "Wrong day of registration."))
    yield from _faults(_MOMENTS, table, Words("Thời điểm khác các bước.", "A moment differs from the moves."))
    yield from _due()


def _due() -> Iterator[log.Fault]:
    """Deadlines recomputed from the move that opened the check, less the outages in force.

    While a confirmed outage still waits to be worked into the deadlines, they may stand as they were without it.
    """
    timed, waiting_outages = clocked(), [job.payload for job in ground.pending(CONFIRMED)]
    earlier = outages.without([json.loads(told)["outage"] for told in waiting_outages]) if waiting_outages else None
    waiting = Declaration.objects.filter(Q(state__in=timed) | ~Q(due_at=None))
    opened = Move.objects.filter(leaf__in=waiting.values("leaf")).values_list("leaf", "at", "verb")
    began = {leaf: (at, verb) for leaf, at, verb in opened}
    for number, leaf, state, due in waiting.values_list("number", "leaf", "state", "due_at").iterator():
        clocks = (None, earlier) if earlier is not None else (None,)
        runs = state in timed and leaf in began
        if due not in [_right_due(State(state), *began[leaf], each) if runs else None for each in clocks]:
            yield log.Fault(f"{rows.T_DECLARATION} {number}", Words("Hạn xử lý sai.", "Wrong deadline."))


def _right_due(
    state: State, began: datetime, verb: str, without: tuple[Interval, ...] | None = None
) -> datetime | None:  # fmt: skip
    """The deadline by the calendar; none where a spoiled moment lies outside its years."""
    try:
        return due_at(state, began, verb, without)
    except ValueError:
        return None


def check_terms() -> Iterator[log.Fault]:
    """What was charged at registration is due by the payment term of the first version."""
    statement = (
        "SELECT o.due_on, v.at, v.payment_term, v.number, o.deferred, r.note, r.verb FROM revenue_obligation o"
        " JOIN declarations_version v ON v.declaration_id = o.declaration_id AND v.version = 1 AND v.tax_total > 0"
        " JOIN declarations_move r ON r.leaf = o.declaration_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while part := cursor.fetchmany(5000):
            for due_on, at, declared, number, deferred, note, verb in part:
                term = note if note == PRIORITY else declared
                right = str(due_on) == str(due_on_by(law_day(moments.when(at)), term))
                if not right or bool(deferred) != (term in DEFERRED and verb == "register"):
                    yield log.Fault(f"revenue_obligation {number}", Words("Hạn nộp sai.", "Wrong due day."))
        cursor.execute(
            "SELECT declaration_id FROM revenue_obligation WHERE late_from IS NOT NULL AND late_from <> due_on"
        )
        for (subject,) in cursor.fetchmany(100):
            yield log.Fault(f"revenue_obligation {subject}", Words("Ngày chậm nộp sai.", "Wrong day of lateness."))
        cursor.execute(_LEFT[connection.vendor])
        for (subject,) in cursor.fetchmany(100):
            words = Words("Ngày hàng đi theo bảo lãnh sai.", "Wrong day of leaving under a guarantee.")
            yield log.Fault(f"revenue_obligation {subject}", words)


_LEFT_SQL = """
SELECT o.declaration_id FROM revenue_obligation o
JOIN (SELECT declaration_id, MIN(leaf) AS leaf FROM declarations_move
      WHERE verb IN ('release', 'clear', 'clear passed') OR (verb = 'register' AND state = 'cleared')
      GROUP BY declaration_id) l ON l.declaration_id = o.declaration_id
JOIN declarations_move m ON m.leaf = l.leaf
WHERE (o.secured_on IS NULL AND o.secured > 0) OR (o.secured_on IS NOT NULL AND o.secured_on <> {day})
UNION
SELECT o.declaration_id FROM revenue_obligation o WHERE o.secured_on IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM revenue_guarantee_use u WHERE u.declaration_id = o.declaration_id)
"""
_LEFT = {
    "sqlite": _LEFT_SQL.format(day="date(m.at, '+7 hours')"),
    "postgresql": _LEFT_SQL.format(day="(m.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"),
}

_GIVEN = """
SELECT substr(number, 1, 2), COUNT(*), MIN(substr(number, 3, 8)), MAX(substr(number, 3, 8))
FROM declarations_number n
WHERE NOT EXISTS (SELECT 1 FROM declarations_recorded r WHERE r.declaration_id = n.declaration_id)
GROUP BY 1
"""
_BETWEEN = """
SELECT COUNT(*) FROM declarations_recorded WHERE version = 1 AND root >= %s AND root < %s
"""
_MARKED = """
SELECT r.declaration_id, r.root FROM declarations_recorded r
LEFT JOIN declarations_version v ON v.declaration_id = r.declaration_id AND v.version = r.version
WHERE v.declaration_id IS NULL OR v.number <> r.root || r.branch
   OR r.differs <> (SELECT COUNT(*) FROM declarations_difference d WHERE d.declaration_id = r.declaration_id
                    AND d.version = r.version AND d.why NOT IN ('same', 'rounding'))
"""


def check_recorded() -> Iterator[log.Fault]:
    """Each mark of another system's version fits the version, its number and its differences."""
    yield from _faults(_MARKED, rows.T_RECORDED, Words("Không khớp phiên bản.", "It does not fit its version."))


def check_numbers() -> Iterator[log.Fault]:
    """Every number belongs to the declaration that bears it, and the running numbers given here have no gap.

    A number that another system had given already was passed over, so it counts as filled.
    """
    yield from _faults(_NUMBERS.replace("SELECT", "SELECT 0,", 1), rows.T_NUMBER, Words("Số không khớp.", "No match."))
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN)
        for kind, count, low, high in cursor.fetchall():
            cursor.execute(_BETWEEN, (f"{kind}{low}", f"{kind}{high}"))
            if int(high) - int(low) + 1 != count + cursor.fetchone()[0]:
                yield log.Fault(f"{rows.T_NUMBER} {kind}", Words("Số bị hổng.", "There is a gap in the numbers."))


def cover() -> None:
    """Tell the log; called once when the program starts."""
    told = (
        VERSION, ITEM, MOVE, revenue.COVERED, revenue.COVERED_USE, risk.COVERED, keys.COVERED, INSTRUCTION, ANSWERED,
        REPRESENTED, RESOLVED, TICKED, STAY_TERM, DRAW, origin.COVERED_CLAIM, origin.COVERED_USE,
    )  # fmt: skip
    log.cover(log.Covered("declarations", VERBS, told))
    signed = (INSPECTED, INSPECTED_LINE, COUNTERSIGNED)
    log.cover(log.Covered("inspection records", (events.INSPECTION_WRITTEN, events.INSPECTION_SIGNED), signed))
    log.cover(log.Covered("photographs of inspections", (events.PHOTOGRAPHED,), (PHOTOGRAPH,)))
    log.cover(log.Covered("amendments", (events.PROPOSED, events.RESOLVED), (PROPOSAL, RESOLVED)))
    asked = (events.EXTENSION_ASKED, events.EXTENSION_DECIDED)
    log.cover(log.Covered("periods of stay", asked, (STAY_REQUEST, STAY_DECIDED, STAY_TERM)))
    log.cover(log.Covered("balances closed elsewhere", (events.CLOSED_ELSEWHERE,), (ELSEWHERE,)))
    log.cover(log.Covered("papers", (events.PAPER_RECEIVED,), (PAPER,)))
    log.cover(log.Covered("desks of officers", (events.ASSIGNED,), (ASSIGNED,)))
    log.cover(log.Covered("passages", (events.PASSAGE_RECORDED, events.PASSAGE_TAKEN_BACK), (PASSAGE, PASSED_BOX)))
    log.cover(log.Covered("operators of places", (events.OPERATOR_NAMED,), (OPERATOR,)))
    log.cover(log.Covered("certificates of outages", (events.CERTIFIED,), (CERTIFICATE,)))
    log.cover(log.Covered("requests to cancel", (events.CANCEL_ASKED, events.CANCEL_DECIDED), (REQUEST, DECIDED)))
    recorded = (VERSION, ITEM, MOVE, revenue.COVERED, RECORDED, DIFFERENCE)
    log.cover(log.Covered("declarations of another system", (events.RECORDED, events.STEP_RECORDED), recorded))
    log.check("declarations: recorded", (rows.T_RECORDED,), check_recorded)
    log.check("declarations: the present", (rows.T_DECLARATION,), check_present)
    log.check("declarations: balances and stays", (rows.T_BALANCE, rows.T_STAY), balances.check)
    log.check("declarations: terms of payment", (revenue.T_OBLIGATION,), check_terms)
    log.check("declarations: numbers", (rows.T_NUMBER,), check_numbers)
    log.check("declarations: permits at the land gates", (landgate.T_PERMIT,), landgate.check)
    log.check("declarations: bills named at the ports", (seaport.T_NAMED,), seaport.check)
    log.excuse("declarations_draft", _DRAFTS)
    log.excuse("declarations_boxed", _BOXED)
