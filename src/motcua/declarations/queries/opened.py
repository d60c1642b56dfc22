"""What is open, by the index that holds only that."""

from django.db.models import QuerySet

from motcua.declarations.domain.asking import OPEN
from motcua.declarations.models import Declaration

_IS_OPEN = f"state IN ({', '.join(repr(str(state)) for state in OPEN)})"
"""The condition of index `declaration_open`, word for word: SQLite knows it only as a constant."""


def opened(rows: QuerySet[Declaration]) -> QuerySet[Declaration]:
    """Those of the rows that are open."""
    return rows.extra(where=[_IS_OPEN])  # noqa: S610 - a constant
