"""Judging: a document against every rule in force, all findings at once, in order of path and code."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import msgspec

from motcua.kernel.rules import Finding, Rule, finding
from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.message import (
    CrewEffects,
    CrewList,
    DangerousGoods,
    Document,
    HouseBills,
    PassengerList,
    ShipStores,
    bills_of,
    kind_of,
)
from motcua.manifests.domain.rules import BOOK
from motcua.manifests.domain.rules.bills import ROW
from motcua.manifests.domain.rules.head import FIXED, NEEDED
from motcua.manifests.domain.shapes import Bill, Goods
from motcua.manifests.domain.sound import sound
from motcua.manifests.domain.structure import ELEMENT, LISTED, NOBODY, ROWS, SHAPES, Shape

_BY_SCOPE: dict[str, list[Rule]] = {}
for _rule in BOOK:
    _BY_SCOPE.setdefault(_rule.scope, []).append(_rule)
_CHECKS = {scope: tuple((rule.check, rule) for rule in rules) for scope, rules in _BY_SCOPE.items()}

GROUPS: Mapping[str, str] = {
    "cargo": "bills", "house": "bills", "containers": "bills", "general": "notices", "stores": "notices",
    "dangerous": "notices", "health": "notices", "crew": "lists", "effects": "lists", "passengers": "lists",
}  # fmt: skip
"""Which of three rules each kind is judged by, where there is one for manifests, for notices and for lists."""
_TEXT, _CODE = BOOK["MAN-MAN-24"], BOOK["MAN-MAN-25"]
_COUNTRY, _AMOUNT, _MANY = BOOK["MAN-MAN-26"], BOOK["MAN-MAN-27"], BOOK["MAN-MAN-28"]


def judge(d: Document, x: Desk) -> tuple[Finding, ...]:
    """Everything that is wrong at the desk's moment."""
    found = [each for each in _found(d, x) if BOOK[each.code].in_force(x.day)]
    return tuple(sorted(found, key=lambda each: (each.path, each.code)))


_OF_THE_HEAD = frozenset({"head", "document", "text", "code", "country", "amount"})


def judge_head(d: Document, x: Desk) -> tuple[Finding, ...]:
    """What is wrong with the head alone, by which a call is announced."""
    named = {"VES-VES-02"}
    return tuple(each for each in judge(d, x) if each.code in named or BOOK[each.code].scope in _OF_THE_HEAD)


def refused(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding refuses."""
    return any(each.severity == "refuse" for each in findings)


def _found(d: Document, x: Desk) -> Iterator[Finding]:
    kind = kind_of(d)
    if not sound(d, x):
        yield from values(d, "", d, x)
    if not all(_read_needed(d)):
        yield from _pairs("head", NEEDED, d, x)
    scopes = ["document", kind]
    if kind in ("crew", "passengers"):
        scopes.append("list")
    scopes.append("in time for cargo" if kind in ("cargo", "house") else "in time for notices")
    scopes.append("most corrections of lists" if GROUPS[kind] == "lists" else "most corrections")
    for scope in scopes:
        yield from _of(scope, d, (), (x,))
    if x.before is not None:
        yield from _pairs(f"correction of {GROUPS[kind]}", FIXED, d, x)
    yield from _rows(d, x)


_read_needed: Callable[[Document], tuple[Any, ...]] = attrgetter(*NEEDED)


def _pairs(scope: str, names: tuple[str, ...], d: Document, x: Desk) -> Iterator[Finding]:
    for rule in _BY_SCOPE[scope]:
        for name in names:
            value = getattr(d, name)
            if not rule.check(value, name, d, x):
                yield finding(rule, path=f"/{name}", value=value or None)


def _of(scope: str, subject: Any, path: tuple[object, ...], beside: tuple[Any, ...]) -> Iterable[Finding]:
    for check, _ in _CHECKS.get(scope, ()):
        if not check(subject, *beside):
            return _told(scope, subject, path, beside)
    return ()


def _told(scope: str, subject: Any, path: tuple[object, ...], beside: tuple[Any, ...]) -> Iterator[Finding]:
    for check, rule in _CHECKS[scope]:
        if not check(subject, *beside):
            value = getattr(subject, rule.path, None)
            shown = None if value in ("", None) or isinstance(value, tuple | msgspec.Struct) else value
            yield finding(rule, path="/".join(["", *map(str, path), rule.path]), value=shown)


def _rows(d: Document, x: Desk) -> Iterator[Finding]:
    for place, bill in enumerate(bills_of(d)):
        yield from _of_bill(bill, place, d, x)
    for name, scope in _SCOPED.get(type(d), ()):
        for place, row in enumerate(getattr(d, name)):
            yield from _of(scope, row, (name, place), (d, x))


_SCOPED: Mapping[type[Document], tuple[tuple[str, str], ...]] = {
    CrewList: (("people", "member"),), PassengerList: (("people", "passenger"),),
    CrewEffects: (("effects", "effects row"),), ShipStores: (("stores", "store"),),
    DangerousGoods: (("goods", "hazard"),),
}  # fmt: skip


def _of_bill(b: Bill, at: int, d: Document, x: Desk) -> Iterator[Finding]:
    if isinstance(d, HouseBills):
        yield from _of("house bill", b, ("bills", at), (d, x))
    else:
        yield from _of("bill", b, ("bills", at), (d, x))
        for role, party in (("consignor", b.consignor), ("consignee", b.consignee)):
            yield from _of("party", party, ("bills", at, role), (role, b, d, x))
        for place, row in enumerate(b.goods):
            if not all(_read_row(row)):  # an amount may be zero: the rules decide
                yield from _of_goods(row, f"/bills/{at}/goods/{place}", b, d, x)
    for place, container in enumerate(b.containers):
        yield from _of("container", container, ("bills", at, "containers", place), (b, d, x))


_read_row: Callable[[Goods], tuple[Any, ...]] = attrgetter(*ROW)


def _of_goods(row: Goods, path: str, b: Bill, d: Document, x: Desk) -> Iterator[Finding]:
    for rule in _BY_SCOPE["goods"]:
        for name in ROW:
            if not rule.check(getattr(row, name), name, b, d, x):
                yield finding(rule, path=f"{path}/{name}", value=None)


def values(value: msgspec.Struct, path: str, d: Document, x: Desk) -> Iterator[Finding]:
    """What is wrong with values by themselves, in a struct and in all that it holds."""
    shape = SHAPES[type(value)]
    yield from _plain_values(value, shape, path, x)
    for name, limit in ROWS.get(type(value), ()):
        if not _MANY.check(len(getattr(value, name)), limit, d, x):
            yield finding(_MANY, path=f"{path}/{name}", value=len(getattr(value, name)))
    for name in shape.inner:
        yield from _held(getattr(value, name), f"{path}/{name}", name, d, x)


def _plain_values(value: msgspec.Struct, shape: Shape, path: str, x: Desk) -> Iterator[Finding]:
    """Texts, numbers and codes of a struct; texts are looked at here first, since there are so many."""
    for held, (name, field) in zip(shape.read_texts(value), shape.texts, strict=True):
        if held and (len(held) > field.length or not held.isprintable()):
            yield finding(_TEXT, path=f"{path}/{name}", value=held)
    for held, (name, field) in zip(shape.read_amounts(value), shape.amounts, strict=True):
        if held is not None and not _AMOUNT.check(held, field, x):
            yield finding(_AMOUNT, path=f"{path}/{name}", value=held)
    for rule, fields in ((_CODE, shape.codes), (_COUNTRY, shape.countries)):
        for name, field in fields:
            held = getattr(value, name)
            if held and not rule.check(held, field, x):
                yield finding(rule, path=f"{path}/{name}", value=held)


def _held(held: Any, path: str, name: str, d: Document, x: Desk) -> Iterator[Finding]:
    if isinstance(held, msgspec.Struct):
        if held != NOBODY:
            yield from values(held, path, d, x)
    elif isinstance(held, tuple):
        most = LISTED.get(name, ELEMENT)
        for place, each in enumerate(held):
            if isinstance(each, msgspec.Struct):
                yield from values(each, f"{path}/{place}", d, x)
            elif not (0 < len(each) <= most and each.isprintable()):
                yield finding(_TEXT, path=f"{path}/{place}", value=each)
