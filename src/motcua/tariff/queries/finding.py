"""Finding a line: by words or part of a code, among all or some, page by page; and the tree of the nomenclature."""

from collections.abc import Iterable, Mapping
from datetime import date
from threading import Lock

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Line
from motcua.tariff.domain.packaged import chapters, sections
from motcua.tariff.queries.books import book as present
from motcua.tariff.queries.books import unswept
from motcua.tariff.queries.index import Index, Ranked

KEPT = 3
"""So many indices are kept: the nomenclature changes a few times in a decade, and readers ask for few days."""


class Chosen(msgspec.Struct, frozen=True):
    """What narrows a search: beginning of the code, group of the trade, also lines of other days."""

    within: str = ""
    group: str = ""
    any_day: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A line found, and how well it fits."""

    line: Line
    score: float


class Found(msgspec.Struct, frozen=True):
    """Some of what was found, and how much there is; `instead` is the beginning that was taken for an unknown code."""

    hits: tuple[Hit, ...]
    total: int
    instead: str = ""


class Node(msgspec.Struct, frozen=True):
    """A place in the tree of the nomenclature: a chapter, a heading or a line, and the lines below it."""

    code: str
    words: Words
    lines: int


class Branch(msgspec.Struct, frozen=True):
    """A section of the nomenclature with its chapters that have lines."""

    number: str
    words: Words
    chapters: tuple[Node, ...]
    lines: int


EVERYWHERE = Chosen()


def find(
    text: str, day: date, chosen: Chosen = EVERYWHERE, *, start: int = 0, size: int = 20, book: Book | None = None
) -> Found:  # fmt: skip
    """Lines that fit, best first, `size` of them from `start` on. Without a text: all that are chosen, by code."""
    book = book or present()
    index = indexed(_every(book) if chosen.any_day else book.lines_on(day))
    only = _only(index, chosen)
    if text.strip():
        ranked = index.find(text, only)
    else:
        ranked = Ranked(sorted(only) if only is not None else list(range(len(index.codes))), {})
    some = ranked.places[start : start + size]
    hits = tuple(Hit(index.lines[place], round(ranked.scores.get(place, 0.0), 3)) for place in some)
    return Found(hits, len(ranked.places), ranked.instead)


def search(text: str, day: date, limit: int = 20, book: Book | None = None) -> list[Hit]:
    """Lines that may be declared on a day and fit the text, best first; none for no text."""
    return list(find(text, day, size=limit, book=book).hits) if text.strip() else []


def tree(day: date, book: Book | None = None) -> list[Branch]:
    """Sections and their chapters, those that have lines on that day."""
    nodes = {node.code: node for node in children("", day, book)}
    found = []
    for number, words in sections().items():
        below = tuple(
            node for each in chapters()
            if each.section == number and (node := nodes[f"{each.number:02d}"]).lines
        )  # fmt: skip
        if below:
            found.append(Branch(number, words, below, sum(node.lines for node in below)))
    return found


def children(prefix: str, day: date, book: Book | None = None) -> list[Node]:
    """What lies below in the tree: chapters (no prefix), headings of a chapter, lines of a heading."""
    lines = (book or present()).lines_on(day)
    below = [lines[code] for code in sorted(code for code in lines if code.startswith(prefix))]
    if not prefix:
        counts = _counts(line.code[:2] for line in below)
        numbered = [(f"{chapter.number:02d}", chapter.words) for chapter in chapters()]
        return [Node(number, words, counts.get(number, 0)) for number, words in numbered]
    if len(prefix) < 4:  # noqa: PLR2004 - digits of a heading
        counts = _counts(line.code[:4] for line in below)
        first = {line.code[:4]: line for line in reversed(below)}
        return [Node(code, _heading(first[code]), counts[code]) for code in sorted(counts)]
    return [Node(line.code, line.path, 1) for line in below]


def warm(day: date) -> None:
    """Lay out the book and the index of a day before anybody asks."""
    book = present()
    with unswept():
        book.on(day)
    indexed(book.lines_on(day))


_indices: list[tuple[Mapping[str, Line], Index]] = []
_everything: tuple[Book, Mapping[str, Line]] | None = None
_lock = Lock()


def indexed(lines: Mapping[str, Line]) -> Index:
    """The index of these lines, the same object as long as they are; built by one thread while others wait."""
    for known, index in _indices:
        if known is lines:
            return index
    with _lock:
        for known, index in _indices:
            if known is lines:
                return index
        with unswept():
            made = Index(lines)
        _indices[:] = [(lines, made), *_indices[: KEPT - 1]]
        return made


def _every(book: Book) -> Mapping[str, Line]:
    """Every line of any day, in its latest words."""
    global _everything
    if _everything is None or _everything[0] is not book:
        _everything = (book, {code: known[-1] for code, known in book.lines_of.items()})
    return _everything[1]


def _only(index: Index, chosen: Chosen) -> frozenset[int] | None:
    if not chosen.within and not chosen.group:
        return None
    places = index.grouped.get(chosen.group, frozenset()) if chosen.group else None
    if not chosen.within:
        return places
    begun = frozenset(index.beginning(chosen.within))
    return begun if places is None else begun & places


def _heading(line: Line) -> Words:
    return Words(line.path.vi.split(" > ")[0], line.path.en.split(" > ")[0])


def _counts(codes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts
