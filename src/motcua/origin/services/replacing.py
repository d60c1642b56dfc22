"""Replacing: the issuer puts a certificate in the place of another; before use at once, after it by an officer."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from motcua.kernel.actor import SYSTEM
from motcua.origin.domain.life import DEAD, State
from motcua.origin.models import Certificate
from motcua.origin.services.steps import step

if TYPE_CHECKING:
    from motcua.origin.services.receiving import Arrival


def look(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Certificate]:
    """Certificates that others are to replace, locked, by country and reference; those that are dead are none."""
    wanted = {(country, reference) for country, reference in named if reference}
    if not wanted:
        return {}
    rows = Certificate.objects.select_for_update().filter(reference__in=[reference for _, reference in wanted])
    return {
        (each.country, each.reference): each
        for each in rows.order_by("pk")
        if (each.country, each.reference) in wanted and State(each.state) not in DEAD
    }


def apply(pairs: Sequence[tuple[Certificate, "Arrival"]]) -> None:
    """The old ones are replaced, or flagged where they were used."""
    for old, each in pairs:
        note = each.certificate.reference
        if old.used:
            step(old, "flag", by=SYSTEM, at=each.at, flagged="replaced", note=note)
        else:
            step(old, "replace", by=SYSTEM, at=each.at, note=note)
