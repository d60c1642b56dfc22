"""Reach: of which branches a person sees the figures."""

from datetime import date

from motcua.kernel.actor import Actor
from motcua.reference import domain as reference

WHOLE = ("leader", "risk")
"""Roles that see the whole department."""


def reach(actor: Actor, day: date) -> tuple[bool, list[str]]:
    """Whether a person sees the figures of the whole department, and of which branches: a head those of the own."""
    held = {post.office for post in actor.posts if post.role == "head"}
    if "" in held or any(actor.holds(role) for role in WHOLE):
        return True, [each.code for each in reference.branches(day)]
    return False, sorted(held)
