"""Boxes: container numbers as they are written, read at a gate and checked (ISO 6346)."""

from operator import mul
from string import ascii_uppercase, digits

LONGEST = 20
"""Characters of a container number as it is kept; ISO 6346 has eleven."""
_VALUES = dict(zip(digits + ascii_uppercase, [n for n in range(39) if n == 0 or n % 11], strict=True))
_POWERS = tuple(2**place for place in range(10))
_SIZE = 11


def fold(text: str) -> str:
    """A container number without blanks, marks and small letters, as two people would write it alike."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:LONGEST]


def is_numbered(box: str) -> bool:
    """Whether it is 4 capital letters and 7 digits with the check digit of ISO 6346."""
    return (
        len(box) == _SIZE and box.isascii() and box[:4].isalpha() and box[:4].isupper() and box[4:].isdecimal()
        and sum(map(mul, map(_VALUES.__getitem__, box), _POWERS)) % 11 % 10 == int(box[10])
    )  # fmt: skip
