"""What the log answers for of conferences and visits; how things stand now is checked against their last steps."""

from collections.abc import Callable, Iterator

from django.db import connection

from motcua.ground.services import log
from motcua.helpdesk import meeting_events
from motcua.helpdesk.services.meetings import rows
from motcua.helpdesk.services.meetings.rows import Kind
from motcua.kernel.words import Words

_WRONG = Words("Không khớp bước cuối đã ghi.", "Not as its last step says.")


def cover() -> None:
    """Tell the log of these tables."""
    log.cover(log.Covered("conferences and visits", meeting_events.VERBS, rows.COVERED))
    for kind in rows.KINDS:
        log.check(f"helpdesk: {kind.table}", (kind.table,), _check(kind))


def _check(kind: Kind) -> Callable[[], Iterator[log.Fault]]:
    nullable = {"held_at", "published_at", "queued_at", "came_at", "answered_at", "due_at", "made_on", "done_on"}
    differ = " OR ".join(
        f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(h.{name} AS TEXT), '')"
        if name in nullable else f"s.{name} <> h.{name}"
        for name in kind.columns[1:]
    )  # fmt: skip
    statement = f"""
    SELECT h.id FROM {kind.table} h LEFT JOIN {kind.steps} s ON s.leaf = h.leaf AND s.about = h.id
    WHERE s.leaf IS NULL OR {differ}
    OR EXISTS (SELECT 1 FROM {kind.steps} l WHERE l.about = h.id AND l.leaf > h.leaf)
    UNION SELECT s.about FROM {kind.steps} s LEFT JOIN {kind.table} h ON h.id = s.about WHERE h.id IS NULL
    """  # noqa: S608 - names of our own tables

    def faults() -> Iterator[log.Fault]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            for (found,) in cursor.fetchall():
                yield log.Fault(f"{kind.table} {found}", _WRONG)

    return faults
