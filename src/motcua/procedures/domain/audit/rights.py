"""Who may do what with a record: a table of capacities, and which of them somebody has."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.procedures.domain.audit.life import Kind

ISO, LEADER, LEAD, AUDITOR, HEAD, OWNER = "iso", "leader", "lead", "auditor", "head", "owner"
Verbs = Mapping[str, frozenset[str]]


def _of(**verbs: str) -> Verbs:
    return MappingProxyType({verb.rstrip("_"): frozenset(who.split()) for verb, who in verbs.items()})


RIGHTS: Mapping[Kind, Verbs] = MappingProxyType({
    Kind.PROGRAMME: _of(enter=ISO, change=ISO, propose=ISO, revise=ISO, report=ISO, approve=LEADER, return_=LEADER,
                        close=LEADER, reopen=LEADER),
    Kind.AUDIT: _of(enter=ISO, change=ISO, cancel=ISO, close=ISO, approve=LEADER, begin=LEAD, report=LEAD,
                    answer=AUDITOR),
    Kind.NONCONFORMITY: _of(answer=HEAD, accept="iso auditor", return_="iso auditor", extend="iso auditor",
                            done="head owner", verify="iso auditor", reject="iso auditor", close=ISO),
    Kind.REVIEW: _of(enter=ISO, change=ISO, hold=ISO, minutes=ISO, close=ISO, approve=LEADER),
    Kind.DECISION: _of(done=OWNER, extend=LEADER, confirm=ISO, reject=ISO),
    Kind.OBJECTIVE: _of(enter=ISO, change=ISO, measure=ISO, close=ISO, approve=LEADER),
    Kind.RISK: _of(enter="iso head", assess="iso head", close="iso head"),
    Kind.STATEMENT: _of(enter=ISO, change=ISO, propose=ISO, approve=LEADER, return_=LEADER, withdraw=LEADER),
})  # fmt: skip
"""Verb by verb, in which capacity it is done. What does not stand here is done by nobody."""


class Subject(msgspec.Struct, frozen=True):
    """What of a record matters for rights: its office, its owner, its auditors (the first leads)."""

    kind: Kind
    office: str = ""
    owner: int = 0
    people: tuple[int, ...] = ()


def capacities(by: Actor, subject: Subject) -> frozenset[str]:
    """In which capacities somebody stands to a record. Programs and the public stand in none."""
    if by.kind not in ("person", "system"):
        return frozenset()
    held = {
        ISO: by.holds("iso"),
        LEADER: by.holds("leader"),
        HEAD: bool(subject.office) and by.holds("head", subject.office),
        OWNER: subject.owner != 0 and by.account == subject.owner,
        AUDITOR: by.account != 0 and by.account in subject.people,
        LEAD: by.account != 0 and subject.people[:1] == (by.account,),
    }
    return frozenset(name for name, has in held.items() if has)


def may(verb: str, by: Actor, subject: Subject) -> bool:
    """Whether somebody may do this to the record, its state apart."""
    return bool(capacities(by, subject) & RIGHTS[subject.kind].get(verb, frozenset()))


def need(verb: str, by: Actor, subject: Subject) -> None:
    """NotAllowed unless somebody may."""
    if not may(verb, by, subject):
        raise NotAllowed(who=by.name, act=f"{subject.kind}.{verb}")
