"""Bases of declarations from `tests/cases/rules`, and the desk that judges them: real lists, a real tariff."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from motcua.declarations.domain.context import Desk, Procedure
from motcua.declarations.domain.message import Declaration
from motcua.kernel.words import Words
from motcua.parties.domain import Party
from motcua.reference import domain as reference
from motcua.tariff.domain import DayBook, Entry, Line, packaged

CASES = Path(__file__).resolve().parents[2] / "cases" / "rules"
DAY = date(2023, 5, 2)


class WiderTariff:
    """The packaged tariff of the day and one line more: crude oil, which it does not hold."""

    def __init__(self, book: DayBook) -> None:
        self._book = book
        self.exchange = book.exchange
        words = Words("Dầu thô", "Crude oil")
        self._crude = Line("27090010", words, words, "KGM", "", date(2018, 1, 1), None, "AHTN 2022")

    def line(self, code: str) -> Line | None:
        """The line, or None."""
        return self._crude if code == "27090010" else self._book.line(code)

    def entries(self, schedule: str, code: str) -> tuple[Entry, ...]:
        """The rates of a line in a schedule."""
        return self._book.entries(schedule, code)


def _party(no: int, **changes: Any) -> Party:
    facts = {"tax_code": f"57999{no:05d}", "name": f"Minh Họa {no}", "address": "Quảng Ninh", "phone": "0203"}
    return Party(**{**facts, **changes})


PARTIES = (
    _party(1), _party(2, name=""), _party(3, address=""), _party(4, phone=""), _party(5, debt_over_90=1),
    _party(6, status="closed"), _party(7, status="suspended"), _party(8, level=5),
)  # fmt: skip


@cache
def desk(day: date = DAY) -> Desk:
    """The desk of a day: the packaged code lists and tariff, and eight invented parties."""
    lists = reference.lists_on(day)
    flags = [field.name for field in msgspec.structs.fields(Procedure) if field.type is bool]
    procedures = {
        code: Procedure(code=code, direction=direction, **{flag: entry.says(flag) for flag in flags})
        for direction in ("import", "export")
        for code, entry in reference.code_list(f"procedure_{direction}").on(day).items()
    }
    return Desk(
        day=day, lists=lists, procedures=procedures,
        offices=frozenset(office.code for office in reference.offices(day) if office.handles),
        tariff=WiderTariff(packaged().on(day)),  # type: ignore[arg-type]
        parties={party.tax_code: party for party in PARTIES},
        holders={"5799900001": frozenset({"5799900008"})},
    )  # fmt: skip


@cache
def _bases() -> Mapping[str, Mapping[str, Any]]:
    return yaml.safe_load((CASES / "bases.yaml").read_text(encoding="utf-8"))


def base_names() -> list[str]:
    """All bases."""
    return sorted(_bases())


def plain(base: str) -> dict[str, Any]:
    """A base as plain values."""
    facts = dict(_bases()[base])
    like = facts.pop("like", "")
    return changed(plain(like), facts) if like else deepcopy(facts)


def changed(facts: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values with changes; a key with slashes goes into lists, `+` appends a copy of the last element."""
    facts = deepcopy(facts)
    for key, value in changes.items():
        place: Any = facts
        *way, last = key.split("/")
        for step in way:
            place = place[int(step)] if step.isdecimal() else place.setdefault(step, [])
        if last == "times":
            place[:] = [deepcopy(place[0]) for _ in range(value)]
        elif last == "+":
            place.append({**deepcopy(place[-1]), **value} if place else value)
        else:
            place[int(last) if last.isdecimal() else last] = value
    return facts


def declaration(base: str, changes: Mapping[str, Any] | None = None) -> Declaration:
    """A base, with changes, as a declaration."""
    return msgspec.convert(changed(plain(base), changes or {}), Declaration)


def cases() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every rule with its examples, in the order of the files."""
    for path in sorted(CASES.glob("*.yaml")):
        if path.name != "bases.yaml":
            yield from yaml.safe_load(path.read_text(encoding="utf-8")).items()
