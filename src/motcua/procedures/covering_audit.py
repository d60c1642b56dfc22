"""What the log answers for of internal audit; what stands now is checked against the last step of each record."""

from collections.abc import Iterator

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.procedures import audit_events
from motcua.procedures.services.audit import rows

_WRONG = Words("Không khớp bước cuối đã ghi.", "Not as its last step says.")
_NULLABLE = ("due_on", "on_day")
_DIFFERS = " OR ".join(
    f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(r.{name} AS TEXT), '')"
    if name in _NULLABLE
    else f"s.{name} <> r.{name}"
    for name in rows.FACTS
)
_RECORDS = f"""
SELECT r.number FROM {rows.T_RECORD} r LEFT JOIN {rows.T_STEP} s ON s.leaf = r.leaf AND s.record_id = r.id
WHERE s.leaf IS NULL OR {_DIFFERS}
OR EXISTS (SELECT 1 FROM {rows.T_STEP} l WHERE l.record_id = r.id AND l.leaf > r.leaf)
UNION SELECT s.number FROM {rows.T_STEP} s LEFT JOIN {rows.T_RECORD} r ON r.id = s.record_id WHERE r.id IS NULL
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of these tables."""
    log.cover(log.Covered("records of the quality system", audit_events.VERBS, (rows.COVERED,)))
    log.check("procedures: records of the quality system", (rows.T_RECORD,), the_records)


def the_records() -> Iterator[log.Fault]:
    """A fault for each record that does not stand as its last step says."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS)
        for (number,) in cursor.fetchall():
            yield log.Fault(f"{rows.T_RECORD} {number}", _WRONG)
