"""Writing: numbers as each language prints them."""

from motcua.kernel.money import E4
from motcua.kernel.words import Words


def whole(number: int) -> Words:
    """`1.234.567` and `1,234,567`."""
    text = f"{number:,}"
    return Words(_vietnamese(text), text)


def scaled(number_e4: int) -> Words:
    """A number in 1/10,000 of its unit, without needless zeros: `1.234,5` and `1,234.5`."""
    sign = "-" if number_e4 < 0 else ""
    units, rest = divmod(abs(number_e4), E4)
    text = f"{sign}{units:,}.{rest:04d}".rstrip("0").rstrip(".")
    return Words(_vietnamese(text), text)


def percentage(ppm: int) -> Words:
    """Parts per million as a percentage: `7,5 %` and `7.5%`."""
    number = scaled(ppm)
    return Words(f"{number.vi} %", f"{number.en}%")


def _vietnamese(text: str) -> str:
    return text.translate({ord(","): ".", ord("."): ","})
