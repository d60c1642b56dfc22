"""Papers of a declaration: those handed in, those asked for, and what has been asked for twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from motcua.declarations.models import Instruction, Paper
from motcua.ground.services import files
from motcua.kernel.refusals import NotFound


class AskedPaper(msgspec.Struct, frozen=True):
    """A paper that customs asked for: the one that was handed in since, and whether one was held before."""

    kind: str
    instruction: int
    at: datetime
    held: Paper | None
    before: Paper | None
    open: bool


def papers(declaration: int) -> list[Paper]:
    """Every paper of a declaration, the first first."""
    return list(Paper.objects.filter(declaration_id=declaration).order_by("no"))


def paper(declaration: int, no: int) -> Paper:
    """One of them. NotFound."""
    found = Paper.objects.filter(declaration_id=declaration, no=no).first()
    if found is None:
        raise NotFound(what=f"paper/{no}")
    return found


def content(found: Paper) -> bytes:
    """The paper byte for byte."""
    return files.read(found.file)


def asked(declaration: int, held: Sequence[Paper] | None = None) -> list[AskedPaper]:
    """What was asked for, in the order of the questions."""
    known = papers(declaration) if held is None else held
    rows = Instruction.objects.filter(declaration_id=declaration).select_related("answered").order_by("no")
    return [_asked(row, kind, known) for row in rows for kind in row.papers.split()]


def _asked(row: Instruction, kind: str, known: Sequence[Paper]) -> AskedPaper:
    mine = [each for each in known if each.kind == kind]
    since, before = [each for each in mine if each.at >= row.at], [each for each in mine if each.at < row.at]
    waits = getattr(row, "answered", None) is None
    return AskedPaper(kind, row.leaf, row.at, next(iter(since), None), next(iter(before), None), waits)


def held_already(declaration: int, kinds: Iterable[str]) -> list[Paper]:
    """The papers of these kinds that are held."""
    return list(Paper.objects.filter(declaration_id=declaration, kind__in=list(kinds)).order_by("no"))
