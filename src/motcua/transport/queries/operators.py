"""Which enterprise runs which supervised place, on which days."""

from datetime import date

from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.transport.models import Operator


def run_by(actor: Actor, day: date) -> frozenset[str]:
    """The places that the actor's enterprises run on a day."""
    own = sorted(actor.own)
    found = Operator.objects.filter(party__in=own, since__lte=day, until__gte=day) if own else Operator.objects.none()
    return frozenset(found.values_list("place", flat=True))


def runs(actor: Actor, place: str) -> bool:
    """Whether the actor's enterprise runs the place today."""
    return bool(place) and bool(actor.own) and place in run_by(actor, law_day(clock.now()))


def on(day: date) -> dict[str, str]:
    """The operator of each place on a day."""
    return dict(Operator.objects.filter(since__lte=day, until__gte=day).values_list("place", "party"))


def listed() -> list[Operator]:
    """Every naming, by place, the latest first."""
    return list(Operator.objects.order_by("place", "-since"))
