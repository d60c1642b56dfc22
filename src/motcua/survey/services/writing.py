"""Writing: a step of a round with what belongs to it, under one leaf; links with their marks."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from motcua.ground.services import ids, sheets
from motcua.kernel.actor import Actor
from motcua.survey import events, sealing
from motcua.survey.models import Round
from motcua.survey.services import rows


def step(
    held: Round, verb: str, *, by: Actor, at: datetime, note: str = "", event: str = events.ROUND,
    beside: Mapping[str, Sequence[sheets.Row]] | None = None, leaf: int = 0,
) -> None:  # fmt: skip
    """Store how a round stands after an act, with the step, what belongs to it, and their leaf."""
    held.leaf = leaf or ids.one(at)
    values = tuple(getattr(held, name) for name in rows.ROUND)
    told = {rows.T_STEP: [(held.leaf, held.pk, verb, at, by.reference, note, *values)], **(beside or {})}
    sheet = sheets.Sheet(rows.ORDER)
    sheet.leaf(event, f"survey/{held.number}", told, leaf=held.leaf, by=by, at=at, facts={"verb": verb})
    held.save()
    sheet.write()


def marked(hashed: str, found: int, party: str, spent: int) -> tuple[str, int, str, int, str]:
    """A link's row with its mark."""
    row = (hashed, found, party, spent)
    return (*row, sealing.mark(rows.T_TOKEN, row))
