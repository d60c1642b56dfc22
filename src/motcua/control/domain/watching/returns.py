"""The monthly return: what was done of each indicator in a month and in the year so far, as one text that stays."""

from datetime import date
from hashlib import sha256

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One indicator: in the month, in the year to the end of the month, and the same of the year before."""

    code: str
    vi: str
    en: str
    unit: str
    target: int
    month: int
    month_before: int
    year: int
    year_before: int
    ahead: bool


class Figures(msgspec.Struct, frozen=True):
    """All lines of a month."""

    month: str
    until: date
    lines: tuple[Line, ...]

    @property
    def ahead(self) -> int:
        """How many indicators were ahead at the end of the month."""
        return sum(line.ahead for line in self.lines)


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Figures).decode


def written(figures: Figures) -> tuple[str, str]:
    """The text that is kept, and its SHA-256."""
    text = _encode(figures).decode()
    return text, sha256(text.encode()).hexdigest()


def read(text: str) -> Figures:
    """Figures that were kept."""
    return _decode(text)


def month_of(text: str) -> tuple[int, int] | None:
    """Year and month of a text such as 2023-11; None where it is none."""
    year, _, month = text.partition("-")
    if len(text) != len("2023-11") or not (year.isascii() and year.isdecimal() and month.isascii()):
        return None
    if not month.isdecimal() or not 1 <= int(month) <= 12 or not 2001 <= int(year) <= 2999:  # noqa: PLR2004
        return None
    return int(year), int(month)
