"""Where a declaration stands, for whoever holds its number and the check word of its receipt."""

from motcua.declarations.models import Declaration, Move, Number
from motcua.ground import queries as ground
from motcua.ground.domain import checkwords
from motcua.kernel.refusals import NotFound

_NOBODY = b"\0" * checkwords.SALT


def track(number: str, word: str) -> Declaration | None:
    """The declaration, if the word is that of its registration; None alike for an unknown number and a wrong word.

    Both are always looked at, so that neither the answer nor its time tells which was wrong.
    """
    held = Number.objects.filter(pk="".join(number.split())[:20]).values_list("declaration_id", flat=True).first()
    leaf = held if held is not None else 0
    try:
        salt = ground.leaf(leaf).salt
    except NotFound:
        salt = _NOBODY
    right = checkwords.is_right(word[:60], leaf, salt)
    found = Declaration.objects.filter(pk=leaf).first()
    return found if right and held is not None else None


def days(found: Declaration) -> dict[str, object]:
    """When each stage was reached; None for what has not come."""
    last = Move.objects.filter(leaf=found.leaf).values_list("at", flat=True).first()
    return {
        "registered": found.registered_at, "checked": found.checked_at, "cleared": found.cleared_at,
        "passed": found.passed_at, "cancelled": found.cancelled_at, "since": last,
    }  # fmt: skip
