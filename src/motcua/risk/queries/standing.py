"""Outcomes as they stand: with the last finding and all duty that became known, also later."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from motcua.risk.models import Addition, Outcome


def outcomes() -> QuerySet[Any]:
    """Every outcome with `last_finding`, `stands` (1 for a hit) and `gained` (dong)."""
    later = Addition.objects.filter(subject=OuterRef("subject"))
    found = later.exclude(finding="").order_by("-leaf")
    duty = later.order_by().values("subject").annotate(sum=Sum("recovered")).values("sum")
    return Outcome.objects.annotate(
        last_finding=Coalesce(Subquery(found.values("finding")[:1]), F("finding")),
        stands=Coalesce(Subquery(found.values("hit")[:1]), F("hit")),
        gained=F("recovered") + Coalesce(Subquery(duty), Value(0)),
    )
