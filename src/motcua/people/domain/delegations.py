"""Delegation: during an absence somebody else acts in a post, from a day until a day."""

from datetime import date

import msgspec

from motcua.kernel.dated import Period
from motcua.people.domain.errors import BadDelegation

LONGEST = 92
"""Days of a delegation at the most; who is away for longer has their post given to somebody. The platform's policy."""
UNDELEGABLE = frozenset({"trader", "admin"})
"""Nobody stands in for a trader (the enterprise invites another user) nor for an administrator (four eyes)."""


class Delegation(msgspec.Struct, frozen=True):
    """Who stands in: `post` is the id of the post held by `absent`. Both days included."""

    post: int
    absent: int
    delegate: int
    since: date
    until: date
    reason: str
    id: int = 0
    ended: date | None = None

    @property
    def last(self) -> date:
        """The last day as it stands."""
        return self.until if self.ended is None else min(self.until, self.ended)

    def holds_on(self, day: date) -> bool:
        """Whether the delegate may act on that day."""
        return day in Period(self.since, self.last)

    def shares_a_day(self, other: "Delegation") -> bool:
        """Whether both are in force on some day."""
        mine, theirs = Period(self.since, self.last), Period(other.since, other.last)
        return self.since <= self.last and other.since <= other.last and mine.overlaps(theirs)


def check(delegation: Delegation) -> None:
    """Refuse with BadDelegation what cannot be."""
    days = (delegation.until - delegation.since).days
    if delegation.absent == delegation.delegate or not delegation.reason.strip() or not 0 <= days < LONGEST:
        raise BadDelegation(days=LONGEST)
