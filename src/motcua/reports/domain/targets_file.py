"""Targets as a file: the columns that are written are those that are read again."""

import csv
import io
from collections.abc import Iterable

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reports.domain.errors import WrongFile, WrongLine
from motcua.reports.domain.targets_kept import Goal, fit

COLUMNS = ("setter", "kind", "period", "office", "value", "source", "verified", "note")
MOST = 500
"""Lines of a file."""
LARGEST = 1 << 18
"""Bytes of a file."""
_NUMBER = Words("giá trị phải là số nguyên.", "the value must be a whole number.")
_FLAG = Words("“verified” là 0 hoặc 1.", "“verified” is 0 or 1.")
_TWICE = Words("chỉ tiêu này đã có ở một dòng trên.", "this target stands in a line above.")


def written(goals: Iterable[Goal]) -> list[list[object]]:
    """The rows of a file, without its heads."""
    return [
        [each.setter, each.kind, each.period, each.office, "" if each.value is None else each.value, each.source,
         int(each.verified), each.note]
        for each in goals
    ]  # fmt: skip


def read(content: bytes) -> list[Goal]:
    """The targets of a file. WrongFile; WrongLine names the first line that cannot be taken."""
    rows = _rows(content)
    if not rows or tuple(name.strip() for name in rows[0]) != COLUMNS or len(rows) > MOST + 1:
        raise WrongFile(columns=",".join(COLUMNS), most=MOST)
    found: dict[str, Goal] = {}
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        goal = _goal(line, row)
        if goal.code in found:
            raise WrongLine(line=line, why=_TWICE)
        found[goal.code] = goal
    return list(found.values())


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content[: LARGEST + 1].decode("utf-8-sig")
        if len(content) > LARGEST or "\0" in text:
            raise ValueError("too large, or no text")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error):
        raise WrongFile(columns=",".join(COLUMNS), most=MOST) from None


def _goal(line: int, row: list[str]) -> Goal:
    if len(row) != len(COLUMNS):
        raise WrongLine(line=line, why=Words("thiếu hoặc thừa cột.", "columns are missing or too many."))
    setter, kind, period, office, value, source, verified, note = (cell.strip() for cell in row)
    if verified not in ("0", "1"):
        raise WrongLine(line=line, why=_FLAG)
    if value and not (value.isascii() and value.isdecimal() and len(value) <= 18):  # noqa: PLR2004 - digits of dong
        raise WrongLine(line=line, why=_NUMBER)
    goal = Goal(setter, kind, period, office, int(value) if value else None, source, verified == "1", note)
    try:
        return fit(goal)
    except Refusal as refusal:
        raise WrongLine(line=line, why=Words(refusal.in_language("vi"), refusal.in_language("en"))) from None
