"""Profiles by program: the list and one code, for the department's own programs alone. People write and decide."""

from datetime import date

import msgspec

from motcua.design.domain.api import Call, Operation, Told, told
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people.domain.tokens import RISK
from motcua.risk.domain.language import written
from motcua.risk.queries import profiles, profiling


class ProfileTold(msgspec.Struct, frozen=True, kw_only=True):
    """A profile with its figures of a year up to yesterday; shares and rates in ppm, the interval Wilson's 95 %."""

    code: str
    state: str
    kind: str
    version: int
    criteria: str
    share_ppm: int
    since: date
    until: date | None
    reason_vi: str
    reason_en: str
    basis: str
    met: int
    chosen: int
    last_met: date | None
    inspected: int
    violations: int
    recovered: int
    rate_ppm: int | None
    low_ppm: int | None
    high_ppm: int | None
    beside_random: str


class ProfilesTold(msgspec.Struct, frozen=True):
    """All profiles by code."""

    profiles: list[ProfileTold]


class VersionTold(msgspec.Struct, frozen=True):
    """A version written on the site, and where it stands."""

    no: int
    state: str
    criteria: str
    share_ppm: int
    begins: date | None
    retired: date | None


class OneTold(msgspec.Struct, frozen=True):
    """One code and its versions."""

    profile: ProfileTold
    versions: list[VersionTold]


def listed(call: Call) -> Told:
    """Every profile."""
    return told(ProfilesTold([_told(row) for row in profiling.listing(law_day(call.at))]))


def one(call: Call, code: str) -> Told:
    """One code. NotFound if there is none."""
    found = profiling.one(code, law_day(call.at))
    versions = [
        VersionTold(
            each.no, each.state.value, written(each.draft.criteria), each.draft.share_ppm, each.begins, each.retired
        )
        for each in profiles.versions(code)
    ]  # fmt: skip
    return told(OneTold(_told(found), versions))


def _told(row: profiling.Listed) -> ProfileTold:
    held, figures = row.profile, row.figures
    rate = figures.interval if figures.checked else (None, None, None)
    return ProfileTold(
        code=held.code, state=row.standing, kind=held.kind, version=row.no, criteria=written(held.criteria),
        share_ppm=held.share_ppm, since=held.since, until=held.until, reason_vi=held.words.vi, reason_en=held.words.en,
        basis=held.basis, met=figures.hits, chosen=figures.chosen, last_met=figures.last, inspected=figures.checked,
        violations=figures.found, recovered=figures.recovered, rate_ppm=rate[0], low_ppm=rate[1], high_ppm=rate[2],
        beside_random=row.verdict,
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "listRiskProfiles", "get", "risk/profiles", "risk-profiles",
        Words("Các hồ sơ rủi ro với tỷ lệ phát hiện", "Risk profiles with their hit rates"), listed, scope=RISK,
        gives={200: ProfilesTold},
    ),
    Operation(
        "readRiskProfile", "get", "risk/profiles/{code}", "risk-profile",
        Words("Một hồ sơ rủi ro và các phiên bản", "A risk profile and its versions"), one, scope=RISK,
        gives={200: OneTold}, problems=("not-found",),
    ),
)  # fmt: skip
