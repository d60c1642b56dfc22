"""Profiles: who is looked at, for what reason, from which day. They are data, compiled once."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.risk.domain.criteria import Criteria, Key, Test, admits, residue
from motcua.risk.domain.draws import threshold
from motcua.risk.domain.facts import Facts, read
from motcua.risk.domain.law import DATA
from motcua.risk.domain.past import Remembers, holds

Kind = Literal["legal", "office", "yellow"]
ReasonClass = Literal["legal", "risk"]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One profile. `share_ppm` of those that meet its criteria are looked at, by the keyed draw.

    Kind legal: always inspected. Kind office: inspected while there is a token. Kind yellow: documents.
    """

    code: str
    kind: Kind
    criteria: Criteria
    since: date
    reason: dict[Literal["vi", "en"], str]
    reason_class: ReasonClass
    basis: str
    until: date | None = None
    share_ppm: int = PPM
    verified: bool = False

    def __post_init__(self) -> None:
        if not self.code.isascii() or " " in self.code or not self.code:
            raise ValueError(f"{self.code!r} is not a profile's code")
        if self.kind == "legal" and self.share_ppm != PPM:
            raise ValueError(f"{self.code}: what the law orders is not a matter of shares")
        if set(self.reason) != {"vi", "en"}:
            raise ValueError(f"{self.code}: a reason stands in both languages")
        threshold(self.share_ppm)

    @property
    def words(self) -> Words:
        """The reason in both languages, for officers."""
        return Words(self.reason["vi"], self.reason["en"])

    def in_force(self, day: date) -> bool:
        """Whether the profile is used on that day, first and last included."""
        return self.since <= day and (self.until is None or day <= self.until)


_rows = yaml_reader(list[Profile])


class Weight(msgspec.Struct, frozen=True):
    """What a set of hits asks for: the code that speaks for each kind, and its share.

    `papers` speaks for the documents that the law itself asks for.
    """

    hits: str
    legal: str
    office: str
    office_ppm: int
    office_threshold: int
    yellow: str
    yellow_threshold: int
    yellow_class: str
    papers: str
    papers_threshold: int


class UnknownProfile(LookupError):
    """A hit names a profile that is not in force: the hits were indicated for another day."""


class ProfileBook:
    """The profiles in force on one day, sorted by kind and code; codes are unique (ValueError)."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        ordered = sorted(profiles, key=lambda profile: (_RANK[profile.kind], profile.code))
        self._by_code = {profile.code: profile for profile in ordered}
        if len(self._by_code) != len(ordered):
            raise ValueError("a profile's code stands twice on one day")
        self._compiled = [(profile.code, profile.criteria, residue(profile.criteria)) for profile in ordered]
        self._possible: dict[Key, tuple[tuple[str, tuple[Test, ...]], ...]] = {}
        self._weights: dict[tuple[str, ...], Weight] = {}
        self._asking = {each.code: each.criteria.earlier for each in ordered if each.criteria.earlier}

    @property
    def historical(self) -> bool:
        """Whether a profile of this day asks for the past, so that its hits must be confirmed."""
        return bool(self._asking)

    def confirm(self, hits: tuple[str, ...], told: bytes, history: Remembers) -> tuple[str, ...]:
        """The hits without those whose criteria ask for a past that is not so."""
        if self._asking.keys().isdisjoint(hits):
            return hits
        facts = read(told)
        return tuple(code for code in hits if all(holds(asked, facts, history) for asked in self._asking.get(code, ())))

    def certain(self, hits: tuple[str, ...]) -> tuple[str, ...]:
        """The hits of profiles that ask nothing of the past."""
        return tuple(code for code in hits if code not in self._asking)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __getitem__(self, code: str) -> Profile:
        return self._by_code[code]

    def possible(self, key: Key) -> tuple[tuple[str, tuple[Test, ...]], ...]:
        """The profiles that facts with this key may still hit, with the tests left to make."""
        found = self._possible.get(key)
        if found is None:
            found = tuple((code, tests) for code, criteria, tests in self._compiled if admits(criteria, key))
            self._possible[key] = found
        return found

    def weigh(self, hits: tuple[str, ...]) -> Weight:
        """What these hits ask for. UnknownProfile if one is not of this day."""
        found = self._weights.get(hits)
        if found is None:
            found = self._weights[hits] = self._weigh(hits)
        return found

    def _weigh(self, hits: tuple[str, ...]) -> Weight:
        missing = [code for code in hits if code not in self._by_code]
        if missing:
            raise UnknownProfile(", ".join(missing))
        profiles = [self._by_code[code] for code in hits]
        legal = _foremost(profiles, "legal")
        office = _foremost(profiles, "office")
        yellow = _foremost(profiles, "yellow")
        papers = _foremost((profile for profile in profiles if profile.reason_class == "legal"), "yellow")
        return Weight(
            hits=" ".join(hits),
            legal=legal.code if legal else "",
            office=office.code if office else "",
            office_ppm=office.share_ppm if office else 0,
            office_threshold=threshold(office.share_ppm) if office else 0,
            yellow=yellow.code if yellow else "",
            yellow_threshold=threshold(yellow.share_ppm) if yellow else 0,
            yellow_class=yellow.reason_class if yellow else "none",
            papers=papers.code if papers else "",
            papers_threshold=threshold(papers.share_ppm) if papers else 0,
        )


_RANK = {"legal": 0, "office": 1, "yellow": 2}


def _foremost(profiles: Iterable[Profile], kind: Kind) -> Profile | None:
    """The profile of the largest share speaks for its kind; among equals the first code."""
    of_kind = [profile for profile in profiles if profile.kind == kind]
    return min(of_kind, key=lambda profile: (-profile.share_ppm, profile.code), default=None)


def indicate(facts: Facts, book: ProfileBook) -> tuple[str, ...]:
    """The codes of the profiles that these facts hit, in the book's order."""
    key = Key(facts.direction, facts.office, facts.procedure, facts.level, facts.preference)
    hit = []
    for code, tests in book.possible(key):
        for test in tests:
            if not test(facts):
                break
        else:
            hit.append(code)
    return tuple(hit)


@cache
def packaged() -> tuple[Profile, ...]:
    """All packaged profiles, whatever their days."""
    return tuple(_rows((DATA / "profiles.yaml").read_bytes()))
