"""All operations of the programs' door, from the rooms, by route and method."""

from collections.abc import Mapping
from functools import cache

from motcua.control import api as control
from motcua.crossings import api as crossings
from motcua.crossings.api import people as crossings_people
from motcua.declarations import api as declarations
from motcua.design.domain.access import EVERYBODY, Row
from motcua.design.domain.api import Operation
from motcua.dossiers import api as dossiers
from motcua.duties import api as duties
from motcua.gateways import api as gateways
from motcua.ground import api as ground
from motcua.helpdesk import api as helpdesk
from motcua.manifests import api as manifests
from motcua.origin import api as origin
from motcua.procedures import api as procedures
from motcua.reports import api as reports
from motcua.revenue import api as revenue
from motcua.risk import api as risk
from motcua.site.door import openapi
from motcua.survey import api as survey
from motcua.tariff import api as tariff
from motcua.tariff.api import loads as tariff_loads
from motcua.transport import api as transport

SPACE = "api"
_ROOMS: tuple[Operation, ...] = (
    *control.OPERATIONS,
    *crossings_people.OPERATIONS,
    *crossings.OPERATIONS,
    *declarations.OPERATIONS,
    *dossiers.OPERATIONS,
    *duties.OPERATIONS,
    *gateways.OPERATIONS,
    *ground.OPERATIONS,
    *helpdesk.OPERATIONS,
    *manifests.OPERATIONS,
    *origin.OPERATIONS,
    *procedures.OPERATIONS,
    *revenue.OPERATIONS,
    *reports.OPERATIONS,
    *risk.OPERATIONS,
    *survey.OPERATIONS,
    *tariff.OPERATIONS,
    *tariff_loads.OPERATIONS,
    *transport.OPERATIONS,
)
OPERATIONS = (*_ROOMS, openapi.operation(_ROOMS))
PROGRAM = frozenset({"trader"})
"""A program holds the role of a trader for the enterprise of its token."""


@cache
def by_route() -> Mapping[tuple[str, str], Operation]:
    """Operations by the name of their route and the verb. ValueError if one stands twice."""
    found: dict[tuple[str, str], Operation] = {}
    for operation in OPERATIONS:
        place = (f"{SPACE}:{operation.name}", operation.method)
        if place in found:
            raise ValueError(f"{place} stands twice among the operations")
        found[place] = operation
    return found


def rows() -> list[Row]:
    """Rows of the access table: roles. The scope that a token needs stands in the operation."""
    return [(name, verb, PROGRAM if operation.scope else EVERYBODY) for (name, verb), operation in by_route().items()]


def scope(name: str, verb: str) -> str | None:
    """The scope that an operation needs, empty for none; None for a route that is no operation."""
    found = by_route().get((name, verb))
    return None if found is None else found.scope
