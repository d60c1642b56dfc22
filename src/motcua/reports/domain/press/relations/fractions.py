"""Fractions beside their percentage."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.relations.shares import CHANGED, NOT_THESE
from motcua.reports.domain.press.scene import Finding, Scene

_SLASH = re.compile(r"\s?/\s?")
_AMONG = re.compile(
    r"[^\d,;()]{0,30}\s(?:(?:trên|trong)(?: tổng(?: số)?(?: [^\W\d]+){0,2}| số)?|out of|of(?: the| a total of)?)\s"
)
_THAT_IS = re.compile(r",?\s(?:tương đương|tương ứng|tức|tức là|hay|or|that is)(?:\svới)?\s")


def of_fractions(scene: Scene) -> Iterator[Finding]:
    """560/800 ballots (70 %), and 70 % (560/800 ballots)."""
    for first, last in _fractions(scene):
        for place in (last + 1, first - 1):
            if 0 <= place < len(scene.all) and _beside(scene, (first, last), place):
                part, whole = scene.all[first], scene.all[last]
                found = truth.fraction(part) if first == last else truth.ratio(part, whole, percent=True)
                if found is not None:
                    yield Finding(scene.all[place], "share", found)
                break


def _fractions(scene: Scene) -> Iterator[tuple[int, int]]:
    """560/800 ballots is one quantity; 560 ballots/800 ballots, 560 of 800 ballots are two."""
    for index, each in enumerate(scene.all):
        if each.whole is not None:
            yield index, index
        elif index + 1 < len(scene.all):
            following = scene.all[index + 1]
            between = scene.folded[scene.numeral_end(index) : following.start]
            if each.dim != following.dim or following.whole is not None or each.group != following.group:
                continue
            if _SLASH.fullmatch(between) or (_AMONG.fullmatch(between) and each.amount <= following.amount):
                yield index, index + 1


def _beside(scene: Scene, pair: tuple[int, int], place: int) -> bool:
    percent = scene.all[place]
    if percent.kind != "percent" or percent.high is not None or CHANGED.search(scene.lead(place)):
        return False
    if place > pair[1]:
        between = scene.lead(place)
        close = re.fullmatch(r"[^()]{0,60}\(\D{0,30}", between) or re.fullmatch(
            r"[^,;()]{0,60},?\s(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|or|equal to)\D{0,30}", between
        )
        return bool(close) and not NOT_THESE.search(between)
    phrase, aside = scene.aside(place)
    if NOT_THESE.search(phrase + scene.lead(place)[-20:]):
        return False
    return (aside == sorted(set(pair)) and len(phrase) < 60) or (_THAT_IS.fullmatch(scene.lead(pair[0])) is not None)
