"""Measuring: every way of choosing, by name, sent through one stream whose truth is known, and what it caught."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from motcua.demo.domain.best import best
from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.risk.domain import GREEN, RED, Candidate, Judged, ProfileBook, law_on
from motcua.risk.domain.simulation import (
    Fairness,
    Learner,
    Load,
    Policy,
    Result,
    Run,
    Selecting,
    Stream,
    Tally,
    by_month,
    fairness,
    loads,
    run,
    tally,
)
from motcua.risk.domain.simulation.policies import Urn, books, numbers

DECIDED, OURS, RANDOM, RULES, EXPLOIT, PRIOR = "decided", "ours", "random", "rules", "exploit", "prior"
SIMULATED, BEST_DUTY, BEST_HITS = "simulated", "best duty", "best hits"
NAMES = {
    DECIDED: Words("Đã quyết định", "As decided"),
    SIMULATED: Words("Phân luồng thử", "Simulated"),
    OURS: Words("Hệ thống", "Platform"),
    RANDOM: Words("Ngẫu nhiên", "Random"),
    RULES: Words("Luật và hồ sơ", "Law and profiles"),
    EXPLOIT: Words("Không ngẫu nhiên", "Exploit only"),
    PRIOR: Words("Xác suất gốc", "Generator's chances"),
    BEST_DUTY: Words("Tốt nhất: thuế", "Best: duty"),
    BEST_HITS: Words("Tốt nhất: số vụ", "Best: hits"),
}
BookOf = Callable[[date], ProfileBook]
NewLearner = Callable[[], Learner]


class Line(msgspec.Struct):
    """What one way of choosing did in a period, by month and in all."""

    name: str
    total: Tally
    months: dict[str, Tally]
    fairness: Fairness
    loads: list[Load]


class Setting(msgspec.Struct, frozen=True):
    """With what numbers, profiles, draws and model a stream is decided. None leaves the law of the day as it is."""

    book_of: BookOf
    cap_ppm: int | None = None
    random_share_ppm: int | None = None
    urn: Urn | None = None
    learner: NewLearner | None = None
    prior: NewLearner | None = None


def policy(name: str, setting: Setting) -> Policy:
    """A way of choosing by its name, ready for the first day of a stream."""
    share = {RANDOM: PPM, RULES: 0, EXPLOIT: 0}.get(name, setting.random_share_ppm)
    book_of = books(setting.book_of, lambda _: False) if name == RANDOM else setting.book_of
    new = {OURS: setting.learner, SIMULATED: setting.learner, EXPLOIT: setting.learner, PRIOR: setting.prior}.get(name)
    law_of = numbers(setting.cap_ppm, share)
    return Selecting(law_of=law_of, book_of=book_of, urn=setting.urn, learner=new() if new else None)


def best_run(stream: Stream, worth: Sequence[int], cap_ppm: int | None) -> Run:
    """The best possible choice under the cap, as a run. A cap of None is that in force on the first day."""
    cap = law_on(stream.days[0]).cap_ppm if cap_ppm is None else cap_ppm
    chosen = set(best(worth, cap))
    places = range(len(stream))
    return Run(
        [RED if place in chosen else GREEN for place in places],
        ["model" if place in chosen else "none" for place in places],
    )


def measure(name: str, stream: Stream, made: Run, among: range) -> Line:
    """Count a run over some places of its stream."""
    return Line(
        name, tally(stream, made, among), by_month(stream, made, among), fairness(stream, made, among),
        loads(stream, made, among),
    )  # fmt: skip


def runs(
    names: Iterable[str], stream: Stream, setting: Setting, worths: dict[str, Sequence[int]],
    tell: Callable[[str, int], None] | None = None,
) -> dict[str, Run]:  # fmt: skip
    """Each way of choosing sent through the same stream; `worths` says what is worth how much to the best possible."""
    found = {}
    for name in names:
        if name in worths:
            found[name] = best_run(stream, worths[name], setting.cap_ppm)
        else:
            found[name] = run(stream, policy(name, setting), tell=None if tell is None else _told(tell, name))
    return found


def _told(tell: Callable[[str, int], None], name: str) -> Callable[[int], None]:
    return lambda done: tell(name, done)


def worths(chances: Sequence[int], stakes: Sequence[int]) -> dict[str, Sequence[int]]:
    """What an inspection is worth to the best possible: by duty and by hits."""
    duty = [chance * stake for chance, stake in zip(chances, stakes, strict=True)]
    return {BEST_DUTY: duty, BEST_HITS: chances}


class Priors:
    """Scores that nobody has: the generator's own worth of a declaration, as its place among all of the stream.

    They tell what the selection loses by its rules, draws and bounds. A model may do better: it sees the declaration
    after it was falsified, and a low unit value says more than the chance before.
    """

    def __init__(self, stream: Stream, worth: Sequence[int]) -> None:
        order = sorted(range(len(worth)), key=worth.__getitem__)
        self._scores = {
            stream.candidates[place].number: (rank * PPM // len(order) if worth[place] else 0)
            for rank, place in enumerate(order)
        }

    def judge(self, day: date, group: Sequence[Candidate]) -> list[Judged]:
        """The scores of a day's declarations."""
        return [Judged(1, self._scores[candidate.number]) for candidate in group]

    def found(self, day: date, candidate: Candidate, result: Result) -> None:
        """Nothing can be added to what is known."""
