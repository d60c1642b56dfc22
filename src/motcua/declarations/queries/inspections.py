"""Records of physical inspection: those of a declaration, and the one that waits for its second signature."""

from motcua.declarations.models import Inspected, InspectedLine, Item


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


def any_of(declaration: int) -> bool:
    """Whether a record of inspection has been written."""
    return Inspected.objects.filter(declaration_id=declaration).exists()
