"""Telling: an answer as values that are written as JSON and shown on a page."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.figures import Tax
from motcua.duties.domain.writing import whole
from motcua.kernel.money import E4, from_e4
from motcua.kernel.words import Words
from motcua.tariff.domain import Entry


class Told(msgspec.Struct, frozen=True):
    """One meaning in both languages."""

    vi: str
    en: str


class DutyReason(msgspec.Struct, frozen=True):
    """An amount in dong and how it came about: its formula with figures, its acts, what it is made of."""

    label: Told
    amount: int
    how: Told
    law: str
    verified: bool
    children: tuple["DutyReason", ...] = ()


class TaxTold(msgspec.Struct, frozen=True):
    """One tax on one item.

    `base` is dong, or for a tax per unit the quantity; `base_unit` says which. `rate` is exact, with its unit:
    `2%`, `15000 VND/TNE`, `10% + 5000 VND/KGM`, `exempt`. `full` is what it was before a relief.
    """

    kind: str
    base: int | Decimal
    rate: str
    amount: int
    schedule: str
    source: str
    verified: bool
    base_unit: str = "VND"
    item: int = 1
    evidence: str = ""
    full: int = 0
    relief: str = ""


class ItemTold(msgspec.Struct, frozen=True):
    """One item: its value in dong with the parts, and its taxes together."""

    no: int
    hs: str
    origin: str
    table: str
    customs_value: int
    invoice: int
    freight: int
    insurance: int
    adjustments: int
    total: int


class DutyNote(msgspec.Struct, frozen=True):
    """What a trader should know of the answer."""

    code: str
    words: Told


class DutyAnswer(msgspec.Struct, frozen=True):
    """What is due. Money is whole dong; `exchange_rate` is dong per unit of the price's currency."""

    on: date
    customs_value: int
    exchange_rate: Decimal
    taxes: tuple[TaxTold, ...]
    total: int
    explanation: DutyReason
    direction: str
    currency: str
    incoterm: str
    exchange_rates: Mapping[str, Decimal]
    exchange_quoted_on: date | None
    by_kind: Mapping[str, int]
    items: tuple[ItemTold, ...]
    taken: Mapping[str, str]
    notes: tuple[DutyNote, ...]
    verified: bool


def said(words: Words) -> Told:
    """Words as they are written."""
    return Told(words.vi, words.en)


def exact(scaled: int) -> Decimal:
    """A number of 1/10,000 as a decimal without needless zeros."""
    number = from_e4(scaled).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def plain(scaled: int) -> str:
    """The same as text: `7.5`, `15000`."""
    return f"{exact(scaled):f}"


def rate_text(entry: Entry, ppm: int) -> str:
    """A rate as an exact number with its unit."""
    if entry.kind == "exempt":
        return "exempt"
    share = f"{plain(ppm)}%"
    if entry.kind not in ("specific", "mixed"):
        return share
    money = entry.currency not in ("", "VND")
    amount = f"{plain(entry.amount)} {entry.currency}" if money else f"{entry.amount} VND"
    per_unit = f"{amount}/{entry.unit}"
    return per_unit if entry.kind == "specific" else f"{share} + {per_unit}"


def tax_told(item: int, tax: Tax, entry: Entry) -> TaxTold:
    """A tax with the entry of the tariff that it was charged by."""
    base: int | Decimal = tax.base
    unit = "VND"
    if entry.kind == "specific":
        quantity = exact(tax.quantity_e4)
        base, unit = int(quantity) if tax.quantity_e4 % E4 == 0 else quantity, entry.unit
    return TaxTold(
        tax.kind, base, rate_text(entry, tax.ppm), tax.amount, entry.schedule, entry.source, entry.verified,
        unit, item, entry.evidence, tax.full, tax.relief,
    )  # fmt: skip


def reason(step: Step) -> DutyReason:
    """A step as it is written."""
    children = tuple(reason(child) for child in step.children)
    return DutyReason(said(step.label), step.amount, said(step.how), step.law, step.verified, children)


def whole_sum(lines: Sequence[Step], total: int) -> DutyReason:
    """The trees of all items under their sum."""
    parts = [whole(line.amount) for line in lines]
    how = Told(" + ".join(part.vi for part in parts), " + ".join(part.en for part in parts))
    label = Told("Tổng tiền thuế", "Total of taxes")
    verified = all(line.verified for line in lines)
    return DutyReason(label, total, how, "", verified, tuple(map(reason, lines)))


_encoder = msgspec.json.Encoder(decimal_format="number")


def written(value: object) -> bytes:
    """A value as JSON; decimals are numbers with all their digits."""
    return _encoder.encode(value)
