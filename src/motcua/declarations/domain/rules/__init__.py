"""The rules of declarations, a module for each group. `BOOK` holds them all."""

from motcua.declarations.domain.rules import (
    adjustments,
    cargo,
    documents,
    exemptions,
    freight,
    goods,
    insurance,
    invoice,
    links,
    origin,
    parties,
    payment,
    places,
    prices,
    procedure,
    quantities,
    taxes,
    texts,
    transport,
    value,
)
from motcua.declarations.domain.rules.book import BOOK

__all__ = [
    "BOOK", "adjustments", "cargo", "documents", "exemptions", "freight", "goods", "insurance", "invoice",
    "links", "origin", "parties", "payment", "places", "prices", "procedure", "quantities", "taxes", "texts",
    "transport", "value",
]  # fmt: skip
