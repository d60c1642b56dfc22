"""Baggage: what lies within the allowances, what is to be declared, and what part is dutiable. Pure.

Kinds that share an allowance (`spirits or wine or beer`) are read as one choice: it goes to the kind for which it
frees the greatest value, and the others are above it whole. Other goods are freed in the order in which they are told.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from motcua.crossings.domain.people_data import Allowance, Threshold, allowances, thresholds
from motcua.kernel.money import E4, e4, half_up

MONEY = ("foreign", "dong", "gold")
GOODS = ("spirits", "wine", "beer", "cigarettes", "cigars", "tobacco", "other")
MOST_ITEMS = 40
Verdict = Literal["within", "declare", "dutiable"]


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody carries: `value` is whole dong (of goods), `quantity` litres, pieces, grams, or an amount."""

    kind: str
    quantity: Decimal = Decimal(0)
    value: int = 0
    currency: str = ""
    hs: str = ""
    unit: str = ""
    description: str = ""
    origin: str = ""


class Told(msgspec.Struct, frozen=True):
    """What becomes of one item: how much is free and how much above, and the value of the part above in dong.

    `limit_e4` is the allowance or the threshold that it was measured with.
    """

    item: Item
    verdict: Verdict
    free_e4: int = 0
    above_e4: int = 0
    dutiable: int = 0
    limit_e4: int = 0


class Decision(msgspec.Struct, frozen=True):
    """What becomes of all of it. `dutiable` is dong above the allowances."""

    items: tuple[Told, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest of them."""
        found = {told.verdict for told in self.items}
        return "dutiable" if "dutiable" in found else "declare" if "declare" in found else "within"

    @property
    def dutiable(self) -> int:
        """Dong above the allowances."""
        return sum(told.dutiable for told in self.items)


def decide(items: Sequence[Item], direction: str, day: date, exchange_e4: Mapping[str, int]) -> Decision:
    """What becomes of what somebody carries in or out on a day. NotInForce before the first text.

    `exchange_e4` is dong for a unit of each currency, in 1/10,000. KeyError for a currency without a rate. Goods are
    dutiable on entry alone.
    """
    money = _money(items, thresholds(day), exchange_e4)
    goods = _goods(items, allowances(day)) if direction == "in" else {}
    return Decision(
        tuple(money.get(place) or goods.get(place) or Told(item, "within") for place, item in enumerate(items))
    )


def amount_e4(item: Item) -> int:
    """The quantity in 1/10,000. ValueError for more than four decimals and for what is no number."""
    return e4(item.quantity)


def _money(
    items: Sequence[Item], limits: Mapping[str, Threshold], exchange_e4: Mapping[str, int]
) -> dict[int, Told]:  # fmt: skip
    """Money and gold, by place: each kind is measured in sum."""
    found: dict[int, Told] = {}
    for kind in MONEY:
        places = [place for place, item in enumerate(items) if item.kind == kind]
        limit = limits[kind]
        if kind == "foreign":
            held = sum(amount_e4(items[place]) * exchange_e4[items[place].currency] for place in places)
            bound = limit.most_e4 * exchange_e4["USD"]
        else:
            held, bound = sum(amount_e4(items[place]) for place in places), limit.most_e4
        over = held >= bound if limit.reached else held > bound
        verdict: Verdict = "declare" if over else "within"
        found |= {place: Told(items[place], verdict, limit_e4=limit.most_e4) for place in places}
    return found


def _goods(items: Sequence[Item], free: Mapping[str, Allowance]) -> dict[int, Told]:
    found = _others(items, free["other"])
    for share in dict.fromkeys(allowance.share for key, allowance in free.items() if key != "other"):
        kinds = [key for key, allowance in free.items() if allowance.share == share]
        chosen = max(kinds, key=lambda kind: _freed(items, kind, free[kind].most_e4))
        for kind in kinds:
            found |= _measured(items, kind, free[kind].most_e4, free[kind].most_e4 if kind == chosen else 0)
    return found


def _freed(items: Sequence[Item], kind: str, most_e4: int) -> int:
    """The value that an allowance frees of a kind."""
    told = _measured(items, kind, most_e4, most_e4).values()
    return sum(each.item.value - each.dutiable for each in told)


def _measured(items: Sequence[Item], kind: str, most_e4: int, left: int) -> dict[int, Told]:
    """Goods of a kind in their order, while something is left of the allowance."""
    found: dict[int, Told] = {}
    for place, item in enumerate(items):
        if item.kind != kind:
            continue
        held = amount_e4(item)
        free = min(held, left)
        left -= free
        above = held - free
        dutiable = half_up(item.value * above, held) if above else 0
        found[place] = Told(item, "dutiable" if above else "within", free, above, dutiable, most_e4)
    return found


def _others(items: Sequence[Item], free: Allowance) -> dict[int, Told]:
    """Other goods by value, in their order."""
    left = free.most_e4 // E4
    found: dict[int, Told] = {}
    for place, item in enumerate(items):
        if item.kind != "other":
            continue
        freed = min(item.value, left)
        left -= freed
        above = item.value - freed
        found[place] = Told(item, "dutiable" if above else "within", freed * E4, above * E4, above, free.most_e4)
    return found
