"""Synonyms: other ways to say what somebody asks for, so that “tax refund” finds “hoàn thuế”; data/synonyms.yaml."""

from functools import cache
from itertools import islice
from pathlib import Path

from motcua.kernel.reading import yaml_reader
from motcua.reference.domain.folding import fold

DATA = Path(__file__).parent.parent / "data" / "synonyms.yaml"
MOST = 24
"""So many ways of saying a thing are tried at most."""

_groups = yaml_reader(tuple[tuple[str, ...], ...])


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Each meaning with its phrases, folded: without marks, in small letters."""
    return tuple(tuple(dict.fromkeys(fold(phrase) for phrase in group)) for group in _groups(DATA.read_bytes()))


@cache
def _meanings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each phrase with the others of its meaning, the longest phrase first."""
    held = [(phrase, tuple(other for other in group if other != phrase)) for group in groups() for phrase in group]
    return tuple(sorted(held, key=lambda pair: -len(pair[0])))


def ways(asked: str) -> tuple[str, ...]:
    """What was asked, folded, then the same with one phrase said in other words; at most MOST in all."""
    told = fold(asked)
    padded = f" {told} "
    other = (
        padded.replace(f" {phrase} ", f" {synonym} ", 1).strip()
        for phrase, synonyms in _meanings() if f" {phrase} " in padded
        for synonym in synonyms
    )  # fmt: skip
    return tuple(islice(dict.fromkeys((told, *other)), MOST))
