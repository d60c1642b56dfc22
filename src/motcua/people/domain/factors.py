"""Second factors: codes of an application (RFC 6238) and recovery codes. Passkeys are checked in `web.passkeys`."""

import re
from collections.abc import Mapping
from secrets import choice
from types import MappingProxyType

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from motcua.kernel.words import Words

KINDS: Mapping[str, Words] = MappingProxyType(
    {"codes": Words("Ứng dụng tạo mã", "Authenticator application"), "passkey": Words("Khóa truy cập", "Passkey")}
)
STEP = 30
"""Seconds of a code."""
SLACK = 1
"""Steps by which a device's clock may be early or late."""
KEY_BYTES = 20
MOST_PASSKEYS = 10
RECOVERY_CODES = 10
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 12
_DIGITS = re.compile(r"\d{6}\Z")


def application(key: bytes) -> TOTP:
    """What an application makes of a key: six digits every thirty seconds, as every application knows it."""
    return TOTP(key, 6, SHA1(), STEP)  # noqa: S303 - RFC 6238's own


def matching_step(key: bytes, code: str, at: float, after: int) -> int | None:
    """The step to which a code belongs, later than `after`, so that none is used twice; None where it is wrong."""
    digits = "".join(code.split())
    if _DIGITS.match(digits) is None:
        return None
    totp, now = application(key), int(at) // STEP
    for step in range(now - SLACK, now + SLACK + 1):
        if step > after and totp.generate(step * STEP) == digits.encode():
            return step
    return None


def new_recovery_code() -> str:
    """A code of sixty bits, without letters that look alike, in groups of four."""
    letters = "".join(choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def plain(code: str) -> str:
    """A recovery code as it is compared: without spaces and dashes, in capitals."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
