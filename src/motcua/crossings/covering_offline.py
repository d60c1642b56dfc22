"""What the log answers for of gates that may be cut off; that merged records stand as crossings is checked."""

from collections.abc import Iterator

from django.db import connection

from motcua.crossings import events_offline as events
from motcua.ground.services import log
from motcua.kernel.words import Words

_ASTRAY = """
SELECT r.installation, r.number FROM crossings_gate_record r
JOIN crossings_gate_outcome o ON o.installation = r.installation AND o.number = r.number
LEFT JOIN crossings_crossing c ON c.leaf = o.crossing_leaf AND c.no = o.crossing_no
WHERE o.outcome = 'merged' AND (c.leaf IS NULL OR c.plate <> r.plate OR c.country <> r.country OR c.at <> r.at)
"""
_TWICE = """
SELECT crossing_leaf, crossing_no FROM (
    SELECT crossing_leaf, crossing_no FROM crossings_gate_outcome WHERE crossing_leaf > 0
    UNION ALL SELECT crossing_leaf, crossing_no FROM crossings_gate_decision WHERE crossing_leaf > 0
) taken GROUP BY crossing_leaf, crossing_no HAVING COUNT(*) > 1
"""


def cover() -> None:
    """Tell the log; called once when the program starts."""
    days = {events.T_INSTALLATION: ("since", "until")}
    keyed = {events.T_CODE_END: ("code_id",), events.T_RECORD: ("number",), events.T_OUTCOME: ("number",)}

    def told(table: str) -> log.CoveredTable:
        columns = events.COLUMNS[table]
        moments = tuple(columns[place] for place in events.MOMENTS[table])
        return log.CoveredTable(
            table, "leaf", keyed.get(table, ("leaf",)), columns, moments=moments, days=days.get(table, ())
        )

    for name, verbs, tables in (
        ("gates: installations", (events.REGISTERED,), (events.T_INSTALLATION,)),
        ("gates: ended", (events.ENDED,), (events.T_INSTALLATION_END,)),
        ("gates: codes", (events.CODE_GIVEN, events.CODE_ENDED), (events.T_CODE, events.T_CODE_END)),
        ("gates: lists", (events.LISTED,), (events.T_LIST,)),
        (
            "gates: batches", (events.MERGED, events.GIVEN_UP),
            (events.T_BATCH, events.T_GAP, events.T_RECORD, events.T_OUTCOME),
        ),
        ("gates: decisions", (events.DECIDED,), (events.T_DECISION,)),
    ):  # fmt: skip
        log.cover(log.Covered(name, verbs, tuple(map(told, tables))))
    log.check("gates: merged records are crossings", (events.T_OUTCOME,), astray)


def astray() -> Iterator[log.Fault]:
    """A fault for each merged record whose crossing is missing or another, and each crossing merged twice."""
    with connection.cursor() as cursor:
        cursor.execute(_ASTRAY)
        for installation, number in cursor.fetchall():
            words = Words("Không có lượt qua của bản ghi.", "The record's crossing is missing or another.")
            yield log.Fault(f"{events.T_OUTCOME} {installation}/{number}", words)
        cursor.execute(_TWICE)
        for leaf, no in cursor.fetchall():
            words = Words("Một lượt qua gộp hai lần.", "A crossing was merged twice.")
            yield log.Fault(f"{events.T_OUTCOME} {leaf}/{no}", words)
