"""Containers and seals as a person writes them: `TCLU4005003: HQ00123, HQ00124`, one container a line."""

from collections.abc import Iterable, Sequence

from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.message import Box


def read_boxes(text: str) -> tuple[Box, ...]:
    """Containers with their seals. A line without a colon is a container without a seal; `: HQ1` a vehicle's seal."""
    return tuple(_box(line) for line in text.splitlines() if line.strip())


def _box(line: str) -> Box:
    number, _, seals = line.partition(":")
    parts = seals.replace(",", " ").replace(";", " ").split()
    return Box("".join(number.split()).upper(), tuple(part.upper() for part in parts))


def write_boxes(boxes: Iterable[Box], *, seals: bool = True) -> str:
    """The same as text; without `seals` those are left to be read off the container."""
    return "\n".join(f"{box.number}: {', '.join(box.seals) if seals else ''}".rstrip() for box in boxes)


def fit(boxes: Sequence[Box]) -> bool:
    """Whether they fit their slots: how many there are, how many seals each bears, and how long the numbers are."""
    return len(boxes) <= LIMITS["containers"] and all(
        len(box.number) <= LIMITS["container number"] and len(box.seals) <= LIMITS["seals"]
        and all(0 < len(seal) <= LIMITS["seal number"] for seal in box.seals)
        for box in boxes
    )  # fmt: skip
