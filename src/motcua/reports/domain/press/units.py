"""Units as they are printed after a number: scale, what is counted, and what one may compare with what."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).resolve().parents[2] / "data" / "press" / "units.yaml"
_WORD = re.compile(r"c/o|us\$|[%$€¥]|m[23²³]|km[2²]|tr\.|[^\W\d_]+(?:-[^\W\d_]+)*")
_BLANK = re.compile(r"[ \u00a0]{0,2}(?:\r?\n)?[ \u00a0]{0,2}")
_PER = re.compile(r"\s?/\s?|\s(?:per|mỗi|một|a|an|each|every)\s")
_AGO = re.compile(r"\s(?:ago|earlier|before|later)(?!\w)")
_PREFIX = re.compile(r"(?:us\$|usd|vnd|vnđ|eur|cny|[$€¥])\s?$")
MOST_WORDS = 4
MOST_BETWEEN = 2
"""Words that may stand between an English number and what it counts."""
_STOPS = frozenset(
    re.findall(
        r"\w+",
        "và hoặc là so với của trong trên dưới từ đến tới lên xuống còn thì mà tại ở cho do được đã sẽ đạt bằng"
        " tăng chiếm giảm theo về như khi để vào ra có không cũng này đó các những tổng cùng gồm qua hay nhưng vì"
        " nên bị thuộc cho tức and or of in on at to from by for with than was were is are the a an as per out"
        " over under up down not that which this these those it its compared against until since after before"
        " between had has have rose fell while whereas when but so because though although if then also only who will"
        " would could may trong khi nhưng còn",
    )
)


class Unit(NamedTuple):
    """`dim` says what can be compared, `size` what one of the printed unit is in it; `end` where its words end."""

    dim: str
    kind: str
    size: Fraction
    scaled: bool
    end: int
    known: bool = True


class Named(NamedTuple):
    """A unit of the vocabulary."""

    dim: str
    kind: str
    size: Fraction


@cache
def named() -> Mapping[str, Named]:
    """Every form of the vocabulary."""
    held = yaml.safe_load(_FILE.read_text("utf-8"))
    found = {form: Named("%", "percent", Fraction(1)) for form in held["percent"]}
    found |= {form: Named("points", "points", Fraction(1)) for form in held["points"]}
    found |= {form: Named("times", "multiple", Fraction(1)) for form in held["times"]}
    found |= {form: Named("score", "score", Fraction(1)) for form in held["score"]}
    for kind, table in (("amount", held["money"]), ("duration", held["time"]), ("count", held["counted"])):
        found |= {form: Named(dim, kind, Fraction(1)) for dim, forms in table.items() for form in forms}
    for dim, sizes in held["measure"].items():
        found |= {form: Named(dim, "measure", Fraction(size)) for form, size in sizes.items()}
    return found


@cache
def scales() -> Mapping[str, int]:
    """Powers of ten by their words."""
    held = yaml.safe_load(_FILE.read_text("utf-8"))["scales"]
    return {form: power for power, forms in held.items() for form in forms}


def after(folded: str, place: int, *, english: bool) -> Unit | None:
    """The unit that begins at a place, after blanks. None where nothing that could be one follows."""
    words = _words(folded, place, MOST_WORDS + MOST_BETWEEN + 2)
    power, words = _scale(words)
    end = place if not power else power[1]
    scale = Fraction(10 ** power[0]) if power else Fraction(1)
    found = _longest(words, english=english)
    if found is not None:
        return _per(folded, Unit(found[0].dim, found[0].kind, found[0].size * scale, bool(power), found[1]))
    unknown = _unknown(words, english=english)
    if unknown is not None:
        return Unit(f"?{unknown[0]}", "count", scale, bool(power), unknown[1], bool(power))
    if power:
        return Unit("VND" if power[0] >= 9 else "?", "amount" if power[0] >= 9 else "count", scale, True, end)
    return None


def before(folded: str, place: int) -> tuple[Named, int] | None:
    """A currency before the number: USD 5, $5; with the place where it begins."""
    found = _PREFIX.search(folded, max(0, place - 6), place)
    if found is None or folded[found.start() - 1 : found.start()].isalpha():
        return None
    return named()[found.group().strip()], found.start()


def scale_after(folded: str, place: int) -> tuple[int, int] | None:
    """The power of ten that is said after a number and where its words end."""
    return _scale(_words(folded, place, 2))[0]


def _words(folded: str, place: int, most: int) -> list[tuple[str, int]]:
    """Words and the places where they end, as far as only blanks stand between."""
    found: list[tuple[str, int]] = []
    while len(found) < most:
        blank = _BLANK.match(folded, place)
        word = _WORD.match(folded, blank.end() if blank else place)
        if word is None or len(word.group()) > 40:
            break
        found.append((word.group(), word.end()))
        place = word.end()
    return found


def _scale(words: list[tuple[str, int]]) -> tuple[tuple[int, int] | None, list[tuple[str, int]]]:
    for count in (2, 1):
        text = " ".join(word for word, _ in words[:count])
        if len(words) >= count and text in scales():
            return (scales()[text], words[count - 1][1]), words[count:]
    return None, words


def _longest(words: list[tuple[str, int]], *, english: bool) -> tuple[Named, int] | None:
    for first in range(min(len(words), MOST_BETWEEN + 1) if english else min(1, len(words))):
        if first and words[first - 1][0] in _STOPS:
            return None
        for count in range(min(MOST_WORDS, len(words) - first), 0, -1):
            found = named().get(" ".join(word for word, _ in words[first : first + count]))
            if found is not None and (not first or found.kind == "count") and not _in_turn(words[first:]):
                return found, words[first + count - 1][1]
    return None


def _in_turn(words: list[tuple[str, int]]) -> bool:
    """`lần lượt` is no multiple."""
    return [word for word, _ in words[:2]] == ["lần", "lượt"]


def _unknown(words: list[tuple[str, int]], *, english: bool) -> tuple[str, int] | None:
    if not words or words[0][0] in _STOPS or len(words[0][0]) < 2:
        return None
    last = 2 if not english and len(words) > 1 and words[1][0] not in _STOPS else 1
    return " ".join(word for word, _ in words[:last]), words[last - 1][1]


def _per(folded: str, unit: Unit) -> Unit:
    """`20 tờ khai/doanh nghiệp`: of what one is told how many."""
    slash = _PER.match(folded, unit.end)
    if slash is None or unit.kind in ("percent", "points", "multiple"):
        return unit
    found = _longest(_words(folded, slash.end(), MOST_WORDS), english=False)
    if found is None or _AGO.match(folded, found[1]):
        return unit
    return unit._replace(dim=f"{unit.dim}/{found[0].dim}", kind="average", size=unit.size / found[0].size, end=found[1])
