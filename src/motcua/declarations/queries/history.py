"""History for an officer: what checks found before of this party and of such goods, and what such goods cost.

Looks at the twelve months before, of goods at the newest REACH declarations of the same direction.
"""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from django.db import connection

from motcua.declarations.models import Declaration, Item
from motcua.declarations.queries import one
from motcua.risk import queries as risk

MONTHS = timedelta(days=365)
REACH = 6_000
"""Declarations looked into for goods; looking into all would take too long for a page."""
GOODS = 5
"""Kinds of goods told of one declaration."""
SHOWN = 10
"""Findings shown."""


class Finding(msgspec.Struct, frozen=True):
    """A finding and the declaration on which it was made."""

    number: str
    found: risk.Found


class OfParty(msgspec.Struct, frozen=True):
    """Declarations of a party in the twelve months before, by channel; what checks of them found."""

    declarations: int
    by_channel: dict[int, int]
    checked: int
    findings: tuple[Finding, ...]


class OfGoods(msgspec.Struct, frozen=True):
    """Such goods: same code, origin and unit. Prices are customs values in USD per unit, in 1/10,000."""

    no: int
    hs_code: str
    origin: str
    unit: str
    own_e4: int
    count: int
    low_e4: int
    half_e4: int
    high_e4: int
    findings: tuple[Finding, ...]

    @property
    def outside(self) -> bool:
        """Whether the price declared lies outside all earlier ones."""
        return self.count > 0 and not self.low_e4 <= self.own_e4 <= self.high_e4


def of_party(found: Declaration) -> OfParty:
    """The party's earlier declarations."""
    since = found.registered_on - MONTHS
    rows = Declaration.objects.filter(
        party=found.party, registered_on__gte=since, registered_at__lt=found.registered_at
    )
    held = dict(rows.order_by("-registered_on", "-id").values_list("id", "channel")[:REACH])
    by_channel: dict[int, int] = {}
    for channel in held.values():
        by_channel[channel] = by_channel.get(channel, 0) + 1
    outcomes = risk.findings(list(held))
    return OfParty(len(held), by_channel, len(outcomes), _named([each for each in outcomes if each.hit]))


_SAME = """
SELECT d.id, d.number,
  CAST(ROUND(1.0 * i.customs_value * d.value_usd_e4 / d.customs_value / i.quantity_e4 * 10000) AS BIGINT)
FROM (SELECT id, number, version, value_usd_e4, customs_value FROM declarations_declaration
      WHERE id < %s AND direction = %s AND registered_on >= %s AND cancelled_at IS NULL AND customs_value > 0
      ORDER BY id DESC LIMIT %s) d
JOIN declarations_item i ON i.declaration_id = d.id AND i.version = d.version
WHERE i.hs_code = %s AND i.origin = %s AND i.unit = %s AND i.quantity_e4 > 0
"""


def of_goods(found: Declaration) -> list[OfGoods]:
    """Of each kind of goods: earlier prices and findings."""
    seen: set[tuple[str, str, str]] = set()
    told = []
    for item in one.items(found.id, found.version, 0, SHOWN * GOODS):
        kind = (item.hs_code, item.origin, item.unit)
        if kind not in seen and len(told) < GOODS:
            seen.add(kind)
            told.append(_goods(found, item))
    return told


def _goods(found: Declaration, item: Item) -> OfGoods:
    since = found.registered_on - MONTHS
    with connection.cursor() as cursor:
        cursor.execute(
            _SAME, [found.id, found.direction, since, REACH, item.hs_code, item.origin, item.unit]
        )  # fmt: skip
        rows = cursor.fetchall()
    prices = sorted(int(price) for _id, _number, price in rows)
    hits = [each for each in risk.findings(sorted({row[0] for row in rows})) if each.hit]
    low, half, high = (prices[0], prices[(len(prices) - 1) // 2], prices[-1]) if prices else (0, 0, 0)
    return OfGoods(
        item.no, item.hs_code, item.origin, item.unit, _price(found, item), len(prices), low, half, high, _named(hits)
    )  # fmt: skip


def _price(found: Declaration, item: Item) -> int:
    """USD per unit in 1/10,000, from the customs value."""
    if not (found.customs_value and item.quantity_e4):
        return 0
    return round(item.customs_value * found.value_usd_e4 * 10_000 / found.customs_value / item.quantity_e4)


def _named(found: Sequence[risk.Found]) -> tuple[Finding, ...]:
    shown = found[:SHOWN]
    numbers = one.numbers_of([each.subject for each in shown])
    return tuple(Finding(numbers[each.subject], each) for each in shown if each.subject in numbers)
