"""Policies: ways of choosing what to inspect, day by day, learning only from what they chose themselves."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Protocol

from msgspec.structs import replace

from motcua.risk.domain.bucket import Bucket
from motcua.risk.domain.decision import Candidate, Decision, Judged
from motcua.risk.domain.draws import derived
from motcua.risk.domain.facts import read
from motcua.risk.domain.history import History
from motcua.risk.domain.law import Law, law_on
from motcua.risk.domain.profiles import ProfileBook
from motcua.risk.domain.selection import Terms, decide
from motcua.risk.domain.simulation.stream import Result
from motcua.risk.domain.window import Window

Urn = Callable[[str], tuple[int, int, int]]
Chosen = tuple[int, str]
"""Channel, and the source that chose it."""
_DAY = timedelta(days=1)


class Policy(Protocol):
    """A way of choosing. It is asked for each law day in order, and told what its own inspections found."""

    def choose(self, day: date, group: Sequence[Candidate]) -> list[Chosen]:
        """The channel of each declaration of a day and what chose it."""

    def learn(self, day: date, candidate: Candidate, result: Result) -> None:
        """Before `day` begins it is known what the inspection of this declaration found."""


class Learner(Protocol):
    """What scores declarations, from what was registered and what its own inspections found."""

    def judge(self, day: date, group: Sequence[Candidate]) -> Sequence[Judged] | None:
        """The scores of a day's declarations from what was known before it; None while no model is in force."""

    def found(self, day: date, candidate: Candidate, result: Result) -> None:
        """Before `day` begins it is known what the inspection of this declaration found."""


class Selecting:
    """The selection of the house itself, with other numbers, other profiles, other draws.

    `law_of` gives the numbers of a day and `book_of` its profiles; hits of profiles that the book has not are left
    out. Draws follow from `seed`, or come from `urn`. Without a `learner` no model is asked; what profiles ask of the
    past is answered from its own inspections either way.
    """

    def __init__(
        self, *, law_of: Callable[[date], Law] = law_on, book_of: Callable[[date], ProfileBook],
        seed: bytes = b"simulation", urn: Urn | None = None, learner: Learner | None = None,
    ) -> None:  # fmt: skip
        self._law_of, self._book_of, self._seed, self._urn, self._learner = law_of, book_of, seed, urn, learner
        self.bucket, self.window, self._history = Bucket(), Window(), History()

    def choose(self, day: date, group: Sequence[Candidate]) -> list[Chosen]:
        """Decide a day's declarations."""
        return [(decision.channel, decision.source) for decision in self.decided(day, group)]

    def decided(self, day: date, group: Sequence[Candidate]) -> list[Decision]:
        """The decisions of a day, whole."""
        terms, at = self._terms(day), group[0].at
        if at is None:
            raise ValueError(f"{group[0].number} has no moment")
        known = frozenset(profile.code for profile in terms.book)
        judged = self._learner.judge(day, group) if self._learner else None
        self._history.begin(day)
        asked = [_with_hits(candidate, terms.book, known, self._history) for candidate in group]
        return decide(asked, self.bucket, lambda _: terms, at=at, judged=judged, window=self.window)

    def learn(self, day: date, candidate: Candidate, result: Result) -> None:
        """What was recorded on the day before is past for profiles, and a lesson for the model."""
        if candidate.told:
            self._history.add_outcome(read(candidate.told), day - _DAY, result.hit, result.recovered)
        if self._learner is not None:
            self._learner.found(day, candidate, result)

    def _terms(self, day: date) -> Terms:
        secret = derived(self._seed, day)
        terms = Terms(day=day, law=self._law_of(day), book=self._book_of(day), drawn_on=day, secret=secret)
        if self._urn is not None:
            terms.urn = self._urn
        return terms


def _with_hits(candidate: Candidate, book: ProfileBook, known: frozenset[str], history: History) -> Candidate:
    """The candidate without hits of profiles that are not used, or that ask for a past that is not so."""
    hits = candidate.hits
    if not known.issuperset(hits):
        hits = tuple(hit for hit in hits if hit in known)
    if book.historical:
        hits = book.confirm(hits, candidate.told, history)
    return candidate if hits == candidate.hits else replace(candidate, hits=hits)


def numbers(cap_ppm: int | None = None, random_share_ppm: int | None = None) -> Callable[[date], Law]:
    """The law of each day with another cap or another share of the budget for the draw."""
    known: dict[Law, Law] = {}

    def law_of(day: date) -> Law:
        law = law_on(day)
        if law not in known:
            known[law] = replace(
                law,
                cap_ppm=law.cap_ppm if cap_ppm is None else cap_ppm,
                random_share_ppm=law.random_share_ppm if random_share_ppm is None else random_share_ppm,
            )
        return known[law]

    return law_of


def books(book_of: Callable[[date], ProfileBook], keeps: Callable[[str], bool]) -> Callable[[date], ProfileBook]:
    """The profiles of each day, only those whose code is kept."""
    known: dict[int, tuple[ProfileBook, ProfileBook]] = {}

    def kept_of(day: date) -> ProfileBook:
        whole = book_of(day)
        if id(whole) not in known:
            known[id(whole)] = whole, ProfileBook(profile for profile in whole if keeps(profile.code))
        return known[id(whole)][1]

    return kept_of
