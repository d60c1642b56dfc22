"""Many declarations that were sent together: registered in groups, and a bad one harms none of its neighbours."""

from collections.abc import Sequence

from django.db import DataError, IntegrityError

from motcua.declarations.services.kit import kit
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.register import register
from motcua.declarations.services.values import Answer, Raw
from motcua.kernel.actor import Actor

TOGETHER = 100
"""So many in a commit: others wait no longer for it than for a few hundredths of a second."""


def lodge_many(raws: Sequence[Raw], *, by: Actor) -> list[Answer | None]:
    """Lodge declarations in groups, in their order. None for one that the database will not take.

    What one group has stored stays when a later one fails; sent again with their keys, all are found.
    """
    answers: list[Answer | None] = []
    for start in range(0, len(raws), TOGETHER):
        answers += _lodge(raws[start : start + TOGETHER], by)
    return answers


def _lodge(raws: Sequence[Raw], by: Actor) -> list[Answer | None]:
    try:
        return list(register(prepare(raws, kit()), by=by))
    except (DataError, IntegrityError):
        if len(raws) == 1:
            return [None]
        half = len(raws) // 2
        return [*_lodge(raws[:half], by), *_lodge(raws[half:], by)]
