"""Border residents declare: one or many, never together above the allowance of a day or the days of a month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec
from django.db import connection, transaction

from motcua.crossings import events_people as events
from motcua.crossings.covering_tables import RESIDENT, RESIDENT_GOODS, T_RESIDENT, T_RESIDENT_GOODS
from motcua.crossings.domain.people_data import limit
from motcua.crossings.domain.people_errors import FaultyRows, NoCode, NothingToWrite
from motcua.crossings.domain.residents import (
    NUMBER_KIND,
    Decided,
    Declared,
    Over,
    Seen,
    Used,
    decide,
    judge,
    parts_above,
    plain_card,
)
from motcua.crossings.queries.duty import Part, Reckoned, reckon
from motcua.crossings.queries.residents import month_of, usage
from motcua.crossings.sealing import pseudonym
from motcua.crossings.services.people_rights import need_counter, office_of
from motcua.ground.services import bulk, ids, log, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.money import from_e4
from motcua.revenue import services as revenue

RESIDENTS = "CUDAN"
"""As whom the ledger knows border residents: it names nobody."""
Row = tuple[Any, ...]


class Taken(msgspec.Struct, frozen=True):
    """What became of one declaration, in the order in which they were given. `id` is its leaf."""

    number: str
    id: int
    outcome: str
    within: int
    above: int
    duty: int
    why: str = ""


class _Entry(msgspec.Struct):
    """A declaration while it is written."""

    told: Declared
    resident: str
    decided: Decided
    reckoned: Reckoned
    number: str = ""


def declare(many: Sequence[Declared], *, by: Actor, at: datetime, over: Over = "refer") -> list[Taken]:
    """Take declarations, all or none: those within the allowance with one leaf, each taxed one with its own.

    What lies above the allowance is referred to an ordinary declaration, or (`over="tax"`) its part above is charged,
    to be paid at the gate. FaultyRows, NotAllowed, NoCode where a part above cannot be taxed.
    """
    rows = [msgspec.structs.replace(row, card=plain_card(row.card)) for row in many]
    if not rows:
        raise NothingToWrite
    need_counter(by, {row.gate: row.day for row in rows})
    today = law_day(at)
    findings = judge(rows, Seen(today, limit("count days", today).value))
    if findings:
        raise FaultyRows(findings)
    with transaction.atomic():
        return _take(rows, by, at, over)


def _take(rows: Sequence[Declared], by: Actor, at: datetime, over: Over) -> list[Taken]:
    cards = {row.card: pseudonym(row.card) for row in rows}
    _lock({(cards[row.card], month_of(row.day)) for row in rows})
    entries = _decided(rows, cards, over)
    first = numbering.take(NUMBER_KIND, len(entries))
    for place, entry in enumerate(entries):
        entry.number = f"{NUMBER_KIND}{first + place:08d}"
    taxed = [entry for entry in entries if entry.decided.outcome == "taxed"]
    plain = [entry for entry in entries if entry.decided.outcome != "taxed"]
    leaves = ids.take(at, len(taxed) + bool(plain))
    found: dict[str, Taken] = {}
    groups = [[entry] for entry in taxed] + ([plain] if plain else [])
    for leaf, group in zip(leaves, groups, strict=True):
        _write(leaf, group, by, at)
        found |= {entry.number: _taken(leaf, entry) for entry in group}
    _add_up(entries)
    return [found[entry.number] for entry in entries]


def _taken(leaf: int, entry: _Entry) -> Taken:
    decided = entry.decided
    return Taken(
        entry.number, leaf, decided.outcome, decided.within, decided.above, entry.reckoned.total, decided.why
    )  # fmt: skip


def _lock(months: set[tuple[str, str]]) -> None:
    """Make the rows of these months if need be, and hold them in one order until the transaction ends."""
    wanted = sorted(months)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO crossings_resident_month (resident, month, days, declarations, value) VALUES (%s, %s, 0, 0, 0)"
            " ON CONFLICT (resident, month) DO NOTHING",
            wanted,
        )
        cursor.executemany("UPDATE crossings_resident_month SET days = days WHERE resident = %s AND month = %s", wanted)


def _decided(rows: Sequence[Declared], cards: dict[str, str], over: Over) -> list[_Entry]:
    """Each declaration in its turn: what the ones before it use is gone for it."""
    used = usage({cards[row.card] for row in rows}, min(row.day for row in rows), max(row.day for row in rows))
    entries = []
    for place, row in enumerate(rows):
        resident = cards[row.card]
        days = used[resident]
        month = {day for day in days if (day.year, day.month) == (row.day.year, row.day.month)}
        decided = decide(
            row.value, Used(days.get(row.day, 0), len(month), row.day in month), limit("resident day", row.day).value,
            limit("resident month", row.day).value, over,
        )  # fmt: skip
        if decided.outcome != "referred":
            days[row.day] = days.get(row.day, 0) + decided.within + decided.above
        entries.append(_Entry(row, resident, decided, _duty(place, row, decided)))
    return entries


_NOTHING = Reckoned({}, {}, {})


def _duty(place: int, row: Declared, decided: Decided) -> Reckoned:
    if decided.outcome != "taxed":
        return _NOTHING
    parts = [
        Part(no, goods.hs, "", value, from_e4(goods.quantity_e4) * Decimal(value) / Decimal(goods.value), goods.unit)
        for no, (goods, value) in enumerate(parts_above(row.goods, decided.above))
    ]
    parts = [msgspec.structs.replace(part, quantity=max(Decimal("0.0001"), round(part.quantity, 4))) for part in parts]
    found = reckon(parts, row.day)
    if found.missing:
        raise NoCode(row=place + 1, why=next(iter(found.missing.values())).vi)
    return found


def _write(leaf: int, group: Sequence[_Entry], by: Actor, at: datetime) -> None:
    rows = [_row(leaf, no, entry, by, at) for no, entry in enumerate(group)]
    goods = [
        (leaf, no, place, each.description.strip()[:200], each.quantity_e4, each.unit[:4], each.value, each.hs)
        for no, entry in enumerate(group)
        for place, each in enumerate(entry.told.goods)
    ]
    charges = [row for entry in group for row in _charges(leaf, entry, at)]
    bulk.insert(T_RESIDENT, RESIDENT, rows, (3,))
    bulk.insert(T_RESIDENT_GOODS, RESIDENT_GOODS, goods)
    told = [row_bytes(T_RESIDENT, row) for row in rows] + [row_bytes(T_RESIDENT_GOODS, row) for row in goods]
    if charges:
        bulk.insert(revenue.T_TRANSFER, revenue.TRANSFER, charges, revenue.TRANSFER_MOMENTS)
        [entry] = group
        office, day = office_of(entry.told.gate), law_day(at)
        owed = revenue.obligation_row(leaf, RESIDENTS, office, entry.reckoned.total, day)
        bulk.insert(revenue.T_OBLIGATION, revenue.OBLIGATION, [owed])
        told += [row_bytes(revenue.T_TRANSFER, row) for row in charges]
    facts = {"declarations": len(rows), "first": group[0].number}
    log.append([log.leaf(events.RESIDENTS, id=leaf, subject=f"residents/{leaf}", at=at, by=by, facts=facts, rows=told)])


def _charges(leaf: int, entry: _Entry, at: datetime) -> list[Row]:
    charged = [pair for pair in sorted(entry.reckoned.by_kind.items()) if pair[1]]
    if not charged:
        return []
    booked_on = revenue.open_from(law_day(at))
    return list(revenue.charge_rows(leaf, at, booked_on, office_of(entry.told.gate), RESIDENTS, charged))


def _row(leaf: int, no: int, entry: _Entry, by: Actor, at: datetime) -> Row:
    told, decided = entry.told, entry.decided
    return (
        leaf, no, entry.number, at, told.day.isoformat(), told.gate, office_of(told.gate), told.direction,
        entry.resident, told.commune, told.value, decided.within, decided.above, entry.reckoned.total,
        decided.outcome, decided.why, by.reference,
    )  # fmt: skip


def _add_up(entries: Sequence[_Entry]) -> None:
    """Bring the months forward; what was referred uses nothing."""
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for entry in entries:
        if entry.decided.outcome != "referred":
            key = entry.resident, month_of(entry.told.day)
            days[key].add(entry.told.day)
            sums[key][0] += 1
            sums[key][1] += entry.decided.within + entry.decided.above
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE crossings_resident_month SET declarations = declarations + %s, value = value + %s, days ="
            " (SELECT COUNT(DISTINCT day) FROM crossings_resident_declaration d WHERE d.resident ="
            " crossings_resident_month.resident AND d.outcome <> 'referred' AND d.day BETWEEN %s AND %s)"
            " WHERE resident = %s AND month = %s",
            [(count, value, f"{key[1]}-01", _last(key[1]), *key) for key, (count, value) in sorted(sums.items())],
        )


@cache
def _last(month: str) -> str:
    """The last day of a month."""
    year, no = map(int, month.split("-"))
    after = date(year + no // 12, no % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1).isoformat()


def print_of(message: bytes) -> bytes:
    """What the post book keeps of a message that names residents: a keyed hash, from which nobody reads a card."""
    return f"residents {pseudonym(sha256(message).hexdigest())}".encode()
