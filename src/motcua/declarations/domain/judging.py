"""Judging: a declaration against every rule in force, all findings at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, gt
from typing import Any, NamedTuple

import msgspec

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules import BOOK
from motcua.declarations.domain.rules.book import ONLY_WITH
from motcua.kernel.rules import Finding, Rule, finding

_ROWS = {
    "bill": "bills", "container": "containers", "licence": "licences", "adjustment": "adjustments",
    "attachment": "attachments", "transit": "transits",
}  # fmt: skip
"""Scopes that judge the elements of a list of the declaration, and that list."""

_TEXTS = tuple(field for field in fields().values() if field.kind == "text" and "." not in field.name)
_LENGTHS = tuple(field.length for field in _TEXTS)
_texts: Callable[[Declaration], tuple[str, ...]] = attrgetter(*[field.name for field in _TEXTS])

Checks = tuple[tuple[Callable[..., bool], Rule], ...]
Gate = tuple[Callable[[Any], object], object, Checks]
"""Fields, what they are when empty, and the checks that are asked when they are not."""


class Asked(NamedTuple):
    """The checks of a scope: those asked always, and those asked where a field that they need is filled."""

    always: Checks
    getter: Callable[[Any], object]
    empty: object
    gates: tuple[Gate, ...]


class Plan(NamedTuple):
    """The checks of one direction on one day, by scope."""

    declaration: Asked
    item: Asked
    other_tax: Checks
    text: Checks
    rows: tuple[tuple[str, Checks], ...]


@lru_cache(maxsize=4096)
def plan(direction: str, day: date) -> Plan:
    """The rules that judge this direction on this day."""

    def checks(scope: str) -> Checks:
        return tuple((rule.check, rule) for rule in BOOK.select(direction=direction, scope=scope, day=day))

    return Plan(
        _asked(checks("declaration"), Declaration), _asked(checks("item"), Item), checks("other_tax"),
        checks("text"), tuple((name, checks(scope)) for scope, name in _ROWS.items()),
    )  # fmt: skip


def _asked(checks: Checks, shape: type[msgspec.Struct]) -> Asked:
    gated: dict[tuple[str, ...], list[tuple[Callable[..., bool], Rule]]] = {}
    for check, rule in checks:
        if check in ONLY_WITH:
            gated.setdefault(ONLY_WITH[check], []).append((check, rule))
    gates = tuple((*_emptiness(names, shape), tuple(held)) for names, held in gated.items())
    every = tuple(sorted({name for names in gated for name in names}))
    return Asked(tuple(pair for pair in checks if pair[0] not in ONLY_WITH), *_emptiness(every, shape), gates)


def _emptiness(names: tuple[str, ...], shape: type[msgspec.Struct]) -> tuple[Callable[[Any], object], object]:
    """What reads these fields of a message, and what it reads when they are all empty."""
    empty = {field.name: field.default for field in msgspec.structs.fields(shape)}
    values = tuple(empty[name] for name in names)
    return attrgetter(*names), values if len(names) > 1 else values[0]


def judge(d: Declaration, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong with a declaration on the desk's day, in order of path and code.

    Paths are `/field`, `/items/0/field` and, in lists, `/bills/0` or `/adjustments/0/amount`.
    """
    book = plan(d.direction, x.day)
    try:
        found = _faults(d, x, book)
    except ArithmeticError:
        found = _faults_of_strange_numbers(d, x, book)
    return tuple(sorted(found, key=_place)) if found else ()


def _faults(d: Declaration, x: Desk, book: Plan) -> list[Finding]:
    asked = book.declaration
    found = [_found(rule, d, f"/{rule.path}") for check, rule in asked.always if not check(d, x)]
    if asked.getter(d) != asked.empty:
        for getter, empty, checks in asked.gates:
            if getter(d) != empty:
                found += [_found(rule, d, f"/{rule.path}") for check, rule in checks if not check(d, x)]
    for index, i in enumerate(d.items):
        _add_item(found, index, i, d, x, book)
    for name, checks in book.rows:
        if elements := getattr(d, name):
            found += _row_faults(name, elements, d, x, checks)
    texts = _texts(d)
    if any(map(gt, map(len, texts), _LENGTHS)) or not "".join(texts).isprintable():
        found += _texts_at_fault(texts, book.text)
    return found


def _add_item(found: list[Finding], index: int, i: Item, d: Declaration, x: Desk, book: Plan) -> None:
    asked = book.item
    for check, rule in asked.always:
        if not check(i, d, x):
            found.append(_found(rule, i, f"/items/{index}/{rule.path}"))
    if asked.getter(i) == asked.empty:
        return
    for getter, empty, checks in asked.gates:
        if getter(i) != empty:
            at = f"/items/{index}/"
            found += [_found(rule, i, at + rule.path) for check, rule in checks if not check(i, d, x)]
    for place, t in enumerate(i.other_taxes):
        at = f"/items/{index}/other_taxes/{place}/"
        found += [_found(rule, t, at + rule.path) for check, rule in book.other_tax if not check(t, i, d, x)]


def _row_faults(
    name: str, elements: Iterable[object], d: Declaration, x: Desk, checks: Checks
) -> Iterator[Finding]:
    for index, element in enumerate(elements):
        for check, rule in checks:
            if not check(element, d, x):
                yield _element(rule, element, f"/{name}/{index}")


def _texts_at_fault(texts: Iterable[str], checks: Checks) -> Iterator[Finding]:
    for field, text in zip(_TEXTS, texts, strict=True):
        for check, rule in checks:
            if not check(text, field.length):
                yield finding(rule, path=f"/{field.name}", value=text)


def _faults_of_strange_numbers(d: Declaration, x: Desk, book: Plan) -> list[Finding]:
    """Judge a message with a number that cannot be reckoned with, such as NaN.

    A rule that fails on arithmetic has found its fault if its own field holds such a number; otherwise the
    fault is another field's.
    """

    def guarded(check: Callable[..., bool], rule: Rule) -> Callable[..., bool]:
        def judged(subject: Any, *rest: Any) -> bool:
            try:
                return check(subject, *rest)
            except ArithmeticError:
                value = getattr(subject, rule.path, None)
                return not (isinstance(value, Decimal) and not value.is_finite())

        return judged

    def guard(checks: Checks) -> Checks:
        return tuple((guarded(check, rule), rule) for check, rule in checks)

    def guard_all(asked: Asked) -> Asked:
        gates = tuple((getter, empty, guard(checks)) for getter, empty, checks in asked.gates)
        return Asked(guard(asked.always), asked.getter, asked.empty, gates)

    rows = tuple((name, guard(checks)) for name, checks in book.rows)
    guarded_plan = Plan(guard_all(book.declaration), guard_all(book.item), guard(book.other_tax), book.text, rows)
    return _faults(d, x, guarded_plan)


def _found(rule: Rule, subject: object, path: str) -> Finding:
    return finding(rule, path=path, value=_shown(getattr(subject, rule.path, None)))


def _element(rule: Rule, element: object, path: str) -> Finding:
    if rule.path:
        return _found(rule, element, f"{path}/{rule.path}")
    return finding(rule, path=path, value=_shown(element))


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
