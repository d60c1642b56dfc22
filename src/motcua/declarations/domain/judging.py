"""Judging: a declaration against every rule in force, all findings at once."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter, gt
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.fusing import Fused, fuse
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules import BOOK
from motcua.kernel.rules import Finding, Rule, finding

_ROWS = {
    "bill": "bills", "container": "containers", "licence": "licences", "adjustment": "adjustments",
    "attachment": "attachments", "transit": "transits",
}  # fmt: skip
"""Scopes that judge the elements of a list of the declaration, and that list."""

_TEXTS = tuple(field for field in fields().values() if field.kind == "text" and "." not in field.name)
_LENGTHS = tuple(field.length for field in _TEXTS)
_texts: Callable[[Declaration], tuple[str, ...]] = attrgetter(*[field.name for field in _TEXTS])

_CHANGES = sorted({rule.since for rule in BOOK} | {rule.until + timedelta(days=1) for rule in BOOK if rule.until})
"""The days on which the rules in force are not those of the day before."""


class Asked(NamedTuple):
    """The rules of a scope, and what tells which of them fail."""

    faults: Fused
    rules: tuple[Rule, ...]


class Plan(NamedTuple):
    """What is asked of one direction on one day, by scope."""

    declaration: Asked
    item: Asked
    other_tax: Asked
    text: Asked
    rows: tuple[tuple[str, Asked], ...]


@lru_cache(maxsize=4096)
def plan(direction: str, day: date) -> Plan:
    """The rules that judge this direction on this day."""
    place = bisect_right(_CHANGES, day)
    with _COMPILING:
        return _plan(direction, _CHANGES[place - 1] if place else day)


_COMPILING = Lock()
"""Rules are compiled by one thread at a time: Python 3.11's parser fails when two threads read syntax trees."""


@cache
def _plan(direction: str, day: date) -> Plan:
    def asked(scope: str) -> Asked:
        rules = BOOK.select(direction=direction, scope=scope, day=day)
        return Asked(fuse([rule.check for rule in rules]), rules)

    rows = tuple((name, asked(scope)) for scope, name in _ROWS.items())
    return Plan(asked("declaration"), asked("item"), asked("other_tax"), asked("text"), rows)


def judge(d: Declaration, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong with a declaration on the desk's day, in order of path and code.

    Paths are `/field`, `/items/0/field` and, in lists, `/bills/0` or `/adjustments/0/amount`.
    """
    book = plan(d.direction, x.day)
    try:
        found = _faults(d, x, book)
    except ArithmeticError:
        found = _faults(d, x, _guarded(book))
    return tuple(sorted(found, key=_place)) if found else ()


def _faults(d: Declaration, x: Desk, book: Plan) -> list[Finding]:
    faults, rules = book.declaration
    found = [_found(rules[failed], d, "/") for failed in faults(d, x)]
    faults, rules = book.item
    for index, i in enumerate(d.items):
        if failures := faults(i, d, x):
            found += [_found(rules[failed], i, f"/items/{index}/") for failed in failures]
        if i.other_taxes:
            at = f"/items/{index}/other_taxes/"
            found += _row_faults(at, i.other_taxes, book.other_tax, i, d, x)
    for name, asked in book.rows:
        if elements := getattr(d, name):
            found += _row_faults(f"/{name}/", elements, asked, d, x)
    texts = _texts(d)
    if any(map(gt, map(len, texts), _LENGTHS)) or not "".join(texts).isprintable():
        found += _text_faults(texts, book.text)
    return found


def _row_faults(at: str, elements: Sequence[object], asked: Asked, *given: object) -> Iterator[Finding]:
    for place, element in enumerate(elements):
        for failed in asked.faults(element, *given):
            rule = asked.rules[failed]
            if rule.path:
                yield _found(rule, element, f"{at}{place}/")
            else:
                yield finding(rule, path=f"{at}{place}", value=_shown(element))


def _text_faults(texts: Iterable[str], asked: Asked) -> Iterator[Finding]:
    for field, text in zip(_TEXTS, texts, strict=True):
        for failed in asked.faults(text, field.length):
            yield finding(asked.rules[failed], path=f"/{field.name}", value=text)


def _guarded(book: Plan) -> Plan:
    """The same plan, asked one by one, for a message with a number that cannot be reckoned with, such as NaN.

    A rule that fails on arithmetic has found its fault if its own field holds such a number; otherwise the
    fault is another field's.
    """

    def guard(asked: Asked) -> Asked:
        def faults(subject: Any, *rest: Any) -> list[int]:
            return [place for place, rule in enumerate(asked.rules) if not _holds(rule, subject, *rest)]

        return Asked(faults, asked.rules)

    rows = tuple((name, guard(asked)) for name, asked in book.rows)
    return Plan(guard(book.declaration), guard(book.item), guard(book.other_tax), book.text, rows)


def _holds(rule: Rule, subject: Any, *rest: Any) -> bool:
    try:
        return rule.check(subject, *rest)
    except ArithmeticError:
        value = getattr(subject, rule.path, None)
        return not (isinstance(value, Decimal) and not value.is_finite())


def _found(rule: Rule, subject: object, at: str) -> Finding:
    return finding(rule, path=at + rule.path, value=_shown(getattr(subject, rule.path, None)))


def _shown(value: object) -> object:
    """The value as a trader would write it; what is absent or whole rows is left out."""
    if isinstance(value, tuple):
        plain = [str(part) for part in value if not isinstance(part, msgspec.Struct)]
        return ", ".join(plain) if plain else None
    return None if value == "" or isinstance(value, msgspec.Struct) else value


def _place(found: Finding) -> tuple[list[tuple[int, str]], str]:
    """Order of path, numbers as numbers, then of code."""
    parts = [(int(part), "") if part.isdecimal() else (-1, part) for part in found.path.split("/")]
    return parts, found.code
