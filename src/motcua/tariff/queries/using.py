"""Which schedules goods of an origin can use, and the lowest plain duty among them."""

from motcua.tariff.domain import Entry
from motcua.tariff.queries.sheets import Sheet, Shown

DUTIES = ("import", "preference", "quota")
"""Kinds of schedules from which an import duty comes."""


def usable(shown: Shown, origin: str) -> bool:
    """Whether a schedule has a rate for goods of this origin."""
    members = shown.schedule.members
    return bool(shown.rates) and (not members or origin in members) and any(
        _serves(rate.entry, origin) for rate in shown.rates
    )  # fmt: skip


def lowest(sheet: Sheet, origin: str) -> str:
    """The key of the lowest plain duty usable for the origin; empty without one."""
    rates = [
        (rate.entry.ppm, shown.schedule.number, shown.schedule.key)
        for shown in sheet.shown
        if origin and shown.schedule.kind in ("import", "preference") and usable(shown, origin)
        for rate in shown.rates
        if rate.entry.kind == "percent" and not (rate.entry.condition or rate.entry.claim)
        and _serves(rate.entry, origin)
    ]  # fmt: skip
    return min(rates)[2] if rates else ""


def _serves(entry: Entry, origin: str) -> bool:
    return entry.kind not in ("absent", "held") and entry.serves(origin)
