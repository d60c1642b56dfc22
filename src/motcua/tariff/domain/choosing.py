"""Choosing: which of several entries for a line is the one for an origin and a claim."""

from collections.abc import Collection, Iterable, Sequence

from motcua.tariff.domain.columns import SIDE
from motcua.tariff.domain.entries import Entry
from motcua.tariff.domain.errors import ClaimNeeded, ClaimNotOffered, HeldRate


def choose(found: Iterable[Entry], origin: str, claim: str = "") -> Entry | None:
    """The rate claimed, else one for the origin alone, else the general one; None where none serves.

    HeldRate where the table alone cannot choose; ClaimNeeded where only claimed rates are left.
    """
    serving = [entry for entry in found if entry.condition not in SIDE and entry.serves(origin)]
    claimed = [entry for entry in serving if entry.claim]
    for entry in claimed:
        if entry.claim == claim:
            return _settled(entry)
    general = None
    for entry in serving:
        if entry.claim:
            continue
        if entry.kind in ("held", "absent") or entry.origins:
            return _settled(entry)
        general = general or entry
    if general is None and claimed:
        first = claimed[0]
        raise ClaimNeeded(schedule=first.schedule, code=first.code, possible=_claims(claimed))
    return general


def pick(found: Iterable[Entry], schedule: str, code: str, origin: str, claimed: Collection[str]) -> Entry | None:
    """The remedy of the producer claimed, else of all other producers of the origin; None where none serves.

    ClaimNotOffered for a producer's code that is not for these goods.
    """
    serving = [entry for entry in found if entry.serves(origin)]
    offered = [entry for entry in serving if entry.claim]
    for entry in offered:
        if entry.claim in claimed:
            return _settled(entry)
    if claimed:
        raise ClaimNotOffered(
            claim=sorted(claimed)[0], schedule=schedule, code=code, origin=origin or "?",
            possible=_claims(offered) or "–",
        )  # fmt: skip
    rest = sorted((entry for entry in serving if not entry.claim), key=lambda entry: not entry.origins)
    return _settled(rest[0]) if rest else None


def only(found: Sequence[Entry]) -> Entry:
    """The one rate that nobody has to claim. HeldRate where there is none, or more than one."""
    settled = [entry for entry in found if entry.condition not in SIDE and not entry.claim]
    if len(settled) != 1 or settled[0].kind == "held":
        raise held(found[0])
    return settled[0]


def held(entry: Entry, schedule: str = "", code: str = "", printed: str = "") -> HeldRate:
    """The refusal of a rate that the table alone cannot choose."""
    return HeldRate(schedule=schedule or entry.schedule, code=code or entry.code, printed=printed or entry.condition)


def _settled(entry: Entry) -> Entry | None:
    if entry.kind == "held":
        raise held(entry)
    return None if entry.kind == "absent" else entry


def _claims(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted({entry.claim for entry in entries}))
