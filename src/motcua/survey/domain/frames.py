"""The sampling frame: who used which branch how much, strata, and a keyed draw that anybody can repeat.

An enterprise is asked about the one or two branches that it used most. It is drawn by the stratum of the first:
branch × volume × province. All enterprises of 100 declarations and more are taken first, the rest by the draw.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from motcua.kernel.canonical import row_bytes
from motcua.survey.domain.errors import WrongSample

VOLUMES = ((100, "3"), (12, "2"), (1, "1"))
"""Declarations in twelve months from which a class begins: 100 and more, 12–99, 1–11."""
MOST_BRANCHES = 2


class Used(NamedTuple):
    """How often an enterprise declared at an office in the twelve months, and whether it sits in the province."""

    party: str
    office: str
    declarations: int
    inside: bool


class Framed(NamedTuple):
    """A row of the frame: an enterprise and a branch that it may be asked about; `chosen` says it is invited."""

    party: str
    place: int
    office: str
    declarations: int
    inside: bool
    stratum: str
    chosen: bool = False


def stratum(office: str, declarations: int, *, inside: bool) -> str:
    """`20BB-3-in`: branch, volume class, in or outside the province."""
    volume = next(code for least, code in VOLUMES if declarations >= least)
    return f"{office}-{volume}-{'in' if inside else 'out'}"


def framed(used: Iterable[Used]) -> list[Framed]:
    """The frame: each enterprise with the one or two branches that it used most, in the order of tax codes."""
    by_party: dict[str, list[Used]] = defaultdict(list)
    for each in used:
        if each.declarations > 0:
            by_party[each.party].append(each)
    rows = []
    for party in sorted(by_party):
        most = sorted(by_party[party], key=lambda each: (-each.declarations, each.office))[:MOST_BRANCHES]
        rows += [
            Framed(
                party, place, each.office, each.declarations, each.inside,
                stratum(each.office, each.declarations, inside=each.inside),
            )
            for place, each in enumerate(most, 1)
        ]  # fmt: skip
    return rows


def drawn(rows: Sequence[Framed], inside: int, outside: int, key: str) -> list[Framed]:
    """The frame with `inside` and `outside` enterprises chosen. WrongSample where it has not so many."""
    first = [row for row in rows if row.place == 1]
    have = Counter(row.inside for row in first)
    if inside > have[True] or outside > have[False]:
        raise WrongSample(inside=have[True], outside=have[False])
    chosen: set[str] = set()
    for where, wanted in ((True, inside), (False, outside)):
        chosen |= _drawn([row for row in first if row.inside is where], wanted, key)
    return [row._replace(chosen=row.party in chosen) for row in rows]


def _drawn(first: Sequence[Framed], wanted: int, key: str) -> set[str]:
    """Shares of strata by size, the busiest class before the others; within a stratum by the keyed hash."""
    strata: dict[str, list[Framed]] = defaultdict(list)
    for row in first:
        strata[row.stratum].append(row)
    sizes = _shares({name: len(rows) for name, rows in strata.items()}, wanted)
    found: set[str] = set()
    for name, rows in strata.items():
        ranked = sorted(rows, key=lambda row: ticket(key, row.party))
        found.update(row.party for row in ranked[: sizes[name]])
    return found


def _shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """All of the busiest as far as there is room, then the rest by size: largest remainders, ties by name."""
    busiest = {name: size for name, size in sizes.items() if name.split("-")[1] == VOLUMES[0][1]}
    others = {name: size for name, size in sizes.items() if name not in busiest}
    taken = _apportioned(busiest, min(wanted, sum(busiest.values())))
    return {**taken, **_apportioned(others, wanted - sum(taken.values()))}


def _apportioned(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    whole = sum(sizes.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    given = {name: size * wanted // whole for name, size in sizes.items()}
    left = sorted(sizes, key=lambda name: (-(sizes[name] * wanted % whole), name))
    for name in left[: wanted - sum(given.values())]:
        given[name] += 1
    return given


def ticket(key: str, party: str) -> bytes:
    """The number that an enterprise draws: whoever knows the key draws the same sample."""
    return hashlib.sha256(f"{key}|{party}".encode()).digest()


def fingerprint(rows: Iterable[Framed]) -> str:
    """A hash over the frame in its order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row_bytes("frame", (*row[:4], int(row.inside), row.stratum, int(row.chosen))) + b"\n")
    return digest.hexdigest()
