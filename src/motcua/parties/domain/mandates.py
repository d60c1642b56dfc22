"""Mandates: a party lets a registered customs agent act for it, between two days and within bounds."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

import msgspec

from motcua.kernel.actor import Acting
from motcua.kernel.dated import Period
from motcua.kernel.words import Words
from motcua.parties.domain.errors import BadMandate, MandateOfOneself, NothingInMandate
from motcua.people.domain import ACTS, ALL

MANDATED = tuple(act for act in ACTS if act != "manage")
"""What a mandate can give; users and further mandates remain the principal's own."""
DIRECTIONS: Mapping[str, Words] = MappingProxyType(
    {"import": Words("Nhập khẩu", "Import"), "export": Words("Xuất khẩu", "Export")}
)
LONGEST_DAYS = 5 * 366
"""A mandate is given for five years at the most: the platform's own policy, not law."""

State = Literal["offered", "coming", "in force", "refused", "withdrawn", "ended", "over"]
STATES: Mapping[str, Words] = MappingProxyType(
    {
        "offered": Words("Chờ đại lý chấp nhận", "Waits for the agent"),
        "coming": Words("Chưa đến ngày", "Not yet begun"),
        "in force": Words("Đang có hiệu lực", "In force"),
        "refused": Words("Đại lý từ chối", "Refused by the agent"),
        "withdrawn": Words("Đã rút", "Withdrawn"),
        "ended": Words("Đã chấm dứt", "Ended"),
        "over": Words("Hết thời hạn", "Run out"),
    }
)


class Mandate(msgspec.Struct, frozen=True):
    """What a principal lets an agent do; both days included, an empty bound bounds nothing.

    `accepted` is whether the agent has accepted, `ended` the last day where either side ended it early.
    """

    principal: str
    agent: str
    since: date
    until: date
    acts: frozenset[str]
    directions: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    id: int = 0
    accepted: bool = False
    ended: date | None = None
    ended_by: str = ""

    @property
    def last(self) -> date:
        """The last day as it stands."""
        return self.until if self.ended is None else min(self.until, self.ended)

    def holds_on(self, day: date) -> bool:
        """Whether the agent may act by it on that day."""
        return self.accepted and day in Period(self.since, self.last)

    def state(self, day: date) -> State:
        """How it stands on that day."""
        if self.ended is not None and not self.accepted:
            return "refused" if self.ended_by == "agent" else "withdrawn"
        if day > self.last:
            return "over" if self.ended is None else "ended"
        if not self.accepted:
            return "offered"
        return "coming" if day < self.since else "in force"

    def acting(self, may: frozenset[str], day: date) -> Acting:
        """The right of a user of the agent who may do so much there. Over, it only shows what was lodged under it."""
        acts = self.acts & may if self.holds_on(day) else frozenset[str]()
        return Acting(self.principal, acts, self.agent, self.id, self.directions, self.procedures, self.offices)


def check(mandate: Mandate) -> None:
    """Refuse a mandate that cannot be: to oneself, of nothing, for days the wrong way round or too far apart."""
    if mandate.principal == mandate.agent:
        raise MandateOfOneself(tax_code=mandate.agent)
    if not mandate.acts or mandate.acts - (ALL - {"manage"}) or mandate.directions - DIRECTIONS.keys():
        raise NothingInMandate
    if not timedelta() <= mandate.until - mandate.since <= timedelta(days=LONGEST_DAYS):
        raise BadMandate(days=LONGEST_DAYS)


def holders(mandates: Iterable[Mandate], day: date) -> dict[str, frozenset[str]]:
    """By principal, the agents that may lodge for it on that day."""
    found: dict[str, set[str]] = {}
    for mandate in mandates:
        if "lodge" in mandate.acts and mandate.holds_on(day):
            found.setdefault(mandate.principal, set()).add(mandate.agent)
    return {principal: frozenset(agents) for principal, agents in found.items()}


class Agent(msgspec.Struct, frozen=True):
    """A party that customs has recognised as an agent for customs procedures, from a day until a day."""

    tax_code: str
    since: date
    until: date | None = None
    decision: str = ""
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it is an agent on that day."""
        return day in Period(self.since, self.until)
