"""Tariff, the pure part: lines, dated rates, exchange rates, and the book in which they are looked up."""

from motcua.tariff.domain.book import Book
from motcua.tariff.domain.daybook import NOT_TAXABLE, DayBook
from motcua.tariff.domain.entries import Entry, Line, Schedule
from motcua.tariff.domain.errors import (
    HeldRate,
    NoExchangeRate,
    NoPreference,
    UnknownLine,
    UnknownTable,
    VatNotOffered,
)
from motcua.tariff.domain.packaged import chapters, packaged, schedules

__all__ = [
    "NOT_TAXABLE",
    "Book",
    "DayBook",
    "Entry",
    "HeldRate",
    "Line",
    "NoExchangeRate",
    "NoPreference",
    "Schedule",
    "UnknownLine",
    "UnknownTable",
    "VatNotOffered",
    "chapters",
    "packaged",
    "schedules",
]
