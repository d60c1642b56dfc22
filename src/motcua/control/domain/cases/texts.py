"""Texts, sums and quantities as they are told: trimmed, bounded, refused in words."""

from motcua.control.domain.cases.errors import NeedsWords, TooLong

NOTE, LINE, LONG, PAPER = 2_000, 200, 1_000, 60
MOST = 10**15
"""No sum of a case is as much, in dong, and no quantity in 1/10,000."""


def line(told: str, most: int = LINE) -> str:
    """A line, in single spaces. TooLong."""
    return _bounded(" ".join(told.split()), most)


def need_line(told: str, most: int = LINE) -> str:
    """A line that may not be empty. NeedsWords, TooLong."""
    return _needed(line(told, most))


def note(told: str, most: int = NOTE) -> str:
    """Words that keep their lines. TooLong."""
    return _bounded(told.strip(), most)


def need_note(told: str, most: int = NOTE) -> str:
    """Words that may not be empty. NeedsWords, TooLong."""
    return _needed(note(told, most))


def amount(told: int) -> int:
    """A sum or quantity from 0 on. TooLong for one that is no sum."""
    if not 0 <= told < MOST:
        raise TooLong(most=MOST)
    return told


def _bounded(told: str, most: int) -> str:
    if len(told) > most or "\x00" in told:
        raise TooLong(most=most)
    return told


def _needed(told: str) -> str:
    if not told:
        raise NeedsWords
    return told
