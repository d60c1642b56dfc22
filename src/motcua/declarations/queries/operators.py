"""Operators: who keeps a supervised place, and which declarations such a one may be asked about."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from motcua.declarations.models import Declaration, Number, Operator, Version
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

SCOPE = "passages:write"
"""What the token of an operator's program is good for."""


def standing() -> QuerySet[Operator]:
    """The last word on each place and party, in the order of places."""
    later = Operator.objects.filter(place=OuterRef("place"), party=OuterRef("party"), leaf__gt=OuterRef("leaf"))
    return Operator.objects.filter(~Exists(later)).order_by("place", "party")


def places(parties: Iterable[str]) -> frozenset[str]:
    """The places that these parties keep."""
    return frozenset(standing().filter(party__in=sorted(parties), open=1).values_list("place", flat=True))


def kept_by(actor: Actor) -> frozenset[str]:
    """The places that a program may record at."""
    return places(actor.parties) if actor.kind == "program" and SCOPE in actor.scopes else frozenset()


def at_places(found: Iterable[Declaration], kept: frozenset[str]) -> list[Declaration]:
    """Those of the declarations whose goods wait at one of these places by the version in force."""
    held = list(found)
    where = {
        (subject, version): place
        for subject, version, place in Version.objects.filter(
            declaration_id__in=[each.id for each in held]
        ).values_list("declaration_id", "version", "warehouse")
    }  # fmt: skip
    return [each for each in held if where.get((each.id, each.version)) in kept]


def find(number: str, actor: Actor) -> Declaration:
    """The declaration of that number at a place that the actor keeps. NotFound for any other."""
    held = Number.objects.filter(pk=number[:20]).values_list("declaration_id", flat=True).first()
    found = at_places(Declaration.objects.filter(pk=held), kept_by(actor)) if held is not None else []
    if not found:
        raise NotFound(what=number)
    return found[0]
