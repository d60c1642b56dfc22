"""Amounts: a day's trade as it is declared: rounded quantities, prices and values, and the tax on them."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.trade import Trade
from motcua.demo.domain.world import World

Floats = NDArray[np.float64]


class Amounts(msgspec.Struct):
    """As declared. Lines: quantity, price and invoice value in the invoice's currency, customs value and tax
    in dong. Declarations: invoice total, freight and insurance in that currency, and the sums of the lines."""

    quantity: Floats
    price: Floats
    invoice: Floats
    customs_value: Floats
    tax: Floats
    total: Floats
    freight: Floats
    insurance: Floats
    value_usd: Floats
    tax_total: Floats


def amounts(world: World, found: Trade, factor: Floats) -> Amounts:
    """Give every declaration its factor (shape n) and round as a trader would."""
    owner = found.owner
    rates = world.exchange[found.day]
    rate = rates[found.currency][owner]
    whole = found.currency[owner] == 3
    wanted = found.value[owner] * found.share * factor[owner] * rates[0] / rate
    wanted /= (1 + found.freight + found.insurance)[owner]
    usual = found.price * rates[0] / rate
    counted = world.flow_counted[found.flow[owner]]
    quantity = _rounded(wanted / usual, counted, 2)
    price = _rounded(wanted / quantity, whole, 4)
    return summed(world, found, quantity, price)


def _rounded(values: Floats, whole: NDArray[np.bool_], decimals: int) -> Floats:
    """Rounded, never to nothing: to ones where `whole`, else to so many decimals."""
    least = 10.0**-decimals
    return np.where(whole, np.maximum(np.round(values), 1), np.maximum(np.round(values, decimals), least))


def summed(world: World, found: Trade, quantity: Floats, price: Floats) -> Amounts:
    """Values, sums and taxes of lines of these quantities and prices."""
    owner = found.owner
    invoice = _rounded(quantity * price, found.currency[owner] == 3, 2)
    total = _sum(found, invoice)
    digits = found.currency == 3
    freight = np.where(digits, np.round(total * found.freight), np.round(total * found.freight, 2))
    insurance = np.where(digits, np.round(total * found.insurance), np.round(total * found.insurance, 2))
    rate = world.exchange[found.day][found.currency]
    value = invoice * (1 + (freight + insurance) / total)[owner] * rate[owner]
    tax = found.alpha * value + found.beta * quantity
    return Amounts(
        quantity, price, invoice, value, tax, total, freight, insurance,
        _sum(found, value) / world.exchange[found.day][0], _sum(found, tax),
    )  # fmt: skip


def _sum(found: Trade, values: Floats) -> Floats:
    return np.add.reduceat(values, found.first) if len(values) else np.zeros(0)
