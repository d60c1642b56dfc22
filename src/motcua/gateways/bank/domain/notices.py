"""Notices: JSON of a bank, read strictly. Four kinds: payment, guarantee, change of a guarantee, statement."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

import msgspec

from motcua.gateways.bank.domain.errors import (
    BadAmount,
    ItemTwice,
    OtherCurrency,
    Unreadable,
    WrongDay,
    WrongSum,
)

MOST = 1_000_000_000_000_000
"""Dong in one notice at the most: a thousand times more than any declaration owes."""
AHEAD = timedelta(minutes=10)
"""By so much a bank's clock may be fast."""
BACK = timedelta(days=90)
"""So late a notice may come."""

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[\x21-\x7e]+$")]
_Bank = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{2,11}$")]
_Payer = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{10}([0-9]{3})?$")]
_Broker = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{10}([0-9]{3})?)?$")]
_Number = Annotated[str, msgspec.Meta(max_length=20, pattern=r"^[0-9A-Za-z]*$")]
_Item = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}$")]
_Short = Annotated[str, msgspec.Meta(min_length=1, max_length=10)]
_Paper = Annotated[str, msgspec.Meta(max_length=35)]
_Office = Annotated[str, msgspec.Meta(max_length=6)]


class _Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    bank: _Bank
    notice: _Text


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was paid for one budget sub-item."""

    item: _Item
    amount: int


class Paid(_Notice, frozen=True, tag="payment", kw_only=True):
    """Money that arrived at the treasury for a declaration."""

    paid_at: datetime
    payer: _Payer
    account: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    declaration: _Number
    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1, max_length=20)]
    total: int
    currency: str
    reference: _Text
    content: Annotated[str, msgspec.Meta(max_length=210)] = ""


class Given(_Notice, frozen=True, tag="guarantee", kw_only=True):
    """A guarantee that the bank gives."""

    type: Literal["individual", "general"]
    year: Annotated[int, msgspec.Meta(ge=2000, le=2100)]
    symbol: _Short
    number: _Short
    party: _Payer
    amount: int
    since: date
    until: date
    broker: _Broker = ""
    office: _Office = ""
    procedure: Annotated[str, msgspec.Meta(max_length=3)] = ""
    planned_on: date | None = None
    declaration: Annotated[str, msgspec.Meta(max_length=12)] = ""
    bill: _Paper = ""
    invoice: _Paper = ""


class Change(_Notice, frozen=True, tag="change", kw_only=True):
    """A guarantee is extended, raised or ended."""

    year: int
    symbol: _Short
    number: _Short
    verb: Literal["extend", "raise", "end"]
    amount: int | None = None
    until: date | None = None
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a statement."""

    notice: _Text
    reference: _Text
    total: int


class Statement(_Notice, frozen=True, tag="statement", kw_only=True):
    """All payments of a day as the bank counts them."""

    day: date
    lines: Annotated[tuple[Line, ...], msgspec.Meta(max_length=10_000)]
    count: int
    total: int


Told = Paid | Given | Change | Statement
_decode = msgspec.json.Decoder(Told).decode


def read(raw: bytes, now: datetime) -> Told:
    """Read and judge a notice by itself. Unreadable, BadAmount, WrongSum, OtherCurrency, WrongDay, ItemTwice."""
    try:
        found: Told = _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(why=str(error)[:200]) from None
    if isinstance(found, Paid):
        _judge_paid(found, now)
    elif isinstance(found, Statement):
        _judge_statement(found)
    elif (amount := found.amount) is not None:
        _within(amount)
    return found


def _judge_paid(found: Paid, now: datetime) -> None:
    if found.currency != "VND":
        raise OtherCurrency(currency=found.currency[:10])
    for amount in (found.total, *(each.amount for each in found.items)):
        _within(amount)
    _once(each.item for each in found.items)
    _adds_up((each.amount for each in found.items), found.total)
    if found.paid_at.tzinfo is None:
        raise Unreadable(why="paid_at: +07:00, Z")
    if not now - BACK <= found.paid_at <= now + AHEAD:
        raise WrongDay(at=found.paid_at.isoformat(), now=now.isoformat(timespec="seconds"))


def _judge_statement(found: Statement) -> None:
    _once(each.notice for each in found.lines)
    for each in found.lines:
        _within(each.total)
    _adds_up((each.total for each in found.lines), found.total)
    if found.count != len(found.lines):
        raise WrongSum(sum=len(found.lines), total=found.count)


def _within(amount: int) -> None:
    if not 0 < amount <= MOST:
        raise BadAmount(amount=str(amount)[:30], most=MOST)


def _once(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ItemTwice(item=name)
        seen.add(name)


def _adds_up(parts: Iterable[int], total: int) -> None:
    found = sum(parts)
    if found != total:
        raise WrongSum(sum=found, total=total)
