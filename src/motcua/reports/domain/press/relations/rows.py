"""Rows of a table in the text: this year, last year and the growth, between bars."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import Finding, Scene

_BAR = re.compile(r"\s*\|\s*")
_GROWTH_BAR = re.compile(r"\s*\|\s*(?:\+|tăng|up)?\s?")
_FALL_BAR = re.compile(r"\s*\|\s*(?:-|giảm|down)\s?")
_HEAD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?!\d)[^\n|]{0,20}\|[^\n\d|]{0,20}((?:19|20)\d\d)(?!\d)[^\n]*\|[^\n]*(?:tăng|growth)"
)
_FAR = 1500
"""Letters back in which the head of a table is looked for."""


def of_rows(scene: Scene) -> Iterator[Finding]:
    """The growth between two cells; clear where the head of the table says which year is which."""
    for index in range(2, len(scene.all)):
        first, second, each = scene.all[index - 2 : index + 1]
        if each.kind != "percent" or each.high is not None or not _cells(scene, first, second):
            continue
        sign = _sign(scene.folded[second.end : each.start])
        years = _years(scene) if sign else None
        now, base = (first, second) if years and years[0] > years[1] else (second, first)
        found = truth.growth(now, base, sign) if sign else None
        if found is not None:
            level = truth.ratio(now, base, percent=True)
            others = (*found.others, *((level.value,) if level else ()))
            yield Finding(each, "growth", found._replace(others=others), years is not None)


def _cells(scene: Scene, first: Quantity, second: Quantity) -> bool:
    plain = first.dim == second.dim and first.whole is None and second.whole is None
    return plain and first.kind != "percent" and _BAR.fullmatch(scene.folded[first.end : second.start]) is not None


def _sign(between: str) -> int:
    if _GROWTH_BAR.fullmatch(between):
        return 1
    return -1 if _FALL_BAR.fullmatch(between) else 0


def _years(scene: Scene) -> tuple[str, ...] | None:
    """The years of the two columns, by the nearest head above."""
    heads = [
        (each.group(1), each.group(2)) for each in _HEAD.finditer(scene.folded, max(0, scene.start - _FAR), scene.start)
    ]
    return heads[-1] if heads else None
