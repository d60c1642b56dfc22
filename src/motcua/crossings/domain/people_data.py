"""The tables of `data` on people: gates, papers, communes, allowances, limits; dated, each with its source."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua.kernel.dated import Dated, Period
from motcua.kernel.money import e4
from motcua.kernel.words import Words
from motcua.reference import domain as reference

_DATA = Path(__file__).parent.parent / "data"


class Gate(NamedTuple):
    """A gate where people are counted, and the office in charge of it."""

    code: str
    words: Words
    office: str
    days: Period


class Paper(NamedTuple):
    """A kind of document that people cross with."""

    code: str
    words: Words
    since: date


class Commune(NamedTuple):
    """A border commune, and the gate that its residents use."""

    code: str
    words: Words
    gate: str
    since: date


class Allowance(NamedTuple):
    """What of one kind is free. Kinds that share an allowance have the same `share`; `most_e4` is in 1/10,000 unit."""

    key: str
    share: str
    words: Words
    unit: str
    unit_words: Words
    most_e4: int
    source: str
    verified: bool


class Threshold(NamedTuple):
    """From how much on money or gold is declared: above `most_e4`, or from it on where `reached`."""

    key: str
    words: Words
    unit: str
    most_e4: int
    reached: bool
    source: str
    verified: bool


class Limit(NamedTuple):
    """A number of the law or of this platform's own, with its source."""

    value: int
    unit: str
    source: str
    verified: bool


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _words(row: Mapping[str, str], before: str = "") -> Words:
    return Words(row[f"{before}vi"], row[f"{before}en"])


GATES: Mapping[str, Gate] = {
    row["code"]: Gate(
        row["code"], _words(row), row["office"], Period(date.fromisoformat(row["since"]), _day(row["until"]))
    )
    for row in _rows("passenger_gates")
}
PAPERS: Mapping[str, Paper] = {
    row["code"]: Paper(row["code"], _words(row), date.fromisoformat(row["since"]))
    for row in _rows("passenger_documents")
}
BUTTONS: tuple[tuple[str, str], ...] = tuple(
    (row["nationality"], row["document"]) for row in _rows("passenger_buttons")
)
"""Nationality and papers of the large buttons, the commonest first."""
COMMUNES: Mapping[str, Commune] = {
    row["code"]: Commune(row["code"], _words(row), row["gate"], date.fromisoformat(row["since"]))
    for row in _rows("border_communes")
}


def _limits() -> dict[str, Dated[Limit]]:
    found: dict[str, dict[date, Limit]] = {}
    for row in _rows("people_limits"):
        limit = Limit(int(row["value"]), row["unit"], row["source"], row["verified"] == "1")
        found.setdefault(row["name"], {})[date.fromisoformat(row["since"])] = limit
    return {name: Dated(name, days) for name, days in found.items()}


def _allowances() -> dict[str, Dated[Allowance]]:
    found: dict[str, dict[date, Allowance]] = {}
    for row in _rows("baggage_allowances"):
        made = Allowance(
            row["key"], row["share"], _words(row), row["unit"], _words(row, "unit_"), e4(Decimal(row["value"])),
            row["source"], row["verified"] == "1",
        )  # fmt: skip
        found.setdefault(row["key"], {})[date.fromisoformat(row["since"])] = made
    return {key: Dated(key, days) for key, days in found.items()}


def _thresholds() -> dict[str, Dated[Threshold]]:
    found: dict[str, dict[date, Threshold]] = {}
    for row in _rows("declared_above"):
        made = Threshold(
            row["key"], _words(row), row["unit"], e4(Decimal(row["value"])), row["reached"] == "1", row["source"],
            row["verified"] == "1",
        )  # fmt: skip
        found.setdefault(row["key"], {})[date.fromisoformat(row["since"])] = made
    return {key: Dated(key, days) for key, days in found.items()}


_LIMITS, _ALLOWANCES, _THRESHOLDS = _limits(), _allowances(), _thresholds()


def limit(name: str, day: date) -> Limit:
    """A limit as it stood on a day. NotInForce before its first."""
    return _LIMITS[name].on(day)


@cache
def allowances(day: date) -> Mapping[str, Allowance]:
    """What baggage is free on entry, by kind. NotInForce before the first text."""
    return {key: dated.on(day) for key, dated in _ALLOWANCES.items()}


@cache
def thresholds(day: date) -> Mapping[str, Threshold]:
    """From how much on money and gold are declared, by kind."""
    return {key: dated.on(day) for key, dated in _THRESHOLDS.items()}


@cache
def gates(day: date) -> Mapping[str, Gate]:
    """Gates where people are counted on a day."""
    return {code: gate for code, gate in GATES.items() if day in gate.days}


@cache
def papers(day: date) -> Mapping[str, Paper]:
    """Kinds of documents known on a day."""
    return {code: paper for code, paper in PAPERS.items() if paper.since <= day}


@cache
def communes(day: date) -> Mapping[str, Commune]:
    """Border communes of a day."""
    return {code: commune for code, commune in COMMUNES.items() if commune.since <= day}


@cache
def nations(day: date) -> frozenset[str]:
    """Codes of nationalities on a day."""
    return frozenset(reference.code_list("country").on(day))


def gates_of(offices: frozenset[str], day: date) -> list[Gate]:
    """The gates of these offices."""
    return [gate for gate in gates(day).values() if gate.office in offices]
