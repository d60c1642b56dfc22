"""The book of rules that a procedure keeps: a rule is a code, one sentence in two languages, and where it is broken."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content

Found = Iterator[tuple[str, dict[str, object]]]
"""Places at which a rule is broken, each with what its sentence tells."""


class Fault(msgspec.Struct, frozen=True):
    """A rule that a procedure breaks: its code, the place such as `steps[2].amount`, what was expected, what to do."""

    code: str
    place: str
    words: Words


class Rule(NamedTuple):
    """A rule of contents. Placeholders of its sentence are named."""

    code: str
    words: Words
    broken: Callable[[Content], Found]


_RULES: dict[str, Rule] = {}


def rules() -> tuple[Rule, ...]:
    """All rules of contents, in order of code."""
    return tuple(_RULES[code] for code in sorted(_RULES))


def rule(code: str, vi: str, en: str) -> Callable[[Callable[[Content], Found]], Callable[[Content], Found]]:
    """Register what tells the places at which a content breaks the rule."""

    def register(broken: Callable[[Content], Found]) -> Callable[[Content], Found]:
        if code in _RULES:
            raise ValueError(f"rule {code} stands twice")
        _RULES[code] = Rule(code, Words(vi, en), broken)
        return broken

    return register
