"""Reads of learning: what was told and found by day, the versions of the model, and where each stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

import msgspec
import zstandard
from django.db import connection
from django.db.models import Count, Sum

from motcua.risk import models
from motcua.risk.domain import RED, Facts, read
from motcua.risk.domain.lives import Move, Standing, standings
from motcua.risk.domain.outcomes import Interval, wilson
from motcua.risk.queries.standing import outcomes

_SOME = 500
_TOGETHER = 100
"""So many groups of facts are read together, with one statement for their days."""
_unpack = msgspec.msgpack.Decoder(list[bytes]).decode
_NOW = """
SELECT m.no, m.digest, (SELECT digest FROM risk_history WHERE id = 1) FROM (SELECT 1 AS one) o
LEFT JOIN risk_model m ON m.no = (SELECT champion FROM risk_model_move ORDER BY no DESC LIMIT 1)
"""


class Now(NamedTuple):
    """What judges at present: the version in force (0: none), its digest and that of the history (empty: none)."""

    champion: int
    model: str
    history: str


class Lesson(NamedTuple):
    """What became known of the inspection of one declaration on a day; what is known later adds to it.

    `checked` 1 for the inspection itself, 0 for what is only added to it; `hit` and `recovered` are what is new.
    """

    subject: int
    day: date
    checked: int
    hit: int
    recovered: int


class Version(NamedTuple):
    """A version without its trees, and where it stands."""

    row: models.Model
    standing: Standing
    metrics: dict[str, Any]


class Month(NamedTuple):
    """Physical inspections of one month and source, and what they found."""

    month: str
    source: str
    checked: int
    hits: int
    recovered: int
    interval: Interval


def now() -> Now:
    """What judges at present, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        champion, model, history = cursor.fetchone()
    return Now(champion or 0, model or "", history or "")


def lessons(since: date, before: date) -> list[Lesson]:
    """What became known of physical inspections from one day on and before another, in order of time."""
    rows = models.Outcome.objects.filter(channel=RED, day__gte=since, day__lt=before)
    found = [
        (day, leaf, Lesson(subject, day, 1, hit, recovered))
        for subject, day, leaf, hit, recovered in rows.values_list("subject", "day", "leaf", "hit", "recovered")
    ]
    return [lesson for *_, lesson in sorted([*found, *_added(since, before)])]


def _added(since: date, before: date) -> list[tuple[date, int, Lesson]]:
    """What was added to outcomes: duty, and where a later finding says otherwise, the change of the hit."""
    rows = models.Addition.objects.filter(day__gte=since, day__lt=before).order_by("leaf")
    added = list(rows.values_list("subject", "day", "leaf", "hit", "recovered"))
    stood = _stood([subject for subject, *_, hit, _duty in added if hit >= 0], since)
    found = []
    for subject, day, leaf, hit, recovered in added:
        change = hit - stood.get(subject, 0) if hit >= 0 else 0
        stood[subject] = stood.get(subject, 0) + change
        found.append((day, leaf, Lesson(subject, day, 0, change, recovered)))
    return found


def _stood(subjects: Sequence[int], since: date) -> dict[int, int]:
    """Whether these were hits as they stood before anything of `since` or later was added."""
    stood: dict[int, int] = {}
    for at in range(0, len(subjects), _SOME):
        some = subjects[at : at + _SOME]
        stood.update(models.Outcome.objects.filter(subject__in=some).values_list("subject", "hit"))
        earlier = models.Addition.objects.filter(subject__in=some, day__lt=since, hit__gte=0).order_by("leaf")
        stood.update(earlier.values_list("subject", "hit"))
    return stood


def lessons_known(before: date) -> int:
    """How much became known of physical inspections before that day: findings, and what was added to them."""
    found = models.Outcome.objects.filter(channel=RED, day__lt=before).count()
    return found + models.Addition.objects.filter(day__lt=before).count()


def labels(before: date) -> tuple[int, int]:
    """How many physical inspections have a finding of before that day, and how many found a violation."""
    found = outcomes().filter(channel=RED, day__lt=before)
    sums = found.aggregate(rows=Count("subject"), hits=Sum("stands"))
    return sums["rows"], sums["hits"] or 0


def told_after(turn: int) -> Iterator[tuple[int, date, bytes]]:
    """Turn, day and kept facts of what was registered after a turn, in order; what came without facts is left out."""
    groups = models.Told.objects.filter(last_turn__gt=turn).order_by("first_turn")
    rows = groups.values_list("first_turn", "last_turn", "facts").iterator(chunk_size=_TOGETHER)
    while some := list(islice(rows, _TOGETHER)):
        days = models.Decision.objects.filter(turn__gte=some[0][0], turn__lte=some[-1][1]).order_by("turn")
        told = chain.from_iterable(_unpack(zstandard.decompress(kept)) for _first, _last, kept in some)
        for (place, day), facts in zip(days.values_list("turn", "day").iterator(), told, strict=True):
            if place > turn and facts:
                yield place, day, facts


def first_turn_from(day: date) -> int:
    """The first declaration registered on or after a day, as a turn; one beyond the last where there is none."""
    decided = models.Decision.objects.filter(day__gte=day).order_by("turn").values_list("turn", flat=True).first()
    last = models.Decision.objects.order_by("-turn").values_list("turn", flat=True).first() or 0
    return decided if decided is not None else last + 1


def facts_of(subjects: Sequence[int]) -> dict[int, Facts]:
    """The facts told of these declarations, where any were."""
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
        if told[turn - first]:
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
    rows = outcomes().filter(channel=RED, day__gte=since, day__lte=until).values("day", "source", "drawn")
    counted: dict[tuple[str, str], list[int]] = {}
    for row in rows.annotate(checked=Count("subject"), found=Sum("stands"), duty=Sum("gained")).order_by():
        for source in _named(row["source"], row["drawn"]):
            held = counted.setdefault((row["day"].isoformat()[:7], source), [0, 0, 0])
            for place, name in enumerate(("checked", "found", "duty")):
                held[place] += row[name]
    return [Month(*key, *sums, wilson(sums[1], sums[0])) for key, sums in sorted(counted.items())]


def _named(source: str, drawn: int) -> Iterable[str]:
    """What the draw had taken counts for the random share too, whatever else pointed at it."""
    return {source, "random"} if drawn else {source}
