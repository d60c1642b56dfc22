"""A sheet: what an enterprise filled in, the pages on which it does, and what makes a rating valid."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from motcua.kernel.canonical import encode
from motcua.survey.domain.errors import NoAnswers
from motcua.survey.domain.questionnaires import REFUSED, UNKNOWN, Questionnaire

ENOUGH = 70
"""Percent of the items shown that a rating must answer with a level to be scored."""
SOONEST = 240
"""Seconds under which a sheet is flagged as hurried; it counts all the same."""
LONGEST = 1000
"""Characters of an open answer."""
FEW = 10
"""So few answers are never called a straight line."""


class Branch(msgspec.Struct):
    """What was filled in about one branch: its uses, and answers by item (1..5, 0 not known, -1 not told)."""

    uses: list[str] = []
    answers: dict[str, int] = {}


class Sheet(msgspec.Struct):
    """What an enterprise filled in so far. `begun` in seconds since 1970; `done` are pages saved."""

    branches: dict[str, Branch] = {}
    profile: dict[str, int] = {}
    open: dict[str, str] = {}
    begun: int = 0
    done: list[str] = []


_sheet = msgspec.json.Decoder(Sheet)
read, write = _sheet.decode, encode


class Page(NamedTuple):
    """A page: `profile`, `uses`, a component's code, `overall`, `open` or `check`; of a branch or of none."""

    code: str
    kind: str
    office: str = ""


def pages(form: Questionnaire, offices: Iterable[str], sheet: Sheet | None = None) -> list[Page]:
    """The pages in order; a component without an item to show after the uses told has none."""
    found = [Page("profile", "profile")]
    for office in offices:
        uses = frozenset(sheet.branches.get(office, Branch()).uses) if sheet else frozenset()
        found.append(Page(f"{office}-uses", "uses", office))
        found += [
            Page(f"{office}-{each.code}", each.code, office) for each in form.components if form.shown(each, uses)
        ]
        found.append(Page(f"{office}-overall", "overall", office))
    return [*found, Page("open", "open"), Page("check", "check")]


class Rating(NamedTuple):
    """What is kept of a sheet about one branch: answers by item, and flags (`short`, `straight`, `hurried`)."""

    office: str
    answers: dict[str, int]
    flags: tuple[str, ...]

    @property
    def valid(self) -> bool:
        """Whether it is scored."""
        return "short" not in self.flags


def ratings(form: Questionnaire, sheet: Sheet, offices: Iterable[str], *, seconds: int) -> Iterator[Rating]:
    """A rating of each branch about which anything was said, with what was not shown left out. NoAnswers."""
    known = {each.code for each in form.uses}
    said = False
    for office in offices:
        told = sheet.branches.get(office, Branch())
        if not set(told.uses) <= known:
            raise NoAnswers(what=office)
        uses = frozenset(told.uses)
        shown = [item.code for each in form.components for item in form.shown(each, uses)]
        refusable = {item.code for each in form.components if each.may_refuse for item in each.items}
        kept = {code: told.answers[code] for code in (*shown, form.overall.code) if code in told.answers}
        _need_known(kept, form, refusable)
        if any(value > UNKNOWN for value in kept.values()):
            said = True
            yield Rating(office, kept, tuple(_flags(kept, shown, seconds)))
    if not said:
        raise NoAnswers(what="–")


def _need_known(kept: Mapping[str, int], form: Questionnaire, refusable: set[str]) -> None:
    for code, value in kept.items():
        top = len(form.overall.scale if code == form.overall.code else form.scale)
        if not (UNKNOWN <= value <= top or (value == REFUSED and code in refusable)):
            raise NoAnswers(what=code)


def _flags(kept: Mapping[str, int], shown: list[str], seconds: int) -> Iterator[str]:
    told = [kept[code] for code in shown if kept.get(code, UNKNOWN) > UNKNOWN]
    if len(told) * 100 < ENOUGH * len(shown):
        yield "short"
    if len(told) >= FEW and len(set(told)) == 1:
        yield "straight"
    if seconds < SOONEST:
        yield "hurried"


_MAIL = re.compile(r"\S+@\S+")
_DIGITS = re.compile(r"\+?\d(?:[\d .\-/]{4,}\d)")
MASK = "[…]"


def masked(text: str) -> str:
    """An open answer without mail addresses, long numbers and what looks like a person's name.

    Vietnamese is often typed with its accents as characters of their own: they are put together first.
    """
    whole = unicodedata.normalize("NFC", text.replace("\0", " "))
    plain = _MAIL.sub(MASK, " ".join(whole.split())[:LONGEST])
    plain = _DIGITS.sub(MASK, plain)
    return " ".join(_without_names(plain.split(" ")))


_TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "đ/c", "chí", "mr", "mrs", "ms"})
_RUN = 3
"""So many words with capitals in a row are taken for a name; after a title one is enough."""


def _without_names(words: list[str]) -> Iterator[str]:
    at, titled = 0, False
    while at < len(words):
        end = at
        while end < len(words) and words[end][:1].isupper() and words[end].strip(".,;:!?").isalpha():
            end += 1
        if end - at >= (1 if titled else _RUN):
            yield MASK
        else:
            end = max(end, at + 1)
            yield from words[at:end]
        titled = words[end - 1].lower().strip(".,") in _TITLES
        at = end


_WORD = re.compile(r"[a-zà-ỹđ]+")
_COMMON = """
và của cho các là có được không thì khi với trong những một để này đã cần nên rất việc còn về tại từ hơn như đến ở
the a an of to and in is are for on it be with at we more that this as by
"""
_PLAIN = frozenset(_COMMON.split())
"""Words that say nothing by themselves."""


def grouped(texts: Iterable[str], minimum: int, most: int = 20) -> list[tuple[str, int]]:
    """Words and pairs of words that at least `minimum` texts have, the most frequent first; never a whole text."""
    counted: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        single = {word for word in words if word not in _PLAIN and len(word) > 1}
        pairs = {f"{a} {b}" for a, b in zip(words, words[1:], strict=False) if not {a, b} & _PLAIN}
        counted.update(pairs | single)
    held = {term: count for term, count in counted.items() if count >= minimum}
    within = {word for pair in held if " " in pair for word in pair.split() if held.get(word, 0) <= held[pair]}
    kept = [(term, count) for term, count in held.items() if term not in within]
    return sorted(kept, key=lambda each: (-each[1], each[0]))[:most]
