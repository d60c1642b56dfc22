"""The desk: what a transport is judged by, read for one message on one day."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db.models import Count

from motcua.kernel.refusals import NotFound
from motcua.parties import queries as parties
from motcua.reference import domain as reference
from motcua.transport.domain.context import Desk, Security
from motcua.transport.domain.life import ENDED, State
from motcua.transport.domain.message import Transport, place_of
from motcua.transport.models import CargoLine
from motcua.transport.models import Transport as Row

_LISTS = ("transport_direction", "transport_means", "transport_kind", "transport_security", "country")
_UNUSED = [str(State.REFUSED), str(State.CANCELLED)]
assert set(_UNUSED) < set(map(str, ENDED))


def desk_for(message: Transport, day: date, security: Security | None, *, beside: int = 0) -> Desk:
    """The desk for one message; `beside` is the transport that it amends, whose own uses do not count."""
    named = frozenset(code for code in (message.party, message.transporter) if code and _known(code))
    found = _listed(day)
    return Desk(known=named, used=_used(message, beside), security=security, **found)


@lru_cache(maxsize=64)
def _listed(day: date) -> Mapping[str, object]:
    lists = reference.lists_on(day)
    held = {name: reference.code_list(name).on(day) for name in ("transport_purpose", "transport_manifest")}
    means = reference.code_list("transport_means").on(day)
    return {
        "day": day, "lists": {name: lists[name] for name in _LISTS}, "places": places(day),
        "offices": frozenset(office.code for office in reference.branches(day)),
        "purposes": {code: entry.extra.get("direction", "") for code, entry in held["transport_purpose"].items()},
        "boxed": frozenset(code for code, entry in means.items() if entry.says("boxes")),
        "carried": {
            code: frozenset(entry.extra.get("place", "").split())
            for code, entry in held["transport_manifest"].items()
        },
        "located": {
            code: entry.extra.get("kind", "") for code, entry in reference.code_list("location").on(day).items()
        },
    }  # fmt: skip


def places(day: date) -> dict[str, str]:
    """Supervised places of the department with the office of each."""
    return {code: entry.extra.get("office", "") for code, entry in reference.code_list("warehouse").on(day).items()}


def _known(code: str) -> bool:
    try:
        parties.find(code)
    except NotFound:
        return False
    return True


def _used(message: Transport, beside: int) -> dict[str, int]:
    wanted = [cargo.number for cargo in message.cargo if cargo.number]
    start = place_of(message.ends()[0])
    rows = CargoLine.objects.filter(cargo__in=wanted, from_place=start).exclude(transport_id=beside)
    rows = rows.exclude(transport_id__in=Row.objects.filter(state__in=_UNUSED).values("id"))
    counted = rows.values("cargo").annotate(used=Count("transport_id", distinct=True))
    return {row["cargo"]: row["used"] for row in counted}
