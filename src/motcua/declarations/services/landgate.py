"""The land gate: declarations by road tell the gates what may cross, in the transaction that lets it or ends it.

Of a group all that is told is told at once. Declarations by other modes cost one look at most.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from motcua.crossings.domain.gates import area_of, limit
from motcua.crossings.domain.passing import Permit
from motcua.crossings.services import permits
from motcua.crossings.services.tables import PERMIT, PERMIT_MOMENTS, T_PERMIT
from motcua.declarations.domain.boxes import fold
from motcua.declarations.domain.landgate import ROAD, Step, Told, told
from motcua.declarations.services import rows
from motcua.ground.services import bulk, files, log
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

_WANTED = (
    "declaration_id", "version", "direction", "office", "party", "transport_mode", "loading_place", "unloading_place",
    "packages", "package_unit", "gross_weight_e4", "weight_unit", "containers", "file", "file_offset", "file_length",
)  # fmt: skip
_PLACES = tuple(map(rows.VERSION.index, _WANTED))
_MODE = rows.VERSION.index("transport_mode")


class Goods(NamedTuple):
    """Of a version, what the gates are told."""

    declaration_id: int
    version: int
    direction: str
    office: str
    party: str
    mode: str
    loading: str
    unloading: str
    packages: int
    package_unit: str
    weight_e4: int
    weight_unit: str
    containers: int
    file: int
    offset: int
    length: int

    @property
    def area(self) -> str:
        """The office that keeps the gate by which they cross."""
        return area_of(self.unloading if self.direction == "import" else self.loading, self.office)


class Before(NamedTuple):
    """Where a declaration stood before some steps: its number, direction, state, and whether all its goods had left."""

    number: str
    direction: str
    state: str
    passed: bool


class _Boxes(msgspec.Struct):
    containers: tuple[str, ...] = ()


_decode = msgspec.json.Decoder(_Boxes).decode


def registered(versions: Iterable[Sequence[Any]], cleared: set[int], content: bytes) -> None:
    """Of declarations just registered, those by road that are cleared at once may cross.

    Their messages lie in `content`; what was stored in this transaction may not be readable yet.
    """
    found = [
        (version[3], Goods(*(version[place] for place in _PLACES)), version[4])
        for version in versions
        if version[_MODE] == ROAD and version[0] in cleared
    ]
    permits.permit([
        permit_of(number, goods, goods.declaration_id, at, _boxes(goods, content))
        for number, goods, at in found
    ])  # fmt: skip


def heard(before: Mapping[int, Before], moves: Iterable[Sequence[Any]]) -> dict[int, list[Told]]:
    """What steps (rows of moves) of these declarations mean for goods that wait to cross."""
    steps: dict[int, list[Step]] = {}
    for leaf, subject, verb, state, at, _, version, *_rest in moves:
        steps.setdefault(subject, []).append(Step(leaf, verb, state, at, version))
    found = {
        subject: list(told(stood.direction, stood.state, stood.passed, held))
        for subject, held in steps.items()
        if (stood := before.get(subject)) is not None
    }
    return {subject: held for subject, held in found.items() if held}


def tell(found: Mapping[int, Sequence[Told]], before: Mapping[int, Before]) -> None:
    """Tell the gates of declarations by road."""
    wanted = [subject for subject, held in found.items() if any(each.what == "permit" for each in held)]
    goods = by_road(wanted) if wanted else {}
    boxes = boxes_of(goods.values())
    for turn in range(max(map(len, found.values()), default=0)):
        now = [(subject, held[turn]) for subject, held in found.items() if turn < len(held)]
        permits.revoke([(before[n].number, each.step.at) for n, each in now if each.what == "revoke"])
        permits.bound([(before[n].number, until(each.step.at)) for n, each in now if each.what == "bound"])
        permits.permit([
            permit_of(before[n].number, held, each.step.leaf, each.step.at, boxes.get((n, each.step.version), ()))
            for n, each in now
            if each.what == "permit" and (held := goods.get((n, each.step.version))) is not None
        ])  # fmt: skip


def by_road(declarations: Sequence[int]) -> dict[tuple[int, int], Goods]:
    """The versions of these declarations that go by road."""
    found: dict[tuple[int, int], Goods] = {}
    for start in range(0, len(declarations), bulk.TOGETHER):
        part = list(declarations[start : start + bulk.TOGETHER])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(_WANTED)} FROM {rows.T_VERSION}"  # noqa: S608
                f" WHERE transport_mode = %s AND declaration_id IN ({', '.join(['%s'] * len(part))})",
                [ROAD, *part],
            )
            found |= {(row[0], row[1]): Goods(*row) for row in cursor.fetchall()}
    return found


def boxes_of(found: Iterable[Goods]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The containers that versions name, read from the messages of those that have any."""
    boxed = [each for each in found if each.containers]
    bodies = files.slices([(each.file, each.offset, each.length) for each in boxed]) if boxed else []
    return {
        (each.declaration_id, each.version): tuple(_named(body)) for each, body in zip(boxed, bodies, strict=True)
    }  # fmt: skip


def _boxes(goods: Goods, content: bytes) -> tuple[str, ...]:
    return tuple(_named(content[goods.offset : goods.offset + goods.length])) if goods.containers else ()


def _named(body: bytes) -> Iterator[str]:
    try:
        yield from dict.fromkeys(filter(None, map(fold, _decode(body).containers)))
    except msgspec.MsgspecError:
        return


def permit_of(number: str, goods: Goods, leaf: int, at: datetime, boxes: tuple[str, ...]) -> Permit:
    """What the gates are told of goods that may cross from a moment on."""
    return Permit(
        goods.declaration_id, number, leaf, goods.direction, goods.area, goods.party, at, None, boxes,
        goods.containers, goods.packages, goods.package_unit, goods.weight_e4, goods.weight_unit,
    )  # fmt: skip


def until(at: datetime) -> datetime:
    """Until when goods cross that left the supervised area at that moment."""
    return at + timedelta(hours=limit("crosses after its goods", law_day(at), "goods"))


_TOGETHER = 2_000
_WRONG = Words("Giấy phép qua cửa khẩu khác các bước của tờ khai.", "The permit is not as its declaration's steps say.")
_NOBODYS = Words("Có giấy phép không của tờ khai nào.", "A permit belongs to no declaration.")
_IDS = "SELECT DISTINCT declaration_id FROM declarations_version WHERE transport_mode = %s ORDER BY declaration_id"


def check() -> Iterator[log.Fault]:
    """A fault for each permit that is not what the steps of its declaration tell, and for each that is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [ROAD])
        subjects = [subject for (subject,) in cursor.fetchall()]
    seen = 0
    for start in range(0, len(subjects), _TOGETHER):
        part = subjects[start : start + _TOGETHER]
        right, roots = _right(part)
        held = {(row[0], row[1]): row for row in bulk.held(T_PERMIT, PERMIT, "root", sorted(roots), PERMIT_MOMENTS)}
        seen += len(held)
        for key in sorted(right.keys() | held.keys()):
            if right.get(key) != held.get(key):
                yield log.Fault(f"{T_PERMIT} {key[0]}", _WRONG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM crossings_permit")
        if cursor.fetchone()[0] != seen:
            yield log.Fault(
                T_PERMIT, Words("Có giấy phép không của tờ khai nào.", "A permit belongs to no declaration.")
            )


def _right(subjects: Sequence[int]) -> tuple[dict[tuple[str, int], tuple[Any, ...]], set[str]]:
    """The permits that the steps of these declarations make, and the declarations' roots."""
    heads = {n: (number, way) for n, number, way in bulk.held(rows.T_DECLARATION, _HEAD, "id", subjects)}
    goods = by_road(subjects)
    boxes = boxes_of(goods.values())
    steps: dict[int, list[Step]] = {}
    for leaf, subject, verb, state, at, version in bulk.held(rows.T_MOVE, _STEP, "declaration_id", subjects, (4,)):
        steps.setdefault(subject, []).append(Step(leaf, verb, state, at, version))
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    for subject, (number, way) in heads.items():
        last: tuple[str, int] | None = None
        for each in told(way, "", False, sorted(steps.get(subject, ()))):
            its = goods.get((subject, each.step.version))
            if each.what == "permit" and its is not None:
                one = permit_of(number, its, each.step.leaf, each.step.at, boxes.get((subject, its.version), ()))
                last = (one.root, one.leaf)
                found[last] = permits.row(one)
            elif last is not None and each.what != "permit":
                found[last] = _set(found[last], each)
                last = None if each.what == "revoke" else last
    return found, {number[:11] for number, _ in heads.values()}


_HEAD = ("id", "number", "direction")
_STEP = ("leaf", "declaration_id", "verb", "state", "at", "version")


def _set(row: tuple[Any, ...], each: Told) -> tuple[Any, ...]:
    place = PERMIT.index("until" if each.what == "bound" else "ended_at")
    moment = until(each.step.at) if each.what == "bound" else each.step.at
    return (*row[:place], moment, *row[place + 1 :])
