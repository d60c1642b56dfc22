"""What everything that is worked out over the whole past rests on, as one short text."""

from functools import cache
from hashlib import sha256

from motcua.risk import models
from motcua.risk.domain.law import DATA


def basis() -> str:
    """Another text as soon as there is another decision, change, outcome, addition, profile or packaged number."""
    bucket = models.Bucket.objects.values_list("turn", "changes").first() or (0, 0)
    leaves = (
        each.objects.order_by("-leaf").values_list("leaf", flat=True).first() or 0
        for each in (models.Outcome, models.Addition, models.ProfileMove)
    )
    return " ".join(map(str, (*bucket, *leaves, _packaged())))


@cache
def _packaged() -> str:
    """The digest of the numbers and profiles that come with the program."""
    held = sha256()
    for path in sorted(DATA.glob("*.yaml")):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]
