"""Terms: what a delivery term's price includes. The table is data (`data/terms.csv`)."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Term(NamedTuple):
    """A delivery term: whether main carriage and insurance are in the price; whether on export it is
    already the price at the exit gate.
    """

    code: str
    carriage: bool
    insurance: bool
    at_exit_gate: bool


@cache
def terms() -> dict[str, Term]:
    """All delivery terms by code."""
    text = files("motcua.duties").joinpath("data/terms.csv").read_text(encoding="utf-8")
    return {
        row["term"]: Term(row["term"], row["carriage"] == "1", row["insurance"] == "1", row["at_exit_gate"] == "1")
        for row in csv.DictReader(text.splitlines())
    }


def without_carriage(code: str) -> bool:
    """Whether main carriage must be added to a price on this term. An unknown term adds none."""
    term = terms().get(code)
    return term is not None and not term.carriage


def at_exit_gate(code: str) -> bool:
    """Whether a price on this term is the export value."""
    term = terms().get(code)
    return term is not None and term.at_exit_gate
