"""Figures drawn with a line: progress against targets (`Bullet`) and a share within a row (`Mini`).

Positions are whole tenths of a pixel turned into text, so that the same values draw the same bytes.
"""

from collections.abc import Iterable, Sequence

import msgspec

WIDTH = 700


class Mark(msgspec.Struct, frozen=True):
    """A named position: a target or a cap. `above` puts its label over the bar."""

    label: str
    value: int
    above: bool = False
    cap: bool = False


class Placed(msgspec.Struct, frozen=True):
    """A mark where it is drawn."""

    label: str
    x: str
    text_x: str
    anchor: str
    above: bool
    cap: bool


class Bullet(msgspec.Struct, frozen=True):
    """A bar drawn from 0: `done`, what is expected on top of it (`ahead`), and marks. Label is the meaning."""

    label: str
    done: str
    ahead: str
    marks: tuple[Placed, ...]
    width: int
    tall: bool


def bullet(
    label: str, done: int, marks: Sequence[Mark], *, ahead: int = 0, top: int = 0, width: int = WIDTH, tall: bool = True
) -> Bullet:
    """Place a bar and its marks. `top` is the value at the right end; by default a little beyond all."""
    reach = top or max(1, (max([done, ahead, *(mark.value for mark in marks)]) * 103) // 100)
    return Bullet(
        label=label,
        done=_x(done, reach, width),
        ahead=_x(ahead, reach, width),
        marks=tuple(_placed(mark, reach, width) for mark in marks),
        width=width,
        tall=tall,
    )


def mini(part: int, whole: int, width: int = 80) -> str:
    """The length of a small bar: `part` of `whole`, never longer than the track."""
    return _x(min(part, whole), max(whole, 1), width)


def _x(value: int, reach: int, width: int) -> str:
    tenths = max(0, min(value, reach)) * width * 10 // reach
    return f"{tenths // 10}.{tenths % 10}"


_LETTER = 7
"""Pixels that a letter of a label takes, rather too many than too few."""


def _placed(mark: Mark, reach: int, width: int) -> Placed:
    x = _x(mark.value, reach, width)
    place, length = float(x), len(mark.label) * _LETTER
    if mark.cap:
        half = length / 2
        return Placed(mark.label, x, f"{min(max(place, half), width - half):.1f}", "middle", mark.above, mark.cap)
    after = mark.above and place + length < width or place - length < 0
    anchor, text = ("start", place - 2) if after else ("end", place + 2)
    return Placed(mark.label, x, f"{text:.1f}", anchor, mark.above, mark.cap)


class Bar(msgspec.Struct, frozen=True):
    """A day in a strip of days: the worse, the taller, so that colour is not the only sign."""

    x: int
    tone: str
    title: str

    @property
    def height(self) -> int:
        """Of 24."""
        return {"good": 10, "warn": 17}.get(self.tone, 24)

    @property
    def top(self) -> int:
        """Where it begins: strips stand on their ground."""
        return 24 - self.height


def strip(days: Iterable[tuple[str, str]]) -> list[Bar]:
    """A strip of days, each a tone and what it says when pointed at; six units wide each."""
    return [Bar(6 * at, tone, title) for at, (tone, title) in enumerate(days)]
