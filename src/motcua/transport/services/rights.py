"""Who may do what with a transport: the declarant, officers of its two offices, the operators of its two places."""

from motcua.declarations.queries import operators
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.transport.domain.context import Act
from motcua.transport.domain.errors import NotTheRecorder, OwnTransport
from motcua.transport.domain.judging import faults
from motcua.transport.domain.message import Transport as Message
from motcua.transport.models import Transport

DIRECTIONS = {"I": "import", "E": "export", "C": ""}
"""Directions of rights, by the direction of a transport."""
AT_A_PLACE = {"depart": "from", "cancel departure": "from", "arrive": "to"}
"""Acts of whoever is in charge of a place, and of which."""


def may_act(by: Actor, found: Transport | Message, act: str) -> bool:
    """Whether somebody acts for the declarant of a transport."""
    return by.kind == "system" or by.may(
        found.party, act, direction=DIRECTIONS.get(found.direction, ""), office=found.office
    )  # fmt: skip


def need_declarant(by: Actor, found: Transport | Message, act: str) -> None:
    """Refuse with NotAllowed who does not act for the declarant."""
    if not may_act(by, found, act):
        raise NotAllowed(who=by.name, act=f"{act} {found.party}")


def decides(by: Actor, found: Transport) -> bool:
    """Whether the actor is an officer of the office of departure."""
    return by.kind == "system" or by.holds("officer", found.office)


def need_officer(by: Actor, found: Transport, office: str = "") -> None:
    """Refuse with NotAllowed who is no officer of the office, of departure where none is named; and the own side."""
    if by.kind == "system":
        return
    by.need("officer", office or found.office)
    if by.kind == "person" and found.party in by.represented | by.own | by.barred:
        raise OwnTransport(number=found.number)


def office_of(found: Transport, verb: str) -> str:
    """The office in charge of the place where that is recorded."""
    return found.office if AT_A_PLACE[verb] == "from" else found.to_office


def place_of(found: Transport, verb: str) -> str:
    """The place where that is recorded."""
    return found.from_place if AT_A_PLACE[verb] == "from" else found.to_place


def recorder(by: Actor, found: Transport, verb: str) -> str:
    """As what the actor stands at the place: `office`, `operator` or `other`."""
    office = office_of(found, verb)
    if by.kind == "system" or by.holds("officer", office):
        return "office"
    place = place_of(found, verb)
    return "operator" if place and place in operators.places(by.own) else "other"


def need_recorder(by: Actor, found: Transport, verb: str, *, berth: bool) -> None:
    """Rule BTR-BTR-22. An officer records nothing of the own side either."""
    who = recorder(by, found, verb)
    if "BTR-BTR-22" in faults(Act(verb, found.state, berth, who)):
        raise NotTheRecorder(place=place_of(found, verb), office=office_of(found, verb))
    if who == "office":
        need_officer(by, found, office_of(found, verb))
