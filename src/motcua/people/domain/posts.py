"""Posts: a role at an office, or for a party, from a day until a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from motcua.kernel.actor import Actor, Post
from motcua.kernel.dated import Period
from motcua.kernel.words import Words
from motcua.people.domain.errors import (
    EndsBeforeItBegins,
    NeedsOffice,
    NeedsParty,
    TakesNoOffice,
    TakesNoParty,
    UnknownRole,
)
from motcua.reference import domain as reference


class Role(msgspec.Struct, frozen=True):
    """A role: whether it is held at one office (`bound`), or for one party."""

    words: Words
    bound: bool = False
    for_party: bool = False


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "trader": Role(Words("Người khai hải quan", "Trader"), for_party=True),
        "officer": Role(Words("Công chức hải quan", "Officer"), bound=True),
        "head": Role(Words("Chi cục trưởng", "Head of branch"), bound=True),
        "leader": Role(Words("Lãnh đạo cục", "Leader of the department")),
        "risk": Role(Words("Công chức quản lý rủi ro", "Risk officer")),
        "revenue": Role(Words("Công chức thuế xuất nhập khẩu", "Revenue officer")),
        "admin": Role(Words("Quản trị hệ thống", "Administrator")),
    }
)


class Tenure(msgspec.Struct, frozen=True):
    """A post as held: from `since` to `until`, both included; `until` None is open."""

    role: str
    since: date
    until: date | None = None
    office: str = ""
    party: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on that day. One ended before it began is held on none."""
        return day in Period(self.since, self.until)


def actor(account: int, name: str, tenures: Iterable[Tenure], on: date) -> Actor:
    """The person with the posts held on that day, and the parties acted for."""
    held = [tenure for tenure in tenures if tenure.holds_on(on)]
    return Actor(
        account=account,
        name=name,
        posts=frozenset(Post(tenure.role, tenure.office) for tenure in held),
        parties=frozenset(tenure.party for tenure in held if tenure.party),
    )


def check_post(tenure: Tenure) -> None:
    """Refuse with a BadPost a post that cannot be: an unknown role, a wrong place, an end before the start.

    UnknownOffice if the office did not exist on the first day.
    """
    role = ROLES.get(tenure.role)
    if role is None:
        raise UnknownRole(role=tenure.role)
    if role.for_party and not tenure.party:
        raise NeedsParty(role=tenure.role)
    if role.for_party and tenure.office:
        raise TakesNoOffice(role=tenure.role)
    if not role.for_party and tenure.party:
        raise TakesNoParty(role=tenure.role)
    if role.bound and not tenure.office:
        raise NeedsOffice(role=tenure.role)
    if tenure.until is not None and tenure.until < tenure.since:
        raise EndsBeforeItBegins(since=tenure.since, until=tenure.until)
    if tenure.office:
        reference.office(tenure.office, tenure.since)


def role_words(role: str) -> Words:
    """The name of a role; an unknown one is shown as it is written."""
    found = ROLES.get(role)
    return found.words if found else Words(role, role)
