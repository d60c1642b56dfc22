"""The simulated bank's name and its key, which never leaves its folder."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIMULATED = "SIMBANK"
NAME = "Ngân hàng giả lập"


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The bank's key, made at its first start."""
    path = folder / "signing.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key(folder: Path) -> str:
    """The bank's public key in hex, as customs registers it."""
    return signing_key(folder).public_key().public_bytes_raw().hex()
