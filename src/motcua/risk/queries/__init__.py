"""What selection can tell: channels, rates at every moment, hits with intervals, requests that wait."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

import msgspec
import zstandard
from django.db.models import Count, Max, Q, QuerySet, Sum

from motcua.kernel.days import law_moment
from motcua.kernel.money import PPM
from motcua.kernel.refusals import NotFound
from motcua.risk import models
from motcua.risk.domain.audit import Audit, audited
from motcua.risk.domain.decision import GREEN, NOT_WAITING, RED, Decision, TraderView, trader_view
from motcua.risk.domain.draws import commitment, urn
from motcua.risk.domain.outcomes import Interval, Prefix, prefixes, wilson
from motcua.risk.domain.window import Seen
from motcua.risk.queries import standing
from motcua.risk.queries.profiles import book_on as book_on
from motcua.risk.queries.profiles import forget_profiles as forget_profiles
from motcua.risk.queries.profiles import profiles_version as profiles_version
from motcua.risk.queries.profiles import shelf as shelf

_SOME = 500
_unpack = msgspec.msgpack.Decoder(list[bytes]).decode


class Standing(NamedTuple):
    """Where a declaration stands in selection, after any change of channel."""

    number: str
    office: str
    channel: int
    source: str
    rule: str
    reason_class: str
    drawn: bool


class Rate(NamedTuple):
    """Physical inspections, legal ones counted and also apart, over registered declarations."""

    key: str
    registered: int
    inspected: int
    legal: int
    rate_ppm: int


class HitRate(NamedTuple):
    """What checks of one source found; `interval` is Wilson's 95 %."""

    channel: int
    source: str
    rule: str
    checked: int
    hits: int
    recovered: int
    interval: Interval


class Waiting(NamedTuple):
    """A profile's request for an inspection that no token could serve."""

    subject: int
    number: str
    office: str
    rule: str
    at: datetime
    granted: bool


class Decided(NamedTuple):
    """How far decisions have come: the last turn, and the latest day of any; not always that of the last turn."""

    turn: int
    day: date | None


class Balance(NamedTuple):
    """The bucket: registered declarations and what is left, in millionths of an inspection."""

    registered: int
    balance_millionths: int


def decision(subject: int) -> Decision | None:
    """The decision at registration, whole: for officers only."""
    row = models.Decision.objects.filter(pk=subject).values_list(*Decision.__struct_fields__).first()
    return None if row is None else Decision(*row)


def told_at(turn: int) -> bytes:
    """The facts told at a turn, as they are kept; empty where none are."""
    rows = models.Told.objects.filter(first_turn__lte=turn, last_turn__gte=turn).order_by("-first_turn")
    row = rows.values_list("first_turn", "facts").first()
    return _unpack(zstandard.decompress(row[1]))[turn - row[0]] if row else b""


def told() -> Iterator[tuple[int, int, list[bytes]]]:
    """First turn, last turn and the facts told of each group, as they are kept, in the order of the bucket."""
    rows = models.Told.objects.order_by("first_turn").values_list("first_turn", "last_turn", "facts")
    return ((first, last, _unpack(zstandard.decompress(kept))) for first, last, kept in rows.iterator())


def decisions(first: int = 1, last: int | None = None) -> Iterator[Decision]:
    """Decisions in the order of the bucket: all, or those of some turns, both included."""
    found = models.Decision.objects.filter(turn__gte=first)
    found = found if last is None else found.filter(turn__lte=last)
    rows = found.order_by("turn").values_list(*Decision.__struct_fields__)
    return (Decision(*row) for row in rows.iterator(chunk_size=5_000))


def decided(before: Decided | None = None) -> Decided:
    """The last turn and the latest day of all decisions; `before` is what was read of them earlier."""
    held = before or Decided(0, None)
    later = models.Decision.objects.filter(turn__gt=held.turn).aggregate(turn=Max("turn"), day=Max("day"))
    return Decided(later["turn"] or held.turn, max((day for day in (held.day, later["day"]) if day), default=None))


def seen(first: int, last: int) -> Iterator[tuple[date, Seen]]:
    """What a window keeps of the decisions of some turns, both included, and the law day of each."""
    found = models.Decision.objects.filter(turn__gte=first, turn__lte=last).order_by("turn")
    rows = found.values_list("day", *Seen._fields)
    return ((row[0], Seen._make(row[1:])) for row in rows.iterator(chunk_size=5_000))


def shown_to_trader(subject: int) -> TraderView | None:
    """What a trader may learn: the channel and the class of reason."""
    held = standings([subject]).get(subject)
    return None if held is None else trader_view(held.channel, held.reason_class)


def standings(subjects: Sequence[int]) -> dict[int, Standing]:
    """Channel, source and rule of each subject as they stand now; unknown ones are left out."""
    found: dict[int, Standing] = {}
    fields = ("subject", "number", "office", "channel", "source", "rule", "reason_class", "draw", "threshold")
    for some in portions(subjects):
        for row in models.Decision.objects.filter(subject__in=some).values_list(*fields):
            found[row[0]] = Standing(*row[1:7], row[7] < row[8])
        changes = models.Upgrade.objects.filter(subject__in=some).order_by("no")
        for subject, after, source in changes.values_list("subject", "after", "source"):
            found[subject] = found[subject]._replace(
                channel=after, source=source, rule="", reason_class=_class_after(after, source)
            )
    return found


def inspection_rate(since: date, until: date, office: str = "") -> Rate:
    """Physical inspections over registered declarations between two days, both included."""
    days = inspection_rates(since, until, office)
    return summed("", days)


def inspection_rates(since: date, until: date, office: str = "") -> list[Rate]:
    """The same day by day. An inspection ordered later counts on the day of its order."""
    counted: dict[date, tuple[int, int, int]] = {}
    parts = ((models.Decision, True, Q(channel=RED)), (models.Upgrade, False, Q(spent__gt=0)))
    for model, registers, inspected in parts:
        rows = between(model.objects, since, until, office).values("day").order_by()
        sums = rows.annotate(n=Count("pk"), i=Count("pk", filter=inspected),
                             l=Count("pk", filter=inspected & Q(source="legal")))  # fmt: skip
        for row in sums:
            before = counted.get(row["day"], (0, 0, 0))
            counted[row["day"]] = (before[0] + row["n"] * registers, before[1] + row["i"], before[2] + row["l"])
    return [_rate(day.isoformat(), *counted[day]) for day in sorted(counted)]


def summed(key: str, rates: Sequence[Rate]) -> Rate:
    """Several rates as one."""
    registered, inspected, legal = (sum(each[place] for each in rates) for place in (1, 2, 3))
    return _rate(key, registered, inspected, legal)


def prefix_rates(points: int = 200) -> tuple[Prefix, list[Prefix]]:
    """The prefix of the whole stream with the highest rate, and some evenly spread ones for a chart."""
    last = models.Decision.objects.order_by("-turn").values_list("turn", flat=True).first() or 0
    return prefixes(_inspections(), last, points)


def random_sample(since: date, until: date, office: str = "") -> HitRate:
    """Hits among inspected declarations that the random draw had taken, whatever else pointed at them."""
    drawn = between(standing.outcomes(), since, until, office).filter(drawn=1, channel=RED)
    sums = drawn.aggregate(checked=Count("subject"), hits=Sum("stands"), duty=Sum("gained"))
    checked, hits = sums["checked"], sums["hits"] or 0
    return HitRate(RED, "random", "", checked, hits, sums["duty"] or 0, wilson(hits, checked))


def unserved(since: date, until: date, office: str = "") -> list[Waiting]:
    """Inspections asked for that no token could serve, the oldest first; those over a bound of fairness do not wait."""
    asked = between(models.Decision.objects, since, until, office).exclude(unserved__in=NOT_WAITING).order_by()
    rows = sorted(asked.values_list("subject", "number", "office", "unserved", "at"), key=lambda row: (row[4], row[0]))
    granted = {subject for subject, held in standings([row[0] for row in rows]).items() if held.channel == RED}
    return [Waiting(*row, row[0] in granted) for row in rows]


def asked_in_vain(subject: int) -> bool:
    """Whether an inspection of it was asked for that no token could serve, so that the request waits."""
    return models.Decision.objects.filter(pk=subject).exclude(unserved__in=NOT_WAITING).exists()


def balance() -> Balance:
    """The bucket as it stands."""
    held = models.Bucket.objects.values_list("turn", "balance_millionths").first()
    return Balance(*(held or (0, 0)))


def audit(day: date) -> Audit:
    """Recompute the draws that the secret of a day made; NotFound if the day has none.

    Anyone can do the same once the secret is shown: commitment, numbers and thresholds are all it takes.
    """
    kept = models.Secret.objects.filter(pk=day).first()
    if kept is None:
        raise NotFound(what=f"draw/{day}")
    fields = ("number", "draw", "share_draw", "yellow_draw", "threshold", "day")
    rows = models.Decision.objects.filter(drawn_on=day).order_by("turn").values_list(*fields)
    late = kept.at >= law_moment(day)
    fits = commitment(bytes(kept.secret)) == bytes(kept.commitment)
    return audited(day, urn(bytes(kept.secret)), rows.iterator(), fits=fits, late=late)


def _class_after(after: int, source: str) -> str:
    if after == GREEN:
        return "none"
    return "legal" if source == "legal" else "risk"


def portions(subjects: Sequence[int]) -> Iterator[list[int]]:
    """Subjects in portions that a query can name."""
    left = iter(subjects)
    while some := list(islice(left, _SOME)):
        yield some


def between(rows: Any, since: date, until: date, office: str = "") -> QuerySet[Any]:
    """Rows of two days, both included, of an office or of all."""
    found: QuerySet[Any] = rows.filter(day__gte=since, day__lte=until)
    return found.filter(office=office) if office else found


def _rate(key: str, registered: int, inspected: int, legal: int) -> Rate:
    return Rate(key, registered, inspected, legal, inspected * PPM // registered if registered else 0)


def _inspections() -> list[tuple[int, bool]]:
    """Turn and whether the law ordered it, for every inspection, in the order of the bucket."""
    chosen = models.Decision.objects.filter(channel=RED).values_list("turn", "source")
    changed = models.Upgrade.objects.filter(spent__gt=0).values_list("turn", "source")
    return sorted((turn, source == "legal") for turn, source in (*chosen, *changed))


class Found(NamedTuple):
    """What the check of a declaration found."""

    subject: int
    at: datetime
    finding: str
    hit: bool
    recovered: int


def findings(subjects: Sequence[int]) -> list[Found]:
    """What checks of these declarations found, the latest first; for officers."""
    rows = [
        Found(each.subject, each.at, each.last_finding, bool(each.stands), each.gained)
        for portion in portions(subjects)
        for each in standing.outcomes().filter(subject__in=portion)
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)
