"""How whole and decimal numbers are written, in Vietnamese (1.234,5) and English (1,234.5), and read back.

Amounts come as whole numbers of a smallest unit: dong, 1/10,000 (`e4`), parts per million (`ppm`).
`language` is `vi` or `en`; anything else reads as English.
"""

import re

from motcua.kernel.money import E4, half_up

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


_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")


def read_e4(text: str, language: str) -> int:
    """Read what a person typed into 1/10,000: `1234,5`, `1.234,5`, `1,234.5`, with or without spaces.

    An ambiguous `1.234` (or `1,234`) is a thousand and is to be shown back at once. NotANumber otherwise,
    also for more than four decimals.
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    sign = -1 if plain[:1] in ("-", MINUS) else 1
    plain = plain.lstrip("+-" + MINUS)
    whole, rest = _parts(plain, language)
    if not (whole + rest).isdecimal() or len(rest) > 4:
        raise NotANumber(text)
    return sign * int((whole or "0") + rest.ljust(4, "0"))


def _parts(plain: str, language: str) -> tuple[str, str]:
    """Whole and decimal digits of a number without sign or spaces."""
    found = _GROUPED.fullmatch(plain)
    if found:
        group = found.group(1)
        whole, _, rest = plain.replace(group, "").replace(",", ".").partition(".")
        return whole, rest
    marks = re.findall(r"[.,]", plain)
    if len(marks) > 1:
        return "?", ""
    whole, _, rest = plain.replace(",", ".").partition(".")
    return whole, rest
