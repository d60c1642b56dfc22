"""Boxes: which declarations name a container, found by an index; what counts is the message in force."""

from collections.abc import Sequence

from motcua.declarations.domain.boxes import fold
from motcua.declarations.models import Boxed, Declaration

FOUND = 50
"""Declarations that a search tells at the most."""
SHORTEST = 4
"""Characters from which a container is looked for by its beginning."""


def naming(container: str) -> list[Declaration]:
    """Declarations that name exactly this container, the newest first."""
    return _held(Boxed.objects.filter(container=container).values_list("declaration_id", flat=True)[:FOUND])


def beginning(text: str) -> list[Declaration]:
    """Declarations that name a container which begins so, the newest first; none for less than SHORTEST signs."""
    folded = fold(text)
    if len(folded) < SHORTEST:
        return []
    found = Boxed.objects.filter(container__gte=folded, container__lt=folded + "~").order_by("-declaration_id")
    return _held(list(dict.fromkeys(found.values_list("declaration_id", flat=True)[: FOUND * 2]))[:FOUND])


def _held(subjects: Sequence[int]) -> list[Declaration]:
    return list(Declaration.objects.filter(id__in=list(subjects)).order_by("-id"))
