"""Profiles written on the site: versions with their moves, the shelf of a moment, and the book of a day."""

import time
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

import msgspec
from django.db.models import Count, Max

from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.risk import models
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.life import State
from motcua.risk.domain.profiles import Profile, ProfileBook, packaged
from motcua.risk.domain.shelf import PACKAGED, Entry, Shelf
from motcua.risk.domain.trying import DryRun
from motcua.risk.domain.writing import Draft, profile
from motcua.risk.queries import watches

_FRESH = 1.0
_seen: tuple[float, tuple[int, int]] = (-_FRESH, (0, 0))


class Move(msgspec.Struct, frozen=True):
    """A decision on a version, with the dry run that was seen before it."""

    leaf: int
    verb: str
    state: State
    at: datetime
    actor: str
    day: date | None
    note: str
    dry_run: DryRun | None


class Version(msgspec.Struct, frozen=True):
    """A version with what became of it."""

    leaf: int
    no: int
    at: datetime
    actor: str
    draft: Draft
    moves: tuple[Move, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.moves[-1].state if self.moves else State.DRAFT

    @property
    def begins(self) -> date | None:
        """Its first day, once approved."""
        return self._day("approve")

    @property
    def retired(self) -> date | None:
        """The first day on which it is no longer used, once retired."""
        return self._day("retire")

    @property
    def dry_run(self) -> DryRun | None:
        """The last dry run that was stored with it."""
        return next((move.dry_run for move in reversed(self.moves) if move.dry_run), None)

    @property
    def authors(self) -> set[str]:
        """Who wrote it and who proposed it."""
        return {self.actor, *(move.actor for move in self.moves if move.verb == "propose")}

    def _day(self, verb: str) -> date | None:
        return next((move.day for move in self.moves if move.verb == verb), None)


def profiles_version() -> tuple[int, int]:
    """Changes with a decision on profiles or watch lists: at once for this process's, within a second for another's."""
    global _seen
    if time.monotonic() - _seen[0] >= _FRESH:
        moves = models.ProfileMove.objects.exclude(day=None)
        count, last = moves.aggregate(count=Count("leaf"), last=Max("leaf")).values()
        watched, latest = watches.version()
        _seen = (time.monotonic(), (count + watched, max(last or 0, latest)))
    return _seen[1]


def forget_profiles() -> None:
    """A decision on profiles was made: the version seen is old."""
    global _seen
    _seen = (-_FRESH, (0, 0))


def shelf() -> Shelf:
    """All profiles with their days, as they are decided by now."""
    return _shelf(profiles_version())


def book_on(day: date) -> ProfileBook:
    """The profiles in force on a day, packaged and written on the site."""
    return shelf().book(day)


@lru_cache(maxsize=4)
def _shelf(version: tuple[int, int]) -> Shelf:
    if version == (0, 0):
        return PACKAGED
    moves = models.ProfileMove.objects.exclude(day=None).order_by("leaf")
    begun, retired, gone = {}, {}, {}
    for move in moves.only("leaf", "version", "code", "verb", "day"):
        if move.verb == "approve":
            begun[move.version] = move.day
        elif move.version:
            retired[move.version] = move.day
        else:
            gone[move.code] = move.day
    rows = models.ProfileVersion.objects.filter(leaf__in=begun).order_by("leaf")
    held = (Entry(row.leaf, profile(_draft(row), begun[row.leaf]), retired.get(row.leaf)) for row in rows)
    return Shelf((*held, *watches.entries()), gone)


def versions(code: str = "") -> list[Version]:
    """Every version of a code, or of all codes, the first first."""
    rows = models.ProfileVersion.objects.order_by("code", "no")
    moves = models.ProfileMove.objects.exclude(version=0).order_by("leaf")
    if code:
        rows, moves = rows.filter(code=code), moves.filter(code=code)
    of: dict[int, list[Move]] = {}
    for move in moves:
        of.setdefault(move.version, []).append(_move(move))
    return [_version(row, of.get(row.leaf, ())) for row in rows]


def version(code: str, no: int) -> Version:
    """One version. NotFound if there is none."""
    found = [each for each in versions(code) if each.no == no]
    if not found:
        raise NotFound(what=f"{code} {no}")
    return found[0]


def retired_packaged(code: str = "") -> dict[str, Move]:
    """Packaged profiles that were retired on the site, by code."""
    rows = models.ProfileMove.objects.filter(version=0).order_by("leaf")
    return {row.code: _move(row) for row in (rows.filter(code=code) if code else rows)}


def packaged_of(code: str) -> Profile | None:
    """The packaged profile of a code, the last where there are several."""
    held = [each for each in packaged() if each.code == code]
    return held[-1] if held else None


def waiting() -> int:
    """How many versions wait for a second officer."""
    return sum(each.state is State.PROPOSED for each in versions())


def _draft(row: models.ProfileVersion) -> Draft:
    return Draft(
        code=row.code, kind=row.kind, criteria=criteria_of(row.criteria), share_ppm=row.share_ppm, since=row.since,
        until=row.until, reason=Words(row.reason_vi, row.reason_en), basis=row.basis,
    )  # fmt: skip


def _version(row: models.ProfileVersion, moves: Iterable[Move]) -> Version:
    return Version(row.leaf, row.no, row.at, row.actor, _draft(row), tuple(moves))


_dry_run = msgspec.json.Decoder(DryRun).decode


def _move(row: models.ProfileMove) -> Move:
    dry_run = _dry_run(row.dry_run) if row.dry_run else None
    return Move(row.leaf, row.verb, State(row.state), row.at, row.actor, row.day, row.note, dry_run)
