"""Who answers for selection, and so sees how it works."""

from motcua.kernel.actor import Actor

SEES = frozenset({"risk", "leader", "head"})
SEES_ALL = frozenset({"risk", "leader"})
"""Roles that see the whole department; a head of branch sees the own branch."""


def sees(actor: Actor) -> bool:
    """Whether the actor sees how goods are selected, at one branch at least."""
    return any(map(actor.holds, SEES))
