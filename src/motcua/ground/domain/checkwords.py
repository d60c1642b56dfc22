"""Check words: what a QR code carries so that anyone can look a receipt up, and nobody can guess another's.

A word names the leaf and proves with 60 bits, hashed from the leaf's secret salt, that its bearer was given it.
"""

import re
from hashlib import sha256
from hmac import compare_digest

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's letters: none looks like another."""
_PROOF = 12
SALT = 16
"""Bytes of a leaf's salt."""
_WORD = re.compile(rf"([{_LETTERS}]{{1,13}})-([{_LETTERS}]{{4}})-([{_LETTERS}]{{4}})-([{_LETTERS}]{{4}})")
_MEANT = str.maketrans("OIL", "011")


def word(leaf: int, salt: bytes) -> str:
    """The check word of a leaf: `7BZ2K0A1QWERT-Q7F3-K2M9-44XD`."""
    proof = _proof(leaf, salt)
    return "-".join((_written(leaf), *(proof[at : at + 4] for at in range(0, _PROOF, 4))))


def leaf_of(text: str) -> int | None:
    """The leaf that a word names, however it was typed; None where the text is no word."""
    found = _WORD.fullmatch(_plain(text))
    number = 0
    for letter in found[1] if found else "":
        number = number * 32 + _LETTERS.index(letter)
    return number if found and number < 2**63 else None


def is_right(text: str, leaf: int, salt: bytes) -> bool:
    """Whether a text is the check word of that leaf."""
    return compare_digest(_plain(text), word(leaf, salt))


def _plain(text: str) -> str:
    return "".join(text.split()).upper().translate(_MEANT)


def _written(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 32)
        text = _LETTERS[digit] + text
    return text or "0"


def _proof(leaf: int, salt: bytes) -> str:
    digest = sha256(b"motcua check word\n" + leaf.to_bytes(8, "big") + salt).digest()
    number = int.from_bytes(digest[:8], "big") >> 4
    return _written(number).rjust(_PROOF, "0")
