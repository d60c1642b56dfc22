"""Packs: a month or a quarter as its code names it (`2023-11`, `2023-q4`), with what it is compared with."""

import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec

from motcua.kernel.words import Words

FIRST, LAST = 2001, 2998
_CODE = re.compile(r"([0-9]{4})-(?:(0[1-9]|1[0-2])|q([1-4]))")


class Stretch(msgspec.Struct, frozen=True):
    """Days from a first to a last, both included."""

    since: date
    until: date


class Pack(msgspec.Struct, frozen=True):
    """A period and the two that it is compared with, each as long as what has passed of it."""

    code: str
    words: Words
    whole: Stretch
    now: Stretch
    before: Stretch
    same: Stretch


def pack(code: str, today: date) -> Pack | None:
    """The pack of a code, up to a day; None for what is no code, or for a period that has not begun."""
    found = _CODE.fullmatch(code)
    if found is None or not FIRST <= int(found[1]) <= LAST:
        return None
    year, months = int(found[1]), 1 if found[2] else 3
    first = int(found[2]) if found[2] else int(found[3]) * 3 - 2
    whole = _stretch(year, first, months)
    if whole.since > today:
        return None
    now = Stretch(whole.since, min(whole.until, today))
    return Pack(code, _words(found), whole, now, _alike(now, whole, -months), _alike(now, whole, -12))


def codes(year: int, today: date) -> list[str]:
    """The codes of the months and quarters of a year that have begun."""
    every = [*(f"{year}-{month:02d}" for month in range(1, 13)), *(f"{year}-q{quarter}" for quarter in range(1, 5))]
    return [code for code in every if pack(code, today) is not None]


def _stretch(year: int, first: int, months: int) -> Stretch:
    last = first + months - 1
    return Stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _alike(now: Stretch, whole: Stretch, months: int) -> Stretch:
    """The period so many months away, cut to as many days as have passed; whole where this one is over."""
    place = now.since.year * 12 + now.since.month - 1 + months
    length = (whole.until.year - whole.since.year) * 12 + whole.until.month - whole.since.month + 1
    other = _stretch(place // 12, place % 12 + 1, length)
    if now == whole:
        return other
    return Stretch(other.since, min(other.until, other.since + timedelta(days=(now.until - now.since).days)))


def _words(found: re.Match[str]) -> Words:
    if found[2]:
        return Words(f"Tháng {int(found[2])} năm {found[1]}", f"Month {int(found[2])} of {found[1]}")
    return Words(f"Quý {found[3]} năm {found[1]}", f"Quarter {found[3]} of {found[1]}")
