"""Reads of mandates: what an agent's users may do, and the lists of both sides.

Every request asks what its actor may do, so the mandates are held in the process while the register's version stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Acting, Actor
from motcua.parties import queries
from motcua.parties.domain import Agent, Mandate
from motcua.parties.domain import mandates as domain
from motcua.parties.domain.errors import UnknownMandate
from motcua.parties.models import Agent as AgentRow
from motcua.parties.models import Mandate as MandateRow
from motcua.people.domain import ALL

_kept: list[tuple[tuple[int, ...], Mapping[str, tuple[Mandate, ...]]]] = []


def by_agent() -> Mapping[str, tuple[Mandate, ...]]:
    """Every mandate that was ever accepted, by agent."""
    version = queries.version()
    if not _kept or _kept[0][0] != version:
        found: dict[str, tuple[Mandate, ...]] = {}
        for row in _rows().exclude(accepted=None):
            found[row.agent] = (*found.get(row.agent, ()), row.to_domain())
        _kept[:] = [(version, found)]
    return _kept[0][1]


def holders(day: date) -> dict[str, frozenset[str]]:
    """By principal, the agents that may lodge for it on that day."""
    return domain.holders((mandate for held in by_agent().values() for mandate in held), day)


def with_mandates(actor: Actor, day: date) -> Actor:
    """The actor with what the mandates of its enterprises add on that day; nobody else is changed.

    Who is a user of an agent decides, as an officer, on no declaration of the agent's principals.
    """
    if not actor.own and not actor.barred:
        return actor
    mandates = by_agent()
    may = dict.fromkeys(actor.parties, ALL) | {r.party: r.acts for r in actor.acting if not r.agent}
    added = [each.acting(acts, day) for party, acts in sorted(may.items()) for each in mandates.get(party, ())]
    principals = {each.principal for party in actor.barred for each in mandates.get(party, ()) if each.holds_on(day)}
    if not added and not principals:
        return actor
    return replace(actor, acting=(*actor.acting, *added), barred=actor.barred | principals)


def agents_of(actor: Actor) -> frozenset[str]:
    """The agents as whose user the actor has, or had, mandates."""
    return frozenset(right.agent for right in actor.acting if right.agent)


def by_mandate(actor: Actor) -> list[Acting]:
    """The mandates by which something may be done today."""
    return [right for right in actor.acting if right.agent and right.acts]


def visible_to(actor: Actor) -> QuerySet[MandateRow]:
    """Mandates an actor may see: customs and the system all, users of either side their own."""
    if actor.kind == "system" or is_staff(actor):
        return _rows()
    own = sorted(actor.own)
    return _rows().filter(Q(principal__in=own) | Q(agent__in=own))


def find(mandate: int, actor: Actor) -> MandateRow:
    """One mandate. UnknownMandate where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=mandate).first()
    if found is None:
        raise UnknownMandate(mandate=mandate)
    return found


def agents(day: date | None = None) -> list[Agent]:
    """Registered agents in order of tax code; on one day, those in force then."""
    rows = AgentRow.objects.select_related("ended").order_by("tax_code", "leaf")
    found = [row.to_domain(getattr(row, "ended", None)) for row in rows]
    return [each for each in found if day is None or each.holds_on(day)]


def is_agent(tax_code: str, day: date) -> bool:
    """Whether the party is a registered agent on that day."""
    rows = AgentRow.objects.select_related("ended").filter(tax_code=tax_code)
    return any(row.to_domain(getattr(row, "ended", None)).holds_on(day) for row in rows)


def names(tax_codes: Sequence[str]) -> dict[str, str]:
    """Names of parties by tax code; unknown ones are left out."""
    rows = queries.PartyRow.objects.filter(tax_code__in=set(tax_codes))
    return dict(rows.values_list("tax_code", "name"))


def _rows() -> QuerySet[MandateRow]:
    return MandateRow.objects.select_related("accepted", "ended").order_by("-leaf")
