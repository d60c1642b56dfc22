"""The packaged tables: the lines this province trades, their rates with their acts, read once.

`data/README.md` says what each file is, where its facts come from and what nobody has verified.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from motcua.kernel.money import read_e4
from motcua.kernel.words import Words
from motcua.tariff.domain.book import Book, Layer
from motcua.tariff.domain.daybook import NOT_TAXABLE
from motcua.tariff.domain.entries import EVERYWHERE, HELD, Chapter, Correlation, Entry, Group, Line, Schedule
from motcua.tariff.domain.exchange import Cross, Exchange

DATA = Path(__file__).resolve().parent.parent / "data"
OPENS = date(2022, 1, 1)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a data file as mappings."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def day(text: str) -> date | None:
    """A day as written in the data; empty is none."""
    return date.fromisoformat(text) if text else None


@cache
def codes(text: str) -> frozenset[str]:
    """Codes divided by spaces; the same text gives the same set."""
    return frozenset(text.split()) if text else EVERYWHERE


@cache
def schedules() -> tuple[Schedule, ...]:
    """Every schedule, in the order in which pages show them."""
    return tuple(
        Schedule(
            key=row["key"], number=int(row["number"]), kind=row["kind"], words=Words(row["vi"], row["en"]),
            tables=tuple(row["tables"].split()), form=row["form"], members=codes(row["members"]),
            since=date.fromisoformat(row["since"]), until=day(row["until"]), source=row["source"],
            verified=row["verified"] == "1",
        )
        for row in rows("schedules.csv")
    )  # fmt: skip


@cache
def chapters() -> tuple[Chapter, ...]:
    """The 96 chapters in use and chapter 98."""
    return tuple(
        Chapter(int(row["chapter"]), row["section"], Words(row["vi"], row["en"])) for row in rows("chapters.csv")
    )


@cache
def sections() -> dict[str, Words]:
    """The 21 sections by roman numeral; XXII holds chapter 98."""
    return {row["section"]: Words(row["vi"], row["en"]) for row in rows("sections.csv")}


@cache
def groups() -> dict[str, Group]:
    """Groups of lines as the trade of this province speaks of them."""
    return {
        row["key"]: Group(row["key"], Words(row["vi"], row["en"]), row["direction"], row["unit"])
        for row in rows("groups.csv")
    }


@cache
def sources() -> dict[str, Words]:
    """What each act is called, by its number."""
    return {row["act"]: Words(row["vi"], row["en"]) for row in rows("sources.csv")}


@cache
def vat_codes() -> dict[str, int]:
    """VAT codes of a declaration: parts per million, or NOT_TAXABLE."""
    rates = ((row["code"], row["rate"]) for row in rows("vat_codes.csv"))
    return {code: NOT_TAXABLE if rate == "exempt" else read_e4(rate) for code, rate in rates}


@cache
def quotations() -> dict[date, dict[str, int]]:
    """Exchange rates invented for the demonstration, quoted on Thursdays or the working day before."""
    with (DATA / "exchange.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        _, *currencies = next(reader)
        return {
            date.fromisoformat(quoted): dict(zip(currencies, map(read_e4, texts), strict=True))
            for quoted, *texts in reader
        }


@cache
def exchange() -> Exchange:
    """The exchange rates invented for the demonstration."""
    return Exchange(quotations(), source="invented for the demonstration", crosses=crosses())


@cache
def crosses() -> tuple[Cross, ...]:
    """Cross rates invented for the demonstration: dollars for a unit of a currency that the bank does not quote."""
    return tuple(
        Cross(row["currency"], date.fromisoformat(row["since"]), date.fromisoformat(row["until"]), usd_e8(row["usd"]))
        for row in rows("cross.csv")
    )


def usd_e8(text: str) -> int:
    """Dollars as written, in 1/100,000,000 of a dollar."""
    whole, _, part = text.partition(".")
    return int(whole) * 100_000_000 + int((part + "00000000")[:8])


@cache
def correlations() -> tuple[Correlation, ...]:
    """Which line holds the goods of which after an edition of the nomenclature replaced another."""
    return tuple(
        Correlation(row["old"], row["new"], date.fromisoformat(row["since"]), row["source"], row["verified"] == "1")
        for row in rows("correlations.csv")
    )


def _lines() -> list[Line]:
    with (DATA / "lines.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return [
            Line(
                code=code, words=Words(vi, en), path=Words(path_vi, path_en), unit=unit, unit2=unit2,
                since=date.fromisoformat(since), until=day(until), edition=edition,
                notes=Words(note_vi, note_en), groups=tuple(group.split()), source=source,
            )
            for code, edition, since, until, unit, unit2, group, vi, en, path_vi, path_en, note_vi, note_en,
            source in reader
        ]  # fmt: skip


_FOREIGN = re.compile(r"^(\d+(?:\.\d{1,4})?)([A-Z]{3})$")


@cache
def _rate(text: str) -> tuple[str, int, int, str, str]:
    """`10`, `exempt`, `held`, `30000/TNE`, `10+5000/KGM`, `70+10000USD/PCE` as kind, ppm, amount, unit, currency.

    An amount is whole dong, or 1/10,000 of the currency's unit.
    """
    if text in ("exempt", "absent"):
        return text, 0, 0, "", ""
    if text == "held":
        return text, HELD, 0, "", ""
    share, plus, rest = text.rpartition("+")
    if "/" not in rest:
        return "percent", read_e4(text), 0, "", ""
    amount, _, unit = rest.partition("/")
    foreign = _FOREIGN.match(amount)
    number, currency = (read_e4(foreign[1]), foreign[2]) if foreign else (int(amount), "")
    return ("mixed" if plus else "specific"), read_e4(share) if share else 0, number, unit, currency


def _entries(path: Path) -> Iterator[Entry]:
    schedule = path.stem.upper()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for number, code, since, until, rate, origins, excluded, condition, source, evidence, verified, *few in reader:
            kind, share, amount, unit, currency = _rate(rate)
            begun = day(since)
            assert begun is not None
            yield Entry(
                int(number), schedule, code, begun, day(until), kind, share, amount, unit, currency,
                codes(origins), codes(excluded), condition, source, verified == "1", evidence, "".join(few),
            )  # fmt: skip


@cache
def layer() -> Layer:
    """The packaged lines and entries: the lowest layer of every book."""
    entries = [entry for path in sorted((DATA / "rates").glob("*.csv")) for entry in _entries(path)]
    return _lines(), entries


def book_of(
    layers: tuple[Layer, ...], rates: Exchange | None = None, more: tuple[Correlation, ...] = ()
) -> Book:  # fmt: skip
    """A book of these layers with the packaged schedules and VAT codes, and exchange rates of one's own."""
    return Book(layers, schedules(), rates or exchange(), vat_codes(), OPENS, (*correlations(), *more))


@cache
def packaged() -> Book:
    """The book of the packaged tables alone."""
    return book_of((layer(),))
