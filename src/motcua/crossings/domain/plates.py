"""Plates: as they are written, and as they are found."""

from unicodedata import combining, normalize

LONGEST = 20
SHORTEST_END = 2
"""So many last signs of a plate at least narrow a search by its end."""


def fold(text: str) -> str:
    """A plate without blanks, marks and small letters, as two people would write it alike. Chinese signs stay."""
    told = text.upper()
    if told.isascii() and told.isalnum():
        return told[:LONGEST]
    plain = normalize("NFD", told.replace("Đ", "D"))
    return "".join(sign for sign in normalize("NFC", "".join(s for s in plain if not combining(s))) if sign.isalnum())[
        :LONGEST
    ]


def fits(plate: str, wanted: str) -> bool:
    """Whether a folded plate is the one asked for, or ends with what is asked for."""
    asked = fold(wanted)
    return plate == asked or (len(asked) >= SHORTEST_END and plate.endswith(asked))
