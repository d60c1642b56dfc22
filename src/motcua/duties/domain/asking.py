"""Asking: what a trader wants to know before lodging, in the words of an invoice.

One kind of goods stands in the question itself; several stand in `items`. What is left out is filled in by
`completing`, what does not fit together is told by `fitting`.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

MOST_ITEMS = 999
"""Goods items of one declaration."""


class AskedClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A claim on a tax other than the duty: its code (`VB215`), a relief from it, the amount of a reduction."""

    code: str = ""
    exemption: str = ""
    reduction: Decimal | None = None


class AskedAdjustment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An addition to the price (`AD`) or a deduction from it (`SB`), for the items named by number, or for all."""

    kind: str = "AD"
    amount: Decimal | None = None
    currency: str = ""
    items: tuple[int, ...] = ()


class AskedGoods(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of goods. `form` is the proof of origin at hand (D, E, EUR.1 …); `table` is said instead of it."""

    hs: str = ""
    origin: str = ""
    value: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    quantity2: Decimal | None = None
    unit2: str = ""
    form: str = ""
    table: str = ""
    management_code: str = ""
    absolute_code: str = ""
    customs_value: Decimal | None = None
    customs_value_currency: str = ""
    exemption: str = ""
    reduction: Decimal | None = None
    claims: tuple[AskedClaim, ...] = ()


class DutyQuestion(AskedGoods, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is due on these goods. Without `on` it is asked for today."""

    direction: Literal["import", "export"]
    on: date | None = None
    currency: str = ""
    incoterm: str = ""
    freight: Decimal | None = None
    freight_currency: str = ""
    freight_class: str = ""
    insurance: Decimal | None = None
    insurance_currency: str = ""
    insurance_class: str = ""
    adjustments: tuple[AskedAdjustment, ...] = ()
    allocation_total: Decimal | None = None
    valuation: str = ""
    destination: str = ""
    export_value: Decimal | None = None
    export_value_currency: str = ""
    items: tuple[AskedGoods, ...] = ()


T = TypeVar("T", bound=msgspec.Struct)

_GOODS = tuple(field.name for field in msgspec.structs.fields(AskedGoods))
_NOTHING = AskedGoods()


def goods_of(question: DutyQuestion) -> tuple[AskedGoods, ...]:
    """The goods asked about: the items, or the question's own."""
    return question.items or (AskedGoods(**{name: getattr(question, name) for name in _GOODS}),)


def says_both(question: DutyQuestion) -> tuple[str, ...]:
    """Fields of goods that stand beside `items`, where nobody can know to which item they belong."""
    if not question.items:
        return ()
    return tuple(name for name in _GOODS if getattr(question, name) != getattr(_NOTHING, name))


def path_of(question: DutyQuestion, place: int, field: str) -> str:
    """Where the field of an item (from 0) stands in the question."""
    return f"/items/{place}/{field}" if question.items else f"/{field}"


def tidied(question: DutyQuestion) -> DutyQuestion:
    """The same in the writing of the code lists: capitals, no blanks, a code of goods without its dots."""
    goods = [_tidy(each) for each in question.items]
    adjustments = [_tidy(each) for each in question.adjustments]
    return replace(_tidy(question), items=tuple(goods), adjustments=tuple(adjustments))


def _tidy(held: T) -> T:
    changed: dict[str, object] = {}
    for name in held.__struct_fields__:
        text = getattr(held, name)
        if isinstance(text, str) and name != "direction":
            bare = text.strip().upper()
            changed[name] = bare.replace(".", "").replace(" ", "") if name == "hs" else bare
    if claims := getattr(held, "claims", ()):
        changed["claims"] = tuple(map(_tidy, claims))
    return replace(held, **changed)
