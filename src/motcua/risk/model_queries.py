"""Reads of learning: what was told and found by day, the versions of the model, and where each stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import zstandard
from django.db import connection
from django.db.models import Count, Sum

from motcua.risk import models
from motcua.risk.domain import RED, Facts, read
from motcua.risk.domain.lives import Move, Standing, standings
from motcua.risk.domain.outcomes import Interval, wilson

_SOME = 500
_unpack = msgspec.msgpack.Decoder(list[bytes]).decode
_NOW = """SELECT (SELECT champion FROM risk_model_move ORDER BY no DESC LIMIT 1),
                 (SELECT digest FROM risk_history WHERE id = 1)"""


class Lesson(NamedTuple):
    """What the inspection of one declaration found, on the day it became known."""

    subject: int
    day: date
    hit: bool
    recovered: int


class Version(NamedTuple):
    """A version without its trees, and where it stands."""

    row: models.Model
    standing: Standing
    metrics: dict[str, int]


class Month(NamedTuple):
    """Physical inspections of one month and source, and what they found."""

    month: str
    source: str
    checked: int
    hits: int
    recovered: int
    interval: Interval


def now() -> tuple[int, str]:
    """The version in force (0: none) and the digest of the present history (empty: none), in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        champion, digest = cursor.fetchone()
    return champion or 0, digest or ""


def lessons(since: date, before: date) -> list[Lesson]:
    """What physical inspections found from one day on and before another, in order of time."""
    rows = models.Outcome.objects.filter(channel=RED, day__gte=since, day__lt=before).order_by("day", "leaf")
    return [
        Lesson(subject, day, bool(hit), recovered)
        for subject, day, hit, recovered in rows.values_list("subject", "day", "hit", "recovered")
    ]


def lessons_known(before: date) -> int:
    """How many physical inspections have a finding of before that day."""
    return models.Outcome.objects.filter(channel=RED, day__lt=before).count()


def told_after(turn: int) -> Iterator[tuple[int, date, bytes]]:
    """Turn, day and kept facts of what was registered after a turn, in the order of the bucket."""
    groups = models.Told.objects.filter(last_turn__gt=turn).order_by("first_turn")
    for first, last, kept in groups.values_list("first_turn", "last_turn", "facts").iterator(chunk_size=100):
        days = models.Decision.objects.filter(turn__gte=first, turn__lte=last).order_by("turn")
        told = _unpack(zstandard.decompress(kept))
        for (place, day), facts in zip(days.values_list("turn", "day"), told, strict=True):
            if place > turn:
                yield place, day, facts


def first_turn_from(day: date) -> int:
    """The first declaration registered on or after a day, as a turn; one beyond the last where there is none."""
    decided = models.Decision.objects.filter(day__gte=day).order_by("turn").values_list("turn", flat=True).first()
    last = models.Decision.objects.order_by("-turn").values_list("turn", flat=True).first() or 0
    return decided if decided is not None else last + 1


def facts_of(subjects: Sequence[int]) -> dict[int, Facts]:
    """The facts told of these declarations."""
    turns: dict[int, int] = {}
    for at in range(0, len(subjects), _SOME):
        some = models.Decision.objects.filter(subject__in=subjects[at : at + _SOME])
        turns.update(some.values_list("subject", "turn"))
    found: dict[int, Facts] = {}
    first, last, told = 0, -1, list[bytes]()
    for subject, turn in sorted(turns.items(), key=lambda each: each[1]):
        if not first <= turn <= last:
            group = models.Told.objects.filter(first_turn__lte=turn).order_by("-first_turn")
            first, last, kept = group.values_list("first_turn", "last_turn", "facts")[0]
            told = _unpack(zstandard.decompress(kept))
        found[subject] = read(told[turn - first])
    return found


def measured(subjects: Sequence[int], features: int) -> dict[int, bytes]:
    """The feature values kept of these declarations, in the list of that number."""
    found: dict[int, bytes] = {}
    for at in range(0, len(subjects), _SOME):
        some = models.Measure.objects.filter(subject__in=subjects[at : at + _SOME], features=features)
        found.update((subject, bytes(values)) for subject, values in some.values_list("subject", "values"))
    return found


def moves() -> list[Move]:
    """All steps in the lives of versions, in their order."""
    rows = models.ModelMove.objects.order_by("no")
    return [Move(*row) for row in rows.values_list("no", "at", "model", "verb", "champion", "reason", "actor")]


def versions() -> list[Version]:
    """Every version, the newest first, with where it stands; the trees are left in the database."""
    rows = list(models.Model.objects.defer("blob").order_by("-no"))
    standing = standings([row.no for row in rows], moves())
    return [Version(row, standing[row.no], msgspec.json.decode(row.metrics)) for row in rows]


def months(since: date, until: date) -> list[Month]:
    """By month and source, what physical inspections found between two days, both included."""
    rows = models.Outcome.objects.filter(channel=RED, day__gte=since, day__lte=until).values("day", "source", "drawn")
    counted: dict[tuple[str, str], list[int]] = {}
    for row in rows.annotate(checked=Count("subject"), found=Sum("hit"), duty=Sum("recovered")).order_by():
        for source in _named(row["source"], row["drawn"]):
            held = counted.setdefault((row["day"].isoformat()[:7], source), [0, 0, 0])
            for place, name in enumerate(("checked", "found", "duty")):
                held[place] += row[name]
    return [Month(*key, *sums, wilson(sums[1], sums[0])) for key, sums in sorted(counted.items())]


def _named(source: str, drawn: int) -> Iterable[str]:
    """What the draw had taken counts for the random share too, whatever else pointed at it."""
    return {source, "random"} if drawn else {source}
