"""The index of the words and codes of lines: Vietnamese with or without marks, English, parts of codes, misspelt."""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import log
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz import fuzz, process

from motcua.reference.domain import fold
from motcua.tariff.domain import Line
from motcua.tariff.domain.packaged import groups

ALIKE = 74
"""How alike (of 100) a misspelt word must be to a word of the nomenclature."""
COMPLETIONS = 60
FIRST_LETTERS = 12
"""How many words a beginning may stand for while someone types; fewer while it has one or two letters."""
COMMON = 0.25
"""A word in more than this share of all lines tells nothing beside a rarer one."""
GUESSES = 8
"""So many words of the nomenclature a misspelt one may stand for."""
NEAR = 10
"""How much less alike than the likeliest word another reading of a misspelt one may be."""
LEAF, PATH = 3, 1
"""What a word counts in the line's own words, and in the headings above it."""
OTHER_ACCENT = 0.3
"""What a word counts that is the one asked for but for its accents."""
GUESSED = 4.0
"""How rare at most a word counts that was not typed but guessed: else the oddest guess would win."""
RERANKED = 160
"""So many of the best are looked at closely; the rest keep the order of their words alone."""
FAINT = 0.12
"""A line that fits less than this share of the best is no answer any more."""
MOST_WORDS = 2 / 3
"""Which share of the words that the best line has a line must have too."""
SHORTEST = 4
"""A number of at least so many digits among words is the beginning of a code."""
LITTLE = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "than", "the", "to", "with"])
"""English words that tell nothing, and are written like Vietnamese ones that do: than is coal, in is to print."""
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"(?<!\w)\d{2}[\d.]{2,11}(?!\w)")
_STEPS = (8, 6, 4)

Spelt = tuple[str, str]
"""A word folded, and as it was spelt."""


class Ranked(NamedTuple):
    """Places of lines, best first, with what each scored; `instead` is the shorter code that was taken."""

    places: list[int]
    scores: Mapping[int, float]
    instead: str = ""


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
        grouped: defaultdict[str, set[int]] = defaultdict(set)
        for place, line in enumerate(self.lines):
            for key in line.groups:
                grouped[key].add(place)
        self.grouped = {key: frozenset(places) for key, places in grouped.items()}
        self._texts: dict[int, tuple[str, str, str]] = {}

    def find(self, text: str, only: frozenset[int] | None = None) -> Ranked:
        """Every line that fits, best first; of the places `only`, where it is given."""
        digits = re.sub(r"[\s.\-]", "", text)
        if digits.isascii() and digits.isdigit() and len(digits) >= 2:  # noqa: PLR2004
            return self._by_code(digits, only)
        rest, narrowed = self._without_code(text, only)
        if narrowed is not only and rest.strip():
            found = self._by_words(rest, narrowed)
            return found if found.places else self._by_words(text, only)
        return self._by_words(text, only)

    def _by_words(self, text: str, only: frozenset[int] | None) -> Ranked:
        words = self._telling(list(zip(_WORD.findall(fold(text)), _spelt(text), strict=False)))
        if not words:
            return Ranked([], {})
        scores = self._scores(words)
        if only is not None:
            scores = {found: score for found, score in scores.items() if found in only}
        least = max(scores.values(), default=0.0) * FAINT
        order = sorted((found for found in scores if scores[found] >= least), key=lambda each: (-scores[each], each))
        first = sorted(order[:RERANKED], key=lambda each: (-scores[each] - self._exactness(each, text), each))
        return Ranked([*first, *order[RERANKED:]], scores)

    def _without_code(self, text: str, only: frozenset[int] | None) -> tuple[str, frozenset[int] | None]:
        """A beginning of a code among words narrows the lines; a number that begins no code is a word."""
        found = _CODE.search(text)
        digits = found[0].replace(".", "") if found else ""
        places = self.beginning(digits) if len(digits) >= SHORTEST else range(0)
        if found is None or not places:
            return text, only
        narrowed = frozenset(places) if only is None else only & frozenset(places)
        return text[: found.start()] + " " + text[found.end() :], narrowed

    def beginning(self, digits: str) -> range:
        """Places of the codes that begin so."""
        return range(bisect_left(self.codes, digits), bisect_left(self.codes, digits + ":"))

    def _by_code(self, digits: str, only: frozenset[int] | None) -> Ranked:
        """Codes that begin so, then those that hold it; where there is none, those that share a shorter beginning."""
        begin = self._kept(self.beginning(digits), only)
        inside: list[int] = []
        if len(digits) > 2:  # noqa: PLR2004 - two digits are a chapter
            held = (place for place, code in enumerate(self.codes) if digits in code and not code.startswith(digits))
            inside = self._kept(held, only)
        if begin or inside:
            return Ranked([*begin, *inside], {**dict.fromkeys(inside, 1.0), **dict.fromkeys(begin, 2.0)})
        for length in _STEPS:
            if length < len(digits) and (near := self._kept(self.beginning(digits[:length]), only)):
                return Ranked(near, dict.fromkeys(near, 0.5), digits[:length])
        return Ranked([], {})

    def _kept(self, places: Iterable[int], only: frozenset[int] | None) -> list[int]:
        return list(places) if only is None else [place for place in places if place in only]

    def _telling(self, words: list[Spelt]) -> list[Spelt]:
        """The words without the commonest, unless nothing else was asked for."""
        words = [pair for pair in words if pair[0] not in LITTLE or pair[0] in self.postings] or words
        most = len(self.lines) * COMMON
        rare = [pair for pair in words[:-1] if len(self.postings.get(pair[0], ())) <= most]
        return [*rare, words[-1]] if rare else words

    def _scores(self, words: Sequence[Spelt]) -> dict[int, float]:
        """Sums over the words asked for. A line that lacks some, or their accents, counts less."""
        sums: defaultdict[int, float] = defaultdict(float)
        met: defaultdict[int, int] = defaultdict(int)
        for place, (word, spelt) in enumerate(words):
            exactly = self.accented.get(spelt) if spelt != word else None
            for found, score in self._word(word, typing=place == len(words) - 1).items():
                sums[found] += score if exactly is None or found in exactly else score * OTHER_ACCENT
                met[found] += 1
        least = max(met.values(), default=0) * MOST_WORDS
        return {
            found: score * (met[found] / len(words)) ** 2 for found, score in sums.items() if met[found] >= least
        }  # fmt: skip

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
            found = process.extract(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=GUESSES)
            best = max((score for _, score, _ in found), default=0.0)
            yield from ((known, 0.8 * score / 100) for known, score, _ in found if score >= best - NEAR)

    def _beginning(self, word: str) -> Iterator[str]:
        begin = bisect_left(self.vocabulary, word)
        few = COMPLETIONS if len(word) > 2 else FIRST_LETTERS
        for known in islice(self.vocabulary, begin, begin + few):
            if not known.startswith(word):
                return
            yield known

    def _exactness(self, place: int, text: str) -> float:
        """A bonus for the very words, more with their accents: an exact accent ranks first."""
        own, whole, spelt = self._said(place)
        folded = fold(text)
        bonus = 8.0 if folded in own.split(" | ") else 4.0 if folded in own else 0.0
        if normalize("NFC", text).casefold().strip() in spelt:
            return bonus + 6.0
        return bonus + 2.0 if folded in whole else bonus

    def _said(self, place: int) -> tuple[str, str, str]:
        """Own words and all words of a line, folded, and all as they are spelt; kept once they were asked for."""
        found = self._texts.get(place)
        if found is None:
            line = self.lines[place]
            whole = f"{line.path.vi} {line.path.en} {_group_words(line)}"
            spelt = normalize("NFC", whole).casefold()
            found = self._texts[place] = (fold(f"{line.words.vi} | {line.words.en}"), fold(whole), spelt)
        return found


def _place(
    place: int, line: Line, plain: defaultdict[str, "array[int]"], marked: defaultdict[str, "array[int]"]
) -> None:
    """Enter a line's words under their folded and, where they have accents, their spelt form."""
    vi, en = line.path.vi.split(" > "), line.path.en.split(" > ")
    parts = [*vi, *en, _group_words(line)]
    leaf = _folded(line.words.vi) | (_folded(line.words.en) - LITTLE)
    english = frozenset().union(*map(_folded, en)) - LITTLE
    above = frozenset().union(english, *map(_folded, (*vi, parts[-1]))) - leaf
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
