"""Finding a procedure: every word asked for, or what others call it, stands in its code, titles or papers.

Accents may be missing, and words misspelt.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from motcua.procedures.domain.content import Content
from motcua.procedures.domain.synonyms import ways
from motcua.reference.domain.folding import fold

NEARLY = 80
"""So alike (of 100) must a word be that is misspelt; words of fewer letters than SHORT must be right."""
SHORT = 4


@lru_cache(maxsize=1024)
def text_of(content: Content) -> str:
    """What is searched of a procedure, folded."""
    told: list[str] = [content.code, content.national_code or "", *content.title]
    for paper in content.papers:
        told += paper.words
    return fold(" ".join(told))


def weight(content: Content, asked: str) -> int:
    """How well a procedure answers: 0 not at all; words of the title weigh most, misspelt ones least."""
    words = fold(asked).split()
    if not words:
        return 1
    title, whole = fold(" ".join((content.code, *content.title))), text_of(content)
    if all(word in title for word in words):
        return 4 if " ".join(words) in title else 3
    if all(word in whole for word in words):
        return 2
    return 1 if all(_nearly(word, whole.split()) for word in words) else 0


def found(contents: Iterable[Content], asked: str) -> list[Content]:
    """Those that answer, the best first, the order kept among equals. Misspelt words count where nothing else does."""
    told = ways(asked)
    weighed = [(max(weight(each, way) for way in told), each) for each in contents]
    least = 2 if any(mark > 1 for mark, _ in weighed) else 1
    return [each for mark, each in sorted(weighed, key=lambda pair: -pair[0]) if mark >= least]


def _nearly(word: str, among: Sequence[str]) -> bool:
    if word in among:
        return True
    return len(word) >= SHORT and any(ratio(word, other, score_cutoff=NEARLY) for other in among)
