"""Dry runs: a profile tried on the facts, decisions and outcomes of past days, in one pass."""

from collections.abc import Iterator
from datetime import date

import msgspec
import zstandard
from django.db import connection
from django.db.models import Max, Min

from motcua.risk import models
from motcua.risk.domain.decision import RED
from motcua.risk.domain.facts import Facts, read
from motcua.risk.domain.history import History
from motcua.risk.domain.profiles import Profile
from motcua.risk.domain.trying import DryRun, Inspected, Past, Trial
from motcua.risk.queries.standing import GAINED, STANDS

_unpack = msgspec.msgpack.Decoder(list[bytes]).decode
_INSPECTED = f"""
SELECT o.subject, o.day, {STANDS}, {GAINED}, o.drawn FROM risk_outcome o
JOIN risk_decision d ON d.subject = o.subject WHERE o.channel = %s AND d.turn >= %s AND d.turn <= %s
"""  # noqa: S608 - of our own constants


def days_decided() -> tuple[date, date] | None:
    """The first and the last day of which there are decisions; None where there are none."""
    found = models.Decision.objects.aggregate(first=Min("day"), last=Max("day"))
    return (found["first"], found["last"]) if found["first"] else None


def dry_run(profile: Profile, since: date, until: date) -> DryRun:
    """What a profile would have done between two days, both included."""
    trial, history = Trial(profile, since, until), _Remembered()
    found = models.Decision.objects.filter(day__gte=since, day__lte=until)
    first, last = found.aggregate(first=Min("turn"), last=Max("turn")).values()
    if first is None:
        return trial.told()
    # What is asked of the past has to be gathered from its beginning.
    begin = 1 if profile.criteria.earlier else first
    inspected = _inspected(begin, last)
    for facts, past in _pairs(begin, last):
        outcome = inspected.get(past.subject)
        if profile.criteria.earlier:
            history.come(past.day)
        if since <= past.day <= until:
            trial.see(read(facts), past, outcome, history.history)
        if profile.criteria.earlier and outcome is not None:
            history.keep(read(facts), outcome)
    return trial.told()


class _Remembered:
    """The history as it stood on each day, from the outcomes of the days before."""

    def __init__(self) -> None:
        self.history = History()
        self._to_come: dict[date, list[tuple[Facts, Inspected]]] = {}

    def keep(self, facts: Facts, inspected: Inspected) -> None:
        self._to_come.setdefault(inspected.day, []).append((facts, inspected))

    def come(self, day: date) -> None:
        for known in sorted(each for each in self._to_come if each < day):
            for facts, inspected in self._to_come.pop(known):
                self.history.add_outcome(facts, known, inspected.hit, inspected.recovered)
        self.history.begin(day)


def _inspected(first: int, last: int) -> dict[int, Inspected]:
    """By subject, what inspections of the decisions of some turns found."""
    with connection.cursor() as cursor:
        cursor.execute(_INSPECTED, (RED, first, last))
        rows = cursor.fetchall()
    return {row[0]: Inspected(_day(row[1]), bool(row[2]), int(row[3]), bool(row[4])) for row in rows}


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _pairs(first: int, last: int) -> Iterator[tuple[bytes, Past]]:
    """Facts and decision of each turn, in the order of the bucket."""
    rows = models.Decision.objects.filter(turn__gte=first, turn__lte=last).order_by("turn")
    decided = map(Past._make, rows.values_list(*Past._fields).iterator(chunk_size=5_000))
    groups = models.Told.objects.filter(last_turn__gte=first, first_turn__lte=last).order_by("first_turn")
    for begin, kept in groups.values_list("first_turn", "facts").iterator(chunk_size=50):
        told = _unpack(zstandard.decompress(kept))
        for place in range(max(first - begin, 0), min(len(told), last - begin + 1)):
            past = next(decided, None)
            if past is None:
                return
            yield told[place], past
