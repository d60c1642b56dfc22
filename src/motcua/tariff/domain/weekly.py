"""Weekly tables: exchange rates as a bank quotes them, and cross rates with the dollar.

Three layouts: a day and one column a currency; rows of day, currency and rate; rows of period, currency and dollars.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from decimal import Decimal

from motcua.kernel.dated import NotInForce
from motcua.reference import domain as reference
from motcua.tariff.domain import headings
from motcua.tariff.domain.exchange import E8, Cross
from motcua.tariff.domain.terms import Quoted, Table, Terms, Use

E4 = 10_000
THURSDAY = 3
LARGEST = 10**9
"""No unit of a currency is believed to cost so many dong."""

Row = Mapping[str, str]


def currencies(day: date) -> Set[str]:
    """Codes of the currencies known on a day."""
    try:
        return reference.lists_on(day)["currency"] - {"VND"}
    except NotInForce:
        return frozenset()


def layout(names: Sequence[str]) -> str:
    """Which table of exchange rates has these headings; empty where none has."""
    if headings.code_column(names) is not None:
        return ""
    currency = headings.among(names, headings.CURRENCY)
    if currency and headings.among(names, headings.DOLLARS):
        return "cross rates"
    if currency and headings.among(names, headings.RATE):
        return "list of quotations"
    return "quotations" if headings.among(names, headings.QUOTED) else ""


def read(table: Table, names: Sequence[str], rows: Iterable[Row], terms: Terms) -> Table:
    """Read rates with every fault named by its row."""
    table.layout = layout(names)
    reader = _Reader(table, names, terms)
    for number, row in enumerate(rows, start=2):
        if any(row.values()):
            table.rows += 1
            reader.take(number, row)
    if table.layout == "quotations" and not reader.wide:
        table.problem(1, "", "Không có cột đồng tiền nào (USD, EUR, CNY …)", "There is no column of a currency")
    return table


def quoting_day(day: date) -> date:
    """The bank's last working day at or before the Thursday that is this day or follows it."""
    thursday = day + timedelta(days=(THURSDAY - day.weekday()) % 7)
    try:
        return reference.calendar().last_open_before(thursday)
    except ValueError:  # a year of which no calendar is known
        return thursday


def number(text: str) -> Decimal:
    """A number with either decimal mark and any thousands marks. ValueError where it can be read in two ways."""
    text = re.sub(r"[\s\xa0]", "", text)
    if not re.match(r"^\d[\d.,]*$", text):
        raise ValueError(text)
    marks = [mark for mark in text if not mark.isdigit()]
    if not marks:
        return Decimal(text)
    last = marks[-1]
    tail = text.rpartition(last)[2]
    if len(set(marks)) == 1:
        if len(marks) > 1:
            return _grouped(text, last)
        if len(tail) == 3 and text.partition(last)[0].lstrip("0"):
            raise ValueError(text)
    elif marks.count(last) > 1:
        raise ValueError(text)
    whole = text.rpartition(last)[0]
    others = set(marks) - {last}
    return Decimal(f"{_grouped(whole, others.pop()) if others else whole}.{tail or 0}")


def _grouped(text: str, mark: str) -> Decimal:
    first, *rest = text.split(mark)
    if not 1 <= len(first) <= 3 or any(len(part) != 3 for part in rest):
        raise ValueError(text)
    return Decimal(first + "".join(rest))


class _Reader:
    """Takes rows; keeps what was said of each currency and day."""

    def __init__(self, table: Table, names: Sequence[str], terms: Terms) -> None:
        self._table, self._terms = table, terms
        self._uses: dict[str, Use] = {use.name: use for use in table.uses}
        self._name = {
            "day": headings.among(names, headings.QUOTED), "currency": headings.among(names, headings.CURRENCY),
            "rate": headings.among(names, headings.DOLLARS if table.layout == "cross rates" else headings.RATE),
            "since": headings.among(names, headings.SINCE), "until": headings.among(names, headings.UNTIL),
        }  # fmt: skip
        self.wide = [name for name in names if table.layout == "quotations" and name in currencies(terms.since)]
        self._said: dict[tuple[str, date], int | None] = {}
        self._days: dict[date, bool] = {}
        self._name_uses()

    def _name_uses(self) -> None:
        crossed = self._table.layout == "cross rates"
        for fact, name in self._name.items():
            wanted = fact in ("currency", "rate") or (fact in ("since", "until") if crossed else fact == "day")
            if name and wanted and not (self.wide and fact in ("currency", "rate")):
                self._uses[name].kind = "rate" if fact == "rate" else "facts"
        for name in self.wide:
            self._uses[name].kind, self._uses[name].schedule = "rate", name

    def take(self, row: int, found: Row) -> None:
        """Read one row."""
        if self._table.layout == "cross rates":
            self._cross(row, found)
            return
        day = self._day(row, found)
        if self.wide:
            for currency in self.wide:
                if found[currency]:
                    self._count(currency, self._quote(row, day, currency, found[currency]))
            return
        rate, currency = self._text(found, "rate"), self._text(found, "currency").upper()
        if not rate and not currency:
            return
        self._count(self._name["rate"], self._quote(row, day, currency, rate) if rate else "")
        if not rate:
            self._table.problem(row, currency, "Dòng không có tỷ giá", "The row has no rate")

    def _text(self, row: Row, fact: str) -> str:
        name = self._name[fact]
        return row[name] if name else ""

    def _count(self, name: str | None, became: str) -> None:
        if name and became:
            self._uses[name].became[became] += 1

    def _day(self, row: int, found: Row) -> date | None:
        """The day quoted, which is a Thursday or the bank's last working day before one; None where it is not."""
        day = _read_day(self._text(found, "day")) if self._name["day"] else self._terms.since
        if day is None:
            told = self._text(found, "day")
            self._table.problem(row, told, f"“{told}” không phải là ngày", f"“{told}” is no day")
        elif day not in self._days:
            self._days[day] = self._proper(row, day)
        return day if day is not None and self._days[day] else None

    def _proper(self, row: int, day: date) -> bool:
        expected = quoting_day(day)
        if day == expected:
            return True
        told = day.isoformat()
        if day.weekday() == THURSDAY:
            self._table.warn(
                row, told, f"{told} là thứ Năm nhưng ngân hàng nghỉ theo lịch",
                f"{told} is a Thursday on which the bank was closed by the calendar",
            )  # fmt: skip
            return True
        self._table.problem(
            row, told, f"{told} không phải thứ Năm hay ngày làm việc cuối trước đó (đúng ra là {expected})",
            f"{told} is neither a Thursday nor the last working day before one (that is {expected})",
        )  # fmt: skip
        return False

    def _quote(self, row: int, day: date | None, currency: str, text: str) -> str:
        if day is None:
            return "faulty"
        amount = self._amount(row, currency, text, E4, day)
        if amount is None:
            return "faulty"
        became = self._once(row, (currency, day), amount)
        if became == "rate":
            self._table.quoted.append(Quoted(day, currency, amount))
        elif became == "faulty":
            self._table.quoted = [each for each in self._table.quoted if (each.currency, each.day) != (currency, day)]
        return became

    def _amount(self, row: int, currency: str, text: str, scale: int, day: date) -> int | None:
        if currency not in currencies(day):
            self._table.problem(row, currency, f"Không có đồng tiền “{currency}”", f"No currency “{currency}”")
            return None
        try:
            exact = number(text) * scale
        except ValueError:
            self._table.problem(
                row, currency, f"“{text}” không đọc được một cách duy nhất; hãy viết như 25150.00",
                f"“{text}” cannot be read in one way only; write it like 25150.00",
            )  # fmt: skip
            return None
        if exact != exact.to_integral_value() or not 0 < exact < LARGEST * scale:
            self._table.problem(
                row, currency, f"“{text}”: tỷ giá lớn hơn 0, tối đa {len(str(scale)) - 1} chữ số thập phân",
                f"“{text}”: a rate is above 0 and has {len(str(scale)) - 1} decimals at the most",
            )  # fmt: skip
            return None
        return int(exact)

    def _once(self, row: int, key: tuple[str, date], amount: int) -> str:
        if key not in self._said:
            self._said[key] = amount
            return "rate"
        if self._said[key] == amount:
            self._table.repeated += 1
            return "repeated"
        self._said[key] = None
        self._table.problem(
            row, key[0], f"Hai tỷ giá khác nhau cho {key[0]} ngày {key[1]}; cả hai bị bỏ",
            f"Two different rates for {key[0]} on {key[1]}; neither is taken",
        )  # fmt: skip
        return "faulty"

    def _cross(self, row: int, found: Row) -> None:
        text, currency = self._text(found, "rate"), self._text(found, "currency").upper()
        since = _read_day(self._text(found, "since")) if self._text(found, "since") else self._terms.since
        until = _read_day(self._text(found, "until")) if self._text(found, "until") else self._terms.until
        if since is None or until is None or until < since:
            self._table.problem(
                row, currency, "Tỷ giá chéo cần ngày đầu và ngày cuối (YYYY-MM-DD)",
                "A cross rate needs its first and its last day (YYYY-MM-DD)",
            )  # fmt: skip
            self._count(self._name["rate"], "faulty" if text else "")
            return
        amount = self._amount(row, currency, text, E8, since)
        became = "faulty" if amount is None else self._once(row, (currency, since), amount)
        if became == "faulty":
            gone = (currency, since) if amount is not None else None
            self._table.crosses = [each for each in self._table.crosses if (each.currency, each.since) != gone]
        elif became == "rate" and amount is not None:
            self._table.crosses.append(Cross(currency, since, until, amount))
        self._count(self._name["rate"], became if text else "")


def _read_day(text: str) -> date | None:
    found = re.match(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$", text)
    other = re.match(r"^(\d{1,2})/(\d{1,2})/(\d{4})$", text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        return date(int(other[3]), int(other[2]), int(other[1])) if other else None
    except ValueError:
        return None
