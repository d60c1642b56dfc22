"""Step times: what a step promises in its procedure's version, and what it took."""

from datetime import date, timedelta

import msgspec
from django.db import connection

from motcua.dossiers.domain.clock import HOUR_US, share
from motcua.dossiers.domain.steps import ROLE_WORDS, steps_of
from motcua.ground.domain.moments import stored
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.procedures import queries as procedures

_MEASURED = """
SELECT d.version_id, d.code, a.left_step, COUNT(*), AVG(a.took_us), MAX(a.took_us)
FROM dossiers_act a JOIN dossiers_dossier d ON d.id = a.dossier_id
WHERE a.left_step > 0 AND a.at >= %s AND a.at < %s
GROUP BY d.version_id, d.code, a.left_step ORDER BY d.code, d.version_id, a.left_step
"""


class StepTime(msgspec.Struct, frozen=True):
    """A step of a version: what it promises and what it took, in hours of working time (`promised` None: no share)."""

    code: str
    version_id: int
    version_no: int
    title: Words
    step: int
    words: Words
    role: Words
    promised: float | None
    times: int
    mean: float
    longest: float

    @property
    def over(self) -> float:
        """How many hours the mean lies above the promise."""
        return self.mean - self.promised if self.promised is not None else 0.0


def step_times(since: date, until: date, *, code: str = "") -> list[StepTime]:
    """Every step that ended in a period, by procedure, version and step."""
    begin, end = law_moment(since), law_moment(until + timedelta(days=1))
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_MEASURED, [stored(begin) if sqlite else begin, stored(end) if sqlite else end])
        measured = [row for row in cursor.fetchall() if not code or row[1] == code]
    held = procedures.several(row[0] for row in measured)
    found = []
    for version, name, no, times, mean, longest in measured:
        content = held[version].content
        told = next((each for each in steps_of(content) if each.no == no), None)
        if told is None:
            continue
        promised = share(told.amount, told.unit) / HOUR_US if content.steps and told.amount else None
        found.append(
            StepTime(
                name, version, held[version].no, content.title, no, told.words, ROLE_WORDS[told.role], promised,
                int(times), float(mean) / HOUR_US, float(longest) / HOUR_US,
            )
        )  # fmt: skip
    return found


def slowest_of(found: list[StepTime], count: int = 10) -> list[StepTime]:
    """The steps whose mean lies furthest above what they promise; those that keep it are not among them."""
    late = [each for each in found if each.over > 0]
    return sorted(late, key=lambda each: (-each.over, each.code, each.step))[:count]
