"""Sealing: whom a case concerns lies encrypted in the database, under a key that lies beside the data and not in it."""

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
    """A subject's data, encrypted; they open for that subject alone."""
    nonce = token_bytes(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, content, _named(of))


def unseal(sealed: bytes, of: int) -> bytes:
    """The data again. InvalidTag where they were changed, or are another subject's."""
    return AESGCM(_key(settings.SECRET_KEY)).decrypt(sealed[:_NONCE], sealed[_NONCE:], _named(of))


def _named(subject: int) -> bytes:
    return b"case-subject/%d" % subject


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"motcua control subjects").derive(secret.encode())
