"""Inspections per enterprise: who is inspected how often, and with what result."""

from typing import Any, NamedTuple

from django.db.models import Count, Q

from motcua.kernel.money import PPM, half_up
from motcua.parties.queries import mandates
from motcua.reference.domain.folding import fold
from motcua.risk import models, queries
from motcua.risk.domain import RED
from motcua.risk.queries import standing
from motcua.risk.queries.figures import Scope

SORTS = ("inspected", "registered", "share", "found", "party")


class Enterprise(NamedTuple):
    """An enterprise in a period: declarations, inspections (chosen at registration or later), findings."""

    party: str
    name: str
    registered: int
    inspected: int
    share_ppm: int
    checked: int
    found: int


def enterprises(scope: Scope) -> list[Enterprise]:
    """Enterprises that registered or were inspected in the period."""
    counted = _counted(scope)
    names = mandates.names(list(counted))
    return [
        Enterprise(party, names.get(party, ""), n, red, half_up(red * PPM, n) if n else 0, checked, found)
        for party, (n, red, checked, found) in counted.items()
    ]


def arranged(told: list[Enterprise], *, text: str = "", sort: str = "-inspected") -> list[Enterprise]:
    """In the order asked for; `text` looks into tax codes and names."""
    wanted = fold(text)
    kept = [each for each in told if wanted in fold(f"{each.party} {each.name}")] if wanted else told
    return sorted(sorted(kept, key=lambda each: each.party), key=_key(sort), reverse=sort.startswith("-"))


def _key(sort: str) -> Any:
    name = sort.removeprefix("-")
    places = {"inspected": 3, "registered": 2, "share": 4, "found": 6, "party": 0}
    place = places.get(name, 3)
    return lambda each: each[place]


def _counted(scope: Scope) -> dict[str, tuple[int, int, int, int]]:
    decided = queries.between(models.Decision.objects, *scope)
    rows = decided.values("party").annotate(n=Count("pk"), red=Count("pk", filter=Q(channel=RED))).order_by()
    counted = {row["party"]: [row["n"], row["red"], 0, 0] for row in rows}
    raised = queries.between(models.Upgrade.objects, *scope).filter(spent__gt=0).values_list("subject", flat=True)
    for party in _parties(list(raised)):
        counted.setdefault(party, [0, 0, 0, 0])[1] += 1
    results = queries.between(standing.outcomes(), *scope).filter(channel=RED).values_list("subject", "stands")
    found = dict(results)
    for subject, party in _party_of(list(found)).items():
        held = counted.setdefault(party, [0, 0, 0, 0])
        held[2] += 1
        held[3] += found[subject]
    return {party: (n, red, checked, hits) for party, (n, red, checked, hits) in counted.items()}


def _parties(subjects: list[int]) -> list[str]:
    held = _party_of(subjects)
    return [held[subject] for subject in subjects if subject in held]


def _party_of(subjects: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in queries.portions(subjects):
        found |= dict(models.Decision.objects.filter(pk__in=some).values_list("pk", "party"))
    return found
