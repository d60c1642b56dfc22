"""The keys of this installation's log, made on first use and kept beside its data."""

import os
from functools import cache
from hashlib import blake2b
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


@cache
def _notices_key() -> bytes:
    return _kept(settings.HOME / "notices.key")


def webhook_key(address: int) -> Ed25519PrivateKey:
    """The key that signs what is sent to one webhook: its own, so that no receiver can pass ours on to another."""
    seed = blake2b(address.to_bytes(8, "big"), digest_size=32, key=_notices_key()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def code_hash(address: int, code: str) -> bytes:
    """What is kept of the code that confirms a mail address."""
    return blake2b(f"{address} {code}".encode(), digest_size=32, key=_notices_key()).digest()


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
