"""What a declaration is judged by: code lists, tariff, parties in force on one day."""

from collections.abc import Mapping
from datetime import date

import msgspec

from motcua.parties.domain import Party
from motcua.tariff.domain import DayBook


class Procedure(msgspec.Struct, frozen=True):
    """What a procedure type asks for (decision 1357/QĐ-TCHQ)."""

    code: str
    direction: str
    taxed: bool
    temporary: bool
    needs_prior: bool
    needs_limit: bool
    needs_contract: bool


class Desk(msgspec.Struct, frozen=True):
    """A frozen snapshot for one day: what lies on the desk of whoever checks a declaration."""

    day: date
    lists: Mapping[str, frozenset[str]]
    procedures: Mapping[str, Procedure]
    offices: frozenset[str]
    tariff: DayBook
    parties: Mapping[str, Party]
    holders: Mapping[str, frozenset[str]] = {}
    """Which agents act for a party, beside itself."""
