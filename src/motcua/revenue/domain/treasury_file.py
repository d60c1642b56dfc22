"""The treasury's file: what was collected on a day, by reference and budget sub-item. Reading it, and comparing. Pure.

Columns are named by their keys or by their titles in either language. Money that was given back is below zero.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

import msgspec

from motcua.kernel.days import FIRST, LAST
from motcua.kernel.words import Words

COLUMNS: Mapping[str, Words] = {
    "day": Words("Ngày", "Day"),
    "account": Words("Tài khoản kho bạc", "Treasury account"),
    "reference": Words("Số tham chiếu", "Reference"),
    "item": Words("Tiểu mục", "Sub-item"),
    "amount": Words("Số tiền", "Amount"),
    "declaration": Words("Số tờ khai", "Declaration"),
    "payer": Words("Mã số thuế", "Tax code"),
}
NEEDED = ("day", "reference", "item", "amount")
MOST_LINES = 50_000
MOST = 10**15
"""Dong of a line; more is a slip of the pen."""
_AMOUNT = re.compile(r"-?(?:\d{1,15}(?:\.0)?|\d{1,3}([., ])\d{3}(?:\1\d{3}){0,3})\Z", re.ASCII)
_ITEM = re.compile(r"\d{4}\Z", re.ASCII)
NAMED = 28
"""Characters of a reference that stay in the name of the entry that corrects it."""
_LENGTHS = {"account": 20, "reference": 60, "declaration": 20, "payer": 14}

State = Literal["agrees", "theirs", "ours", "differs", "items"]
STATE_WORDS: Mapping[str, Words] = {
    "agrees": Words("Khớp", "Agrees"),
    "theirs": Words("Kho bạc có, sổ không có", "The treasury has it, the ledger does not"),
    "ours": Words("Sổ có, kho bạc không có", "The ledger has it, the treasury does not"),
    "differs": Words("Khác số tiền", "Amounts differ"),
    "items": Words("Khác tiểu mục", "Other sub-items"),
}
STATE_TONES = {"agrees": "good", "theirs": "bad", "ours": "warn", "differs": "bad", "items": "warn"}


class Line(msgspec.Struct, frozen=True):
    """A line of the file: dong by reference and sub-item, below zero where money was given back."""

    reference: str
    item: str
    amount: int
    account: str = ""
    declaration: str = ""
    payer: str = ""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong in a row of the file; row 1 is the heading."""

    row: int
    words: Words


class Read(msgspec.Struct, frozen=True):
    """What a file says. It is taken only where `faults` is empty; `day` is then its one day."""

    day: date | None
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


class Side(msgspec.Struct, frozen=True):
    """A reference in the ledger: dong by sub-item (empty: held or unmatched), and the leaf that booked it."""

    reference: str
    items: Mapping[str, int]
    leaf: int = 0
    office: str = ""

    @property
    def amount(self) -> int:
        """All of it."""
        return sum(self.items.values())


class Compared(msgspec.Struct, frozen=True):
    """A reference with what both sides have; None where a side does not have it."""

    reference: str
    state: State
    theirs: Mapping[str, int] | None
    ours: Mapping[str, int] | None
    leaf: int = 0
    declaration: str = ""
    payer: str = ""
    account: str = ""

    @property
    def sums(self) -> tuple[int, int]:
        """Dong by the treasury, and by the ledger."""
        return sum((self.theirs or {}).values()), sum((self.ours or {}).values())


def read(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Read:
    """Lines of a file, or all that is wrong with it."""
    places = _places(heads)
    missing = [COLUMNS[key] for key in NEEDED if key not in places]
    if missing:
        vi, en = ", ".join(each.vi for each in missing), ", ".join(each.en for each in missing)
        return Read(None, (), (Fault(1, Words(f"thiếu cột {vi}", f"column {en} is missing")),))
    rows = list(rows)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows or len(rows) > MOST_LINES:
        words = Words(f"tệp phải có từ 1 đến {MOST_LINES} dòng", f"a file has 1 to {MOST_LINES} lines")
        return Read(None, (), (Fault(1, words),))
    return _read(places, rows)


def _places(heads: Sequence[str]) -> dict[str, int]:
    named = {text.casefold(): key for key, words in COLUMNS.items() for text in (key, words.vi, words.en)}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        key = named.get(head.strip().casefold())
        if key:
            found.setdefault(key, place)
    return found


def _read(places: Mapping[str, int], rows: Sequence[Sequence[str]]) -> Read:
    faults: list[Fault] = []
    lines: list[Line] = []
    first: date | None = None
    seen: set[tuple[str, str]] = set()
    for no, row in enumerate(rows, start=2):
        told = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
        on, wrong = _day(told["day"]), list(_wrong(told))
        first = first or on
        if on is not None and on != first:
            wrong.append(Words("ngày khác các dòng trên", "another day than the lines above"))
        key = (told["reference"], told["item"])
        if key in seen:
            wrong.append(Words("số tham chiếu và tiểu mục này đã có ở trên", "this reference and sub-item stand above"))
        seen.add(key)
        faults += [Fault(no, words) for words in wrong]
        if not wrong:
            rest = {name: told.get(name, "") for name in ("account", "declaration", "payer")}
            lines.append(Line(told["reference"], told["item"], amount_of(told["amount"]) or 0, **rest))
    return Read(None if faults else first, () if faults else tuple(lines), tuple(faults))


_CHECKS: tuple[tuple[str, Callable[[str], bool], Words], ...] = (
    ("day", lambda text: _day(text) is not None, Words("ngày không đọc được", "the day cannot be read")),
    ("reference", bool, Words("thiếu số tham chiếu", "the reference is missing")),
    ("item", lambda text: _ITEM.match(text) is not None, Words("tiểu mục có 4 chữ số", "a sub-item has 4 digits")),
    ("amount", lambda text: bool(amount_of(text)),
     Words("số tiền là số nguyên đồng khác 0", "the amount is whole dong and not 0")),
)  # fmt: skip


def _wrong(told: Mapping[str, str]) -> Iterator[Words]:
    for key, fits, words in _CHECKS:
        if not fits(told[key]):
            yield words
    for key, most in _LENGTHS.items():
        if len(told.get(key, "")) > most or "\x00" in told.get(key, ""):
            yield Words(f"{COLUMNS[key].vi.lower()} dài quá {most}", f"{COLUMNS[key].en.lower()} is longer than {most}")


def amount_of(text: str) -> int | None:
    """Whole dong as typed, with or without marks of thousands, all of one kind; None for what is no such number."""
    if not _AMOUNT.match(text):
        return None
    number = int(re.sub(r"[., ]", "", text.removesuffix(".0")))
    return number if abs(number) <= MOST else None


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"):
        try:
            found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return found if FIRST <= found <= LAST else None
    return None


def entry_name(reference: str, day: date, earlier: int) -> str:
    """Under what reference money is taken in to correct one of a day, after so many `earlier` entries for it.

    A long one is shortened so that no two become the same.
    """
    if len(reference) > NAMED:
        reference = f"{reference[: NAMED - 9]}~{sha256(reference.encode()).hexdigest()[:8]}"
    return f"{reference}/{day:%y%m%d}" + (f".{earlier + 1}" if earlier else "")


def compare(theirs: Iterable[Line], ours: Iterable[Side]) -> list[Compared]:
    """Reference by reference what both sides have; what differs first.

    Money that is held or waits has no sub-item in the ledger: of it the sums alone are compared.
    """
    told: dict[str, list[Line]] = {}
    for line in theirs:
        told.setdefault(line.reference, []).append(line)
    booked: dict[str, Side] = {}
    for side in ours:
        booked[side.reference] = _joined(booked[side.reference], side) if side.reference in booked else side
    found = [_compared(key, told.get(key, []), booked.get(key)) for key in {**told, **booked}]
    return sorted(found, key=lambda each: (each.state == "agrees", each.state, each.reference))


def _joined(one: Side, other: Side) -> Side:
    """Two bookings under one reference, as of two banks that happen to use the same."""
    items = dict(one.items)
    for item, amount in other.items.items():
        items[item] = items.get(item, 0) + amount
    return Side(one.reference, items, one.leaf, one.office)


def _compared(reference: str, lines: Sequence[Line], side: Side | None) -> Compared:
    items = {line.item: line.amount for line in lines}
    first = lines[0] if lines else None
    if side is None:
        return _with(Compared(reference, "theirs", items, None), first)
    if first is None:
        return Compared(reference, "ours", None, side.items, side.leaf)
    state: State = "items" if sum(items.values()) == side.amount else "differs"
    if items == side.items or (state == "items" and "" in side.items):
        state = "agrees"
    return _with(Compared(reference, state, items, side.items, side.leaf), first)


def _with(found: Compared, line: Line | None) -> Compared:
    """With what the treasury's line says of declaration and payer."""
    if line is None:
        return found
    told = {"declaration": line.declaration, "payer": line.payer, "account": line.account}
    return msgspec.structs.replace(found, **told)
