"""Cases: reads the worked examples of `tests/cases/duties` into shipments and books."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from tests.domain.duties.duties_factories import (
    Adjustment,
    Claim,
    Goods,
    Shipment,
    SmallBook,
    exempt,
    mixed,
    per_unit,
    percent,
)

from motcua.tariff.domain import Entry

FOLDER = Path(__file__).parents[2] / "cases" / "duties"
BOOK_NAMES = {"import": "duty"}


def read(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return list(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def shipment_of(case: dict[str, Any]) -> Shipment:
    """The shipment that a case speaks of."""
    said = dict(case["shipment"])
    said.pop("taxed", None)
    found: dict[str, Any] = {"items": tuple(_goods(line) for line in case["lines"])}
    found["direction"] = said.get("direction", "import")
    found["incoterm"], found["currency"] = said["term"], said["currency"]
    found["valuation_code"] = said.get("method", "6")
    found.update(_cost("freight", said.get("freight")))
    found.update(_cost("insurance", said.get("insurance")))
    found["adjustments"] = tuple(_adjustment(text) for text in said.get("adjustments", ()))
    if "base" in said:
        found["allocation_total"] = Decimal(said["base"])
    if "exit" in said:
        found["export_value"], found["export_value_currency"] = _money(said["exit"])
    return Shipment(**found)


def book_of(case: dict[str, Any]) -> SmallBook:
    """The rates of the day of a case."""
    exchange = {key: int(Decimal(str(rate)) * 10_000) for key, rate in case.get("exchange", {}).items()}
    rates = {
        BOOK_NAMES.get(name, name): _rate(number, str(text))
        for number, (name, text) in enumerate(case.get("rates", {}).items(), start=1)
    }
    return SmallBook(exchange=exchange, **rates)


def _rate(number: int, text: str) -> Entry:
    name = f"case rate {number}"
    if text == "exempt":
        return exempt(name)
    share, plus, fixed = text.rpartition("+")
    if "/" not in text:
        return percent(name, _ppm(text))
    amount, unit = fixed.strip().split("/")
    number_, _, currency = amount.partition(" ")
    scaled = int(Decimal(number_) * (10_000 if currency else 1))
    if plus:
        return mixed(name, _ppm(share), scaled, unit, currency=currency)
    return per_unit(name, scaled, unit, currency=currency)


def _ppm(text: str) -> int:
    return int(Decimal(text.strip().rstrip("%")) * 10_000)


def _money(text: str) -> tuple[Decimal, str]:
    amount, currency = text.split()
    return Decimal(amount), currency


def _cost(kind: str, text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    letter, _, rest = text.partition(" ")
    if not rest:
        return {f"{kind}_class": letter}
    amount, currency = _money(rest)
    return {f"{kind}_class": letter, kind: amount, f"{kind}_currency": currency}


def _adjustment(text: str) -> Adjustment:
    said, _, base = text.partition(" of ")
    kind, amount, currency = said.split()
    return Adjustment("A", kind, currency, Decimal(amount), Decimal(base) if base else None)


def _goods(line: dict[str, Any]) -> Goods:
    found: dict[str, Any] = {"hs_code": line.get("code", "27011900"), "tariff_table": line.get("table", "B01")}
    if "value" in line:
        found["invoice_value"] = Decimal(str(line["value"]))
    if "typed" in line:
        found["customs_value"], found["value_currency"] = _money(line["typed"])
    for name, unit in (("quantity", "unit"), ("quantity2", "unit2")):
        if name in line:
            found[name], found[unit] = _money(line[name])
    found["adjustments"] = tuple(line.get("slots", ()))
    found["exemption"] = line.get("exemption", "")
    if "reduction" in line:
        found["reduction"] = Decimal(line["reduction"])
    found["other_taxes"] = tuple(_claims(line.get("claims", ())))
    return Goods(**found)


def _claims(texts: Any) -> Iterator[Claim]:
    for text in texts:
        code, exemption, reduction = [*text.split(), "", ""][:3]
        yield Claim(code, exemption, Decimal(reduction) if reduction else None)
