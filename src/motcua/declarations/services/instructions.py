"""What an officer asked of a declarant, and how it ended: rows beside the steps of the life."""

from collections.abc import Sequence
from datetime import datetime

from motcua.declarations.models import Instruction
from motcua.declarations.services import rows
from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

LONGEST = 2000
"""Characters of an instruction or an answer."""


def begun(
    subject: int, leaf: int, *, kind: str, papers: Sequence[str], words: str, by: Actor, at: datetime
) -> list[bytes]:  # fmt: skip
    """Store an instruction; its row as bytes for the leaf of the step."""
    no = Instruction.objects.filter(declaration_id=subject).count() + 1
    row = (leaf, subject, no, at, by.reference, kind, " ".join(papers), words.strip()[:LONGEST])
    bulk.insert(rows.T_INSTRUCTION, rows.INSTRUCTION, [row], rows.INSTRUCTION_MOMENTS)
    return [row_bytes(rows.T_INSTRUCTION, row)]


def ended(subject: int, leaf: int, *, verb: str, words: str, by: Actor, at: datetime) -> list[bytes]:
    """Close the instruction that waits, by the step of this leaf; its row as bytes, none where nothing waits."""
    waiting = Instruction.objects.filter(declaration_id=subject, answered=None).values_list("leaf", flat=True).first()
    if waiting is None:
        return []
    row = (leaf, waiting, at, by.reference, verb, words.strip()[:LONGEST])
    bulk.insert(rows.T_ANSWERED, rows.ANSWERED, [row], rows.ANSWERED_MOMENTS)
    return [row_bytes(rows.T_ANSWERED, row)]
