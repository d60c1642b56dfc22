"""What the law and the department's rules set for cases: limits, fine ranges, authority; the tables of `data`.

`mark`: S a text was reported by a source that was read, K from memory, P the platform's own rule. None is verified
until a person has read the text.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, cast

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words

DATA = Path(__file__).parents[2] / "data"
Unit = Literal["wd", "d", "y"]
"""Working days, calendar days, years."""
SOURCES: Mapping[str, Words] = {
    "inspection": Words("Kiểm tra thực tế hàng hóa", "Physical inspection"),
    "stay": Words("Phương tiện quá hạn", "Overdue vehicle"),
    "gate": Words("Kiểm tra tại cửa khẩu", "Check at the gate"),
    "patrol": Words("Tuần tra, kiểm soát", "Patrol"),
    "informant": Words("Tin báo", "Information received"),
    "partner": Words("Cơ quan phối hợp", "Partner agency"),
    "audit": Words("Kiểm tra sau thông quan", "Post-clearance audit"),
}
"""What led to a case."""
LEADS: Mapping[str, Words] = {
    "led": Words("Hải quan chủ trì", "Led by customs"),
    "joint": Words("Phối hợp với cơ quan khác", "Joint with another agency"),
}
PROSECUTIONS: Mapping[str, Words] = {
    "own": Words("Hải quan khởi tố", "Instituted by customs"),
    "recommended": Words("Kiến nghị khởi tố, chuyển cơ quan điều tra", "Recommended and transferred"),
}
STORES: Mapping[str, Words] = {
    "K1": Words("Kho tang vật của Cục", "Store of the department"),
    "K2": Words("Kho tang vật tại cửa khẩu", "Store at the gate"),
    "KB": Words("Kho bạc, ngân hàng", "Treasury or bank"),
    "CQ": Words("Cơ quan khác giữ hộ", "Kept by another agency"),
}
MARKS: Mapping[str, Words] = {
    "S": Words("theo nguồn đã đọc, chưa đọc văn bản", "from a source that was read, not the text itself"),
    "K": Words("theo trí nhớ, phải kiểm tra văn bản", "from memory, the text must be checked"),
    "P": Words("quy định của nền tảng, không do luật đặt", "the platform's own rule, not the law's"),
}


class Limit(NamedTuple):
    """How long something may take, and where that is from."""

    name: str
    amount: int
    unit: Unit
    mark: str
    since: date
    source: str
    verified: bool
    words: Words

    @property
    def told(self) -> Words:
        """The limit as it is said."""
        vi, en = _UNITS[self.unit]
        return Words(f"{self.amount} {vi}", f"{self.amount} {en}{'s' if self.amount > 1 else ''}")


class Offence(NamedTuple):
    """A kind of violation and the range of its fine for a person, in dong; 0 to 0 where none is fined here."""

    kind: str
    least: int
    most: int
    since: date
    until: date | None
    act: str
    mark: str
    verified: bool
    words: Words


class Authority(NamedTuple):
    """Who may decide up to which fine and which value confiscated, in dong; None where there is no upper bound."""

    level: int
    role: str
    fine_most: int | None
    confiscation_most: int | None
    since: date
    until: date | None
    source: str
    mark: str
    verified: bool
    words: Words


_UNITS = {
    "wd": Words("ngày làm việc", "working day"),
    "d": Words("ngày", "day"),
    "y": Words("năm", "year"),
}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(row: Mapping[str, str]) -> Words:
    return Words(row["vi"], row["en"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _sum(text: str) -> int | None:
    return int(text) if text else None


def _limit(row: Mapping[str, str]) -> Limit:
    return Limit(
        row["name"], int(row["amount"]), cast(Unit, row["unit"]), row["mark"], date.fromisoformat(row["since"]),
        row["source"], row["verified"] == "1", _words(row),
    )  # fmt: skip


def _offence(row: Mapping[str, str]) -> Offence:
    return Offence(
        row["kind"], int(row["least"]), int(row["most"]), date.fromisoformat(row["since"]), _day(row["until"]),
        row["act"], row["mark"], row["verified"] == "1", _words(row),
    )  # fmt: skip


def _authority(row: Mapping[str, str]) -> Authority:
    return Authority(
        int(row["level"]), row["roles"], _sum(row["fine_most"]), _sum(row["confiscation_most"]),
        date.fromisoformat(row["since"]), _day(row["until"]), row["source"], row["mark"], row["verified"] == "1",
        _words(row),
    )  # fmt: skip


LIMITS: Sequence[Limit] = tuple(map(_limit, _rows("case_limits")))
OFFENCES: Sequence[Offence] = tuple(map(_offence, _rows("offences")))
AUTHORITIES: Sequence[Authority] = tuple(map(_authority, _rows("authority")))
KINDS: Mapping[str, Words] = {each.kind: each.words for each in OFFENCES}


def limit(name: str, day: date) -> Limit:
    """The limit of that name in force on a day. NotInForce before the first."""
    found = [each for each in LIMITS if each.name == name and each.since <= day]
    if not found:
        raise NotInForce(what=name, day=day.isoformat())
    return max(found, key=lambda each: each.since)


def offence(kind: str, day: date) -> Offence:
    """The range of fines of a kind on a day. NotInForce where none is in force."""
    for each in OFFENCES:
        if each.kind == kind and each.since <= day and (each.until is None or day <= each.until):
            return each
    raise NotInForce(what=kind, day=day.isoformat())


def authorities(day: date) -> list[Authority]:
    """Those who may decide on a day, the lowest first."""
    found = [each for each in AUTHORITIES if each.since <= day and (each.until is None or day <= each.until)]
    return sorted(found)
