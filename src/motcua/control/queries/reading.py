"""Who read a case: shown to its head and to leaders."""

from motcua.control.models import Case, CaseReading
from motcua.control.queries import cases
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed

SHOWN = 500


def readings(found: Case, actor: Actor) -> list[CaseReading]:
    """Every reading of a case, the latest first. NotAllowed to all but the head of its office and leaders."""
    if not cases.decides(found, actor):
        raise NotAllowed(who=actor.name, act=f"case/{found.number}")
    return list(CaseReading.objects.filter(case_id=found.pk).order_by("-leaf")[:SHOWN])
