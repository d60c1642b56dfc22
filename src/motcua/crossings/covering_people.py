"""What the log answers for where people cross; sums are worked out anew, and persons compared with what was hashed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from django.db import connection

from motcua.crossings import covering_tables as tables
from motcua.crossings import events_people as events
from motcua.crossings import sealing
from motcua.crossings.domain import persons
from motcua.crossings.domain.residents import NUMBER_KIND
from motcua.crossings.models import Control, Person, PersonErased
from motcua.ground.services import keys, log
from motcua.kernel.words import Words
from motcua.revenue import services as revenue

_DAYS = """
SELECT day, gate, nationality FROM (
    SELECT day, gate, direction, nationality, document, count, 1 AS kept, 0 AS written FROM crossings_passenger_day
    UNION ALL
    SELECT day, gate, direction, nationality, document, -SUM(count), 0, 1 FROM crossings_passenger_count
    GROUP BY day, gate, direction, nationality, document) both_sides
GROUP BY day, gate, direction, nationality, document
HAVING SUM(count) <> 0 OR SUM(kept) <> 1 OR SUM(written) <> 1
"""
_BELOW = """
SELECT c.day, c.gate, c.quarter FROM crossings_passenger_count c
JOIN (SELECT DISTINCT day, gate, quarter FROM crossings_passenger_count WHERE count < 0) l
  ON l.day = c.day AND l.gate = c.gate AND l.quarter = c.quarter
GROUP BY c.day, c.gate, c.quarter, c.direction, c.nationality, c.document HAVING SUM(c.count) < 0
"""
_MONTHS = """
SELECT resident, month FROM (
    SELECT resident, month, days, declarations, value, 1 AS kept, 0 AS written FROM crossings_resident_month
    UNION ALL
    SELECT resident, {month}, -COUNT(DISTINCT CASE WHEN outcome <> 'referred' THEN day END),
           -SUM(CASE WHEN outcome <> 'referred' THEN 1 ELSE 0 END),
           -SUM(CASE WHEN outcome <> 'referred' THEN within + above ELSE 0 END), 0, 1
    FROM crossings_resident_declaration GROUP BY resident, {month}) both_sides
GROUP BY resident, month
HAVING SUM(days) <> 0 OR SUM(declarations) <> 0 OR SUM(value) <> 0 OR SUM(kept) <> 1 OR SUM(written) <> 1
"""
_MONTH = {"sqlite": "substr({day}, 1, 7)", "postgresql": "to_char({day}, 'YYYY-MM')"}
_GAP = "SELECT COUNT(*), MIN(substr(number, 3)), MAX(substr(number, 3)) FROM crossings_resident_declaration"
_ENDS = """
SELECT e.subject_id FROM crossings_gate_end e LEFT JOIN revenue_obligation o ON o.declaration_id = e.subject_id
WHERE o.declaration_id IS NULL OR (e.verb = 'paid' AND o.settled <> e.amount) OR (e.verb = 'left' AND o.charged <> 0)
"""
_NOT_THE_SUM = Words("Số cộng ngày không bằng tổng các dòng.", "The day is not the sum of its rows.")
_BELOW_ZERO = Words("Khung 15 phút có số âm.", "A quarter hour counts fewer than nobody.")
_NOT_AS_HASHED = Words(
    "Thông tin cá nhân không khớp với lá, hoặc thiếu.", "The person is not as the leaf hashed it, or is missing."
)
_MONTH_WRONG = Words("Số dùng trong tháng không bằng các tờ khai.", "The month is not what its declarations use.")
_GAP_WORDS = Words("Số tờ khai bị hổng.", "There is a gap in the numbers.")
_END_WRONG = Words("Khoản thu không khớp sổ thu.", "The end does not fit the ledger.")


def cover() -> None:
    """Tell the log of the tables of people."""
    act = log.CoveredTable(tables.T_ACT, "leaf", ("leaf",), tables.ACT, moments=("at",))
    count = log.CoveredTable(tables.T_COUNT, "leaf", ("no",), tables.COUNT, days=("day",))
    log.cover(log.Covered("passengers", (events.COUNTED, events.CORRECTED), (act, count, keys.COVERED)))
    control = log.CoveredTable(tables.T_CONTROL, "leaf", ("leaf",), tables.CONTROL, moments=("at",), days=("day",))
    goods = log.CoveredTable(tables.T_GOODS, "leaf", ("no",), tables.GOODS)
    log.cover(log.Covered("controls", (events.RECORDED,), (control, goods, revenue.COVERED, keys.COVERED)))
    end = log.CoveredTable(tables.T_END, "leaf", ("leaf",), tables.END, moments=("at",))
    log.cover(log.Covered("duties at the gate", (events.ENDED,), (end, revenue.COVERED)))
    read = log.CoveredTable(tables.T_READ, "leaf", ("leaf",), tables.READ, moments=("at",))
    log.cover(log.Covered("persons read", (events.READ,), (read,)))
    erased = log.CoveredTable(tables.T_ERASED, "leaf", ("leaf",), tables.ERASED, moments=("at",))
    log.cover(log.Covered("persons erased", (events.ERASED,), (erased,)))
    resident = log.CoveredTable(tables.T_RESIDENT, "leaf", ("no",), tables.RESIDENT, moments=("at",), days=("day",))
    brought = log.CoveredTable(tables.T_RESIDENT_GOODS, "leaf", ("declaration", "no"), tables.RESIDENT_GOODS)
    log.cover(log.Covered("residents", (events.RESIDENTS,), (resident, brought, revenue.COVERED)))
    log.check("passengers: sums of days", (tables.T_DAY,), check_days)
    log.check("controls: persons", (tables.T_PERSON,), check_persons)
    log.check("residents: months and numbers", (tables.T_MONTH,), check_residents)


def check_days() -> Iterator[log.Fault]:
    """Every day is the sum of its rows, and no quarter hour is below zero."""
    for day, gate, nationality in _found(_DAYS):
        yield log.Fault(f"{tables.T_DAY} {day} {gate} {nationality}", _NOT_THE_SUM)
    for day, gate, quarter in _found(_BELOW):
        yield log.Fault(f"{tables.T_COUNT} {day} {gate} {quarter}", _BELOW_ZERO)


def check_persons() -> Iterator[log.Fault]:
    """Every control result has its person as the leaf hashed it, or the leaf of its erasure, and no other is kept."""
    controls = {found.leaf: found for found in Control.objects.only("leaf", "day", "commitment")}
    erased = set(PersonErased.objects.values_list("control_id", flat=True))
    seen = set()
    for kept in Person.objects.order_by("control_id").iterator():
        seen.add(kept.control_id)
        found = controls.get(kept.control_id)
        if found is None or kept.control_id in erased or not _is_hashed(kept, found):
            yield log.Fault(f"{tables.T_PERSON} {kept.control_id}", _NOT_AS_HASHED)
    for missing in sorted(set(controls) - seen - erased):
        yield log.Fault(f"{tables.T_PERSON} {missing}", _NOT_AS_HASHED)


def _is_hashed(kept: Person, found: Control) -> bool:
    try:
        person = persons.read(sealing.unseal(bytes(kept.sealed), kept.control_id))
    except (InvalidTag, msgspec.MsgspecError, ValueError):
        return False
    day: date = found.day
    same = persons.committed(person, bytes(kept.salt)) == bytes(found.commitment)
    return same and kept.erase_on == persons.erase_on(day)


def check_residents() -> Iterator[log.Fault]:
    """Every month is what its declarations use; numbers have no gap; duties at the gate ended as the ledger says."""
    month = _MONTH[connection.vendor]
    for resident, of in _found(_MONTHS.format(month=month.format(day="day"))):
        yield log.Fault(f"{tables.T_MONTH} {resident} {of}", _MONTH_WRONG)
    [(count, low, high)] = _found(_GAP)
    if count and _whole(high) - _whole(low) + 1 != count:
        yield log.Fault(f"{tables.T_RESIDENT} {NUMBER_KIND}", _GAP_WORDS)
    for (subject,) in _found(_ENDS):
        yield log.Fault(f"{tables.T_END} {subject}", _END_WRONG)


def _whole(text: str) -> int:
    """A running number; 0 where somebody spoiled it."""
    return int(text) if text.isascii() and text.isdecimal() else 0


def _found(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
