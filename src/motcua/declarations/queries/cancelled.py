"""What was cancelled: of it nobody will know what an inspection would have found."""

from motcua.declarations.models import Declaration


def cancelled() -> frozenset[int]:
    """Every declaration that was cancelled, by id."""
    rows = Declaration.objects.exclude(cancelled_at=None).values_list("id", flat=True)
    return frozenset(rows.iterator())
