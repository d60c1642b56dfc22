"""Who may do what with a call: who announces for its carrier, and officers of its office."""

from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.manifests.domain.errors import OwnCall
from motcua.manifests.models import Call

DIRECTIONS = {"I": "import", "E": "export"}
"""Directions of rights, by the direction of a call."""
ACT = "announce"


def may_announce(by: Actor, party: str, direction: str, office: str) -> bool:
    """Whether somebody announces ships for the party that answers for a carrier."""
    return by.kind == "system" or by.may(party, ACT, direction=DIRECTIONS.get(direction, ""), office=office)


def need_announcer(by: Actor, party: str, direction: str, office: str) -> None:
    """Refuse with NotAllowed who does not."""
    if not may_announce(by, party, direction, office):
        raise NotAllowed(who=by.name, act=f"{ACT} {party}")


def agent_of(by: Actor, party: str, direction: str, office: str) -> str:
    """The enterprise that announces: the agent by whose mandate it is done, else the party itself."""
    right = by.right(party, ACT, direction=DIRECTIONS.get(direction, ""), office=office)
    return right.agent or party if right is not None else party


def decides(by: Actor, call: Call) -> bool:
    """Whether the actor is an officer of the office of the call."""
    return by.kind == "system" or by.holds("officer", call.office)


def need_officer(by: Actor, call: Call) -> None:
    """Refuse with NotAllowed who is no officer of the office, and with OwnCall the own side."""
    if by.kind == "system":
        return
    by.need("officer", call.office)
    if by.kind == "person" and {call.party, call.agent} & (by.represented | by.own | by.barred):
        raise OwnCall(number=call.number)
