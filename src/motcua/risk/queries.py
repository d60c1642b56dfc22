"""What selection can tell: channels, rates at every moment, hits with intervals, requests that wait."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal, NamedTuple

import msgspec
import zstandard
from django.db.models import Count, F, Q, QuerySet, Sum

from motcua.kernel.days import law_moment
from motcua.kernel.money import PPM
from motcua.kernel.refusals import NotFound
from motcua.risk import models
from motcua.risk.domain.audit import Audit, audited
from motcua.risk.domain.decision import BOUNDS, GREEN, RED, YELLOW, Decision, TraderView, trader_view
from motcua.risk.domain.draws import commitment, urn
from motcua.risk.domain.outcomes import Interval, Prefix, prefixes, wilson
from motcua.risk.domain.profiles import ProfileBook, profiles_on
from motcua.risk.domain.window import Seen

_SOME = 500
_unpack = msgspec.msgpack.Decoder(list[bytes]).decode
By = Literal["office", "month", "day", "source"]
_KEYS = {"office": F("office"), "month": F("day"), "day": F("day"), "source": F("source")}


class Standing(NamedTuple):
    """Where a declaration stands in selection, after any change of channel."""

    number: str
    office: str
    channel: int
    source: str
    rule: str
    reason_class: str
    drawn: bool


class ChannelShare(NamedTuple):
    """How many declarations a channel got at registration, and their share in ppm."""

    channel: int
    count: int
    share_ppm: int


class Rate(NamedTuple):
    """Physical inspections, legal ones counted and also apart, over registered declarations."""

    key: str
    registered: int
    inspected: int
    legal: int
    rate_ppm: int


class HitRate(NamedTuple):
    """What checks of one source and rule found; `interval` is Wilson's 95 %."""

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


class Balance(NamedTuple):
    """The bucket: registered declarations and what is left, in millionths of an inspection."""

    registered: int
    balance_millionths: int


class PublishedDraw(NamedTuple):
    """What the public sees of a day's draw; the secret in hex is empty until it is shown."""

    day: date
    commitment: str
    published_at: datetime
    secret: str
    revealed_at: datetime | None


def decision(subject: int) -> Decision | None:
    """The decision at registration, whole: for officers only."""
    row = models.Decision.objects.filter(pk=subject).values_list(*Decision.__struct_fields__).first()
    return None if row is None else Decision(*row)


def book_on(day: date) -> ProfileBook:
    """The profiles in force on a day."""
    return profiles_on(day)


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
    for some in _portions(subjects):
        for row in models.Decision.objects.filter(subject__in=some).values_list(*fields):
            found[row[0]] = Standing(*row[1:7], row[7] < row[8])
        changes = models.Upgrade.objects.filter(subject__in=some).order_by("no")
        for subject, after, source in changes.values_list("subject", "after", "source"):
            found[subject] = found[subject]._replace(
                channel=after, source=source, rule="", reason_class=_class_after(after, source)
            )
    return found


def channel_shares(since: date, until: date, office: str = "") -> list[ChannelShare]:
    """Green, yellow and red at registration between two days, both included."""
    counts = dict(
        _between(models.Decision.objects, since, until, office)
        .values_list("channel").annotate(count=Count("subject")).order_by()
    )  # fmt: skip
    total = sum(counts.values())
    return [
        ChannelShare(channel, counts.get(channel, 0), counts.get(channel, 0) * PPM // max(total, 1))
        for channel in (GREEN, YELLOW, RED)
    ]


def inspection_rate(since: date, until: date, office: str = "") -> Rate:
    """Physical inspections over registered declarations between two days, both included."""
    registered, inspected, legal = _counted(since, until, office).get("", (0, 0, 0))
    return _rate("", registered, inspected, legal)


def inspection_rates(since: date, until: date, by: By, office: str = "") -> list[Rate]:
    """The same by office, by month (YYYY-MM), by day, or by source of the decision."""
    counted = _counted(since, until, office, by)
    return [_rate(key, *counted[key]) for key in sorted(counted)]


def prefix_rates(points: int = 200) -> tuple[Prefix, list[Prefix]]:
    """The prefix of the whole stream with the highest rate, and some evenly spread ones for a chart."""
    last = models.Decision.objects.order_by("-turn").values_list("turn", flat=True).first() or 0
    return prefixes(_inspections(), last, points)


def hit_rates(since: date, until: date, office: str = "", by_rule: bool = False) -> list[HitRate]:
    """Hits by channel and source (and rule) of what was checked between two days, both included."""
    keys = ("channel", "source", "rule") if by_rule else ("channel", "source")
    found = _between(models.Outcome.objects, since, until, office).values(*keys).order_by(*keys)
    counted = found.annotate(checked=Count("subject"), hits_=Sum("hit"), duty=Sum("recovered"))
    return [
        HitRate(
            row["channel"], row["source"], row.get("rule", ""), row["checked"], row["hits_"], row["duty"],
            wilson(row["hits_"], row["checked"]),
        )
        for row in counted
    ]  # fmt: skip


def random_sample(since: date, until: date, office: str = "") -> HitRate:
    """Hits among inspected declarations that the random draw had taken, whatever else pointed at them."""
    drawn = _between(models.Outcome.objects, since, until, office).filter(drawn=1, channel=RED)
    sums = drawn.aggregate(checked=Count("subject"), hits=Sum("hit"), duty=Sum("recovered"))
    checked, hits = sums["checked"], sums["hits"] or 0
    return HitRate(RED, "random", "", checked, hits, sums["duty"] or 0, wilson(hits, checked))


def unserved(since: date, until: date, office: str = "") -> list[Waiting]:
    """Inspections asked for that no token could serve, the oldest first; those over a bound of fairness do not wait."""
    asked = _between(models.Decision.objects, since, until, office).exclude(unserved__in=("", *BOUNDS)).order_by("turn")
    rows = list(asked.values_list("subject", "number", "office", "unserved", "at"))
    granted = {subject for subject, held in standings([row[0] for row in rows]).items() if held.channel == RED}
    return [Waiting(*row, row[0] in granted) for row in rows]


def inspections_by_party(since: date, until: date, least: int = 1) -> list[tuple[str, int, int]]:
    """Enterprise, registered, sent to inspection at registration: fairness, the most inspected first."""
    rows = _between(models.Decision.objects, since, until).values_list("party").order_by()
    counted = rows.annotate(registered=Count("subject"), red=Count("subject", filter=Q(channel=RED)))
    return sorted((row for row in counted if row[2] >= least), key=lambda row: (-row[2], row[0]))


def balance() -> Balance:
    """The bucket as it stands."""
    held = models.Bucket.objects.values_list("turn", "balance_millionths").first()
    return Balance(*(held or (0, 0)))


def published_draws() -> list[PublishedDraw]:
    """For the public page: commitment of every day and, once shown, its secret, the newest first."""
    shown = {reveal.day: reveal for reveal in models.Reveal.objects.all()}
    return [
        PublishedDraw(
            kept.day, bytes(kept.commitment).hex(), kept.at,
            bytes(shown[kept.day].secret).hex() if kept.day in shown else "",
            shown[kept.day].at if kept.day in shown else None,
        )
        for kept in models.Secret.objects.order_by("-day")
    ]  # fmt: skip


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


def _portions(subjects: Sequence[int]) -> Iterator[list[int]]:
    left = iter(subjects)
    while some := list(islice(left, _SOME)):
        yield some


def _between(rows: Any, since: date, until: date, office: str = "") -> QuerySet[Any]:
    found: QuerySet[Any] = rows.filter(day__gte=since, day__lte=until)
    return found.filter(office=office) if office else found


def _rate(key: str, registered: int, inspected: int, legal: int) -> Rate:
    return Rate(key, registered, inspected, legal, inspected * PPM // registered if registered else 0)


def _counted(since: date, until: date, office: str, by: By | None = None) -> dict[str, tuple[int, int, int]]:
    """Key -> registered, inspected, legal. An inspection ordered later counts on the day of its order."""
    counted: dict[str, tuple[int, int, int]] = {}
    red, spent = Q(channel=RED), Q(spent__gt=0)
    parts = (
        (models.Decision, Count("pk"), red),
        (models.Upgrade, Count("pk", filter=Q(pk=None)), spent),
    )
    for model, registered, inspected in parts:
        rows = _between(model.objects, since, until, office).order_by()
        sums = {"n": registered, "i": Count("pk", filter=inspected),
                "l": Count("pk", filter=inspected & Q(source="legal"))}  # fmt: skip
        grouped = [{"key": "", **rows.aggregate(**sums)}] if by is None else rows.values(key=_KEYS[by]).annotate(**sums)
        for row in grouped:
            key = str(row["key"])[:7] if by == "month" else str(row["key"])
            before = counted.get(key, (0, 0, 0))
            counted[key] = (before[0] + row["n"], before[1] + row["i"], before[2] + row["l"])
    return counted


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
        Found(each.subject, each.at, each.finding, bool(each.hit), each.recovered)
        for portion in _portions(subjects)
        for each in models.Outcome.objects.filter(subject__in=portion)
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)
