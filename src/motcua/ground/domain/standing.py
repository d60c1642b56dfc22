"""What anybody may know of an installation: what it is, its clock, its log's key and last head."""

from datetime import datetime
from typing import Any

import msgspec


class Status(msgspec.Struct, frozen=True):
    """The state of the installation. `clock` is business time, of the demonstration where `demonstration` says so."""

    name: str
    version: str
    role: str
    clock: datetime
    demonstration: bool
    log_size: int
    head: dict[str, Any] | None


class PublicKey(msgspec.Struct, frozen=True):
    """The key that signs receipts and heads (Ed25519, in hex)."""

    origin: str
    algorithm: str
    key: str


class Heads(msgspec.Struct, frozen=True):
    """Signed heads of the log, by size; ask again from the last size for the next."""

    origin: str
    heads: list[dict[str, Any]]
