"""Outcomes as they stand: with the last finding and all duty that became known, also later."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from motcua.risk.models import Addition, Outcome

STANDS = """COALESCE((SELECT a.hit FROM risk_addition a WHERE a.subject = o.subject AND a.finding <> ''
ORDER BY a.leaf DESC LIMIT 1), o.hit)"""
"""In SQL, whether an outcome `o` stands as a hit."""
GAINED = """o.recovered + CAST(COALESCE((SELECT SUM(a.recovered) FROM risk_addition a
WHERE a.subject = o.subject), 0) AS BIGINT)"""
"""In SQL, all duty of an outcome `o` (dong)."""


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
