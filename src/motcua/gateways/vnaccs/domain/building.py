"""Building: the header and items of one declaration, made into a neutral message and their figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from motcua.declarations.domain.comparing import KINDS, TheirLine, Theirs
from motcua.declarations.domain.message import Declaration, Item, write
from motcua.gateways.vnaccs.domain.columns import STEPS
from motcua.gateways.vnaccs.domain.export import DeclarationRow, Place, StepRow
from motcua.gateways.vnaccs.domain.faults import Fault, fault
from motcua.kernel.canonical import encode
from motcua.kernel.days import LAW_ZONE, in_words, law_day, law_moment
from motcua.kernel.money import E4
from motcua.kernel.words import Words
from motcua.reference import domain as reference

LINES = 999
BEGAN = date(2014, 4, 1)
"""The first day of VNACCS."""
DIRECTIONS = {"10": "import", "11": "import", "30": "export", "31": "export"}
"""Document types that are declarations of goods."""
ITEM_ONLY = ("no", "value", *(f"tax.{kind}" for kind in KINDS))
_OWN = {"number", "registered_at", "registered_clock", "amended_at", *STEPS}

Fields = Mapping[str, Any]


class Part(NamedTuple):
    """Values of a row, with its place and a way to name its columns."""

    place: Place
    values: Fields
    title: Any


def moment_of(value: datetime | date | None) -> datetime | None:
    """A moment; a day without an hour counts as its beginning."""
    return value if value is None or isinstance(value, datetime) else law_moment(value)


def declaration(header: Part, items: Sequence[Part], today: date, faults: list[Fault]) -> DeclarationRow | None:
    """The declaration, or None with what is wrong added to its `faults`, which may hold some already."""
    values = header.values
    at = _registered(header, today, faults)
    _required(header, faults)
    ordered = _ordered(items, faults)
    _lines_complete(ordered, faults)
    direction = DIRECTIONS.get(str(values["number"])[:2])
    if direction is None:
        told = Words("số bắt đầu bằng 10, 11, 30 hoặc 31", "a number that begins with 10, 11, 30 or 31")
        faults.append(fault("VNX-01", header.place, header.title("number"), values["number"], told))
    theirs = _theirs(header, ordered, faults) if not faults else None
    if theirs is None or at is None or faults:
        return None
    message = _message(str(direction), values, ordered)
    amended = moment_of(values.get("amended_at"))
    said = [values["number"], at, amended, write(message).decode(), msgspec.to_builtins(theirs)]
    return DeclarationRow(
        values["number"], at, amended, values.get("channel", 0), message, theirs, sha256(encode(said)).digest(),
        header.place,
    )  # fmt: skip


def step(values: Fields, place: Place) -> StepRow:
    """What a row says of a declaration's life."""

    def at(name: str) -> datetime | None:
        return moment_of(values.get(name))

    return StepRow(
        values["number"], values.get("channel", 0), at("channel_at"), at("cleared_at"), at("passed_at"),
        at("cancelled_at"), place,
    )  # fmt: skip


def _registered(header: Part, today: date, faults: list[Fault]) -> datetime | None:
    value, hour = header.values.get("registered_at"), header.values.get("registered_clock")
    if value is None:
        return None
    at = moment_of(value)
    if isinstance(value, date) and not isinstance(value, datetime) and isinstance(hour, time):
        at = datetime.combine(value, hour, LAW_ZONE).astimezone(UTC)
    if at is not None and not BEGAN <= law_day(at) <= today + timedelta(days=1):
        told = Words(f"từ 01/04/2014 đến {in_words(today)}", f"from 01/04/2014 to {in_words(today)}")
        faults.append(fault("VNX-01", header.place, header.title("registered_at"), value, told))
        return None
    return at


def _required(header: Part, faults: list[Fault]) -> None:
    for name in ("registered_at", "office", "procedure", "party_id"):
        if name not in header.values and not _faulty(header, name, faults):
            faults.append(fault("VNX-02", header.place, header.title(name)))
    office, value = header.values.get("office"), header.values.get("registered_at")
    if office and isinstance(value, date):
        known = {each.code for each in reference.all_offices() if each.kind == "branch"}
        if office not in known:
            told = Words(f"một trong {', '.join(sorted(known))}", f"one of {', '.join(sorted(known))}")
            faults.append(fault("VNX-01", header.place, header.title("office"), office, told))


def _faulty(header: Part, name: str, faults: Iterable[Fault]) -> bool:
    """Whether this cell has a fault of its own already."""
    title = header.title(name)
    return any(each.column == title[:120] and (each.file, each.sheet, each.row) == header.place for each in faults)


def _ordered(items: Sequence[Part], faults: list[Fault]) -> list[Part]:
    """Items by their number; where no row has one, as they stand."""
    numbers = [part.values.get("no") for part in items]
    if all(no is None for no in numbers):
        numbers = list(range(1, len(items) + 1))
    if sorted(no or 0 for no in numbers) != list(range(1, len(items) + 1)) or len(items) > LINES:
        told = Words(f"1 đến {min(len(items), LINES)}", f"1 to {min(len(items), LINES)}")
        shown = ", ".join(str(no) for no in numbers[:20])
        faults.append(fault("VNX-05", items[0].place, items[0].title("no"), shown, told))
        return list(items)
    return [part for _, part in sorted(zip(numbers, items, strict=True), key=lambda pair: int(pair[0] or 0))]


def _lines_complete(items: Sequence[Part], faults: list[Fault]) -> None:
    for part in items:
        for name in ("hs_code", "value"):
            if name not in part.values and not _faulty(part, name, faults):
                faults.append(fault("VNX-02", part.place, part.title(name)))


def _theirs(header: Part, items: Sequence[Part], faults: list[Fault]) -> Theirs | None:
    lines = tuple(
        TheirLine(
            part.values["value"],
            {kind: amount for kind in KINDS if (amount := part.values.get(f"tax.{kind}", 0))},
        )
        for part in items
    )  # fmt: skip
    said = {kind: header.values[f"tax.{kind}"] for kind in KINDS if f"tax.{kind}" in header.values}
    by_line = any(line.taxes for line in lines) or not any(said.values())
    sums = {kind: sum(line.taxes.get(kind, 0) for line in lines) for kind in KINDS} if by_line else said
    by_kind = {kind: amount for kind in KINDS if (amount := sums.get(kind, 0))}
    checks = [(f"tax.{kind}", said[kind], sums.get(kind, 0), 0) for kind in said if by_line]
    total = header.values.get("tax", sum(by_kind.values()))
    checks.append(("tax", total, sum(by_kind.values()), 0))
    summed = sum(line.value for line in lines)
    value = header.values.get("customs_value", summed)
    checks.append(("customs_value", value, summed, len(lines)))
    for name, told, reckoned, slack in checks:
        if abs(told - reckoned) > slack:
            expected = Words(f"{reckoned}", f"{reckoned}")
            faults.append(fault("VNX-06", header.place, header.title(name), told, expected))
    usd = header.values.get("value_usd", Decimal(0))
    exchange = header.values.get("exchange", Decimal(0))
    return Theirs(value, lines, by_kind, by_line, int(usd * E4), int(exchange * E4))


def _message(direction: str, values: Fields, items: Iterable[Part]) -> Declaration:
    totals = {"exchange", "value_usd", "customs_value", "tax", *(f"tax.{kind}" for kind in KINDS)}
    head = {name: value for name, value in values.items() if name not in _OWN and name not in totals}
    lines = tuple(
        Item(**{name: value for name, value in part.values.items() if name not in ITEM_ONLY}) for part in items
    )
    return Declaration(direction=direction, items=lines, **head)  # type: ignore[arg-type]
