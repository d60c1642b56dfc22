"""Cells: texts, numbers and days as spreadsheets and exports write them, read exactly or refused.

A comma or a point before three digits may part thousands or decimals. What decides is the rest of the sheet
(`decimal_mark`); where nothing decides, such a cell is refused rather than guessed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import category, normalize

from motcua.gateways.vnaccs.domain.faults import Unread
from motcua.ground.domain import numbers
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.money import half_up
from motcua.kernel.refusals import Refusal
from motcua.reference.domain import fold

Cell = str | Decimal | datetime | date | time | None


class Formula:
    """Stands for a cell whose value a formula made."""

    def __str__(self) -> str:
        return "="


FORMULA = Formula()
LARGEST = Decimal(10**14)
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_EXCEL = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of Excel's own calendar
_CODE = re.compile(r"([A-Za-z0-9&]+)\s*[-–:]\s+\S.*")
_PARTY = re.compile(r"[0-9]{10}(-?[0-9]{3})?|[0-9]{12}")


def text(cell: Any) -> str:
    """A cell as one line of composed text; a whole number without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return str(cell.to_integral_value()) if cell == cell.to_integral_value() else f"{cell:f}"
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    plain = normalize("NFC", str(cell))
    return " ".join("".join(" " if category(letter) == "Cc" else letter for letter in plain).split())


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark that some cell of a column of amounts leaves no doubt of; empty where none does."""
    marks = {mark for told in texts if (mark := _certain(told.translate(_SPACES)))}
    return marks.pop() if len(marks) == 1 else ""


def _certain(told: str) -> str:
    """The decimal mark that one cell shows: both marks, a repeated one, or one not before three digits."""
    points, commas = told.count("."), told.count(",")
    if points and commas:
        return "." if told.rfind(".") > told.rfind(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    if points + commas == 1 and (told.startswith("0") or not _GROUPED.fullmatch(told)):
        return "." if points else ","
    return ""


def amount(cell: Any, mark: str = "") -> Decimal:
    """An exact amount that is not below zero."""
    found = cell if isinstance(cell, Decimal) else _typed(text(cell), mark)
    if not 0 <= found < LARGEST:
        raise Unread("một số từ 0 đến dưới 100.000 tỷ", "a number from 0 to below 100,000 billion")
    return found


def _typed(told: str, mark: str) -> Decimal:
    plain = told.translate(_SPACES)
    if _GROUPED.fullmatch(plain) and plain.count(",") + plain.count(".") == 1 and not plain.startswith("0"):
        if not mark:
            raise _doubtful()
    else:
        mark = _certain(plain) or mark or "."
    other = "," if mark == "." else "."
    whole = plain.replace(other, "").replace(mark, ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", whole) or not _well_grouped(plain, mark, other):
        raise Unread("một số, ví dụ 1234567,89", "a number, for example 1234567.89")
    try:
        return Decimal(whole)
    except InvalidOperation:  # pragma: no cover - the expression above lets none through
        raise Unread("một số", "a number") from None


def _well_grouped(plain: str, mark: str, other: str) -> bool:
    whole = plain.lstrip("-").split(mark)[0]
    return other not in whole or re.fullmatch(r"\d{1,3}(" + re.escape(other) + r"\d{3})+", whole) is not None


def dong(cell: Any, mark: str = "") -> int:
    """Whole dong; a hair's breadth of a spreadsheet's arithmetic is forgiven."""
    found = amount(cell, _thousands(cell, mark))
    whole = half_up(*found.as_integer_ratio())
    if abs(found - whole) > Decimal("0.000001"):
        raise Unread("số đồng nguyên, không có phần lẻ", "whole dong without decimals")
    return whole


def value(cell: Any, mark: str = "") -> int:
    """A customs value in dong: the national system keeps decimals of a line, we round once, half up."""
    return half_up(*amount(cell, _thousands(cell, mark)).as_integer_ratio())


def _thousands(cell: Any, mark: str) -> str:
    """The decimal mark for amounts in dong, which have no decimals: 1.234 is grouped.

    Where the rest of the sheet uses that mark for decimals the cell is refused: a wrong guess is a thousandfold.
    """
    found = _GROUPED.fullmatch(cell.translate(_SPACES)) if isinstance(cell, str) else None
    if found is None:
        return mark
    if mark == found[1] and cell.count(mark) == 1:
        raise _doubtful()
    return "," if found[1] == "." else "."


def _doubtful() -> Unread:
    return Unread(
        "một số không có dấu ngăn cách hàng nghìn (không rõ dấu này ngăn hàng nghìn hay phần lẻ)",
        "a number without a mark for thousands (it is not clear whether this one parts thousands or decimals)",
    )


def whole(cell: Any, mark: str = "") -> int:
    """A whole number, such as packages."""
    found = amount(cell, _thousands(cell, mark))
    if found != found.to_integral_value():
        raise Unread("một số nguyên", "a whole number")
    return int(found)


def day(cell: Any, mark: str = "") -> date:
    """A day of Viet Nam."""
    found = _when(cell)
    return found.date() if isinstance(found, datetime) else found


def moment(cell: Any, mark: str = "") -> datetime | date:
    """A moment in UTC; a day stays a day where its hour is not told."""
    found = _when(cell)
    if isinstance(found, datetime) and found.time() != time(0):
        return found.replace(tzinfo=LAW_ZONE).astimezone(UTC)
    return found.date() if isinstance(found, datetime) else found


def _when(cell: Any) -> datetime | date:
    if isinstance(cell, datetime | date):
        return cell
    if isinstance(cell, Decimal):
        if 20_000 <= cell < 80_000:
            whole_days = int(cell)
            seconds = round(float(cell - whole_days) * 86_400)
            return _EXCEL + timedelta(days=whole_days, seconds=seconds)
        return _written(text(cell))
    return _written(text(cell))


_FORMATS = (
    "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
    "%d-%m-%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d.%m.%Y", "%d.%m.%Y %H:%M",
)  # fmt: skip


def _written(told: str) -> datetime:
    plain = told.replace("T", " ")
    if re.fullmatch(r"\d{8}", plain):
        formats: tuple[str, ...] = ("%Y%m%d", "%d%m%Y") if plain[:2] in ("19", "20") else ("%d%m%Y",)
    else:
        formats = _FORMATS
    for form in formats:
        try:
            return datetime.strptime(plain, form)  # noqa: DTZ007 - a day of Viet Nam until its hour is known
        except ValueError:
            continue
    raise Unread("ngày theo dạng ngày/tháng/năm, ví dụ 22/12/2023", "a day as day/month/year, for example 22/12/2023")


def clock(cell: Any, mark: str = "") -> time:
    """An hour of the day."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, Decimal) and 0 <= cell < 1:
        return (_EXCEL + timedelta(seconds=round(float(cell) * 86_400))).time()
    plain = text(cell).replace(":", "").replace("h", "")
    plain = plain.zfill(4 if len(plain) <= 4 else 6)
    try:
        return datetime.strptime(plain, "%H%M" if len(plain) == 4 else "%H%M%S").time()  # noqa: DTZ007
    except ValueError:
        raise Unread("giờ và phút, ví dụ 09:30", "hours and minutes, for example 09:30") from None


def number(cell: Any, mark: str = "") -> str:
    """A declaration number of twelve digits with the right check digit."""
    told = text(cell)
    try:
        return str(numbers.parse(told))
    except Refusal:
        raise Unread(
            "số tờ khai 12 chữ số, chữ số thứ 11 là số kiểm tra", "12 digits, the eleventh a check digit"
        ) from None  # fmt: skip


def code(cell: Any, mark: str = "") -> str:
    """A code in capitals; of “A11 - Nhập kinh doanh” the part before the dash."""
    told = text(cell)
    named = _CODE.fullmatch(told)
    return (named[1] if named else told).upper()


def hs(cell: Any, mark: str = "") -> str:
    """A tariff code of eight digits; a spreadsheet that keeps it as a number has lost its leading zero."""
    told = re.sub(r"[.\s]", "", text(cell))
    found = f"0{told}" if isinstance(cell, Decimal) and len(told) in (7, 9) else told
    if not re.fullmatch(r"\d{8}(\d{2}|\d{4})?", found):
        raise Unread("mã HS 8 chữ số", "a tariff code of eight digits")
    return found[:8]


def party(cell: Any, mark: str = "") -> str:
    """A tax code; a spreadsheet that keeps it as a number has lost its leading zero."""
    told = text(cell).replace(" ", "")
    found = f"0{told}" if isinstance(cell, Decimal) and len(told) == 9 else told
    if not _PARTY.fullmatch(found):
        raise Unread("mã số thuế 10, 12 hoặc 13 chữ số", "a tax code of 10, 12 or 13 digits")
    return found


_CHANNELS = (("xanh", 1), ("green", 1), ("vang", 2), ("yellow", 2), ("do", 3), ("red", 3))


def channel(cell: Any, mark: str = "") -> int:
    """Green, yellow or red: 1, 2, 3, 3D, or the word."""
    told = fold(text(cell))
    if told[:1] in ("1", "2", "3") and not told[1:2].isdigit():
        return int(told[0])
    for word, found in _CHANNELS:
        if word in told.split():
            return found
    raise Unread("luồng 1, 2, 3 hoặc Xanh, Vàng, Đỏ", "a channel 1, 2, 3 or green, yellow, red")


def texts(cell: Any, mark: str = "") -> tuple[str, ...]:
    """Several texts between semicolons."""
    return tuple(part for each in text(cell).split(";") if (part := each.strip()))


def _text(cell: Any, mark: str = "") -> str:
    return text(cell)


Reader = Callable[[Any, str], Any]
READERS: Mapping[str, Reader] = {
    "text": _text, "texts": texts, "code": code, "number": number, "hs": hs, "party": party, "channel": channel,
    "amount": amount, "dong": dong, "value": value, "whole": whole, "day": day, "moment": moment, "clock": clock,
}  # fmt: skip
"""How a cell of each kind is read: (cell, decimal mark of its sheet) -> value, or Unread."""
NUMERIC = frozenset({"amount", "dong", "value", "whole"})
