"""Comparing: containers and seals as they left beside those that arrived. Every difference is told."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.transport.domain.message import Box

Kind = Literal["missing", "extra", "seals"]
KIND_WORDS: dict[str, Words] = {
    "missing": Words("Thiếu so với lúc đi", "Did not arrive"),
    "extra": Words("Không có lúc đi", "Had not departed"),
    "seals": Words("Số chì khác lúc đi", "Other seals than at departure"),
}


class Difference(msgspec.Struct, frozen=True):
    """What differs of one container: the seals at departure and those at arrival."""

    kind: Kind
    container: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def compare(before: Iterable[Box], after: Iterable[Box]) -> tuple[Difference, ...]:
    """The differences in order of container. Order of seals, case and blanks do not matter."""
    left, came = _by_number(before), _by_number(after)
    return tuple(
        Difference(_kind(left, came, number), number, left.get(number, ()), came.get(number, ()))
        for number in sorted({*left, *came}) if left.get(number) != came.get(number)
    )  # fmt: skip


def _kind(left: dict[str, tuple[str, ...]], came: dict[str, tuple[str, ...]], number: str) -> Kind:
    if number not in came:
        return "missing"
    return "extra" if number not in left else "seals"


def _by_number(boxes: Iterable[Box]) -> dict[str, tuple[str, ...]]:
    return {plain(box.number): tuple(sorted(map(plain, box.seals))) for box in boxes}


def plain(text: str) -> str:
    """A number of a container or seal without blanks and hyphens, in capitals."""
    return "".join(text.split()).replace("-", "").upper()
