"""Simulating: the year of this installation decided again, beside what was decided and what could have been caught."""

from collections.abc import Callable
from datetime import date

import msgspec

from motcua.declarations.queries.cancelled import cancelled
from motcua.demo import queries
from motcua.demo.domain.measuring import (
    BEST_DUTY,
    BEST_HITS,
    DECIDED,
    RANDOM,
    SIMULATED,
    Line,
    Setting,
    measure,
    runs,
    worths,
)
from motcua.demo.queries import Hidden
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.risk import queries as risk
from motcua.risk.domain.simulation import Stream
from motcua.risk.domain.simulation.learning import Learning
from motcua.risk.domain.simulation.policies import books
from motcua.risk.domain.simulation.tallies import places
from motcua.risk.services import simulation


class Asked(msgspec.Struct, frozen=True):
    """What to decide again. None leaves the law of the day; `without` are profiles that are left out.

    Without `since` the period is the year of the last declaration up to `until`.
    """

    cap_ppm: int | None = None
    random_share_ppm: int | None = None
    without: tuple[str, ...] = ()
    model: bool = True
    since: date | None = None
    until: date = date.max


class Simulated(msgspec.Struct):
    """The lines side by side. `whole`: what an inspection finds is known of all, because the truth was invented."""

    since: date
    until: date
    whole: bool
    lines: list[Line]

    def line(self, name: str) -> Line:
        """The line of a way of choosing."""
        return next(each for each in self.lines if each.name == name)


class NothingToSimulate(Refusal):
    """There are no declarations in the period."""

    code = "DEM-E01"
    words = Words(
        "Không có tờ khai nào trong thời gian này; chọn thời gian khác hoặc chạy “motcua demo”.",
        "No declarations were registered in this period; choose another, or run “motcua demo”.",
    )


class UnknownProfile(Refusal):
    """A profile that is to be left out was never in force."""

    code = "DEM-E02"
    words = Words(
        "Không có hồ sơ rủi ro “%(profile)s” trong thời gian này. Có: %(known)s.",
        "No profile “%(profile)s” was in force in this period. There are: %(known)s.",
    )


def simulate(asked: Asked, tell: Callable[[str, int, int], None] | None = None) -> Simulated:
    """Decide the stored stream again. It always begins with the first declaration, so that the bucket and what is
    learned are as they would be; only the period is counted.
    """
    truth = queries.hidden()
    results = None if truth is None else {key: each.result for key, each in truth.items()}
    held = simulation.stored(asked.until, results, whole=truth is not None, cancelled=cancelled())
    stream = held.stream
    if not len(stream):
        raise NothingToSimulate
    since = asked.since or date(stream.days[-1].year, 1, 1)
    among = places(stream, since, asked.until)
    if not among:
        raise NothingToSimulate
    _known(asked.without, stream)
    setting = Setting(
        book_of=books(risk.book_on, lambda code: code not in asked.without), cap_ppm=asked.cap_ppm,
        random_share_ppm=asked.random_share_ppm, urn=held.draws,
        learner=Learning if asked.model else None,
    )  # fmt: skip
    worth = {} if truth is None else worths(*_hidden(stream, truth))
    names = [SIMULATED, RANDOM] if truth is None else [SIMULATED, RANDOM, BEST_DUTY, BEST_HITS]
    told = None if tell is None else lambda name, done: tell(name, done, len(stream))
    found = {DECIDED: held.decided, **runs(names, stream, setting, worth, told)}
    return Simulated(
        stream.days[among[0]], stream.days[among[-1]], truth is not None,
        [measure(name, stream, made, among) for name, made in found.items()],
    )  # fmt: skip


def _known(without: tuple[str, ...], stream: Stream) -> None:
    known = sorted(profile.code for profile in risk.shelf().over(min(stream.days), max(stream.days)))
    for code in without:
        if code not in known:
            raise UnknownProfile(profile=code, known=", ".join(known))


def _hidden(stream: Stream, truth: dict[int, Hidden]) -> tuple[list[int], list[int]]:
    found = [truth.get(candidate.subject) for candidate in stream.candidates]
    return [each.chance_ppm if each else 0 for each in found], [each.stake if each else 0 for each in found]
