"""The seaport: declarations by sea tell the manifests which bills they name and when their goods may leave.

It is told in the transaction of the step itself. Declarations by other modes cost one look at most.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from motcua.declarations.domain.landgate import Step, Told, told
from motcua.declarations.domain.life import State
from motcua.declarations.services import rows
from motcua.ground.services import bulk, files, log
from motcua.kernel.words import Words
from motcua.manifests.domain.matching import fold, in_kilograms_e4
from motcua.manifests.services import matching
from motcua.manifests.services.matching import T_NAMED

SEA = frozenset({"2", "3"})
"""Of list transport_mode: by sea, in containers and not."""
_WANTED = (
    "declaration_id", "version", "number", "direction", "office", "party", "loading_place", "unloading_place",
    "packages", "package_unit", "gross_weight_e4", "weight_unit", "transport_mode", "bill", "file", "file_offset",
    "file_length",
)  # fmt: skip
_PLACES = tuple(map(rows.VERSION.index, _WANTED))
_MODE, _BILL = rows.VERSION.index("transport_mode"), rows.VERSION.index("bill")


class _Bills(msgspec.Struct):
    bills: tuple[str, ...] = ()


_decode = msgspec.json.Decoder(_Bills).decode


def registered(versions: Iterable[Sequence[Any]], cleared: set[int], content: bytes) -> None:
    """Declarations just registered name their bills; those that are cleared at once let their goods go."""
    found: list[matching.Bill] = []
    for version in versions:
        if version[_MODE] in SEA and version[_BILL]:
            goods = [version[place] for place in _PLACES]
            at = version[4] if version[0] in cleared else None
            found += _named(goods, version[4], _bills(content, goods), at, None)
    matching.name(found)


def _bills(content: bytes, goods: Sequence[Any]) -> tuple[str, ...]:
    """All bills that a message names; the columns hold the first."""
    offset, length = goods[-2:]
    return _read(content[offset : offset + length])


def _read(body: bytes) -> tuple[str, ...]:
    try:
        return _decode(body).bills
    except msgspec.MsgspecError:
        return ()


def _named(
    goods: Sequence[Any], since: datetime, bills: Iterable[str], free: datetime | None, left: datetime | None
) -> Iterator[matching.Bill]:
    """The rows of a version. `since`: when the declaration was registered."""
    subject, _, number, direction, office, party, loading, unloading, packages, unit, weight, weight_unit, *_ = goods
    place = unloading if direction == "import" else loading
    gross = in_kilograms_e4(weight, weight_unit)
    for no, bill in enumerate(dict.fromkeys(filter(None, map(fold, bills))), 1):
        yield matching.Bill(
            bill, subject, no, number, direction, office, party, place, since, packages, unit, gross, free, left
        )  # fmt: skip


def moved(found: Mapping[int, Sequence[Told]], moves: Iterable[Sequence[Any]]) -> None:
    """What steps mean for goods at a port: they may leave, may not any more, have left; a declaration ended."""
    ended = {subject for _, subject, _, state, *_ in moves if state == State.CANCELLED}
    here = matching.naming({*found, *ended})
    if not here:
        return
    matching.unname(here & ended)
    for subject, held in found.items():
        if subject in here and subject not in ended:
            free, left = standing(held)
            matching.release([(subject, free)] if any(each.what != "bound" for each in held) else [])
            matching.left([(subject, left)] if left else [])


def standing(held: Iterable[Told]) -> tuple[datetime | None, datetime | None]:
    """Since when goods may leave, and since when all have, after what was told."""
    free, left = None, None
    for each in held:
        if each.what == "bound":
            left = each.step.at
        else:
            free = each.step.at if each.what == "permit" else None
    return free, left


def again(subjects: Iterable[int]) -> None:
    """Declarations that were amended, or recorded from elsewhere, name the bills of the version in force."""
    wanted = sorted(set(subjects))
    if wanted:
        matching.unname(wanted)
        matching.name(list(_right(wanted)))


_HEAD = ("id", "direction", "state", "version", "registered_at")
_STEP = ("leaf", "declaration_id", "verb", "state", "at", "version")


def _right(subjects: Sequence[int]) -> Iterator[matching.Bill]:
    """The rows that the versions in force and the steps of declarations make."""
    heads = {row[0]: row[1:] for row in bulk.held(rows.T_DECLARATION, _HEAD, "id", subjects, (4,))}
    held = [
        goods
        for goods in bulk.held(rows.T_VERSION, _WANTED, "declaration_id", subjects)
        if goods[-5] in SEA and goods[-4] and goods[1] == heads[goods[0]][2]
    ]
    steps: dict[int, list[Step]] = {}
    for leaf, subject, verb, state, at, version in bulk.held(
        rows.T_MOVE, _STEP, "declaration_id", [goods[0] for goods in held], (4,)
    ):
        steps.setdefault(subject, []).append(Step(leaf, verb, state, at, version))
    bodies = files.slices([tuple(goods[-3:]) for goods in held]) if held else []
    for goods, body in zip(held, bodies, strict=True):
        direction, state, _, since = heads[goods[0]]
        if state != State.CANCELLED:
            free, left = standing(told(direction, "", False, sorted(steps.get(goods[0], ()))))
            yield from _named(goods, since, _read(body), free, left)


_TOGETHER = 2_000
_WRONG = Words("Chỉ mục vận đơn khác tờ khai.", "The index of bills is not as the declaration says.")


def check() -> Iterator[log.Fault]:
    """A fault for each bill that the index of the manifests has otherwise than the declarations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT declaration_id FROM declarations_version WHERE transport_mode IN ('2', '3') AND bill <> ''"
            " ORDER BY declaration_id"
        )
        subjects = [subject for (subject,) in cursor.fetchall()]
    seen = 0
    for start in range(0, len(subjects), _TOGETHER):
        part = subjects[start : start + _TOGETHER]
        right = {(row.bill, row.declaration_id): row for row in _right(part)}
        held = {
            (row[0], row[1]): matching.Bill(*row)
            for row in bulk.held(
                T_NAMED, matching.NAMED, "declaration_id", part, matching.NAMED_MOMENTS
            )
        }  # fmt: skip
        seen += len(held)
        for key in sorted(right.keys() | held.keys()):
            if right.get(key) != held.get(key):
                yield log.Fault(f"{T_NAMED} {key[0]} {key[1]}", _WRONG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM manifests_named")
        if cursor.fetchone()[0] != seen:
            yield log.Fault(T_NAMED, _WRONG)
