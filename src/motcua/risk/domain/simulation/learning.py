"""Learning while simulating: the models of the house, taught only by what the policy itself inspected.

Days and months are those of the house's own jobs: what is known is taken in each morning, and on the first day of a
month with declarations the challenger is judged and the next one trained.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from motcua.risk.domain.decision import Candidate, Judged
from motcua.risk.domain.facts import read
from motcua.risk.domain.features import FEATURES, Matrix, matrix
from motcua.risk.domain.history import History
from motcua.risk.domain.judging import Caught, caught, verdict
from motcua.risk.domain.learning import Model, Numbers, Rows, enough, numbers_on, trained
from motcua.risk.domain.simulation.stream import KNOWN_AFTER, Result

_DAY = timedelta(days=1)


class Learning:
    """A learner for `Selecting`: history, lessons, and the versions trained so far."""

    def __init__(self) -> None:
        self.history = History()
        self.versions: list[tuple[Model, date]] = []
        """Each version with the day before which its lessons were found."""
        self.champion = 0
        """The number of the version in force; 0 for none."""
        self._month = (0, 0)
        self._seen: dict[date, dict[str, Matrix]] = {}
        """Features by day and number, as long as a result may still come."""
        self._lessons: list[tuple[int, Matrix, int, int]] = []

    def judge(self, day: date, group: Sequence[Candidate]) -> list[Judged] | None:
        """The scores of a day's declarations from what was known before it; None while no version is in force."""
        self.history.begin(day)
        if (day.year, day.month) != self._month:
            self._month = (day.year, day.month)
            self._learn(day)
        facts = [read(candidate.told) for candidate in group]
        values = matrix(facts, self.history)
        self._seen = {each: held for each, held in self._seen.items() if each > day - KNOWN_AFTER}
        self._seen[day] = dict(zip((candidate.number for candidate in group), values, strict=True))
        for each in facts:
            self.history.add_told(each, day)
        if not self.champion:
            return None
        return [Judged(self.champion, score) for score in self.versions[self.champion - 1][0].scores(values)]

    def found(self, day: date, candidate: Candidate, result: Result) -> None:
        """An inspection was recorded on the day before: a lesson, with the features as they were when it was chosen."""
        recorded = day - _DAY
        self.history.add_outcome(read(candidate.told), recorded, result.hit, result.recovered)
        values = next(held[candidate.number] for held in self._seen.values() if candidate.number in held)
        self._lessons.append((recorded.toordinal(), values, int(result.hit), result.recovered))

    def _learn(self, day: date) -> None:
        """Judge the challenger and train the next; the first version of all is in force at once."""
        numbers, rows = numbers_on(day), self._rows()
        if self.versions and self.champion != len(self.versions):
            self._settle(numbers, rows)
        if not enough(rows, numbers):
            return
        self.versions.append((trained(rows, numbers), day))
        if not self.champion:
            self._settle(numbers, rows)

    def _settle(self, numbers: Numbers, rows: Rows) -> None:
        """Put the latest version in force where the rule of the house says so."""
        if not self.champion:
            taken = verdict(None, Caught(0, 0, 0, -1, 0), numbers).takes_over
        else:
            later = rows.where(rows.days >= self.versions[-1][1].toordinal())
            champion, challenger = self.versions[self.champion - 1][0], self.versions[-1][0]
            taken = verdict(_caught(champion, later, numbers), _caught(challenger, later, numbers), numbers).takes_over
        self.champion = len(self.versions) if taken else self.champion

    def _rows(self) -> Rows:
        """The lessons so far."""
        lessons = self._lessons
        features = np.stack([each[1] for each in lessons]) if lessons else np.zeros((0, len(FEATURES)))
        days, hits, duty = (np.array([each[at] for each in lessons], dtype=np.int64) for at in (0, 2, 3))
        return Rows(days, features.astype(np.float32), hits, duty)


def _caught(model: Model, rows: Rows, numbers: Numbers) -> Caught:
    scores = np.array(model.scores(rows.features), dtype=np.int64)
    return caught(scores, rows.hits, rows.duty, numbers.judged_share_ppm)
