"""The keys of this installation's log, made on first use and kept beside its data."""

import os
from functools import cache
from pathlib import Path
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


@cache
def salt_key() -> bytes:
    """The key (32 bytes) from which the salts of leaves come."""
    return _kept(settings.HOME / "salt.key")


@cache
def signing_key() -> Ed25519PrivateKey:
    """The key that signs heads of the log and receipts."""
    return Ed25519PrivateKey.from_private_bytes(_kept(settings.HOME / "log.key"))


@cache
def public_key() -> bytes:
    """The 32 bytes by which anyone can check heads and receipts."""
    return signing_key().public_key().public_bytes_raw()


def _kept(path: Path) -> bytes:
    """32 secret bytes in hex in a file only its owner reads. Two processes that start at once agree."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}.new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(token_bytes(32).hex())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(path.read_text().strip())
