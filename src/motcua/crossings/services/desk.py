"""The desk: what a vehicle's declaration is judged by, read for one message on one day."""

from datetime import date, datetime

from motcua.crossings.domain.context import Desk
from motcua.crossings.domain.gates import CODES, gates_on
from motcua.crossings.domain.message import Vehicle
from motcua.crossings.domain.plates import fold
from motcua.crossings.domain.stays import is_overdue
from motcua.crossings.models import Announcement, Stay
from motcua.crossings.services.tables import UNDONE
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.parties import queries as parties
from motcua.reference import domain as reference

_KINDS = frozenset(CODES["kind"])


def desk_for(message: Vehicle, at: datetime, *, beside: Announcement | None = None) -> Desk:
    """The desk for one message; `beside` is the announcement that it corrects."""
    day = law_day(at)
    stay = Stay.objects.filter(plate=fold(message.plate), country=message.country, ended_at=None).first()
    return Desk(
        day=day, countries=_countries(day), gates=frozenset(gates_on(day)), known=_known(message.party),
        correcting=beside.number if beside else "", twin=_twin(message, beside),
        opened=None if stay is None else _number_of(stay.announcement_id),
        overdue=stay is not None and stay.way != message.direction
        and is_overdue(stay.due_at, message.expected_at or at),
    )  # fmt: skip


def _countries(day: date) -> frozenset[str]:
    return reference.lists_on(day)["country"]


def _known(code: str) -> frozenset[str]:
    try:
        parties.find(code)
    except NotFound:
        return frozenset()
    return frozenset({code})


def _twin(message: Vehicle, beside: Announcement | None) -> str:
    rows = Announcement.objects.exclude(state__in=UNDONE).filter(
        plate=fold(message.plate), country=message.country, gate=message.gate, expected_on=message.expected_on,
        direction=message.direction,
    )  # fmt: skip
    found = rows.exclude(pk=beside.pk if beside else 0).first()
    return found.number if found else ""


def _number_of(announcement: int) -> str:
    found = Announcement.objects.filter(pk=announcement).first() if announcement else None
    return found.number if found else ""
