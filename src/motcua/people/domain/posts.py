"""Posts: a role at an office, or for a party, from a day until a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from motcua.kernel.actor import Acting, Actor, Post
from motcua.kernel.dated import Period
from motcua.kernel.words import Words
from motcua.people.domain.errors import (
    EndsBeforeItBegins,
    NeedsOffice,
    NeedsParty,
    TakesNoOffice,
    TakesNoParty,
    UnknownAct,
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
        "origin": Role(Words("Công chức xuất xứ", "Origin officer")),
        "issuer": Role(Words("Công chức cấp C/O", "Issuing officer")),
        "iso": Role(Words("Cán bộ ISO", "ISO officer")),
        "support": Role(Words("Công chức hỗ trợ doanh nghiệp", "Support officer")),
        "control": Role(Words("Công chức kiểm soát, chống buôn lậu", "Control officer")),
        "admin": Role(Words("Quản trị hệ thống", "Administrator")),
    }
)


ACTS: Mapping[str, Words] = MappingProxyType(
    {
        "see": Words("Xem", "See"),
        "prepare": Words("Chuẩn bị tờ khai", "Prepare declarations"),
        "lodge": Words("Nộp tờ khai", "Lodge declarations"),
        "amend": Words("Khai bổ sung, trả lời, xin hủy", "Amend, answer, ask to cancel"),
        "pay": Words("Nộp thuế", "Pay"),
        "announce": Words("Khai tàu: hồ sơ chuyến, vận đơn", "Announce vessels: dossiers of calls, bills of lading"),
        "manage": Words("Quản lý người dùng và ủy quyền", "Manage users and mandates"),
    }
)
"""What may be done for an enterprise."""
ALL = frozenset(ACTS)


class Tenure(msgspec.Struct, frozen=True):
    """A post as held: from `since` to `until`, both included; `until` None is open.

    `may` is what a trader may do for the party; every user of an enterprise may see.
    """

    role: str
    since: date
    until: date | None = None
    office: str = ""
    party: str = ""
    may: frozenset[str] = ALL

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on that day. One ended before it began is held on none."""
        return day in Period(self.since, self.until)


def actor(account: int, name: str, tenures: Iterable[Tenure], on: date) -> Actor:
    """The person with the posts held on that day, and the parties acted for, in all or in some acts.

    Whoever ever was a user of an enterprise never decides on its declarations.
    """
    every = list(tenures)
    held = [tenure for tenure in every if tenure.holds_on(on)]
    parties, acting = _acting(held)
    return Actor(
        account=account, name=name, posts=frozenset(Post(tenure.role, tenure.office) for tenure in held),
        parties=parties, acting=acting, traded=any(tenure.party for tenure in every),
        barred=frozenset(tenure.party for tenure in every if tenure.party and tenure.since <= on),
    )  # fmt: skip


def _acting(held: Iterable[Tenure]) -> tuple[frozenset[str], tuple[Acting, ...]]:
    """The parties acted for in everything, and the narrower rights for others; several posts add up."""
    may: dict[str, frozenset[str]] = {}
    for tenure in held:
        if tenure.party:
            may[tenure.party] = may.get(tenure.party, frozenset({"see"})) | tenure.may
    full = frozenset(party for party, acts in may.items() if acts >= ALL)
    return full, tuple(Acting(party, acts) for party, acts in sorted(may.items()) if party not in full)


def stand_in(delegate: Actor, absent: int, post: Post, barred: frozenset[str], *, traded: bool) -> Actor:
    """The delegate with the absent one's post and nothing else. Neither's enterprises are decided on.

    `barred` and `traded` are those of the absent one.
    """
    return Actor(
        account=delegate.account, name=delegate.name, posts=frozenset({post}), behalf=absent,
        barred=delegate.barred | barred, traded=delegate.traded or traded,
    )  # fmt: skip


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
    check_acts(tenure.may)
    if tenure.until is not None and tenure.until < tenure.since:
        raise EndsBeforeItBegins(since=tenure.since, until=tenure.until)
    if tenure.office:
        reference.office(tenure.office, tenure.since)


def check_acts(acts: frozenset[str]) -> None:
    """Refuse with UnknownAct what is no act, or none at all."""
    unknown = sorted(acts - ALL)
    if unknown or not acts:
        raise UnknownAct(act=unknown[0] if unknown else "")


def written(acts: Iterable[str]) -> str:
    """Acts as they are stored, in the order of the table."""
    held = set(acts)
    return " ".join(act for act in ACTS if act in held)


def role_words(role: str) -> Words:
    """The name of a role; an unknown one is shown as it is written."""
    found = ROLES.get(role)
    return found.words if found else Words(role, role)
