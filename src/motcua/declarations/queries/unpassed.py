"""Declarations by road whose goods may not cross yet: they wait for a check or for their taxes."""

from motcua.declarations.domain.landgate import ROAD
from motcua.declarations.domain.life import State
from motcua.declarations.models import Declaration, Version

_WAITS = [str(state) for state in (State.DOCUMENT_CHECK, State.PHYSICAL_CHECK, State.AWAITING_PAYMENT)]


def by_road(office: str, direction: str, *, most: int) -> list[str]:
    """Numbers of the newest that wait at an office."""
    rows = Declaration.objects.filter(office=office, state__in=_WAITS, direction=direction).order_by("-id")
    found = dict(rows.values_list("id", "number")[: most * 20])
    road = Version.objects.filter(declaration_id__in=found, version=1, transport_mode=ROAD)
    return [found[subject] for subject in sorted(road.values_list("declaration_id", flat=True), reverse=True)[:most]]
