"""Cases: reads the worked examples of `tests/cases/duties` into shipments. Their words are in README.md there."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from tests.domain.duties.duties_books import Day, book_of
from tests.domain.duties.duties_factories import Adjustment, Claim, Goods, Shipment

FOLDER = Path(__file__).parents[2] / "cases" / "duties"
WORTH = 1_000_000_000
"""The value of the line of an example on the packaged tariff, in dong, unless it says another."""
LINE_WORDS = {
    "code", "description", "origin", "table", "value", "typed", "quantity", "quantity2", "slots", "exemption",
    "reduction", "claims", "absolute", "management",
}  # fmt: skip
CASE_WORDS = {"case", "english", "day", "days", "tariff", "nomenclature", "exchange", "cross", "rates", "shipment",
              "line", "lines", "expect", "file"}  # fmt: skip
SHIPMENT_WORDS = {"direction", "term", "currency", "method", "freight", "insurance", "adjustments", "base", "exit",
                  "to", "taxed"}  # fmt: skip


class Example(NamedTuple):
    """One example on one day: what is declared, the rates, whether it is taxed, and what must come out."""

    name: str
    shipment: Shipment
    book: Day
    taxed: bool
    expect: dict[str, Any]


def cases() -> list[dict[str, Any]]:
    """Every case of every file, with the name of its file."""
    return [{**case, "file": path.name} for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path)]


def examples() -> Iterator[Example]:
    """Every case on every one of its days."""
    for case in cases():
        unknown = set(case) - CASE_WORDS
        assert not unknown, f"{case['english']}: {unknown} is no word of an example"
        for day in case.get("days", [case.get("day")]):
            name = f"{case['english']} on {day}" if day else str(case["english"])
            taxed = case.get("shipment", {}).get("taxed", True)
            yield Example(name, shipment_of(case), book_of(case, day), taxed, case["expect"])


def shipment_of(case: dict[str, Any]) -> Shipment:
    """The shipment that a case speaks of."""
    said = dict(case.get("shipment", {}))
    assert set(said) <= SHIPMENT_WORDS, f"{case['english']}: {set(said) - SHIPMENT_WORDS}"
    real = "rates" not in case
    lines = case["lines"] if "lines" in case else [case["line"]]
    found: dict[str, Any] = {"items": tuple(_goods(line, real) for line in lines)}
    found["direction"] = said.get("direction", "import")
    found["incoterm"] = said.get("term", "FOB" if found["direction"] == "export" else "CIF")
    found["currency"] = said.get("currency", "VND")
    found["valuation_code"] = said.get("method", "6")
    found["destination_place"] = said.get("to", "")
    found.update(_cost("freight", said.get("freight")))
    found.update(_cost("insurance", said.get("insurance")))
    found["adjustments"] = tuple(_adjustment(text) for text in said.get("adjustments", ()))
    if "base" in said:
        found["allocation_total"] = Decimal(said["base"])
    if "exit" in said:
        found["export_value"], found["export_value_currency"] = _money(said["exit"])
    return Shipment(**found)


@cache
def _read(path: Path) -> tuple[dict[str, Any], ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


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


def _goods(line: dict[str, Any], real: bool) -> Goods:
    unknown = set(line) - LINE_WORDS
    assert not unknown, f"{unknown} is no word of a line"
    found: dict[str, Any] = {
        "hs_code": line.get("code", "27011900"), "tariff_table": line.get("table", "B01"),
        "origin": line.get("origin", "" if real else "ID"), "description": line.get("description", ""),
        "absolute_code": line.get("absolute", ""), "management_code": line.get("management", ""),
    }  # fmt: skip
    if real and "typed" not in line:
        found["invoice_value"] = Decimal(WORTH)
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
        found["reduction"] = Decimal(str(line["reduction"]))
    found["other_taxes"] = tuple(_claims(line.get("claims", ())))
    return Goods(**found)


def _claims(texts: Any) -> Iterator[Claim]:
    for text in texts:
        code, exemption, reduction = [*text.split(), "", ""][:3]
        yield Claim(code, exemption, Decimal(reduction) if reduction else None)
