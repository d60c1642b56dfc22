"""Judging: a vehicle's declaration against every rule in force, all findings at once."""

from collections.abc import Iterator

import msgspec

from motcua.crossings.domain.context import Correction, Desk
from motcua.crossings.domain.message import Extension, Vehicle
from motcua.crossings.domain.rules import BOOK
from motcua.kernel.rules import Finding, Rule, finding

_LISTS = {"driver": "drivers", "box": "containers"}


def judge(v: Vehicle, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong on the desk's day, in order of path and code."""
    return tuple(sorted(_found(v, x), key=lambda each: (each.path, each.code)))


def judge_extension(e: Extension, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong with an extension."""
    broken = (rule for rule in BOOK if rule.scope == "extension" and rule.in_force(x.day) and not rule.check(e, x))
    return tuple(_at(rule, "/", e) for rule in broken)


def faults(a: Correction) -> list[str]:
    """Codes of the rules that a correction breaks."""
    return [rule.code for rule in BOOK if rule.scope == "correction" and not rule.check(a)]


def _found(v: Vehicle, x: Desk) -> Iterator[Finding]:
    for rule in BOOK:
        if not rule.in_force(x.day):
            continue
        if rule.scope == "vehicle" and not rule.check(v, x):
            yield _at(rule, "/", v)
        elif rule.scope in _LISTS:
            name = _LISTS[rule.scope]
            for place, part in enumerate(getattr(v, name)):
                if not rule.check(part, v, x):
                    yield _at(rule, f"/{name}/{place}/", part)


def _at(rule: Rule, at: str, subject: object) -> Finding:
    value = getattr(subject, rule.path, None)
    shown = None if value == "" or isinstance(value, tuple | msgspec.Struct) else value
    return finding(rule, path=at + rule.path, value=shown)
