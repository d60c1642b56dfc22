"""Cells: what one printed cell of an official table says.

Two decimal marks are met (`7.5`, `7,5`); there are no thousands marks. `*` is not zero: it says that the
line is not in the schedule. A cell that the table alone cannot settle (`0/5`, a sentence) is held with its
text, never guessed.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec

from motcua.kernel.money import E4, read_e4
from motcua.tariff.domain.entries import EVERYWHERE, HELD

MOST = 1000
"""No rate above this percentage is believed."""


class Said(msgspec.Struct, frozen=True):
    """One rate that a cell says. `since` and `until` only where the cell itself names days.

    `amount` is whole dong, or 1/10,000 of the unit of `currency`.
    """

    kind: str
    ppm: int = 0
    amount: int = 0
    unit: str = ""
    currency: str = ""
    origins: frozenset[str] = EVERYWHERE
    excluded: frozenset[str] = EVERYWHERE
    condition: str = ""
    since: date | None = None
    until: date | None = None


class Unreadable(ValueError):
    """A cell that cannot be a rate: a number too large, below zero, or no number where one must be."""


_NUMBER = r"(\d{1,4}(?:[.,]\d{1,4})?)\s*%?"
_RATE = re.compile(rf"^{_NUMBER}\s*(?:\(\s*-\s*([A-Z]{{2}}(?:\s*,\s*[A-Z]{{2}})*)\s*\))?\s*(\(GIC\))?$")
_QUOTA = re.compile(rf"^{_NUMBER}\s*\(NHN:\s*{_NUMBER}\)$")
_MEXICO = re.compile(rf"^{_NUMBER};\s*M:\s*{_NUMBER}$")
_CHANGES = re.compile(rf"^{_NUMBER}\.?\s*Từ ngày (\d{{1,2}})/(\d{{1,2}})/(\d{{4}}) áp dụng mức thuế suất {_NUMBER}\.?$")
_SPECIFIC = re.compile(
    r"^(?:(\d{1,4}(?:[.,]\d{1,4})?)\s*%?\s*\+\s*)?(\d{1,12}(?:[.,]\d{1,4})?)\s*([A-Z]{3})?\s*/\s*([A-Z]{2,3})$"
)
_VAT = re.compile(r"^(?:\*|KCT|\d{1,2})(?:/(?:\*|KCT|\d{1,2}))+$")
_NOT_TAXABLE = frozenset({"KCT", "*", "exempt", "không chịu thuế"})


@lru_cache(maxsize=65_536)
def read(text: str, currency: str = "") -> tuple[Said, ...]:
    """What a rate cell says; empty for an empty cell. Unreadable where it cannot be a rate.

    `currency` is that of an amount which names none; amounts are dong where neither does.
    """
    text = " ".join(text.split())
    if not text:
        return ()
    if found := _SPECIFIC.match(text):
        return _specific(found, currency)
    if text == "*":
        return (Said("absent"),)
    for pattern, taken in _READERS:
        found = pattern.match(text)
        if found:
            return taken(found)
    if re.match(r"^-\s*\d", text):
        raise Unreadable(text)
    return (Said("held", HELD, condition=text),)


@lru_cache(maxsize=4096)
def read_vat(text: str) -> tuple[Said, ...]:
    """What a VAT cell says: the first rate is the table's, the others may be claimed. `*` is not taxable."""
    text = " ".join(text.split())
    if not text:
        return ()
    if text in _NOT_TAXABLE:
        return (Said("exempt"),)
    if not _VAT.match(text):
        return read(text)
    first, *others = text.split("/")
    return (_vat(first, ""), *(_vat(other, "claimed") for other in others))


def percent(text: str) -> int:
    """A percentage with either decimal mark as parts per million. Unreadable above `MOST` and beyond four decimals."""
    try:
        found = read_e4(text)
    except ValueError:
        raise Unreadable(text) from None
    if found > MOST * E4:
        raise Unreadable(text)
    return found


def _vat(text: str, condition: str) -> Said:
    return (
        Said("exempt", condition=condition)
        if text in ("*", "KCT")
        else Said("percent", percent(text), condition=condition)
    )


def _plain(found: re.Match[str]) -> tuple[Said, ...]:
    number, excluded, kaesong = found.groups()
    few = frozenset(re.findall("[A-Z]{2}", excluded)) if excluded else EVERYWHERE
    return (Said("percent", percent(number), excluded=few, condition="GIC" if kaesong else ""),)


def _quota(found: re.Match[str]) -> tuple[Said, ...]:
    return (
        Said("percent", percent(found[1]), condition="in quota"),
        Said("percent", percent(found[2]), condition="out of quota"),
    )


def _mexico(found: re.Match[str]) -> tuple[Said, ...]:
    mexico = frozenset({"MX"})
    return (Said("percent", percent(found[1]), excluded=mexico), Said("percent", percent(found[2]), origins=mexico))


def _changes(found: re.Match[str]) -> tuple[Said, ...]:
    day = date(int(found[4]), int(found[3]), int(found[2]))
    before = date.fromordinal(day.toordinal() - 1)
    return (Said("percent", percent(found[1]), until=before), Said("percent", percent(found[5]), since=day))


def _specific(found: re.Match[str], currency: str) -> tuple[Said, ...]:
    share, amount, named, unit = found.groups()
    if named and currency and named != currency:
        raise Unreadable(found[0])
    currency = named or currency
    number = read_e4(amount)
    if not currency:
        if not amount.isdecimal():
            raise Unreadable(found[0])
        number //= E4
    kind = "mixed" if share else "specific"
    return (Said(kind, percent(share) if share else 0, number, unit, currency),)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Said, ...]]], ...] = (
    (_RATE, _plain),
    (_QUOTA, _quota),
    (_MEXICO, _mexico),
    (_CHANGES, _changes),
)
