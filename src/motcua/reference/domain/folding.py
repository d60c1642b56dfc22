"""Folding: Vietnamese without its marks, so that “Mong Cai” finds “Móng Cái”."""

from unicodedata import combining, normalize

_DSTROKE = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """Lower case without marks, đ as d, runs of white space as one blank."""
    plain = "".join(letter for letter in normalize("NFD", text) if not combining(letter))
    return " ".join(plain.translate(_DSTROKE).casefold().split())
