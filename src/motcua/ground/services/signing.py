"""Signing: what leaves the house bears its signature, also where it is a refusal."""

from collections.abc import Callable
from pathlib import Path

from motcua.ground import keyring
from motcua.ground.keyring import public_key, signing_key

PURPOSE = b"motcua answer\n"
"""Stands before what is signed, so that an answer is never taken for a head of the log or a receipt."""


def sign_answer(content: bytes) -> bytes:
    """The Ed25519 signature (64 bytes) over PURPOSE and the content."""
    return signing_key().sign(PURPOSE + content)


def answering_key() -> bytes:
    """The 32 bytes by which answers are checked."""
    return public_key()


def kept_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """What a secret file beside the data holds; `make` says what, the first time (`keyring.kept_file`)."""
    return keyring.kept_file(path, make)
