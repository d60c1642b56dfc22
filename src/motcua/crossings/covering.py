"""What the log answers for of vehicles; vehicles, stays, announcements and counts are checked against it."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from motcua.crossings import events
from motcua.crossings.domain import stays
from motcua.crossings.domain.errors import Unreadable
from motcua.crossings.domain.message import declared, read
from motcua.crossings.models import Announcement, AnnouncementStep, AnnouncementVersion
from motcua.crossings.services import tables
from motcua.ground.domain.moments import when
from motcua.ground.services import keys, log
from motcua.kernel.words import Words

_WORDS = Words("Khác các bản ghi tại cửa khẩu.", "Not as the records at the gate say.")
_STANDS = """
FROM crossings_crossing c LEFT JOIN crossings_taken_back b ON b.crossing_leaf = c.leaf AND b.crossing_no = c.no
WHERE b.leaf IS NULL
"""
_COUNTS = f"""
SELECT COALESCE(n.gate, c.gate), COALESCE(n.day, c.day)
FROM (SELECT c.gate, c.day, c.direction, c.kind, COUNT(*) AS count
    {_STANDS} GROUP BY c.gate, c.day, c.direction, c.kind) c
FULL JOIN crossings_day_count n
    ON n.gate = c.gate AND n.day = c.day AND n.direction = c.direction AND n.kind = c.kind
WHERE COALESCE(c.count, 0) <> COALESCE(n.count, 0)
"""  # noqa: S608
_CROSSED = f"""
SELECT c.plate, c.country, c.at, c.leaf, c.no, c.kind, c.direction, c.gate, c.exit_gate, c.announcement_id, c.party,
    c.effect, c.due_at {_STANDS} ORDER BY c.plate, c.country, c.leaf, c.no
"""  # noqa: S608
_STEPS = (
    "SELECT stay_leaf, stay_no, verb, due_at, asked_on, at, leaf, no, note FROM crossings_stay_step ORDER BY leaf, no"
)
_LAW_DAY = {
    "sqlite": "SELECT leaf, no FROM crossings_crossing WHERE day <> date(at, '+7 hours')",
    "postgresql": "SELECT leaf, no FROM crossings_crossing WHERE day <> (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
}


def cover() -> None:
    """Tell the log of vehicles' tables."""
    told = (
        log.CoveredTable(tables.T_VERSION, "leaf", ("version",), tables.VERSION, moments=("at",)),
        log.CoveredTable(tables.T_STEP, "leaf", ("no",), tables.STEP, moments=("at",)),
        log.CoveredTable(
            tables.T_CROSSING, "leaf", ("no",), tables.CROSSING, moments=("at", "due_at"), days=("day",)
        ),
        log.CoveredTable(tables.T_CARRIED, "leaf", ("no", "root"), tables.CARRIED),
        log.CoveredTable(
            tables.T_STAY_STEP, "leaf", ("no",), tables.STAY_STEP, moments=("at", "due_at"),
            days=("asked_on", "issued_on"),
        ),
        log.CoveredTable(tables.T_BACK, "leaf", ("leaf",), tables.BACK, moments=("at",)),
        keys.COVERED,
    )  # fmt: skip
    log.cover(log.Covered("vehicles", events.VEHICLES, told))
    log.check("crossings: day counts", (tables.T_COUNT,), counts)
    log.check("crossings: vehicles and their stays", (tables.T_VEHICLE, tables.T_STAY), present)
    log.check("crossings: announcements", (tables.T_ANNOUNCEMENT,), announcements)


def counts() -> Iterator[log.Fault]:
    """A fault for each day count that the crossings which stand do not give, and for each crossing of a wrong day."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        for gate, day in cursor.fetchall():
            yield log.Fault(f"{tables.T_COUNT} {gate} {day}", _WORDS)
        cursor.execute(_LAW_DAY[connection.vendor])
        for leaf, no in cursor.fetchall():
            yield log.Fault(f"{tables.T_CROSSING} {leaf}/{no}", Words("Ngày sai.", "Wrong day."))


def present() -> Iterator[log.Fault]:
    """A fault for each vehicle and each stay that its crossings and decisions do not give."""
    last: dict[tuple[str, str], tuple[Any, ...]] = {}
    open_: dict[tuple[str, str], tuple[int, int]] = {}
    right: dict[tuple[int, int], list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CROSSED)
        for row in cursor.fetchall():
            _cross(row, last, open_, right)
        cursor.execute(_STEPS)
        for row in cursor.fetchall():
            _decide(row, right)
        yield from _compare(cursor, tables.T_VEHICLE, ("plate", "country", "last_at", "last_leaf", "last_no"), 2, {
            key: [when(at), leaf, no] for key, (at, leaf, no) in last.items()
        })  # fmt: skip
        yield from _compare(cursor, tables.T_STAY, tables.STAY, 2, right)


def _cross(
    row: tuple[Any, ...], last: dict[Any, Any], open_: dict[Any, tuple[int, int]], right: dict[Any, list[Any]]
) -> None:
    plate, country, at, leaf, no, kind, way, gate, exit_gate, announced, party, effect, due = row
    last[plate, country] = (at, leaf, no)
    if effect == "open":
        right[leaf, no] = [
            country, plate, kind, way, gate, exit_gate or gate, announced, party, when(at), when(due), 0, None, 0, None,
            "", "", 0, 0,
        ]  # fmt: skip
        open_[plate, country] = (leaf, no)
    elif effect == "close" and (plate, country) in open_:
        stay = right[open_.pop((plate, country))]
        how = str(stays.ended_as(stay[3], stay[5], gate))
        stay[11:] = [None, stay[12], when(at), how, gate, leaf, no]


def _decide(row: tuple[Any, ...], right: dict[tuple[int, int], list[Any]]) -> None:
    leaf, no, verb, due, asked, at, step_leaf, step_no, note = row
    stay = right.get((leaf, no))
    if stay is None or verb not in _DECIDED:
        return
    _DECIDED[verb](stay, when(due), asked, when(at), (step_leaf, step_no, note))


def _ask(stay: list[Any], due: Any, asked: Any, at: Any, step: tuple[Any, ...]) -> None:
    if stay[13] is None:
        stay[11] = asked


def _extend(stay: list[Any], due: Any, asked: Any, at: Any, step: tuple[Any, ...]) -> None:
    stay[9], stay[10], stay[11], stay[12] = due, stay[10] + 1, None, 0


def _deny(stay: list[Any], due: Any, asked: Any, at: Any, step: tuple[Any, ...]) -> None:
    stay[11] = None


def _mark(mark: int) -> Any:
    def mark_it(stay: list[Any], due: Any, asked: Any, at: Any, step: tuple[Any, ...]) -> None:
        stay[12] = mark

    return mark_it


def _end(how: stays.State) -> Any:
    def end(stay: list[Any], due: Any, asked: Any, at: Any, step: tuple[Any, ...]) -> None:
        stay[11:] = [None, stay[12], at, str(how), "", step[0], step[1]]

    return end


_DECIDED = {
    "ask": _ask, "extend": _extend, "deny": _deny, "due soon": _mark(1), "overdue": _mark(2),
    "exit elsewhere": _end(stays.State.EXITED_OTHER_GATE), "abandon": _end(stays.State.ABANDONED),
}  # fmt: skip


def _compare(
    cursor: Any, table: str, columns: tuple[str, ...], keyed: int, right: dict[Any, list[Any]]
) -> Iterator[log.Fault]:
    """A fault for each row that is not as it should be, and for each that is missing."""
    seen = 0
    moments = {place - keyed for place, name in enumerate(columns) if name.endswith("_at") or name == "since"}
    cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
    for row in cursor.fetchall():
        its = right.get(row[:keyed])
        told = [when(v) if p in moments and v is not None else v for p, v in enumerate(row[keyed:])]
        if its is None or list(map(_plain, its)) != list(map(_plain, told)):
            if its is None and table == tables.T_VEHICLE and row[3] == 0:
                continue
            yield log.Fault(f"{table} {row[0]} {row[1]}", _WORDS)
        seen += its is not None
    missing = len(right) - seen
    if missing:
        yield log.Fault(table, Words(f"Thiếu {missing} dòng.", f"{missing} rows are missing."))


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "isoformat") else value


def announcements() -> Iterator[log.Fault]:
    """A fault for each announcement that is not as its version in force and its last step say."""
    told = {(each.announcement_id, each.version): each for each in AnnouncementVersion.objects.all()}
    last = {each.announcement_id: each for each in AnnouncementStep.objects.order_by("leaf", "no")}
    lanes = _lanes()
    for found in Announcement.objects.order_by("id"):
        version, step = told.get((found.id, found.version)), last.pop(found.id, None)
        first = told.get((found.id, 1))
        begun = first is not None and first.at == found.registered_at
        if (
            version is None
            or step is None
            or not begun
            or not _as_told(found, version, step, lanes.get(found.id, ("", None)))
        ):
            yield log.Fault(f"{tables.T_ANNOUNCEMENT} {found.number}", _WORDS)
    for missing in last:
        yield log.Fault(f"{tables.T_ANNOUNCEMENT} {missing}", Words("Thiếu dòng.", "The row is missing."))


def _as_told(found: Announcement, version: AnnouncementVersion, step: AnnouncementStep, lane: tuple[str, Any]) -> bool:
    try:
        columns = declared(read(version.message.encode()))
    except Unreadable:
        return False
    columns |= {
        "number": version.number, "root": version.number[:11], "party_name": version.party_name, "leaf": step.leaf,
        "state": step.state, "version": step.version, "lane": lane[0], "arrived_at": lane[1],
    }  # fmt: skip
    return all(getattr(found, name) == value for name, value in columns.items())


def _lanes() -> dict[int, tuple[str, Any]]:
    """The lane of each announced vehicle, and when it came to the gate."""
    found: dict[int, tuple[str, Any]] = {}
    for each in AnnouncementStep.objects.filter(verb__in=("arrive", "pass", "take back")).order_by("leaf", "no"):
        lane, arrived = found.get(each.announcement_id, ("", None))
        found[each.announcement_id] = (each.lane or lane, each.at if each.verb == "arrive" else arrived)
    return found
