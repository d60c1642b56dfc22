"""The keyed draw: nobody can steer it, and after the secret is shown anyone can check it.

A draw is BLAKE2b (RFC 7693) of the declaration number's ASCII digits, keyed with the 32-byte secret of
the day, 12 bytes long. They are three independent whole numbers below 2**32, most significant byte
first: for the random inspection, for the share of an office profile, for the documentary check.
"""

import hmac
from collections.abc import Callable
from datetime import date
from hashlib import blake2b, sha256
from struct import Struct
from typing import cast

from motcua.kernel.money import PPM

SECRET_BYTES = 32
_three = cast(Callable[[bytes], tuple[int, int, int]], Struct(">III").unpack)


def urn(secret: bytes) -> Callable[[str], tuple[int, int, int]]:
    """The draws of a day: number in, three draws out, each uniform in 0 … 2**32 - 1."""
    keyed = blake2b(key=secret, digest_size=12).copy

    def draws_of(number: str) -> tuple[int, int, int]:
        state = keyed()
        state.update(number.encode())
        return _three(state.digest())

    return draws_of


def draws(secret: bytes, number: str) -> tuple[int, int, int]:
    """The three draws of one declaration number."""
    return urn(secret)(number)


def draw(secret: bytes, number: str) -> int:
    """The draw that decides on a random inspection, uniform in 0 … 2**32 - 1."""
    return draws(secret, number)[0]


def threshold(ppm: int) -> int:
    """A draw below this is taken. `ppm` is the probability in millionths, 0 … 1,000,000."""
    if not 0 <= ppm <= PPM:
        raise ValueError(f"{ppm} is not a probability in millionths")
    return (ppm << 32) // PPM


def commitment(secret: bytes) -> bytes:
    """What is published before the day: the hash of its secret."""
    return sha256(secret).digest()


def derived(seed: bytes, day: date) -> bytes:
    """The secret of a day in a demonstration: the same seed gives the same year."""
    return hmac.digest(seed, b"motcua draw " + day.isoformat().encode(), "sha256")
