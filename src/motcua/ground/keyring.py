"""The keys of this installation's log, made on first use and kept beside its data."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes
from tempfile import mkstemp

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


def kept_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """What a file that only its owner reads holds; `make` says what, the first time. Whoever start at once, processes
    or threads, agree: the first one's is kept."""
    if not path.exists():
        descriptor, draft = mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=".new")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            Path(draft).unlink()
    return path.read_bytes()


def _kept(path: Path) -> bytes:
    """32 secret bytes in hex."""
    return bytes.fromhex(kept_file(path, lambda: token_bytes(32).hex().encode()).decode().strip())
