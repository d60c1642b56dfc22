"""The watch list: what may be watched, and how selection or the gate is told of it."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from motcua.kernel.words import Words
from motcua.risk.domain.criteria import Criteria


class What(StrEnum):
    """What is watched."""

    PARTY = "party"
    GOODS = "goods"
    ORIGIN = "origin"
    VEHICLE = "vehicle"
    CONTAINER = "container"


WHAT_WORDS: Mapping[What, Words] = {
    What.PARTY: Words("Doanh nghiệp (mã số thuế)", "Enterprise (tax code)"),
    What.GOODS: Words("Mặt hàng (mã HS)", "Goods (HS code)"),
    What.ORIGIN: Words("Xuất xứ", "Origin"),
    What.VEHICLE: Words("Phương tiện (biển số)", "Vehicle (plate)"),
    What.CONTAINER: Words("Container", "Container"),
}
_PATTERNS: Mapping[What, str] = {
    What.PARTY: r"[0-9]{10}(-?[0-9]{3})?", What.GOODS: r"[0-9]{2}([0-9]{2}){0,3}", What.ORIGIN: r"[A-Z]{2}",
    What.VEHICLE: r"[A-Z0-9]{4,15}", What.CONTAINER: r"[A-Z]{4}[0-9]{7}",
}  # fmt: skip
TO_SELECTION = frozenset({What.PARTY, What.GOODS, What.ORIGIN})
"""What declarations show; vehicles and containers are looked for where they pass."""


def folded(value: str) -> str:
    """A value as it is compared: capital letters and digits, a tax code's hyphen kept."""
    return re.sub(r"[^0-9A-Z-]", "", value.upper())


def tidy(what: What, value: str) -> str | None:
    """The value as it is kept; None where it cannot be one."""
    found = folded(value)
    if what in (What.VEHICLE, What.CONTAINER):
        found = found.replace("-", "")
    return found if re.fullmatch(_PATTERNS[what], found) else None


def criteria(what: What, value: str, origin: str = "") -> Criteria:
    """What selection is asked to look at. `origin` narrows goods. Not for vehicles and containers (KeyError)."""
    if what is What.PARTY:
        return Criteria(parties=(value,))
    if what is What.GOODS:
        return Criteria(headings=(value,), origins=(origin,) if origin else ())
    if what is What.ORIGIN:
        return Criteria(origins=(value,))
    raise KeyError(what)


def in_force(told_from: date | None, until: date, state: str, day: date) -> bool:
    """Whether an entry is watched on a day."""
    return state == "approved" and told_from is not None and told_from <= day <= until
