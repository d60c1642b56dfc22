"""Knowing: the history that models judge by, kept up to the day before and stored as one row."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import zstandard
from django.db import transaction

from motcua.ground.services import bulk
from motcua.kernel.days import law_day
from motcua.risk import models
from motcua.risk.domain import read
from motcua.risk.domain.features import FEATURES_NO, Matrix, matrix
from motcua.risk.domain.history import BEGUN, History
from motcua.risk.queries import learning
from motcua.risk.services.rows import MEASURE, NO_REASONS, T_MEASURE, measures

ONLY = 1
"""The key of the one row."""


class Known(NamedTuple):
    """A history with what is stored beside it."""

    history: History
    turn: int
    lessons: int
    digest: str
    state: bytes = b""
    """The history as bytes, while it is about to be stored."""


_last: Known | None = None
"""What this process stored or read last. It is never changed in place: others may be judging by it."""


def known(digest: str) -> Known:
    """The history of that digest, from memory, or that of the row, which may be a later one by now."""
    global _last
    held = _last
    if held is not None and held.digest == digest:
        return held
    row = models.History.objects.get(pk=ONLY)
    state = zstandard.decompress(bytes(row.state))
    if sha256(state).hexdigest() != row.digest:
        raise ValueError("risk_history: the state does not fit its digest")
    _last = held = Known(History.read(state), row.turn, row.outcomes, row.digest)
    return held


def refresh_history(at: datetime) -> bool:
    """Take in what was told and found before the day of `at`. Whether anything changed; done again it changes nothing.

    Where something came late of days already taken in, all is made anew, so that the row is always what the tables say.
    """
    today = law_day(at)
    row = models.History.objects.filter(pk=ONLY).values_list("day", "outcomes", "digest").first()
    if row is not None and row[0] >= today:
        return False
    lacking: list[_Lacking] = []
    before = _continued(*row) if row is not None else None
    made = _folded(before, today, lacking) or _folded(None, today, lacking)
    assert made is not None  # noqa: S101 - nothing is late for a history that begins
    with transaction.atomic():
        if not _store(made, row[2] if row is not None else "", today):
            return False
        for subjects, values in lacking:
            _measure(subjects, values)
    return True


def _continued(day: date, outcomes: int, digest: str) -> Known | None:
    """The stored history to go on from; None where more was found of its days than it knows."""
    if learning.lessons_known(day) != outcomes:
        return None
    try:
        held = known(digest)
    except ValueError:
        return None
    return held._replace(history=held.history.copy()) if held.digest == digest else None


def rebuilt(before: date) -> Known:
    """The history from nothing, as it stands at the beginning of a day. What was measured is not touched."""
    made = _folded(None, before, [])
    assert made is not None  # noqa: S101 - nothing is late for a history that begins
    return made


_Lacking = tuple[list[int], Matrix]
"""Declarations judged without being measured, and their features."""


def _folded(before: Known | None, today: date, lacking: list[_Lacking]) -> Known | None:
    """Go on day by day up to today; None where something belongs to days before."""
    lacking.clear()
    history, turn = (before.history, before.turn) if before else (History(), 0)
    lessons = learning.lessons(history.day if before else BEGUN, today)
    found = {day: list(each) for day, each in groupby(lessons, key=itemgetter(1))}
    told = groupby(_until(turn, today), key=itemgetter(1))
    days = iter(sorted(found))
    waiting = next(days, None)
    for day, group in told:
        while waiting is not None and waiting < day:
            _learn(history, waiting, found[waiting], lacking)
            waiting = next(days, None)
        if day < history.day:
            if before is not None:
                return None
            day = history.day
        for place, _, facts in group:
            history.add_told(read(facts), day)
            turn = place
    while waiting is not None:
        _learn(history, waiting, found[waiting], lacking)
        waiting = next(days, None)
    history.begin(today)
    state = history.encode()
    count = (before.lessons if before else 0) + len(lessons)
    return Known(history, turn, count, sha256(state).hexdigest(), state)


def _until(turn: int, today: date) -> Iterator[tuple[int, date, bytes]]:
    for place, day, facts in learning.told_after(turn):
        if day >= today:
            return
        yield place, day, facts


def _learn(history: History, day: date, lessons: list[learning.Lesson], lacking: list[_Lacking]) -> None:
    """Add a day's findings; what was judged without being measured is measured first, by what is known before."""
    subjects = [lesson.subject for lesson in lessons]
    facts = learning.facts_of(subjects)
    history.begin(day)
    first = {subject for earlier, _ in lacking for subject in earlier}
    unmeasured = sorted(set(subjects) - first - set(learning.measured(subjects, FEATURES_NO)))
    listed = [subject for subject in unmeasured if subject in facts]
    if listed:
        lacking.append((listed, matrix([facts[subject] for subject in listed], history)))
    for lesson in lessons:
        if lesson.subject in facts:
            told = facts[lesson.subject]
            history.add_outcome(told, max(day, history.day), lesson.hit, lesson.recovered, lesson.checked)


def _measure(subjects: list[int], values: Matrix) -> None:
    """Keep feature values of declarations that have none in the present list of features."""
    models.Measure.objects.filter(subject__in=subjects).delete()
    bulk.insert(T_MEASURE, MEASURE, measures(subjects, values, [NO_REASONS] * len(subjects)))


def _store(made: Known, before: str, today: date) -> bool:
    """Put the row in place of the one it was made from; False where another worker was faster."""
    global _last
    values = {
        "day": today, "turn": made.turn, "told": made.history.told, "outcomes": made.lessons,
        "digest": made.digest, "state": zstandard.compress(made.state, 1),
    }  # fmt: skip
    if before:
        stored = models.History.objects.filter(pk=ONLY, digest=before).update(**values)
    else:
        fresh = models.History.objects.bulk_create([models.History(id=ONLY, **values)], ignore_conflicts=True)
        stored = len(fresh)
    if stored:
        _last = made._replace(state=b"")
    return bool(stored)
