"""Codes as people write them: the code itself, the code with its name, or the name, with or without accents."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from motcua.kernel.words import Words
from motcua.reference import domain as reference

LONGEST = 7
"""A text that is longer, or has a blank, is a name and no code."""


@lru_cache(maxsize=256)
def choices(list_name: str, day: date) -> Mapping[str, Words]:
    """The codes of a list on a day with their names; `office` are the branches."""
    if list_name == "office":
        return {office.code: office.words for office in reference.branches(day)}
    return {code: entry.words for code, entry in reference.code_list(list_name).on(day).items()}


def matched(list_name: str, text: str, day: date) -> str | None:
    """The code that a text means. A text that may be a code stays as it is; None for a name of none or of many."""
    known = choices(list_name, day)
    plain = " ".join(text.split())
    first = plain.partition(" ")[0].upper()
    if plain.upper() in known:
        return plain.upper()
    named = _named(list_name, day)
    folded = reference.fold(plain)
    if folded in named:
        return named[folded]
    if first in known and reference.fold(known[first].vi) in folded:
        return first
    inside = {code for name, code in named.items() if code and folded in name} if len(folded) >= 3 else set()
    if len(inside) == 1:
        return inside.pop()
    if len(plain) <= LONGEST and " " not in plain and plain.isascii():
        return plain.upper()
    return None


@lru_cache(maxsize=256)
def _named(list_name: str, day: date) -> Mapping[str, str | None]:
    """Codes by folded name in both languages; None where two codes share it."""
    found: dict[str, str | None] = {}
    for code, words in choices(list_name, day).items():
        for name in {reference.fold(words.vi), reference.fold(words.en)}:
            found[name] = code if found.get(name, code) == code else None
    return found
