"""Who does what where people cross: officers of the gate's own office, and the department's own programs."""

from collections.abc import Mapping
from datetime import date

from motcua.crossings.domain.people_data import GATES
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.people.domain.tokens import PASSENGERS


def office_of(gate: str) -> str:
    """The office in charge of a gate; empty for a gate that no list has, which a rule then refuses."""
    found = GATES.get(gate)
    return found.office if found else ""


def need_counter(by: Actor, gates: Mapping[str, date]) -> None:
    """Refuse with NotAllowed all but officers of every gate named, and programs of the department."""
    if by.kind == "system" or (by.kind == "program" and PASSENGERS in by.scopes):
        return
    for gate in gates:
        office = office_of(gate)
        if office or not any(post.role == "officer" for post in by.posts):
            by.need("officer", office)


def need_officer(by: Actor, office: str) -> None:
    """Refuse with NotAllowed all but officers of that office."""
    if by.kind != "system":
        by.need("officer", office)


def sees_persons(by: Actor, office: str) -> bool:
    """Whether the actor may read whom a result of that office concerns: its officers and its heads, nobody else."""
    return by.kind == "person" and any(post.role in ("officer", "head") and post.office == office for post in by.posts)


def need_head(by: Actor, office: str) -> None:
    """Refuse with NotAllowed all but heads of that office."""
    if not any(post.role == "head" and post.office == office for post in by.posts):
        raise NotAllowed(who=by.name, act=f"head {office}")
