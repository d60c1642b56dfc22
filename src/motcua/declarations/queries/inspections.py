"""Records of physical inspection: those of a declaration, and the one that waits for its second signature."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from motcua.declarations.models import Inspected, InspectedLine, Item, Move, Photograph
from motcua.ground.services import bulk, files
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound
from motcua.reference import domain as reference

_TELLING = ("hold for analysis", "record inspection", "accept documents", "settle")
"""Steps that tell what was found."""


def of(declaration: int) -> list[Inspected]:
    """Every record, with what the second officer said, the newest first."""
    found = Inspected.objects.filter(declaration_id=declaration).select_related("countersigned")
    return list(found.order_by("-no"))


def waiting(declaration: int) -> Inspected | None:
    """The record that waits to be signed."""
    return Inspected.objects.filter(declaration_id=declaration, countersigned=None).first()


def lines(record: Inspected, declaration: int, version: int) -> list[tuple[InspectedLine, Item]]:
    """What was found of each goods item, beside the item as declared."""
    items = {item.no: item for item in Item.objects.filter(declaration_id=declaration, version=version)}
    found = InspectedLine.objects.filter(leaf=record.leaf).order_by("line")
    return [(line, items[line.line]) for line in found if line.line in items]


def photographs(record: Inspected) -> list[Photograph]:
    """The photographs of a record, the first first."""
    return list(record.photographs.order_by("no"))


def photograph(declaration: int, no: int) -> tuple[Photograph, bytes]:
    """One of them, and its bytes. NotFound."""
    found = Photograph.objects.filter(declaration_id=declaration, no=no).first()
    if found is None:
        raise NotFound(what=f"photograph/{no}")
    return found, files.read(found.file)


def waits_for_analysis(declaration: int) -> bool:
    """Whether an inspection left the goods open for an analysis whose finding nobody has told yet."""
    told = Move.objects.filter(declaration_id=declaration, verb__in=_TELLING).order_by("-leaf")
    last = told.values_list("verb", "finding").first()
    return last is not None and last[0] == "hold for analysis"


def any_of(declaration: int) -> bool:
    """Whether a record of inspection has been written."""
    return Inspected.objects.filter(declaration_id=declaration).exists()


class Discrepancy(msgspec.Struct, frozen=True):
    """A concluded inspection whose finding is not as declared."""

    number: str
    office: str
    finding: str
    at: datetime


def discrepancies(since: date, until: date) -> list[Discrepancy]:
    """Inspections concluded in a period, both days included, that were not as declared, in their order."""
    codes = [each.code for each in reference.code_list("finding_code").entries if each.says("discrepancy")]
    rows = Move.objects.filter(
        verb="record inspection", finding__in=codes, at__gte=law_moment(since),
        at__lt=law_moment(until + timedelta(days=1)),
    ).order_by("at", "leaf")  # fmt: skip
    moves = list(rows.values_list("declaration_id", "finding", "at"))
    named = bulk.held("declarations_declaration", ("id", "number", "office"), "id", [each[0] for each in moves])
    held = {pk: (number, office) for pk, number, office in named}
    return [Discrepancy(*held[pk], finding, at) for pk, finding, at in moves]


class Timed(NamedTuple):
    """An agreed record: the branch, when the inspection began and when its record was written."""

    office: str
    began_at: datetime
    written_at: datetime


def timed(since: date, until: date) -> list[Timed]:
    """Records agreed to that were written in a period, both days included, in their order."""
    rows = Inspected.objects.filter(
        countersigned__verdict="agreed", at__gte=law_moment(since), at__lt=law_moment(until + timedelta(days=1)),
    ).order_by("leaf")  # fmt: skip
    records = list(rows.values_list("declaration_id", "began_at", "at"))
    named = bulk.held("declarations_declaration", ("id", "office"), "id", [each[0] for each in records])
    offices = {row[0]: row[1] for row in named}
    return [Timed(offices[subject], began, written) for subject, began, written in records]
