"""Whom to invite: enterprises by what they declared, or by a list of tax codes."""

from collections.abc import Sequence

from django.db.models import Count

from motcua.declarations.queries import statistics
from motcua.helpdesk.domain.meetings.asking import Choice
from motcua.helpdesk.meeting_models import Guest
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import FIRST, LAST
from motcua.parties import queries as parties


def chosen(asked: Choice, *, without: int = 0) -> list[tuple[str, str]]:
    """Tax codes and names, the busiest first; none that is a guest of the conference `without` already."""
    codes = list(dict.fromkeys([*asked.listed, *(_active(asked) if asked.active else ())]))
    invited = set(Guest.objects.filter(conference_id=without).values_list("party", flat=True))
    names = names_of(codes)
    return [(code, names[code]) for code in codes if code in names and code not in invited]


def names_of(codes: Sequence[str]) -> dict[str, str]:
    """The names of registered enterprises by tax code; those that are not registered are left out."""
    return dict(parties.visible_to(SYSTEM).filter(tax_code__in=codes).values_list("tax_code", "name"))


def unknown(asked: Choice) -> list[str]:
    """Listed tax codes that the register does not hold."""
    known = names_of(asked.listed)
    return [code for code in asked.listed if code not in known]


def _active(asked: Choice) -> list[str]:
    rows = statistics.live(asked.since or FIRST, LAST)
    if asked.office:
        rows = rows.filter(office=asked.office)
    if asked.direction:
        rows = rows.filter(direction=asked.direction)
    found = rows.values("party").annotate(count=Count("id")).filter(count__gte=max(1, asked.least))
    order = found.order_by("-count", "party").values_list("party", flat=True)
    return list(order[: asked.most] if asked.most else order)
