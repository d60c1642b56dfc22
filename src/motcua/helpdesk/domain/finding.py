"""Finding answers by what somebody types: without accents, misspelt, in any order; exact accents come first."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz import fuzz, process

from motcua.reference.domain import fold

_WORD = re.compile(r"\w+")
TITLE, BODY = 3.0, 1.0
LIKE = {3: 80.0}
LIKE_ELSE = 75.0
"""How like a misspelt word must be, of 100; by its length, for one letter of three is much."""
SHORT = 3
"""Words shorter than this are not guessed at."""
ENOUGH = 0.45
"""The share of what was typed, weighed by rareness, that a text must hold."""
LOOKED_AT = 60


class Text(NamedTuple):
    """What is found: its key, its questions and its answers in every language."""

    key: int
    titles: Sequence[str]
    bodies: Sequence[str]


class Hit(NamedTuple):
    """What was found, and how well it fits (1 is everything that was typed, in a question)."""

    key: int
    score: float


_fold = lru_cache(maxsize=1 << 16)(fold)


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFC", text).lower())


class Index:
    """Words of texts; made once and asked often."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._places: dict[str, dict[int, float]] = {}
        self._spelt: dict[str, set[int]] = {}
        self._keys: list[int] = []
        self._titles: list[str] = []
        for place, text in enumerate(texts):
            self._keys.append(text.key)
            self._titles.append(" " + " | ".join(" ".join(map(_fold, _words(each))) for each in text.titles) + " ")
            for weight, parts in ((BODY, text.bodies), (TITLE, text.titles)):
                for word in (word for part in parts for word in _words(part)):
                    self._spelt.setdefault(word, set()).add(place)
                    held = self._places.setdefault(_fold(word), {})
                    held[place] = max(weight, held.get(place, 0.0))
        self._vocabulary = [word for word in self._places if len(word) >= SHORT]

    def find(self, text: str, limit: int = 5) -> list[Hit]:
        """The texts that fit best, at most `limit`; none where too little of what was typed is in them."""
        words = _words(text)[:40]
        if not words or not self._keys:
            return []
        scores: dict[int, float] = {}
        whole = 0.0
        for word in dict.fromkeys(words):
            rare, found = self._one(word)
            whole += rare
            for place, score in found.items():
                scores[place] = scores.get(place, 0.0) + rare * score
        floor = ENOUGH * whole
        best = sorted((place for place in scores if scores[place] >= floor), key=lambda p: -scores[p])[:LOOKED_AT]
        pairs = [f" {_fold(a)} {_fold(b)} " for a, b in zip(words, words[1:], strict=False)]
        ranked = [(scores[place] / whole + self._together(place, pairs), place) for place in best]
        ranked.sort(key=lambda each: (-each[0], each[1]))
        return [Hit(self._keys[place], round(score, 4)) for score, place in ranked[:limit]]

    def _one(self, word: str) -> tuple[float, dict[int, float]]:
        """How rare a word is, and in which places it stands how well."""
        folded = _fold(word)
        found: dict[int, float] = {}
        rarest = self._rareness(len(self._places.get(folded, ())))
        for like, near in self._near(folded):
            for place, weight in self._places[near].items():
                found[place] = max(found.get(place, 0.0), like * (0.6 if weight == BODY else 1.0))
        spelt = self._spelt.get(word, set())
        if word != folded and spelt:
            found = {place: score * (1.1 if place in spelt else 1.0) for place, score in found.items()}
        return rarest, found

    def _near(self, folded: str) -> list[tuple[float, str]]:
        if folded in self._places:
            return [(1.0, folded)]
        if len(folded) < SHORT:
            return []
        cutoff = LIKE.get(len(folded), LIKE_ELSE)
        likely = process.extract(folded, self._vocabulary, scorer=fuzz.ratio, score_cutoff=cutoff, limit=4)
        return [(score / 100 * 0.9, near) for near, score, _ in likely]

    def _rareness(self, count: int) -> float:
        return log(1 + len(self._keys) / (1 + count)) + 0.1

    def _together(self, place: int, pairs: Sequence[str]) -> float:
        """A little more where words follow each other as they were typed."""
        title = self._titles[place]
        return 0.5 * sum(pair in title for pair in pairs) / len(pairs) if pairs else 0.0
