"""What the public may know of a day's draw: commitment, secret once it is shown, thresholds, counts."""

from datetime import date, timedelta
from importlib import resources
from typing import Any, NamedTuple

from django.db.models import Count, F, Q

from motcua.ground import queries as ground
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound
from motcua.risk import models
from motcua.risk.domain import law_on


class PublicDay(NamedTuple):
    """A day of the draw. `secret` is empty until it is shown; `late` says that its commitment came after it began."""

    day: date
    commitment: str
    published_at: Any
    late: bool
    secret: str
    revealed_at: Any
    shown_from: date
    declarations: int
    taken: int
    random_ppm: int
    documents_ppm: int
    threshold: int
    documents_threshold: int
    leaves: tuple[int, ...]


def days() -> int:
    """How many days have a commitment."""
    return models.Secret.objects.count()


def listed(start: int, size: int) -> list[PublicDay]:
    """Some days, the newest first, without their counts."""
    kept = list(models.Secret.objects.order_by("-day")[start : start + size])
    shown = {reveal.day: reveal for reveal in models.Reveal.objects.filter(day__in=[each.day for each in kept])}
    return [_told(each, shown.get(each.day), (0, 0)) for each in kept]


def one(day: date) -> PublicDay:
    """One day with its counts. NotFound where nothing was committed to."""
    kept = models.Secret.objects.filter(pk=day).first()
    if kept is None:
        raise NotFound(what=f"draw/{day}")
    drew = models.Decision.objects.filter(drawn_on=day)
    counts = drew.aggregate(n=Count("pk"), taken=Count("pk", filter=Q(draw__lt=F("threshold"))))
    return _told(kept, models.Reveal.objects.filter(pk=day).first(), (counts["n"], counts["taken"]))


def written(found: PublicDay) -> dict[str, Any]:
    """A day as a file, with the leaves of the log that published it and their places in its tree."""
    told = found._asdict()
    told.pop("leaves")
    return {"kind": "motcua draw 1", **told, "log": [_leaf(leaf) for leaf in found.leaves]}


def checker() -> bytes:
    """The program with which anyone checks a draw offline: one file of Python."""
    return (resources.files("motcua.risk.domain") / "verify_draw.py").read_bytes()


def _leaf(leaf: int) -> dict[str, Any]:
    held, place = ground.leaf(leaf), ground.inclusion(leaf)
    return {"body": held.body.decode(), "hash": held.hash.hex(), "inclusion": place.told() if place else None}


def _told(kept: models.Secret, shown: models.Reveal | None, counts: tuple[int, int]) -> PublicDay:
    law = law_on(kept.day)
    return PublicDay(
        day=kept.day, commitment=bytes(kept.commitment).hex(), published_at=kept.at,
        late=kept.at >= law_moment(kept.day),
        secret=bytes(shown.secret).hex() if shown else "", revealed_at=shown.at if shown else None,
        shown_from=kept.day + timedelta(days=max(law.reveal_after_days, 1)), declarations=counts[0], taken=counts[1],
        random_ppm=law.random_ppm, documents_ppm=law.yellow_random_ppm, threshold=law.random_threshold,
        documents_threshold=law.yellow_threshold, leaves=(kept.leaf, shown.leaf) if shown else (kept.leaf,),
    )  # fmt: skip
