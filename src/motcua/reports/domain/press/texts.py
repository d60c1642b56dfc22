"""A text as it is read: composed and in lower case, every place of it known in the original."""

import re
import unicodedata
from typing import NamedTuple

_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{1,8}")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2007\u2009\u202f\u2002\u2003", "\u00a0"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff05": "%", "\uff0c": ",", "\t": " ", "\v": " ", "\f": " ", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip
_HARD_BLANK = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\d)")
"""A hard blank is a plain one, but between digits, where it parts thousands."""
_BREAK = re.compile(r"\r\n|[\n\r]|[.!?;\u2026][)\"\u201d]?(?=\s)")
_SHORT = frozenset(re.findall(r"\w+", "tr tp ths ts pgs gs st mr mrs dr no vs approx bn mn co cp th stt"))
_LETTERS = re.compile(r"[^\W\d_]+$")
_NO_CHANGE = re.compile(
    r"(?<=giá trị gia )tăng|(?<=thuế gia )tăng|tăng(?= cường| tốc)|(?<=miễn )giảm|(?<=miễn, )giảm|(?<=xét )giảm"
    r"|giảm(?= trừ| nghèo)"
)
"""Words of change that tell of none: value added tax, exemptions."""


class Text(NamedTuple):
    """`folded` and `cased` have one length; `places` leads from theirs to the original, None where they are equal."""

    original: str
    cased: str
    folded: str
    places: tuple[int, ...] | None

    def substring(self, start: int, end: int) -> str:
        """The original between two places of the folded text."""
        since, until = self.span(start, end)
        return self.original[since:until]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Two places of the folded text in the original."""
        return (start, end) if self.places is None else (self.places[start], self.places[end])


class Sentence(NamedTuple):
    """From where to where a sentence stands in the folded text."""

    start: int
    end: int


def read(original: str) -> Text:
    """A text made ready for reading: composed letters, plain dashes and blanks."""
    cased, places = _composed(original)
    cased = _HARD_BLANK.sub(" ", cased.translate(_FOLDED))
    folded = cased.lower()
    if len(folded) != len(cased):
        folded = "".join(small if len(small := each.lower()) == 1 else each for each in cased)
    folded = _NO_CHANGE.sub(lambda found: "_" * len(found.group()), folded)
    return Text(original, cased, folded, places)


def _composed(original: str) -> tuple[str, tuple[int, ...] | None]:
    if _CLUSTER.search(original) is None:
        return original, None
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for found in _CLUSTER.finditer(original):
        parts.append(original[done : found.start()])
        places.extend(range(done, found.start()))
        made = unicodedata.normalize("NFC", found.group())
        parts.append(made)
        places.extend([found.start()] * len(made))
        done = found.end()
    parts.append(original[done:])
    places.extend(range(done, len(original) + 1))
    return "".join(parts), tuple(places)


def sentences(text: Text, depths: bytes) -> list[Sentence]:
    """The sentences: up to a full stop, a semicolon outside parentheses, or the end of a line."""
    found: list[Sentence] = []
    start = 0
    for stop in _BREAK.finditer(text.folded):
        if not _ends(text, stop, depths):
            continue
        found.append(Sentence(start, stop.end()))
        start = stop.end()
    found.append(Sentence(start, len(text.folded)))
    return [each for each in found if text.folded[each.start : each.end].strip()]


def _ends(text: Text, stop: re.Match[str], depths: bytes) -> bool:
    mark = stop.group()
    if mark[0] in "\r\n":
        return _line_ends(text.cased, stop)
    if mark[0] == ";" or mark[0] == ".":
        before = _LETTERS.search(text.folded, max(0, stop.start() - 12), stop.start())
        if depths[stop.start()] or (mark[0] == "." and before is not None and before.group() in _SHORT):
            return False
    return True


def _line_ends(cased: str, stop: re.Match[str]) -> bool:
    """A line that is only wrapped goes on with a small letter or a digit after a word."""
    after = cased[stop.end() : stop.end() + 1]
    before = cased[max(0, stop.start() - 1) : stop.start()]
    return not (after.islower() and (before.isalnum() or before in ",%"))


def depths(text: Text) -> tuple[bytes, list[tuple[int, int]]]:
    """How deep every place lies in parentheses, and the outermost parentheses that close in their paragraph."""
    deep = bytearray(len(text.folded) + 1)
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in re.finditer(r"[()\n]", text.folded):
        mark, place = found.group(), found.start()
        if mark == "(":
            opened.append(place)
        elif mark == "\n" and text.folded[place + 1 : place + 3].strip() == "":
            opened.clear()
        elif mark == ")" and opened:
            since = opened.pop()
            if not opened:
                pairs.append((since, place))
    for since, until in pairs:
        deep[since : until + 1] = b"\x01" * (until + 1 - since)
    return bytes(deep), pairs
