"""Sealing: keys of second factors lie encrypted in the database, and recovery codes as keyed hashes.

Both keys follow from the installation's own secret, which lies beside the data and not in it.
"""

import hmac
from functools import lru_cache
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


def seal(secret: bytes, of: int) -> bytes:
    """The secret of an account, encrypted; it opens for that account alone."""
    nonce = token_bytes(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY, b"seal")).encrypt(nonce, secret, _named(of))


def unseal(sealed: bytes, of: int) -> bytes:
    """The secret again. InvalidTag where it was changed, or is another account's."""
    opener = AESGCM(_key(settings.SECRET_KEY, b"seal"))
    return opener.decrypt(sealed[:_NONCE], sealed[_NONCE:], _named(of))


def digest(code: str, of: int) -> bytes:
    """What is kept of a recovery code."""
    return hmac.digest(_key(settings.SECRET_KEY, b"recovery"), _named(of) + code.encode(), "sha256")


def _named(account: int) -> bytes:
    return b"account/%d:" % account


@lru_cache(maxsize=8)
def _key(secret: str, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"motcua factors " + use).derive(secret.encode())
