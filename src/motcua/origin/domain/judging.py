"""Judging: a certificate against every rule in force, all findings at once; and what speaks against a claim."""

from collections.abc import Iterator

from motcua.kernel.rules import Finding, Rule, finding
from motcua.origin.domain.bearing import Wanted
from motcua.origin.domain.certificate import Certificate
from motcua.origin.domain.context import Desk
from motcua.origin.domain.data import REASONS
from motcua.origin.domain.rules import BOOK

_RULES: dict[str, list[Rule]] = {
    scope: [rule for rule in BOOK if rule.scope == scope] for scope in ("certificate", "line", "claim")
}


def judge(c: Certificate, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong on the desk's day, in order of path and code."""
    return tuple(sorted(_found(c, x), key=lambda each: (each.path, each.code)))


def _found(c: Certificate, x: Desk) -> Iterator[Finding]:
    for rule in _RULES["certificate"]:
        if rule.in_force(x.day) and not rule.check(c, x):
            yield finding(rule, path=f"/{rule.path}", value=_shown(c, rule.path))
    for place, line in enumerate(c.lines):
        for rule in _RULES["line"]:
            if rule.in_force(x.day) and not rule.check(line, c, x):
                yield finding(rule, path=f"/lines/{place}/{rule.path}", value=_shown(line, rule.path))


def _shown(subject: object, name: str) -> object:
    value = getattr(subject, name)
    return value if isinstance(value, str | int) or hasattr(value, "isoformat") or hasattr(value, "is_finite") else None


def against(wanted: Wanted, why: str) -> tuple[Finding, ...]:
    """The findings on a declaration's line whose certificate does not bear it."""
    return tuple(
        finding(rule, path=f"/items/{wanted.line - 1}/{rule.path}", value=f"{wanted.reference}: {_why(why)}")
        for rule in _RULES["claim"]
        if not rule.check(why)
    )


def _why(code: str) -> str:
    found = REASONS.get(code)
    return found.words.vi if found else code
