"""What anybody may know of an installation: what it is, its clock, its log's key and last head, its services."""

from datetime import datetime
from typing import Any

import msgspec

from motcua.ground.domain.outages import OutageTold


class ServiceState(msgspec.Struct, frozen=True):
    """A service now (`good`, `warn` or `bad`), and the share of the last 90 days in which it was there (ppm)."""

    service: str
    words_vi: str
    words_en: str
    state: str
    available_ppm: int


class Status(msgspec.Struct, frozen=True):
    """The state of the installation. `clock` is business time, of the demonstration where `demonstration` says so.

    `outages` are those of the last 90 days, the newest first; `verdict` is empty until an officer has decided.
    """

    name: str
    version: str
    role: str
    clock: datetime
    demonstration: bool
    log_size: int
    head: dict[str, Any] | None
    state: str = "good"
    services: list[ServiceState] = []
    outages: list[OutageTold] = []


class PublicKey(msgspec.Struct, frozen=True):
    """The key that signs receipts and heads (Ed25519, in hex)."""

    origin: str
    algorithm: str
    key: str


class Heads(msgspec.Struct, frozen=True):
    """Signed heads of the log, by size; ask again from the last size for the next."""

    origin: str
    heads: list[dict[str, Any]]
