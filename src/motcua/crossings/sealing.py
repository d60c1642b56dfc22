"""Sealing: a person's data lie encrypted in the database, and a resident's card as a keyed hash.

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
SALT = 32


def salt() -> bytes:
    """A salt for a commitment."""
    return token_bytes(SALT)


def seal(content: bytes, of: int) -> bytes:
    """A person's data, encrypted; they open for that control result alone."""
    nonce = token_bytes(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY, b"persons")).encrypt(nonce, content, _named(of))


def unseal(sealed: bytes, of: int) -> bytes:
    """The data again. InvalidTag where they were changed, or are another result's."""
    return AESGCM(_key(settings.SECRET_KEY, b"persons")).decrypt(sealed[:_NONCE], sealed[_NONCE:], _named(of))


def pseudonym(card: str) -> str:
    """What is kept of a resident's card: the same for the same card, and without the key no way back."""
    return hmac.digest(_key(settings.SECRET_KEY, b"residents"), card.encode(), "sha256").hex()[:32]


def _named(control: int) -> bytes:
    return b"control/%d" % control


@lru_cache(maxsize=8)
def _key(secret: str, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"motcua crossings " + use).derive(secret.encode())
