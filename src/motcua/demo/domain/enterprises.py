"""Enterprises: those of a world's roster, as the register takes them."""

from datetime import timedelta

from motcua.demo.domain.names import province
from motcua.demo.domain.world import World
from motcua.parties.domain import Party


def enterprises(world: World) -> list[Party]:
    """All enterprises of both years: the register knows them before their first declaration."""
    levels = world.roster.levels()
    found = []
    for party in range(world.roster.size):
        code, name, address, phone = world.roster.identity(party)
        since = world.roster.registered_on(party)
        found.append(
            Party(
                code, name, address, phone, province(party), since - timedelta(days=30 + party % 400), since,
                level=int(levels[party]), priority=bool(levels[party] == 1),
            )
        )  # fmt: skip
    return found
