"""What the registers of vessels and carriers are told."""

from decimal import Decimal

import msgspec


class Vessel(msgspec.Struct, frozen=True):
    """A vessel to be registered, or struck off. Tonnages are exact."""

    call_sign: str
    name: str
    flag: str
    imo: str = ""
    type: str = ""
    gross: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    operator: str = ""
    struck: bool = False


class Carrier(msgspec.Struct, frozen=True):
    """A carrier or forwarder with its code, and the enterprise that answers for it here."""

    code: str
    name: str
    party: str
    struck: bool = False
