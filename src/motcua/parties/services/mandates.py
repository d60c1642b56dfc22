"""Every write of mandates: agents recognised, mandates given, accepted and ended. Each is a leaf of the log."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from motcua.ground.services import ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.parties import covering, events, queries
from motcua.parties.domain import AgentBefore, Mandate, MandateDecided, NeedsReason, NoAgent, UnknownMandate
from motcua.parties.domain.mandates import STATES, State, check
from motcua.parties.models import Agent, AgentEnded, MandateAccepted, MandateEnded
from motcua.parties.models import Mandate as MandateRow
from motcua.parties.queries import mandates as reads
from motcua.people.domain import written
from motcua.reference import domain as reference


@transaction.atomic
def recognise(tax_code: str, *, since: date, decision: str, by: Actor, at: datetime) -> int:
    """Name a party a customs agent; returns the leaf. NeedsReason without a decision, AgentBefore, NotFound."""
    _customs(by)
    queries.find(tax_code)
    if not decision.strip():
        raise NeedsReason(tax_code=tax_code)
    if reads.is_agent(tax_code, since):
        raise AgentBefore(tax_code=tax_code)
    row = (ids.one(at), tax_code, since, decision.strip()[:100])
    Agent.objects.create(**dict(zip(covering.AGENT, row, strict=True)))
    _append(events.AGENT_NAMED, row[0], f"party/{tax_code}", at, by, {"since": since}, covering.T_AGENT, row)
    return row[0]


@transaction.atomic
def end_agent(agent: int, *, until: date, reason: str, by: Actor, at: datetime) -> None:
    """End an agent's recognition, and with it its mandates, on the same day. NoAgent, NeedsReason."""
    _customs(by)
    locked = Agent.objects.select_for_update(of=("self",))
    held = locked.filter(pk=agent, ended=None).first()
    if held is None:
        raise NoAgent(tax_code=agent, day=until)
    if not reason.strip():
        raise NeedsReason(tax_code=held.tax_code)
    row = (ids.one(at), agent, until, reason.strip()[:300])
    AgentEnded.objects.create(**dict(zip(covering.AGENT_ENDED, row, strict=True)))
    facts = {"until": until}
    _append(events.AGENT_ENDED, row[0], f"party/{held.tax_code}", at, by, facts, covering.T_AGENT_ENDED, row)
    standing = MandateRow.objects.select_for_update(of=("self",)).filter(
        agent=held.tax_code, ended=None, until__gt=until
    )
    for mandate in standing.order_by("leaf"):
        _end(mandate, _Ending(until, "customs", reason), by, at)
        for told, other in ((mandate.agent, mandate.principal), (mandate.principal, mandate.agent)):
            _tell(told, _ENDED, other, mandate.pk, at)


@transaction.atomic
def give(mandate: Mandate, *, by: Actor, at: datetime) -> int:
    """Offer an agent a mandate; returns its id. It is in force once the agent accepts.

    BadMandate, NothingInMandate, MandateOfOneself, NoAgent; UnknownOffice and UnknownCode for bounds; NotAllowed.
    """
    check(mandate)
    _manager(by, mandate.principal)
    _check_bounds(mandate)
    if not reads.is_agent(mandate.agent, law_day(at)):
        raise NoAgent(tax_code=mandate.agent, day=law_day(at).isoformat())
    bounds = (" ".join(sorted(found)) for found in (mandate.directions, mandate.procedures, mandate.offices))
    row = (
        ids.one(at), mandate.principal, mandate.agent, mandate.since, mandate.until, written(mandate.acts), *bounds,
        by.reference,
    )  # fmt: skip
    MandateRow.objects.create(**dict(zip(covering.MANDATE, row, strict=True)))
    facts = {"agent": mandate.agent, "since": mandate.since, "until": mandate.until, "acts": sorted(mandate.acts)}
    _append(events.MANDATE_GIVEN, row[0], f"party/{mandate.principal}", at, by, facts, covering.T_MANDATE, row)
    _tell(mandate.agent, _OFFERED, mandate.principal, row[0], at)
    return row[0]


@transaction.atomic
def accept(mandate: int, *, by: Actor, at: datetime) -> None:
    """The agent accepts. UnknownMandate for others, MandateDecided, NoAgent where it is no agent any more."""
    held = _held(mandate, by)
    _manager(by, held.agent)
    _need_state(held, at, "offered")
    if not reads.is_agent(held.agent, law_day(at)):
        raise NoAgent(tax_code=held.agent, day=law_day(at).isoformat())
    row = (ids.one(at), mandate, by.reference)
    MandateAccepted.objects.create(**dict(zip(covering.ACCEPTED, row, strict=True)))
    _append(
        events.MANDATE_ACCEPTED, row[0], f"party/{held.principal}", at, by, {"mandate": mandate}, covering.T_ACCEPTED,
        row,
    )  # fmt: skip
    _changed()
    _tell(held.principal, _ACCEPTED, held.agent, mandate, at)


@transaction.atomic
def end(mandate: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Either side ends the mandate at once; before acceptance it is withdrawn or refused.

    The day of the end is no day of it any more. UnknownMandate, MandateDecided, NeedsReason, NotAllowed.
    """
    held = _held(mandate, by)
    side = "principal" if by.may(held.principal, "manage") else "agent"
    _manager(by, held.principal if side == "principal" else held.agent)
    _need_state(held, at, "offered", "coming", "in force")
    if not reason.strip():
        raise NeedsReason(tax_code=held.principal)
    _end(held, _Ending(date.fromordinal(law_day(at).toordinal() - 1), side, reason), by, at)
    told, other = (held.agent, held.principal) if side == "principal" else (held.principal, held.agent)
    _tell(told, _ENDED, other, mandate, at)


class _Ending(NamedTuple):
    """How a mandate ends: its last day, by which side, and why."""

    until: date
    side: str
    reason: str


def _end(held: MandateRow, ending: _Ending, by: Actor, at: datetime) -> None:
    row = (ids.one(at), held.pk, ending.until, ending.side, ending.reason.strip()[:300], by.reference)
    MandateEnded.objects.create(**dict(zip(covering.MANDATE_ENDED, row, strict=True)))
    facts = {"mandate": held.pk, "until": ending.until, "side": ending.side}
    _append(events.MANDATE_ENDED, row[0], f"party/{held.principal}", at, by, facts, covering.T_MANDATE_ENDED, row)
    _changed()


_OFFERED = Words("Doanh nghiệp %(party)s đề nghị ủy quyền khai hải quan.", "%(party)s offers you a mandate.")
_ACCEPTED = Words("Đại lý %(party)s đã chấp nhận ủy quyền.", "The agent %(party)s has accepted the mandate.")
_ENDED = Words("Ủy quyền với %(party)s đã chấm dứt.", "The mandate with %(party)s has ended.")


def _tell(recipient: str, words: Words, other: str, mandate: int, at: datetime) -> None:
    named = Words(words.vi % {"party": other}, words.en % {"party": other})
    notices.tell(notices.party(recipient), named, f"/enterprise/mandates/{mandate}/", at=at)


def _held(mandate: int, by: Actor) -> MandateRow:
    """The mandate, locked; UnknownMandate where it is not this actor's."""
    if not reads.visible_to(by).filter(pk=mandate).exists():
        raise UnknownMandate(mandate=mandate)
    MandateRow.objects.select_for_update(of=("self",)).filter(pk=mandate).first()
    return reads.find(mandate, by)


def _need_state(held: MandateRow, at: datetime, *states: State) -> None:
    state = held.to_domain().state(law_day(at))
    if state not in states or hasattr(held, "ended"):
        raise MandateDecided(state_vi=STATES[state].vi, state_en=STATES[state].en)


def _check_bounds(mandate: Mandate) -> None:
    for office in mandate.offices:
        reference.office(office, mandate.since)
    lists = reference.lists_on(mandate.since)
    known = lists["procedure_import"] | lists["procedure_export"]
    for procedure in sorted(mandate.procedures - known):
        reference.entry("procedure_import", procedure, mandate.since)


def _manager(by: Actor, party: str) -> None:
    """A person who manages the enterprise, or the platform itself; no program."""
    if by.kind != "system" and (by.kind != "person" or not by.may(party, "manage")):
        raise NotAllowed(who=by.name, act=f"manage {party}")


def _customs(by: Actor) -> None:
    if by.kind != "system" and not by.holds("leader"):
        by.need("admin")


def _append(
    verb: str, leaf: int, subject: str, at: datetime, by: Actor, facts: dict[str, Any], table: str, row: tuple[Any, ...]
) -> None:
    rows = [row_bytes(table, row)]
    log.append([log.leaf(verb, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=rows)])


def _changed() -> None:
    """What processes hold of mandates is old now, and once more when others can see the change."""
    queries.forget()
    transaction.on_commit(queries.forget)
