"""Actor: who acts, in which posts, for which party. Every service takes one as `by`."""

from dataclasses import dataclass, field
from typing import Literal

from motcua.kernel.refusals import NotAllowed

Kind = Literal["person", "program", "bank", "window", "gate", "system", "public"]


_NAMED = {"person": "account", "program": "token"}


@dataclass(frozen=True, slots=True)
class Post:
    """A role at an office, such as ("officer", "20BB"). Role `head`, `leader`, `risk`, `admin` … likewise."""

    role: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Some acts for a party: of a user inside the enterprise, or of an agent by a mandate (`agent` is its code).

    `directions`, `procedures` and `offices` bound what is acted on; an empty one bounds nothing. A mandate that is
    over has no acts left: it only shows again what was lodged under it.
    """

    party: str
    acts: frozenset[str]
    agent: str = ""
    mandate: int = 0
    directions: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    def covers(self, act: str, direction: str = "", procedure: str = "", office: str = "") -> bool:
        """Whether the act is allowed there; what is not named is not asked about."""
        asked = ((direction, self.directions), (procedure, self.procedures), (office, self.offices))
        return act in self.acts and all(not value or not bound or value in bound for value, bound in asked)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `account` is the account's id (0 for the system); `parties` are tax codes acted for in everything.

    `acting` are narrower rights, for the own enterprise or by mandate. A `program` acts with a token: `account` is
    the token's id, and `scopes` say what the token is good for. Who stands in for an absent one has that one's
    posts alone and is logged with both (`behalf`). `barred` are parties whose declarations this person never decides
    on; `traded` says that the person, or the absent one, may have lodged some. A `bank` and a partner's `window` act by
    their signature: `name` is the code of the bank, or of the country.
    """

    account: int
    name: str
    kind: Kind = "person"
    posts: frozenset[Post] = field(default_factory=frozenset)
    parties: frozenset[str] = field(default_factory=frozenset)
    scopes: frozenset[str] = field(default_factory=frozenset)
    acting: tuple[Acting, ...] = ()
    behalf: int = 0
    barred: frozenset[str] = frozenset()
    traded: bool = True

    @property
    def reference(self) -> str:
        """How the log names the actor: no personal data. A delegate is named with whom it stands in for."""
        if self.kind in ("bank", "window", "gate"):
            return f"{self.kind}/{self.name}"
        prefix = _NAMED.get(self.kind)
        named = f"{prefix}/{self.account}" if prefix else self.kind
        return f"{named} for account/{self.behalf}" if self.behalf else named

    @property
    def own(self) -> frozenset[str]:
        """The enterprises of which this is a user, whatever it may do there."""
        return self.parties | {right.party for right in self.acting if not right.agent}

    @property
    def represented(self) -> frozenset[str]:
        """Every party for which something may be done today."""
        return self.parties | {right.party for right in self.acting if right.acts}

    def right(
        self, party: str, act: str, *, direction: str = "", procedure: str = "", office: str = ""
    ) -> Acting | None:  # fmt: skip
        """By which right the act is done for the party; None where there is none. Own rights go before mandates."""
        if party in self.parties:
            return Acting(party, frozenset((act,)))
        found = (r for r in self.acting if r.party == party and r.covers(act, direction, procedure, office))
        return min(found, key=lambda right: (bool(right.agent), right.mandate), default=None)

    def may(self, party: str, act: str, *, direction: str = "", procedure: str = "", office: str = "") -> bool:
        """Whether the act (one of `people.domain.ACTS`) may be done for the party."""
        return self.right(party, act, direction=direction, procedure=procedure, office=office) is not None

    def holds(self, role: str, office: str = "") -> bool:
        """Whether a post of this role is held, at `office` if one is named."""
        return any(post.role == role and (not office or post.office in ("", office)) for post in self.posts)

    def need(self, role: str, office: str = "") -> None:
        """Refuse with NotAllowed unless the post is held."""
        if not self.holds(role, office):
            raise NotAllowed(who=self.name, act=f"{role} {office}".strip())


SYSTEM = Actor(account=0, name="motcua", kind="system")
PUBLIC = Actor(account=0, name="public", kind="public")
