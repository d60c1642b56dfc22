"""Reading an answer: what was typed or sent into its one canonical writing, by the kind of its field.

A reader returns the canonical text, or raises Unread with what was expected. Canonical texts read as themselves.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import NamedTuple
from unicodedata import category, normalize

from motcua.design.domain.numbers import NotANumber, read_decimal
from motcua.design.domain.times import read_day
from motcua.ground.domain import numbers as document
from motcua.kernel.words import Words
from motcua.procedures.domain.form.bounds import DIGITS, PLACES, READ
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
_PLAIN = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_TAX_CODE = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?|[0-9]{12}")
_HS = re.compile(r"[0-9]{8}")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_TELEPHONE = re.compile(r"\+?[0-9]{8,15}")
_EXACT = Context(prec=80)
_YES = {"yes": "yes", "true": "yes", "1": "yes", "on": "yes", "có": "yes"}
_NO = {"no": "no", "false": "no", "0": "no", "off": "no", "không": "no"}


class Unread(ValueError):
    """A text that is no answer of its kind; `expected` says what one looks like."""

    def __init__(self, expected: Words) -> None:
        self.expected = expected
        super().__init__(expected.en)


class How(NamedTuple):
    """How texts are to be read: the lists in force, and whether a person typed them (`1.234` is then a thousand)."""

    codes: Codes
    typed: bool


def plain(text: str) -> str:
    """One line: composed letters, no control characters, single blanks."""
    return " ".join(_clean(text[:READ].replace("\n", " ").replace("\r", " ").replace("\t", " ")).split())


def _clean(text: str) -> str:
    kept = "".join(letter for letter in text if letter == "\n" or category(letter)[0] != "C")
    return normalize("NFC", kept)


def lines(text: str) -> str:
    """Several lines: as `plain`, each line by itself, no blank ones at the ends."""
    whole = text[:READ].replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(plain(line) for line in whole.split("\n")).strip("\n")


def read(field: Field, text: str, how: How) -> str:
    """The canonical text of an answer; empty where nothing is given. Unread where it is none of its kind."""
    if not plain(text):
        return ""
    return _READERS[field.kind](field, text, how)


_TEXT = Words("một dòng chữ", "a line of text")
_NUMBER = Words(
    f"một số, ví dụ 1234,5; nhiều nhất {DIGITS} chữ số trước và {PLACES} chữ số sau dấu phẩy",
    f"a number, for example 1234.5; at most {DIGITS} digits before the point and {PLACES} behind it",
)
_WHOLE = Words(f"một số nguyên, nhiều nhất {DIGITS} chữ số", f"a whole number of at most {DIGITS} digits")
_MONEY = Words("số tiền bằng đồng, không có số lẻ", "an amount in whole dong")
_DAY = Words("ngày/tháng/năm, ví dụ 22/12/2023", "day/month/year, for example 22/12/2023")
_TRUTH = Words("có hoặc không", "yes or no")
_LISTED = Words("một giá trị trong danh sách", "a value of the list")
_TAX = Words("mã số thuế 10, 12 hoặc 13 chữ số", "a tax code of 10, 12 or 13 digits")
_TARIFF = Words("mã HS 8 chữ số, ví dụ 6109.10.10", "an HS code of 8 digits, for example 6109.10.10")
_DECLARED = Words(
    "số tờ khai 12 chữ số, chữ số thứ 11 là số kiểm tra",
    "a declaration number of 12 digits, the eleventh a check digit",
)
_COUNTRY = Words("mã nước hai chữ cái trong danh mục", "a country code of two letters from the list")
_OFFICE = Words("mã đơn vị hải quan trong danh mục", "the code of a customs office from the list")
_MAIL = Words("một địa chỉ thư điện tử, ví dụ ten@congty.vn", "an e-mail address, for example name@company.vn")
_PHONE = Words("số điện thoại 8 đến 15 chữ số", "a telephone number of 8 to 15 digits")


def _text(field: Field, text: str, how: How) -> str:
    return plain(text)


def _long(field: Field, text: str, how: How) -> str:
    return lines(text)


def _decimal(text: str, how: How, expected: Words) -> Decimal:
    shown = plain(text)
    if not how.typed and _PLAIN.fullmatch(shown):
        value = Decimal(shown)
    else:
        try:
            value = read_decimal(shown)
        except (NotANumber, ValueError):
            raise Unread(expected) from None
    exponent = _EXACT.normalize(value).as_tuple().exponent
    if value and (value.adjusted() >= DIGITS or not isinstance(exponent, int) or -exponent > PLACES):
        raise Unread(expected)
    return value


def _number(field: Field, text: str, how: How) -> str:
    value = _decimal(text, how, _NUMBER)
    return f"{_EXACT.normalize(value):f}" if value else "0"


def _integer(field: Field, text: str, how: How) -> str:
    value = _decimal(text, how, _WHOLE)
    if value != value.to_integral_value():
        raise Unread(_WHOLE)
    return str(int(value))


def _money(field: Field, text: str, how: How) -> str:
    value = _decimal(text, how, _MONEY)
    if value < 0 or value != value.to_integral_value():
        raise Unread(_MONEY)
    return str(int(value))


def _day(field: Field, text: str, how: How) -> str:
    found = read_day(plain(text)[:40])
    if found is None or not FIRST <= found <= LAST:
        raise Unread(_DAY)
    return found.isoformat()


def _yes(field: Field, text: str, how: How) -> str:
    told = plain(text).casefold()
    found = _YES.get(told) or _NO.get(told)
    if found is None:
        raise Unread(_TRUTH)
    return found


def choice(field: Field, text: str) -> str:
    """The code of a choice as the definition writes it."""
    told = plain(text)
    if not any(each.code == told for each in field.choices):
        raise Unread(_LISTED)
    return told


def _choice(field: Field, text: str, how: How) -> str:
    return choice(field, text)


def _fitting(pattern: re.Pattern[str], text: str, expected: Words) -> str:
    if not pattern.fullmatch(text):
        raise Unread(expected)
    return text


def _squeezed(text: str, drop: str) -> str:
    return "".join(letter for letter in plain(text) if letter not in drop)


def _tax_code(field: Field, text: str, how: How) -> str:
    return _fitting(_TAX_CODE, _squeezed(text, " "), _TAX)


def _hs_code(field: Field, text: str, how: How) -> str:
    return _fitting(_HS, _squeezed(text, " ."), _TARIFF)


def _declaration(field: Field, text: str, how: How) -> str:
    try:
        return str(document.parse(_squeezed(text, " .")))
    except document.NotANumber:
        raise Unread(_DECLARED) from None


def _country(field: Field, text: str, how: How) -> str:
    return _among(how.codes.countries, plain(text).upper(), _COUNTRY)


def _office(field: Field, text: str, how: How) -> str:
    return _among(how.codes.offices, plain(text).upper(), _OFFICE)


def _among(listed: Mapping[str, Words], code: str, expected: Words) -> str:
    if code not in listed:
        raise Unread(expected)
    return code


def _email(field: Field, text: str, how: How) -> str:
    return _fitting(_EMAIL, plain(text), _MAIL)


def _telephone(field: Field, text: str, how: How) -> str:
    return _fitting(_TELEPHONE, _squeezed(text, " .-()"), _PHONE)


_READERS: Mapping[str, Callable[[Field, str, How], str]] = {
    "text": _text, "long": _long, "integer": _integer, "decimal": _number, "money": _money, "date": _day,
    "yes": _yes, "choice": _choice, "choices": _choice, "tax_code": _tax_code, "hs_code": _hs_code,
    "declaration": _declaration, "country": _country, "office": _office, "email": _email, "telephone": _telephone,
}  # fmt: skip
