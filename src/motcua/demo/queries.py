"""What the simulation of selection may ask of the hidden truth. No other room reads it."""

from typing import NamedTuple

from motcua.declarations.queries.cancelled import cancelled
from motcua.demo import models
from motcua.risk.domain.simulation import Result
from motcua.risk.queries import basis as risk


class Hidden(NamedTuple):
    """What lies behind a declaration: the generator's chance of fraud (ppm), what fraud would evade on average, what
    was evaded, and whether an inspection finds it.
    """

    chance_ppm: int
    stake: int
    evaded: int
    found: bool

    @property
    def result(self) -> Result:
        """What an inspection finds."""
        return Result(self.found, self.evaded if self.found else 0)


def basis() -> str:
    """What a simulation rests on: all that selection knows, what was cancelled, and the truth where there is one."""
    last = models.Truth.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{risk.basis()} {len(cancelled())} {last or 0}"


def hidden() -> dict[int, Hidden] | None:
    """The truth by declaration. None on a real installation, and in a demonstration that did not keep what is found."""
    rows = models.Truth.objects
    if not rows.exists() or rows.filter(found=None).exists():
        return None
    fields = ("declaration_id", "probability_ppm", "stake", "evaded", "found")
    return {row[0]: Hidden(*row[1:4], bool(row[4])) for row in rows.values_list(*fields).iterator()}
