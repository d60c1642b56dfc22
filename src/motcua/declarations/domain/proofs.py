"""Proofs: lines of an import that claim the rate of ATIGA (B04) and name a form D."""

from decimal import Decimal

from motcua.declarations.domain.message import Declaration, Item
from motcua.origin.domain.amounts import in_e4
from motcua.origin.domain.bearing import Wanted
from motcua.origin.domain.data import ATIGA


def proofs_of(message: Declaration) -> tuple[Wanted, ...]:
    """What the lines name; nothing for a declaration that claims no such rate."""
    if message.direction != "import":
        return _NONE
    return tuple([_wanted(no, item) for no, item in enumerate(message.items, 1) if item.certificate and _claims(item)])


_NONE: tuple[Wanted, ...] = ()


def _claims(item: Item) -> bool:
    return item.tariff_table == ATIGA


def _wanted(no: int, item: Item) -> Wanted:
    return Wanted(
        no, item.certificate[:35], item.hs_code, item.origin, _e4(item.quantity), item.unit, _e4(item.quantity2),
        item.unit2,
    )  # fmt: skip


def _e4(quantity: Decimal | None) -> int:
    return in_e4(quantity) or 0
