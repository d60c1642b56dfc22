"""Judging: a transport against every rule in force, all findings at once."""

from collections.abc import Iterator

import msgspec

from motcua.kernel.rules import Finding, Rule, finding
from motcua.transport.domain.context import Act, Desk
from motcua.transport.domain.message import Transport
from motcua.transport.domain.rules import BOOK


def judge(t: Transport, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong on the desk's day, in order of path and code."""
    return tuple(sorted(_found(t, x), key=lambda each: (each.path, each.code)))


def faults(a: Act) -> list[str]:
    """Codes of the rules that an act breaks."""
    return [rule.code for rule in BOOK if rule.scope == "act" and not rule.check(a)]


def _found(t: Transport, x: Desk) -> Iterator[Finding]:
    for rule in BOOK:
        if rule.in_force(x.day) and rule.scope in _SCOPES:
            yield from _SCOPES[rule.scope](rule, t, x)


def _of_transport(rule: Rule, t: Transport, x: Desk) -> Iterator[Finding]:
    if not rule.check(t, x):
        yield _at(rule, "/", t)


def _of_ends(rule: Rule, t: Transport, x: Desk) -> Iterator[Finding]:
    for end in t.ends():
        if not rule.check(end, t, x):
            yield finding(rule, path=f"/{end.side}_{rule.path}", value=getattr(end, rule.path) or None)


def _of_cargo(rule: Rule, t: Transport, x: Desk) -> Iterator[Finding]:
    for place, cargo in enumerate(t.cargo):
        if not rule.check(cargo, t, x):
            yield _at(rule, f"/cargo/{place}/", cargo)


_SCOPES = {"transport": _of_transport, "end": _of_ends, "cargo": _of_cargo}


def _at(rule: Rule, at: str, subject: object) -> Finding:
    value = getattr(subject, rule.path, None)
    shown = None if value == "" or isinstance(value, tuple | msgspec.Struct) else value
    return finding(rule, path=at + rule.path, value=shown)
