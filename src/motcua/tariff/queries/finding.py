"""Finding a line: by words in Vietnamese (with or without marks) or English, by part of a code, misspelt."""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from math import log
from unicodedata import normalize

import msgspec
from rapidfuzz import fuzz, process

from motcua.kernel.words import Words
from motcua.reference.domain import fold
from motcua.tariff.domain import Book, Line
from motcua.tariff.domain.packaged import chapters, groups
from motcua.tariff.queries.books import book as present

ALIKE = 74
"""How alike (of 100) a misspelt word must be to a word of the nomenclature."""
COMPLETIONS = 60
FIRST_LETTERS = 12
"""How many words a beginning may stand for while someone types; fewer while it has one or two letters."""
COMMON = 0.25
"""A word in more than this share of all lines tells nothing beside a rarer one."""
NEAR = 10
"""How much less alike than the likeliest word another reading of a misspelt one may be."""
LEAF, PATH = 3, 1
"""What a word counts in the line's own words, and in the headings above it."""
OTHER_ACCENT = 0.3
"""What a word counts that is the one asked for but for its accents."""
GUESSED = 4.0
"""How rare at most a word counts that was not typed but guessed: else the oddest guess would win."""
_WORD = re.compile(r"\w+")


class Hit(msgspec.Struct, frozen=True):
    """A line found, and how well it fits."""

    line: Line
    score: float


class Node(msgspec.Struct, frozen=True):
    """A place in the tree of the nomenclature: a chapter, a heading or a line, and the lines below it."""

    code: str
    words: Words
    lines: int


class Index:
    """The words of all lines of a day."""

    def __init__(self, lines: Mapping[str, Line]) -> None:
        self.lines = [lines[code] for code in sorted(lines)]
        self.codes = [line.code for line in self.lines]
        plain: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))
        marked: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))
        for place, line in enumerate(self.lines):
            _place(place, line, plain, marked)
        self.postings = dict(plain)
        self.accented = {word: frozenset(places) for word, places in marked.items()}
        self.vocabulary = sorted(plain)

    def find(self, text: str, limit: int) -> list[Hit]:
        """The best fitting lines, best first."""
        digits = re.sub(r"[\s.]", "", text)
        if digits.isdigit() and len(digits) >= 2:
            return self._by_code(digits, limit)
        words = self._telling(list(zip(_WORD.findall(fold(text)), _spelt(text), strict=False)))
        if not words:
            return []
        scores = self._scores(words)
        best = sorted(scores, key=lambda found: (-scores[found], found))[: limit * 8]
        ranked = sorted(best, key=lambda found: (-scores[found] - self._exactness(found, text), found))
        return [Hit(self.lines[found], round(scores[found], 3)) for found in ranked[:limit]]

    def _telling(self, words: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The words without the commonest, unless nothing else was asked for."""
        most = len(self.lines) * COMMON
        rare = [pair for pair in words[:-1] if len(self.postings.get(pair[0], ())) <= most]
        return [*rare, words[-1]] if rare else words

    def _scores(self, words: list[tuple[str, str]]) -> dict[int, float]:
        """Sums over the words asked for. A line that lacks some, or their accents, counts less."""
        sums: defaultdict[int, float] = defaultdict(float)
        met: defaultdict[int, int] = defaultdict(int)
        for place, (word, spelt) in enumerate(words):
            exactly = self.accented.get(spelt) if spelt != word else None
            for found, score in self._word(word, typing=place == len(words) - 1).items():
                sums[found] += score if exactly is None or found in exactly else score * OTHER_ACCENT
                met[found] += 1
        return {found: score * (met[found] / len(words)) ** 2 for found, score in sums.items()}

    def _by_code(self, digits: str, limit: int) -> list[Hit]:
        begin = bisect_left(self.codes, digits)
        first = list(islice((i for i in range(begin, len(self.codes)) if self.codes[i].startswith(digits)), limit))
        inside = (i for i, code in enumerate(self.codes) if digits in code and not code.startswith(digits))
        return [
            *(Hit(self.lines[i], 2.0) for i in first),
            *(Hit(self.lines[i], 1.0) for i in islice(inside, limit - len(first))),
        ]

    def _word(self, word: str, *, typing: bool) -> dict[int, float]:
        scores: dict[int, float] = {}
        for known, likeness in self._meant(word, typing=typing):
            posting = self.postings[known]
            rare = log(len(self.lines) / len(posting))
            rarity = likeness * (1.0 + (rare if likeness == 1.0 else min(rare, GUESSED)))
            for packed in posting:
                found, weight = packed >> 2, packed & 3
                score = rarity * weight
                if score > scores.get(found, 0.0):
                    scores[found] = score
        return scores

    def _meant(self, word: str, *, typing: bool) -> Iterator[tuple[str, float]]:
        exact = word in self.postings
        if exact:
            yield word, 1.0
        if typing or not exact:
            completions = list(self._beginning(word))
            yield from ((known, 0.3 if exact else 0.8) for known in completions if known != word)
            exact = exact or bool(completions)
        if not exact and len(word) > 2:
            found = process.extract(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
            best = max((score for _, score, _ in found), default=0.0)
            yield from ((known, 0.8 * score / 100) for known, score, _ in found if score >= best - NEAR)

    def _beginning(self, word: str) -> Iterator[str]:
        begin = bisect_left(self.vocabulary, word)
        few = COMPLETIONS if len(word) > 2 else FIRST_LETTERS
        for known in islice(self.vocabulary, begin, begin + few):
            if not known.startswith(word):
                return
            yield known

    def _exactness(self, found: int, text: str) -> float:
        """A bonus for the very words, more with their accents: an exact accent ranks first."""
        line = self.lines[found]
        whole = f"{line.path.vi} {line.path.en} {_group_words(line)}"
        bonus = 4.0 if fold(text) in fold(f"{line.words.vi} | {line.words.en}") else 0.0
        asked = normalize("NFC", text).casefold().strip()
        if asked in normalize("NFC", whole).casefold():
            bonus += 6.0
        elif fold(text) in fold(whole):
            bonus += 2.0
        return bonus


_index: tuple[Mapping[str, Line], Index] | None = None


def search(text: str, day: date, limit: int = 20, book: Book | None = None) -> list[Hit]:
    """Lines that may be declared on a day and fit the text, best first."""
    return _indexed((book or present()).lines_on(day)).find(text, limit)


def children(prefix: str, day: date, book: Book | None = None) -> list[Node]:
    """What lies below in the tree: chapters (no prefix), headings of a chapter, lines of a heading."""
    lines = (book or present()).lines_on(day)
    below = [line for code, line in sorted(lines.items()) if code.startswith(prefix)]
    if not prefix:
        counts = _counts(line.code[:2] for line in below)
        numbered = [(f"{chapter.number:02d}", chapter.words) for chapter in chapters()]
        return [Node(number, words, counts.get(number, 0)) for number, words in numbered]
    if len(prefix) < 4:
        counts = _counts(line.code[:4] for line in below)
        first = {line.code[:4]: line for line in reversed(below)}
        return [Node(code, _heading(first[code]), counts[code]) for code in sorted(counts)]
    return [Node(line.code, line.path, 1) for line in below]


def _indexed(lines: Mapping[str, Line]) -> Index:
    global _index
    if _index is None or _index[0] is not lines:
        _index = (lines, Index(lines))
    return _index[1]


def _place(
    place: int, line: Line, plain: defaultdict[str, "array[int]"], marked: defaultdict[str, "array[int]"]
) -> None:
    """Enter a line's words under their folded and, where they have accents, their spelt form."""
    leaf = _folded(line.words.vi) | _folded(line.words.en)
    parts = [*line.path.vi.split(" > "), *line.path.en.split(" > "), _group_words(line)]
    above = frozenset().union(*map(_folded, parts)) - leaf
    for word in leaf:
        plain[word].append(place * 4 + LEAF)
    for word in above:
        plain[word].append(place * 4 + PATH)
    for word in frozenset().union(*map(_accented, parts)):
        marked[word].append(place)


@lru_cache(maxsize=65_536)
def _folded(part: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(part)))


@lru_cache(maxsize=65_536)
def _accented(part: str) -> frozenset[str]:
    """Words that are not ASCII, as they are spelt."""
    return frozenset(word for word in _spelt(part) if not word.isascii())


def _spelt(text: str) -> list[str]:
    return _WORD.findall(normalize("NFC", text).casefold())


def _group_words(line: Line) -> str:
    found = (groups().get(key) for key in line.groups)
    return " ".join(f"{group.words.vi} {group.words.en}" for group in found if group)


def _heading(line: Line) -> Words:
    return Words(line.path.vi.split(" > ")[0], line.path.en.split(" > ")[0])


def _counts(codes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts
