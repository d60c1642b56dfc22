"""Finding: the vehicle that an officer means by its plate, its last signs, a number or a QR code, and what stops it."""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from motcua.crossings.domain import stays
from motcua.crossings.domain.life import State
from motcua.crossings.domain.offline.deciding import Standing, need_passable
from motcua.crossings.domain.offline.lists import Announced, Staying
from motcua.crossings.domain.offline.records import Record
from motcua.crossings.domain.passing import Passage
from motcua.crossings.domain.plates import fits
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

MOST = 20
_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
_OVERDUE = Words("Quá hạn lưu. Cho qua được; hồ sơ xử lý riêng.", "It has overstayed. It may pass; the case goes on.")
_NO_STAY = Words("Danh sách không có lượt vào (ra) trước.", "The list names no crossing the other way.")


class Candidate(msgspec.Struct, frozen=True):
    """A vehicle that may be meant, as it would pass now; what stops it, and what is only said."""

    passage: Passage
    problem: Words | None
    remarks: tuple[Words, ...]
    announced: Announced | None = None
    staying: Staying | None = None
    spent: bool = False
    """Whether it would pass as a part of the consignment."""


class Place(msgspec.Struct, frozen=True):
    """Where the officer stands."""

    gate: str
    lane: str
    direction: str


def find(standing: Standing, asked: str, place: Place, now: datetime) -> list[Candidate]:
    """Announced vehicles first, then those with an open stay that this direction ends."""
    found = list(_announced(standing, asked, place, now))
    named = {each.passage.plate for each in found}
    for each in standing.staying.values():
        ends = not stays.opens(each.country, place.direction)
        if ends and fits(each.plate, asked) and each.plate not in named:
            found.append(_staying(standing, each, place, now))
    return found[:MOST]


def expected(standing: Standing, place: Place, now: datetime) -> list[Candidate]:
    """Who comes next by the list, who stands in the lane first."""
    return sorted(
        _announced(standing, "", place, now),
        key=lambda each: (each.announced.state != State.AT_GATE, each.announced.expected_at),  # type: ignore[union-attr]
    )[:MOST]


def _announced(standing: Standing, asked: str, place: Place, now: datetime) -> Iterator[Candidate]:
    number = _NUMBER.search(asked)
    for each in standing.announced.values():
        told = each.passage
        meant = each.number[:11] == number[0][:11] if number else (not asked or fits(told.plate, asked))
        if meant and told.direction == place.direction and f"announced/{told.announced}" not in standing.spent:
            yield _candidate(standing, each, place, now)


def _candidate(standing: Standing, each: Announced, place: Place, now: datetime) -> Candidate:
    at = msgspec.structs.replace(each.passage, at=now, gate=place.gate, lane=place.lane)
    stay = standing.staying.get((at.plate, at.country))
    problem = _problem(standing, at, each.number, now)
    spent = problem is not None and _problem(standing, at, each.number, now, part=True) is None
    return Candidate(at, problem, tuple(_remarks(at, stay, standing, now)), each, stay, spent)


def _staying(standing: Standing, each: Staying, place: Place, now: datetime) -> Candidate:
    at = Passage(
        at=now, gate=place.gate, direction=place.direction, kind=each.open.kind, country=each.country,
        plate=each.plate, lane=place.lane, party=each.party,
    )  # fmt: skip
    return Candidate(at, _problem(standing, at, "", now), tuple(_remarks(at, each, standing, now)), None, each)


def _problem(standing: Standing, at: Passage, number: str, now: datetime, *, part: bool = False) -> Words | None:
    record = Record(0, 0, "", 0, 0, "pass", at, part, number)
    try:
        need_passable(standing, record, now)
    except Refusal as refusal:
        return Words(refusal.in_language("vi"), refusal.in_language("en"))
    return None


def _remarks(at: Passage, stay: Staying | None, standing: Standing, now: datetime) -> Iterator[Words]:
    if stays.opens(at.country, at.direction):
        return
    if (at.plate, at.country) not in standing.open:
        yield _NO_STAY
    elif stay is not None and stays.is_overdue(stay.due_at, now):
        yield _OVERDUE
