"""A party: an enterprise (or person with a tax code) that declares goods."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.parties.domain.errors import BadLevel, BadTaxCode, RegisteredBeforeFounded

Status = Literal["active", "suspended", "closed"]

STATUSES: Mapping[str, Words] = MappingProxyType(
    {
        "active": Words("Đang hoạt động", "Active"),
        "suspended": Words("Tạm ngừng hoạt động", "Suspended"),
        "closed": Words("Đã chấm dứt hoạt động", "Closed"),
    }
)
LEVELS: Mapping[int, Words] = MappingProxyType(
    {
        1: Words("Mức 1: doanh nghiệp ưu tiên", "Level 1: priority enterprise"),
        2: Words("Mức 2: tuân thủ cao", "Level 2: high compliance"),
        3: Words("Mức 3: tuân thủ trung bình", "Level 3: medium compliance"),
        4: Words("Mức 4: tuân thủ thấp", "Level 4: low compliance"),
        5: Words("Mức 5: không tuân thủ", "Level 5: no compliance"),
    }
)
NEW = 3
"""The level of a party of which nothing is known yet."""

_TAX_CODE = re.compile(r"[0-9]{10}(-?[0-9]{3})?|[0-9]{12}")


class Party(msgspec.Struct, frozen=True):
    """A party as it stands. `level` is 1 (best) to 5; `debt_over_90` is in dong, of taxes over 90 days late."""

    tax_code: str
    name: str
    address: str = ""
    phone: str = ""
    province: str = ""
    founded_on: date | None = None
    registered_on: date | None = None
    status: Status = "active"
    level: int = NEW
    debt_over_90: int = 0
    priority: bool = False


class LevelChange(msgspec.Struct, frozen=True):
    """A new compliance level, and why."""

    tax_code: str
    level: int
    reason: str


def check_party(party: Party) -> None:
    """Refuse a party that cannot be: BadTaxCode, BadLevel, RegisteredBeforeFounded."""
    if _TAX_CODE.fullmatch(party.tax_code) is None:
        raise BadTaxCode(tax_code=party.tax_code)
    check_level(party.tax_code, party.level)
    if party.founded_on and party.registered_on and party.registered_on < party.founded_on:
        raise RegisteredBeforeFounded(
            tax_code=party.tax_code, registered_on=party.registered_on, founded_on=party.founded_on
        )


def check_level(tax_code: str, level: int) -> None:
    """Refuse with BadLevel a level outside 1 to 5."""
    if level not in LEVELS:
        raise BadLevel(tax_code=tax_code, level=level)


def status_words(status: str) -> Words:
    """The status in words."""
    return STATUSES[status]


def level_words(level: int) -> Words:
    """The level in words."""
    return LEVELS[level]
