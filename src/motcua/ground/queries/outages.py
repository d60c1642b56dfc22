"""Outages as they stand: those in force, which stop clocks; the list for everybody; what waits for an officer."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.ground.domain import outages as domain
from motcua.ground.domain.moments import NEVER
from motcua.ground.domain.outages import Interval, OutageTold, Verdict
from motcua.ground.models import Outage, Probe
from motcua.kernel.refusals import NotFound

FRESH = 1.0
"""Seconds for which a process believes what it read: an outage confirmed elsewhere counts within that time."""
_read: tuple[float, tuple[Interval, ...]] = (-FRESH, ())
_STOPPING = tuple(name for name, service in domain.SERVICES.items() if service.stops)


def in_force() -> tuple[Interval, ...]:
    """The confirmed intervals in which clocks stand still, in order, joined."""
    global _read
    if time.monotonic() - _read[0] < FRESH:
        return _read[1]
    asked = time.monotonic()
    _read = (asked, without(()))
    return _read[1]


def without(outages: Sequence[int]) -> tuple[Interval, ...]:
    """The confirmed intervals as they would be without some outages; read anew."""
    rows = _confirmed().exclude(pk__in=outages) if outages else _confirmed()
    return tuple(domain.joined(rows.values_list("began_at", "ended_at")))


def forget() -> None:
    """Read the outages again at the next question: one was confirmed here."""
    global _read
    _read = (-FRESH, ())


def _confirmed():  # type: ignore[no-untyped-def]  # noqa: ANN202 - a queryset
    return Outage.objects.filter(ruling__verdict=Verdict.CONFIRMED.value, service__in=_STOPPING)


def confirmed(since: datetime = NEVER) -> list[Outage]:
    """Confirmed outages that stop clocks and ended after `since`, in order."""
    return list(_confirmed().filter(ended_at__gt=since).select_related("ruling").order_by("began_at"))


def listing(since: datetime, *, rejected: bool = False) -> list[Outage]:
    """Outages that ended after `since`, the newest first; those that were rejected only if asked for."""
    kept = Q() if rejected else ~Q(ruling__verdict=Verdict.REJECTED.value)
    found = Outage.objects.filter(Q(ended_at__gt=since) & kept).select_related("ruling")
    return list(found.order_by("-began_at", "-leaf")[:500])


def waiting() -> list[Outage]:
    """Outages about which nobody has decided, the oldest first."""
    return list(Outage.objects.filter(ruling=None).order_by("began_at", "leaf")[:500])


def one(outage: int) -> Outage:
    """The outage of that id. NotFound."""
    found = Outage.objects.select_related("ruling").filter(pk=outage).first()
    if found is None:
        raise NotFound(what=f"outage/{outage}")
    return found


def verdict(outage: Outage) -> str:
    """What was decided; empty while nothing is."""
    ruling = getattr(outage, "ruling", None)
    return ruling.verdict if ruling else ""


def shown(outage: Outage) -> OutageTold:
    """As anybody may see it: no names."""
    service, decided = domain.SERVICES[outage.service], verdict(outage)
    reason = outage.ruling.reason if decided else outage.reason
    return OutageTold(
        str(outage.leaf), outage.service, service.words.vi, service.words.en, outage.began_at, outage.ended_at,
        decided, outage.source, reason, decided == Verdict.CONFIRMED and service.stops,
    )  # fmt: skip


def probes() -> list[Probe]:
    """Probes outside that may report, the newest first."""
    return list(Probe.objects.filter(retired=None).order_by("-leaf"))


def by_service(found: Sequence[Outage]) -> dict[str, list[Interval]]:
    """Intervals of each service; every service is there."""
    held: dict[str, list[Interval]] = {name: [] for name in domain.SERVICES}
    for outage in found:
        held[outage.service].append((outage.began_at, outage.ended_at))
    return held


def window(now: datetime, days: int) -> datetime:
    """The beginning of the last so many days."""
    return now - timedelta(days=days)


def decided(until: datetime) -> list[Outage]:
    """Outages that stop work and had been confirmed before a moment, in the order in which they began."""
    found = _confirmed().filter(ruling__at__lt=until).select_related("ruling")
    return list(found.order_by("began_at", "leaf"))
