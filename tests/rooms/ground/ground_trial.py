"""A trial room: notes with lines, each note one leaf; what ground is tested with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from motcua.ground.domain.covering import REGISTER
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.canonical import row_bytes
from motcua.kernel.words import Words

AT = datetime(2023, 3, 4, 5, 6, 7, 123_000, tzinfo=UTC)
NOTE = ("leaf", "code", "words", "amount", "day", "at")
LINE = ("leaf", "code", "no", "content", "remark")
NOTE_COVERED = log.CoveredTable(
    "trial_note", "leaf", ("code",), NOTE, moments=("at",), days=("day",), excused={"seen": "counts lookers"}
)
LINE_COVERED = log.CoveredTable("trial_line", "leaf", ("code", "no"), LINE)


class Trial:
    """Makes notes with lines, each note one leaf."""

    def __init__(self) -> None:
        self.made = log.verb("trial.made", Words("Đã ghi", "A note was made"))
        self.mere = log.verb("trial.mere", Words("Đã thấy", "Something was seen"))
        log.cover(log.Covered("trial", (self.made,), (NOTE_COVERED, LINE_COVERED)))
        self.count = 0

    def leaves(self, count: int) -> list[log.Leaf]:
        """Store `count` notes with two lines each in one transaction; their leaves."""
        notes: list[tuple[Any, ...]] = []
        lines: list[tuple[Any, ...]] = []
        made: list[log.Leaf] = []
        for leaf_id in ids.take(AT, count):
            self.count += 1
            at = AT + timedelta(seconds=self.count // 2, microseconds=877_000 * (self.count % 2))
            note = (leaf_id, f"Ký hiệu {self.count}", 'lời "nói"\n', -5 * self.count, date(2023, 1, 31), at)
            ours = [(leaf_id, c, n, bytes([n] * 9), None if n else "–") for n, c in enumerate(("Z", "Đ", "a", "z"))]
            rows = [row_bytes("trial_note", note), *(row_bytes("trial_line", line) for line in sorted_lines(ours))]
            made.append(log.leaf(self.made, id=leaf_id, subject=note[1], at=at, by=SYSTEM, facts={"n": 1}, rows=rows))
            notes.append(note)
            lines += ours
        with transaction.atomic():
            bulk.insert("trial_note", NOTE, notes, moments=(5,))
            bulk.insert("trial_line", LINE, lines)
            log.append(made)
        return made


def sorted_lines(lines: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(lines, key=lambda line: (line[1].encode(), line[2]))


def keep_only_ground() -> None:
    """Other rooms' coverings and checks are tested in those rooms."""
    for held in (REGISTER.coverings, REGISTER.by_verb, REGISTER.tables):
        for name in [each for each, what in held.items() if not _of_ground(what)]:
            del held[name]
    for name in [each for each, check in REGISTER.checks.items() if not _of_ground(check)]:
        del REGISTER.checks[name]
    for table in connection.introspection.table_names():
        if not table.startswith(("ground_", "trial_")):
            REGISTER.excuses.setdefault(table, Words("phòng khác", "another room's"))


def _of_ground(what: Any) -> bool:
    tables = what.tables if hasattr(what, "tables") else (what,)
    return all((each if isinstance(each, str) else each.table).startswith("ground_") for each in tables)


class Undone(Exception):
    """Raised to roll a transaction back."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that fails at its end."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass
