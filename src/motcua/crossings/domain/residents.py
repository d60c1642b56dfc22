"""Border residents' simplified declarations: a kind of their own, with an allowance a day and days a month."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from motcua.crossings.domain.people_errors import UnreadableCount
from motcua.crossings.domain.people_rules import BOOK
from motcua.kernel.rules import Finding, Rule, finding
from motcua.kernel.words import Words

MOST_ROWS = 2_000
NUMBER_KIND = "CD"
"""Running numbers of simplified declarations: cư dân."""
Over = Literal["refer", "tax"]
OUTCOMES = {
    "free": Words("Miễn thuế trong định mức", "Free within the allowance"),
    "taxed": Words("Nộp thuế phần vượt", "Part above taxed"),
    "referred": Words("Chuyển làm tờ khai thông thường", "Referred to an ordinary declaration"),
}


class ResidentItem(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One kind of goods: quantity in 1/10,000, value in whole dong."""

    description: str
    quantity_e4: int
    unit: str
    value: int
    hs: str = ""


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a resident declares. `card` is the number of the card; it is never stored."""

    card: str
    commune: str
    gate: str
    day: date
    direction: str
    goods: tuple[ResidentItem, ...]

    @property
    def value(self) -> int:
        """Dong in all."""
        return sum(each.value for each in self.goods)


class Seen(msgspec.Struct, frozen=True):
    """What rules of these declarations judge with."""

    today: date
    back: int


class Used(msgspec.Struct, frozen=True, gc=False):
    """What a resident has used before: dong that day, other days of the month, and whether that day is one of them."""

    value: int
    days: int
    same_day: bool


class Decided(msgspec.Struct, frozen=True, gc=False):
    """What becomes of a declaration: dong within and above; `why` it went to an ordinary declaration."""

    outcome: str
    within: int
    above: int
    why: str = ""


class ResidentsTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a gate's program sends."""

    rows: tuple[Declared, ...]


_decode = msgspec.json.Decoder(ResidentsTold).decode


def read(content: bytes) -> list[Declared]:
    """The declarations of a message. UnreadableCount."""
    try:
        told = _decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise UnreadableCount(why=str(fault)) from None
    if len(told.rows) > MOST_ROWS:
        raise UnreadableCount(why=f"> {MOST_ROWS} rows")
    return list(told.rows)


def plain_card(text: str) -> str:
    """A card's number without blanks and marks, in capitals: what is hashed."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def judge(rows: Sequence[Declared], seen: Seen) -> list[Finding]:
    """Everything that is wrong with declarations, each at `/rows/<place>/<field>`; a card's number is never told."""
    rules = BOOK.select(direction="", scope="resident", day=seen.today)
    return [found for place, row in enumerate(rows) for found in _wrong(row, seen, rules, place)]


def _wrong(row: Declared, seen: Seen, rules: Sequence[Rule], place: int) -> Iterator[Finding]:
    for rule in rules:
        if not rule.check(row, seen):
            value = None if rule.path in ("card", "goods") else getattr(row, rule.path)
            yield finding(rule, path=f"/rows/{place}/{rule.path}", value=value)


def decide(value: int, used: Used, day_most: int, month_days: int, over: Over) -> Decided:
    """Free within what is left of the day, on one of the days of the month; else taxed above it, or referred whole."""
    if not used.same_day and used.days >= month_days:
        return Decided("referred", 0, 0, "month")
    left = max(0, day_most - used.value)
    if value <= left:
        return Decided("free", value, 0)
    if over == "refer":
        return Decided("referred", 0, 0, "day")
    return Decided("taxed", left, value - left)


def parts_above(goods: Sequence[ResidentItem], above: int) -> list[tuple[ResidentItem, int]]:
    """Which goods the part above falls on: the last told first, for the resident names first what is to be free."""
    found: list[tuple[ResidentItem, int]] = []
    for each in reversed(goods):
        part = min(each.value, above)
        if part:
            found.append((each, part))
        above -= part
    return found[::-1]
