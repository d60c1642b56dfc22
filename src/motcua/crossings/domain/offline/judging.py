"""Judging: why the department does not take a gate's record as it is. What is in doubt is kept and shown."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec

from motcua.crossings.domain.offline.records import Record
from motcua.kernel.dated import Period
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

REASONS: Mapping[str, Words] = {
    "own": Words("Ghi nhận không có danh sách, theo trách nhiệm của công chức", "Recorded without list"),
    "list": Words("Danh sách nêu trong bản ghi không có", "Names a list that was never issued"),
    "expired": Words("Danh sách đã hết hạn khi ghi nhận", "The list had expired"),
    "early": Words("Thời điểm ghi nhận trước khi lập danh sách", "Recorded before its list was made"),
    "future": Words("Thời điểm ghi nhận ở tương lai", "Recorded in the future"),
    "key": Words("Khóa của điểm không có hiệu lực khi ghi nhận", "The gate's key was not in force"),
    "officer": Words("Công chức không có quyền tại cửa khẩu khi ghi nhận", "The officer had no post or code there"),
    "gate": Words("Bản ghi của cửa khẩu khác", "The record is of another gate"),
    "late": Words("Đến sau khi đã xác định là bị mất", "Came after it had been given up as lost"),
    "rows": Words("Trái với dữ liệu của hệ thống", "Contradicts the department's rows"),
}
"""Why a record is disputed."""
OUTCOMES: Mapping[str, Words] = {
    "merged": Words("Đã gộp", "Merged"),
    "noted": Words("Đã ghi nhận từ chối", "Refusal noted"),
    "disputed": Words("Cần xem lại", "Disputed"),
    "waiting": Words("Chờ bản ghi trước", "Waits for earlier records"),
}
"""What became of a record."""


class Facts(msgspec.Struct, frozen=True):
    """What the department knows when it judges: the key's days, the list, whether the officer had a post and a code."""

    gate: str
    key: Period
    ended_at: datetime | None
    issued: Mapping[int, tuple[datetime, datetime]]
    officers: frozenset[tuple[int, date]]
    now: datetime
    tolerance: timedelta


def doubt(record: Record, facts: Facts) -> str:
    """Why a record is in doubt before the department's rows are asked; empty where it is not."""
    at = record.at
    if at > facts.now + facts.tolerance:
        return "future"
    if law_day(at) not in facts.key or (facts.ended_at is not None and at >= facts.ended_at):
        return "key"
    if record.passage.gate != facts.gate:
        return "gate"
    if (record.officer, law_day(at)) not in facts.officers:
        return "officer"
    return _doubted_list(record, facts)


def _doubted_list(record: Record, facts: Facts) -> str:
    if record.list == 0:
        return "own"
    issued = facts.issued.get(record.list)
    if issued is None:
        return "list"
    made, expires = issued
    if record.at < made - facts.tolerance:
        return "early"
    return "expired" if record.at > expires + facts.tolerance else ""


def missing(expected: int, numbers: list[int]) -> tuple[int, int] | None:
    """The first numbers that are missing before those that wait, or None. `numbers` are in order."""
    for number in numbers:
        if number > expected:
            return (expected, number - 1)
        expected = number + 1
    return None
