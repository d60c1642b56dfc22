"""Messages to partners: what a gateway sends, and what became of it."""

from motcua.kernel.refusals import NotFound
from motcua.origin.models import Delivered, Outgoing


def one(identifier: int) -> Outgoing:
    """The message of that id, as the payload of a job names it. NotFound."""
    found = Outgoing.objects.filter(pk=identifier).first()
    if found is None:
        raise NotFound(what=f"origin/outgoing/{identifier}")
    return found


def of(about: int) -> list[tuple[Outgoing, Delivered | None]]:
    """The messages of a certificate or an application with what became of each, the first first."""
    found = list(Outgoing.objects.filter(about=about).order_by("id"))
    done = {each.outgoing: each for each in Delivered.objects.filter(outgoing__in=[each.id for each in found])}
    return [(each, done.get(each.id)) for each in found]


def many(identifiers: list[int]) -> list[Outgoing]:
    """The messages of these ids, in their order; unknown ones are left out."""
    found: list[Outgoing] = []
    for start in range(0, len(identifiers), _TOGETHER):
        found += Outgoing.objects.filter(pk__in=identifiers[start : start + _TOGETHER])
    return sorted(found, key=lambda each: each.pk)


_TOGETHER = 500
