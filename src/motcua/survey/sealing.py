"""Sealing: drafts open with the link's secret alone, of which the database holds a hash.

The hash and the key come from the secret by different labels: who has the hash has no key. Rows that no leaf answers
for yet bear a mark under a key that lies beside the data and not in it.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from motcua.kernel.canonical import row_bytes

_NONCE, _BYTES = 12, 32
_LENGTH = 43
"""Characters of a secret as it stands in a link."""


def new_secret() -> str:
    """A secret for a link: 256 random bits."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_BYTES)).rstrip(b"=").decode()


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(b"motcua survey token|" + secret.encode()[: 2 * _LENGTH]).hexdigest()


def seal(content: bytes, secret: str) -> bytes:
    """A draft, encrypted."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key(secret)).encrypt(nonce, content, b"survey draft")


def unseal(sealed: bytes, secret: str) -> bytes | None:
    """The draft again; None where it was changed or is another's."""
    try:
        return AESGCM(_key(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], b"survey draft")
    except InvalidTag:
        return None


def mark(table: str, values: Sequence[Any]) -> str:
    """The mark of a row by its values: nobody makes one in the database alone. It tells no more than the row."""
    return hmac.digest(_marking(settings.SECRET_KEY), row_bytes(table, values), "sha256").hex()


def fits(table: str, row: Sequence[Any]) -> bool:
    """Whether a row, its mark the last of its values, is as it was written."""
    return hmac.compare_digest(mark(table, row[:-1]).encode(), str(row[-1]).encode())


@lru_cache(maxsize=8)
def _marking(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"motcua survey marks").derive(secret.encode())


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"motcua survey draft").derive(secret.encode())
