"""Codes: how an officer is known at a gate without the department's passwords. Printed once, kept as a slow hash."""

from hashlib import scrypt
from hmac import compare_digest

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No sign that is taken for another."""
LENGTH = 8
_COST, _BLOCK = 1 << 14, 8
"""About 50 ms and 16 MB a try, so that whoever steals a device tries long: 8 signs are 40 bits."""


def from_bytes(drawn: bytes) -> str:
    """A code from random bytes, as it is printed: ABCD-EFGH. Takes 16 bytes or more."""
    number = int.from_bytes(drawn, "big")
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def plain(code: str) -> str:
    """A code as it is compared: without blanks, dashes and small letters."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def slow_hash(code: str, salt: bytes) -> bytes:
    """What is kept of a code."""
    return scrypt(plain(code).encode(), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=64 << 20, dklen=32)


def is_code(code: str, salt: bytes, kept: bytes) -> bool:
    """Whether it is the code that was printed."""
    return compare_digest(slow_hash(code, salt), kept)
