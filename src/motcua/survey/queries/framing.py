"""The frame: who used which branch, and rows of a frame that was drawn."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Sum

from motcua.declarations.queries import statistics
from motcua.parties import queries as parties
from motcua.reference import domain as reference
from motcua.survey.domain.frames import Framed, Used
from motcua.survey.domain.plans import read_rule
from motcua.survey.domain.scoring import Joined, Stratum, kept_under
from motcua.survey.models import Frame, Round

PROVINCE = "Quảng Ninh"
"""Where the department sits."""


def used(since: date, until: date) -> Iterator[Used]:
    """How often each registered enterprise declared at each branch."""
    held = parties.snapshot()
    branches = {office.code for office in reference.branches(until)}
    for party, office, count in statistics.used_offices(since, until):
        if party in held and office in branches:
            yield Used(party, office, count, inside=held[party].province == PROVINCE)


def rows(leaf: int) -> list[Framed]:
    """A frame as it was drawn."""
    names = ("party", "place", "office", "declarations", "inside", "stratum", "chosen")
    found = Frame.objects.filter(leaf=leaf).order_by("no").values_list(*names)
    return [
        Framed(party, place, office, count, bool(inside), stratum, bool(chosen))
        for party, place, office, count, inside, stratum, chosen in found
    ]


def strata_of(found: Round) -> list[Stratum]:
    """The strata of a round's frame by code: pairs of enterprise and branch, and how many of them are asked."""
    told = Frame.objects.filter(leaf=found.frame).order_by("stratum").values_list("stratum", "office")
    return [Stratum(*each) for each in told.annotate(pairs=Count("no"), invited=Sum("chosen"))]


def strata_kept(found: Round) -> Joined:
    """The strata under which the answers of a round are stored and scored."""
    return kept_under(strata_of(found), read_rule(found.rule).minimum)


def invited(found: Round) -> list[str]:
    """The tax codes of those who are invited."""
    return list(
        Frame.objects.filter(leaf=found.frame, chosen=1, place=1).order_by("no").values_list("party", flat=True)
    )


def asked_about(found: Round, party: str) -> list[tuple[str, str, bool]]:
    """The branches that an enterprise is asked about: office, stratum, whether it sits in the province."""
    held = Frame.objects.filter(leaf=found.frame, party=party, chosen=1).order_by("place")
    return [
        (office, stratum, bool(inside)) for office, stratum, inside in held.values_list("office", "stratum", "inside")
    ]
