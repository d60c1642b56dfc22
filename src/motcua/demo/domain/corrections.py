"""Corrections: what a declaration becomes when the truth is found, or when its trader amends it."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.amounts import Amounts, summed
from motcua.demo.domain.life import Life
from motcua.demo.domain.trade import Trade
from motcua.demo.domain.world import World

UNDERVALUED, WRONG_CODE, FALSE_ORIGIN, SHORT = 1, 2, 3, 4
Ints = NDArray[np.int64]


def told_truly(world: World, found: Trade, as_is: Amounts) -> tuple[Trade, Amounts]:
    """The same day with every false line put right. Honest declarations stay as they are."""
    line = found.fraud_line
    option, price, quantity = found.option.copy(), as_is.price.copy(), as_is.quantity.copy()
    kinds, rest = found.fraud, 1 - found.fraud_part
    low, short = kinds == UNDERVALUED, kinds == SHORT
    whole = found.currency == 3
    dearer = as_is.price[line] / rest
    price[line[low]] = np.where(whole, np.round(dearer), np.round(dearer, 4))[low]
    more = as_is.quantity[line] / rest
    counted = world.flow_counted[found.flow]
    quantity[line[short]] = np.where(counted, np.ceil(more), np.round(more, 2))[short]
    coded, claimed = line[kinds == WRONG_CODE], line[kinds == FALSE_ORIGIN]
    option[coded] = world.option_truly[option[coded]]
    option[claimed] = world.option_plain[option[claimed]]
    return _again(world, found, option), _amounts(world, found, option, quantity, price)


def amended(world: World, found: Trade, as_is: Amounts, plan: Life) -> Amounts:
    """The same day with a little more of the first line where a trader amends its tax."""
    quantity = as_is.quantity.copy()
    more = quantity[found.first] * (1 + plan.amends_more)
    counted = world.flow_counted[found.flow]
    changed = np.where(counted, np.ceil(more), np.round(more, 2))
    quantity[found.first] = np.where(plan.amends_more > 0, changed, quantity[found.first])
    return summed(world, found, quantity, as_is.price)


def evaded(found: Trade, as_is: Amounts, true: Amounts) -> Ints:
    """Duty evaded by each declaration, in dong; 0 for the honest."""
    gap = np.rint(true.tax_total - as_is.tax_total).astype(np.int64)
    return np.where(found.fraud > 0, np.maximum(gap, 0), 0)


def _again(world: World, found: Trade, option: Ints) -> Trade:
    span = int(world.catalogue.span_of[found.day])
    taxed = found.taxed[found.owner]
    return msgspec.structs.replace(
        found, option=option, alpha=world.catalogue.alpha[span, option] * taxed,
        beta=world.catalogue.beta[span, option] * taxed, fraud=np.zeros_like(found.fraud),
    )  # fmt: skip


def _amounts(
    world: World, found: Trade, option: Ints, quantity: NDArray[np.float64], price: NDArray[np.float64]
) -> Amounts:
    return summed(world, _again(world, found, option), quantity, price)
