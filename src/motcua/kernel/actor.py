"""Actor: who acts, in which posts, for which party. Every service takes one as `by`."""

from dataclasses import dataclass, field
from typing import Literal

from motcua.kernel.refusals import NotAllowed

Kind = Literal["person", "program", "bank", "system", "public"]


_NAMED = {"person": "account", "program": "token"}


@dataclass(frozen=True, slots=True)
class Post:
    """A role at an office, such as ("officer", "20BB"). Role `head`, `leader`, `risk`, `admin` … likewise."""

    role: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `account` is the account's id (0 for the system); `parties` are tax codes acted for.

    A `program` acts with a token: `account` is the token's id, and `scopes` say what the token is good for.
    A `bank` acts by its signature: `name` is its code.
    """

    account: int
    name: str
    kind: Kind = "person"
    posts: frozenset[Post] = field(default_factory=frozenset)
    parties: frozenset[str] = field(default_factory=frozenset)
    scopes: frozenset[str] = field(default_factory=frozenset)

    @property
    def reference(self) -> str:
        """How the log names the actor: no personal data."""
        if self.kind == "bank":
            return f"bank/{self.name}"
        prefix = _NAMED.get(self.kind)
        return f"{prefix}/{self.account}" if prefix else self.kind

    def holds(self, role: str, office: str = "") -> bool:
        """Whether a post of this role is held, at `office` if one is named."""
        return any(post.role == role and (not office or post.office in ("", office)) for post in self.posts)

    def need(self, role: str, office: str = "") -> None:
        """Refuse with NotAllowed unless the post is held."""
        if not self.holds(role, office):
            raise NotAllowed(who=self.name, act=f"{role} {office}".strip())


SYSTEM = Actor(account=0, name="motcua", kind="system")
PUBLIC = Actor(account=0, name="public", kind="public")
