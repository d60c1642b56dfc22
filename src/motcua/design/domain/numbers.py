"""How whole and decimal numbers are written, in Vietnamese (1.234,5) and English (1,234.5), and read back.

Amounts come as whole numbers of a smallest unit: dong, 1/10,000 (`e4`), parts per million (`ppm`).
`language` is `vi` or `en`; anything else reads as English.
"""

import re
from decimal import Decimal

from motcua.kernel.money import E4, e4, half_up

NBSP = "\u00a0"
MINUS = "\u2212"


def is_vietnamese(language: str) -> bool:
    """Whether a language tag means Vietnamese."""
    return language.lower().startswith("vi")


def grouped(value: int, language: str) -> str:
    """A whole number in groups of three."""
    text = f"{abs(value):,}"
    if is_vietnamese(language):
        text = text.replace(",", ".")
    return MINUS + text if value < 0 else text


def fixed(value: int, scale: int, places: int, language: str) -> str:
    """`value / scale`, rounded half up to `places` decimals, which are all written."""
    unit: int = 10**places
    rounded = half_up(value * unit, scale)
    whole, rest = divmod(abs(rounded), unit)
    text = grouped(whole, language)
    if places:
        text += ("," if is_vietnamese(language) else ".") + f"{rest:0{places}d}"
    return MINUS + text if rounded < 0 else text


def exact(value_e4: int, language: str, least: int = 0) -> str:
    """A number in 1/10,000 with as many decimals as it has, `least` at the least."""
    places = 4
    while places > least and value_e4 % 10 ** (5 - places) == 0:
        places -= 1
    return fixed(value_e4, E4, places, language)


class NotANumber(ValueError):
    """The text cannot be read as a number."""


_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_LONGEST = 40


def read_decimal(text: str) -> Decimal:
    """Read what a person typed: `1234,5`, `1.234,5`, `1,234.5`, with or without spaces and a sign.

    An ambiguous `1.234` (or `1,234`) is a thousand and is to be shown back at once; one and a part is
    written `1,2340`. NotANumber for anything else.
    """
    plain = _bare(text)
    negative = plain[:1] in ("-", MINUS)
    whole, rest = _parts(plain.lstrip("+-" + MINUS))
    if len(plain) > _LONGEST or not (whole + rest).isdecimal():
        raise NotANumber(text)
    value = Decimal(f"{whole or '0'}.{rest}" if rest else whole)
    return -value if negative else value


def read_percent(text: str) -> int:
    """Read a share in per cent, with or without its sign, as parts per million. NotANumber, also for finer ones."""
    try:
        return e4(read_decimal(text.replace("%", "")))
    except ValueError:
        raise NotANumber(text) from None


def is_ambiguous(text: str) -> bool:
    """Whether a number could be meant as a thousand or as a whole with three decimals."""
    return _AMBIGUOUS.fullmatch(_bare(text).lstrip("+-" + MINUS)) is not None


def write_decimal(value: Decimal, language: str) -> str:
    """A number with all its decimals, so that `read_decimal` reads the same again."""
    whole, _, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    mark = "," if is_vietnamese(language) else "."
    text = grouped(int(whole), language) + (mark + rest if rest else "")
    if len(rest) == 3 and is_ambiguous(text):
        text += "0"
    return "-" + text if value < 0 else text


def read_e4(text: str, language: str) -> int:
    """As `read_decimal`, into 1/10,000. NotANumber also for more than four decimals."""
    scaled = read_decimal(text) * E4
    if scaled != scaled.to_integral_value():
        raise NotANumber(text)
    return int(scaled)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", "", text)


def _parts(plain: str) -> tuple[str, str]:
    """Whole and decimal digits of a number without sign or spaces."""
    found = _GROUPED.fullmatch(plain)
    if found:
        group = found.group(1)
        whole, _, rest = plain.replace(group, "").replace(",", ".").partition(".")
        return whole, rest
    if len(re.findall(r"[.,]", plain)) > 1:
        return "?", ""
    whole, _, rest = plain.replace(",", ".").partition(".")
    return whole, rest
