"""The gate: what an officer finds by a number or a container, with what may pass of each."""

from motcua.declarations.domain.boxes import fold
from motcua.declarations.models import Declaration, Number, Passage
from motcua.declarations.queries import boxes, passages
from motcua.declarations.queries.boxes import SHORTEST
from motcua.declarations.queries.listing import visible_to
from motcua.kernel.actor import Actor

MOST = 10
"""Declarations on one page."""
RECENT = 10


def find(text: str, actor: Actor) -> list[passages.Standing]:
    """Declarations whose number, or one of whose containers, begins so: those that may pass first, then the newest.

    Less than SHORTEST signs find nothing.
    """
    found = passages.standings(_found(fold(text), actor)[:MOST])
    return sorted(found, key=lambda each: not each.may)


def _found(folded: str, actor: Actor) -> list[Declaration]:
    if len(folded) < SHORTEST:
        return []
    if not folded.isdecimal():
        return _seen([each.id for each in boxes.beginning(folded)], actor)
    numbers = Number.objects.filter(number__gte=folded, number__lt=folded + "~")
    return _seen(list(numbers.values_list("declaration_id", flat=True)[:MOST]), actor)


def _seen(subjects: list[int], actor: Actor) -> list[Declaration]:
    return list(visible_to(actor).filter(id__in=subjects).order_by("-id"))


def recent(actor: Actor) -> list[tuple[Passage, str]]:
    """What somebody recorded last, with the number of the declaration; the newest first."""
    rows = list(Passage.objects.filter(actor=actor.reference).order_by("-leaf")[:RECENT])
    numbers = dict(
        visible_to(actor).filter(id__in=[row.declaration_id for row in rows]).values_list("id", "number")
    )  # fmt: skip
    return [(row, numbers[row.declaration_id]) for row in rows if row.declaration_id in numbers]
