"""What became of a proposed amendment: rows beside the steps of the life."""

from datetime import datetime

from motcua.declarations.domain.windows import OFFER_MOVES, Offer
from motcua.declarations.models import Proposal
from motcua.declarations.services import rows
from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.moves import move

LONGEST = 400


def waiting(subject: int) -> Proposal | None:
    """The amendment of a declaration that waits for its decision."""
    return Proposal.objects.filter(declaration_id=subject, resolved=None).first()


def resolved(
    proposal: Proposal, leaf: int, *, verb: str, note: str, version: int = 0, by: Actor, at: datetime
) -> tuple[Offer, list[bytes]]:  # fmt: skip
    """Store what became of a proposal by this verb; its row as bytes for the leaf."""
    became = move(OFFER_MOVES, Offer.PROPOSED, verb)
    row = (leaf, proposal.leaf, at, by.reference, became.value, version, note.strip()[:LONGEST])
    bulk.insert(rows.T_RESOLVED, rows.RESOLVED, [row], rows.RESOLVED_MOMENTS)
    return became, [row_bytes(rows.T_RESOLVED, row)]


def ended(subject: int, leaf: int, *, note: str, by: Actor, at: datetime) -> list[bytes]:
    """A declaration that ends takes the amendment that waits with it."""
    held = waiting(subject)
    return [] if held is None else resolved(held, leaf, verb="end", note=note, by=by, at=at)[1]
