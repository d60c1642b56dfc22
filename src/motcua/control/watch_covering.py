"""What the log answers for of indicators, notes, registers, watch lists, plans and returns.

How things stand now is checked against their last steps; a return against its digest.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256

from django.db import connection

from motcua.control import watch_events as events
from motcua.control.services.watching import rows
from motcua.control.services.watching.rows import Kind
from motcua.control.watch_models import MonthlyReturn, WatchEntryStep
from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.risk.domain.life import persons

_WRONG = Words("Không khớp bước cuối đã ghi.", "Not as its last step says.")
_OTHER = Words("Số liệu đã chốt không khớp mã băm.", "The closed figures do not fit their digest.")
_ALONE = Words("Người đề xuất tự duyệt.", "Who proposed it decided on it.")


def cover() -> None:
    """Tell the log of these tables."""
    log.cover(log.Covered("control: indicators, intelligence, watch lists, plans", events.VERBS, rows.COVERED))
    log.cover(log.Covered("control: readings of notes", (events.READ,), (rows.READING_COVERED,)))
    for kind in rows.KINDS:
        log.check(f"control: {kind.table}", (kind.table,), _check(kind))
    log.check("control: closed months", (rows.RETURNS.table,), the_returns)
    log.check("control: four eyes", (rows.WATCHES.table,), the_decisions)


def the_returns() -> Iterator[log.Fault]:
    """A fault for each closed month whose figures are not those of its digest."""
    for each in MonthlyReturn.objects.iterator():
        if sha256(each.figures.encode()).hexdigest() != each.digest:
            yield log.Fault(f"control_return {each.month} {each.edition}", _OTHER)


def the_decisions() -> Iterator[log.Fault]:
    """A fault for each entry of the watch list that its own author decided on."""
    for step in WatchEntryStep.objects.filter(verb__in=("approve", "refuse")).iterator():
        if persons(step.actor) & persons(step.asked_by):
            yield log.Fault(f"control_watch {step.number}", _ALONE)


def _check(kind: Kind) -> Callable[[], Iterator[log.Fault]]:
    differ = " OR ".join(
        f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(h.{name} AS TEXT), '')"
        if name in rows.NULLABLE else f"s.{name} <> h.{name}"
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
