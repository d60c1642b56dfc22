"""Who may reach a route: rows that each room lists in its `access.py` and the site joins.

A row is (name of the URL, verb in lower case, roles). A route without a row is closed to everybody.
"""

from motcua.kernel.actor import Actor

Row = tuple[str, str, frozenset[str]]

STAFF = frozenset(
    {"officer", "head", "leader", "risk", "revenue", "origin", "issuer", "iso", "support", "control", "admin"}
)
"""Roles inside the department."""
OVERSEERS = frozenset({"admin", "leader", "head"})
"""Those who see who may do what."""
SIGNED_IN = STAFF | {"trader"}
EVERYBODY = SIGNED_IN | {"public"}
"""`public` is whoever is not signed in."""


def is_staff(actor: Actor) -> bool:
    """Whether the actor sits at a desk of the department."""
    return any(post.role in STAFF for post in actor.posts)
