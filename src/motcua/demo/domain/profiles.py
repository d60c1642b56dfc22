"""Profiles that risk officers of the demonstration write, from `data/profiles.yaml`, and the steps of their lives."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.writing import Draft

Verb = Literal["propose", "approve", "retire"]


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile for inspection, the days on which it is tried, and when what is done with it."""

    code: str
    share_ppm: int
    criteria: str
    reason: dict[Literal["vi", "en"], str]
    tried: tuple[date, date]
    written: date | None = None
    approved: date | None = None
    retired: date | None = None


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, and what is said with each step."""

    basis: str
    hour: int
    notes: dict[Verb, str]
    profiles: tuple[Written, ...]


class Step(NamedTuple):
    """What is done with a profile on a day."""

    day: date
    verb: Verb
    profile: Written


_read = yaml_reader(Given)


@cache
def given() -> Given:
    """The profiles; there is one set."""
    return _read((Path(__file__).resolve().parent.parent / "data" / "profiles.yaml").read_bytes())


def steps() -> list[Step]:
    """What is done in the year, in order of time."""
    found = [step for each in given().profiles for step in _of(each)]
    return sorted(found, key=lambda step: step.day)


def _of(profile: Written) -> Iterator[Step]:
    if profile.written:
        yield Step(profile.written, "propose", profile)
    if profile.approved:
        yield Step(profile.approved, "approve", profile)
    if profile.retired:
        yield Step(profile.retired, "retire", profile)


def waiting() -> list[Written]:
    """What waits for a second officer when the clock opens."""
    return [each for each in given().profiles if each.written is None]


def draft(profile: Written) -> Draft:
    """A profile as its author writes it."""
    return Draft(
        code=profile.code, kind="office", share_ppm=profile.share_ppm, basis=given().basis,
        criteria=criteria_of(profile.criteria), reason=Words(profile.reason["vi"], profile.reason["en"]),
    )  # fmt: skip
