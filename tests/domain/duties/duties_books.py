"""Books of the worked examples: a few named rates, a small invented tariff, or the packaged one."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.domain.duties.duties_factories import SmallBook

from motcua.kernel.words import Words
from motcua.tariff.domain import Book, DayBook, Entry, Line, packaged, schedules
from motcua.tariff.domain.entries import HELD, Correlation
from motcua.tariff.domain.exchange import Cross, Exchange, thursday_for
from motcua.tariff.domain.packaged import vat_codes

BOOK_NAMES = {"import": "duty"}
ALWAYS = date(2022, 1, 1)
DOLLAR = {"USD": 23450}
Day = SmallBook | DayBook


def book_of(case: dict[str, Any], day: date | None) -> Day:
    """The rates of a case on a day: those it names, those of its own small tariff, or the packaged ones."""
    if "tariff" in case:
        return _invented(case).on(day or date(2023, 5, 2))
    if day is not None:
        return packaged().on(day)
    exchange = {key: int(Decimal(str(rate)) * 10_000) for key, rate in case.get("exchange", {}).items()}
    rates = {
        BOOK_NAMES.get(name, name): _rate(number, name.upper(), str(text))
        for number, (name, text) in enumerate(case.get("rates", {}).items(), start=1)
    }
    return SmallBook(exchange=exchange, **rates)


def _invented(case: dict[str, Any]) -> Book:
    """A tariff of these rows alone, with the schedules, table codes and VAT codes of the packaged one."""
    rows = [_row(number, row) for number, row in enumerate(case["tariff"], start=1)]
    known = {str(line["code"]): line for line in case.get("nomenclature", ())}
    codes = known | {row.code[:8]: known.get(row.code[:8], {}) for row in rows}
    lines = [_line(code, said) for code, said in codes.items()]
    quoted = {key: int(Decimal(str(rate)) * 10_000) for key, rate in case.get("exchange", DOLLAR).items()}
    quotations = {thursday_for(day): quoted for day in _days(case)}
    came = [
        Correlation(str(said["came from"]), code, said["since"]) for code, said in known.items() if "came from" in said
    ]
    crosses = [_cross(each) for each in case.get("cross", ())]
    return Book([(lines, rows)], schedules(), Exchange(quotations, "example", crosses), vat_codes(), ALWAYS, came)


def _days(case: dict[str, Any]) -> list[date]:
    return list(case.get("days", [case.get("day", date(2023, 5, 2))]))


def _line(code: str, said: dict[str, Any]) -> Line:
    words = Words("Hàng của ví dụ", "Goods of the example")
    return Line(code, words, words, "KGM", "", said.get("since", ALWAYS), said.get("until"), "AHTN 2022")


def _cross(said: dict[str, Any]) -> Cross:
    return Cross(said["currency"], said["since"], said["until"], int(Decimal(str(said["usd"])) * 100_000_000))


def _row(number: int, row: dict[str, Any]) -> Entry:
    kind, ppm, amount, unit, currency = _parts(str(row["rate"]))
    return Entry(
        number, row["schedule"], str(row["code"]), row.get("since", ALWAYS), row.get("until"), kind, ppm, amount, unit,
        currency, frozenset(row.get("origins", "").split()), frozenset(row.get("except", "").split()),
        row.get("printed", row.get("condition", "")), "an invented act", claim=str(row.get("claim", "")),
    )  # fmt: skip


def _rate(number: int, schedule: str, text: str) -> Entry:
    kind, ppm, amount, unit, currency = _parts(text)
    return Entry(number, schedule, "", ALWAYS, None, kind, ppm, amount, unit, currency, source="an invented act")


def _parts(text: str) -> tuple[str, int, int, str, str]:
    """`10%`, `5000/TNE`, `10000 USD/PCE`, `10% + 2000/KGM`, `exempt`, `held`, `absent` as an entry keeps them."""
    if text in ("exempt", "held", "absent"):
        return text, HELD if text == "held" else 0, 0, "", ""
    share, plus, fixed = text.rpartition("+")
    if "/" not in text:
        return "percent", _ppm(text), 0, "", ""
    amount, unit = fixed.strip().split("/")
    number, _, currency = amount.partition(" ")
    scaled = int(Decimal(number) * (10_000 if currency else 1))
    return ("mixed", _ppm(share), scaled, unit, currency) if plus else ("specific", 0, scaled, unit, currency)


def _ppm(text: str) -> int:
    return int(Decimal(text.strip().rstrip("%")) * 10_000)
