"""Facts: what selection is told of a declaration. It knows no declaration itself."""

import msgspec

FLAGS = frozenset(
    {
        "information",  # concrete information of a violation
        "ordered",  # a competent authority orders the inspection
        "policy",  # goods under management policy: licence, quarantine, quality or safety check
        "temporary",  # temporary import or export
        "gift",  # goods without commercial purpose
        "amended_goods",  # goods or value changed after the first registration
        "late_payer",  # tax debt more than 90 days overdue
    }
)


class Facts(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What profiles and models judge; kept as MessagePack arrays, so new fields come last.

    `direction` is import or export; `level` the compliance level 1 (best) to 5; `value` and `tax`
    whole dong; `weight` whole kilograms; `age_days` days since the enterprise registered (-1 unknown).
    `codes`, and where known `origins`, `units` and `unit_values` (whole dong of customs value per
    unit, 0 unknown), have one entry per goods line; `origin` is that of the dearest line, `dearest` its place.
    `flags` are words of FLAGS. `agent` is the customs agent's tax code, `country` where the goods are sent from or
    to, `mode` the code of the means of transport; empty where none is known.
    """

    office: str
    direction: str
    procedure: str
    party: str
    level: int
    codes: tuple[str, ...]
    origin: str = ""
    preference: bool = False
    value: int = 0
    tax: int = 0
    weight: int = 0
    age_days: int = -1
    origins: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit_values: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()
    subject: int = 0
    number: str = ""
    agent: str = ""
    country: str = ""
    mode: str = ""
    dearest: int = 0


HEADING = 4
"""So many digits of a code name its heading."""


def with_heading(party: str, code: str) -> str:
    """Under what an enterprise is remembered together with the heading of a code."""
    return f"{party} {code[:HEADING]}"


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Facts).decode


def told(facts: Facts) -> bytes:
    """Facts as they are kept."""
    return _encode(facts)


def read(kept: bytes) -> Facts:
    """Facts that were kept. msgspec.DecodeError for anything else."""
    return _decode(kept)
