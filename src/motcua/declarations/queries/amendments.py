"""Amendments: where one would stand now, those that were proposed, and two versions side by side."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db.models import Min, Sum

from motcua.declarations.domain.differing import Differences, differences, of_taxes
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read
from motcua.declarations.domain.windows import Case
from motcua.declarations.models import Assigned, Declaration, Inspected, Item, Move, Proposal, Version
from motcua.declarations.queries import one
from motcua.declarations.queries.listing import visible_to
from motcua.duties.domain import Assessment
from motcua.ground.services import files
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

BEGUN = (
    "accept documents", "record inspection", "hold for analysis", "instruct", "store", "release", "extend inspection",
    "order inspection",
)  # fmt: skip
"""Steps that an officer takes only within a check."""
COLUMNS = {
    "import": "import_duty", "remedy": "remedy", "excise": "excise", "environment": "environment", "vat": "vat",
    "export": "export_duty",
}  # fmt: skip


def case(found: Declaration) -> Case:
    """What decides in which window an amendment of it would fall."""
    waits = Proposal.objects.filter(declaration_id=found.id, resolved=None).exists()
    return Case(
        found.number, found.state, found.version, began_at(found.id), found.cleared_at,
        elsewhere=one.recorded(found.id), waits=waits,
    )  # fmt: skip


def began_at(declaration: int) -> datetime | None:
    """When customs began its check: an officer took it onto a desk, or took a step of the check."""
    firsts = (
        Assigned.objects.filter(declaration_id=declaration, officer__gt=0).aggregate(at=Min("at"))["at"],
        Inspected.objects.filter(declaration_id=declaration).aggregate(at=Min("at"))["at"],
        Move.objects.filter(declaration_id=declaration, verb__in=BEGUN).aggregate(at=Min("at"))["at"],
    )
    return min((first for first in firsts if first is not None), default=None)


def first_taken(declaration: int) -> Assigned | None:
    """When an officer first took it onto a desk."""
    return Assigned.objects.filter(declaration_id=declaration, officer__gt=0).order_by("no").first()


def proposals(declaration: int) -> list[Proposal]:
    """Every amendment that was proposed, with what became of it, the first first."""
    return list(Proposal.objects.filter(declaration_id=declaration).select_related("resolved").order_by("no"))


def proposal(declaration: int, no: int) -> Proposal:
    """One of them. NotFound."""
    found = Proposal.objects.filter(declaration_id=declaration, no=no).select_related("resolved").first()
    if found is None:
        raise NotFound(what=f"amendment/{no}")
    return found


def waiting_of(declaration: int) -> Proposal | None:
    """The one that waits for its decision, of a declaration."""
    return Proposal.objects.filter(declaration_id=declaration, resolved=None).first()


def waiting(actor: Actor, most: int = 200) -> list[tuple[Proposal, Declaration]]:
    """Those that wait for a decision among the declarations an actor may see, the one due first first."""
    rows = list(Proposal.objects.filter(resolved=None).order_by("due_at", "leaf")[:most])
    held = {found.id: found for found in visible_to(actor).filter(id__in=[row.declaration_id for row in rows])}
    return [(row, held[row.declaration_id]) for row in rows if row.declaration_id in held]


class Beside(msgspec.Struct, frozen=True):
    """Two messages side by side with their taxes in dong, and the totals."""

    changes: Differences
    taxes: tuple[tuple[str, int, int], ...]
    before: int
    after: int

    @property
    def difference(self) -> int:
        """What becomes due; below zero what is given back."""
        return self.after - self.before


def message_of(version: Version) -> Message:
    """The message of a version. NotFound where it cannot be read any more."""
    return messages_of([version])[0]


def messages_of(versions: Sequence[Version]) -> list[Message]:
    """The messages of versions in their order. NotFound where one cannot be read any more."""
    return [_read(version, body) for version, body in zip(versions, one.originals(versions), strict=True)]


def _read(version: Version, body: bytes) -> Message:
    message = read(body)
    if not isinstance(message, Message):
        raise NotFound(what=f"{version.number} v{version.version}")
    return message


def message_proposed(proposed: Proposal) -> Message:
    """The message of a proposal."""
    message = read(files.read(proposed.file))
    if not isinstance(message, Message):
        raise NotFound(what=f"amendment/{proposed.no}")
    return message


def beside(before: Version, message: Message, assessment: Assessment | None) -> Beside:
    """A version beside a message that would replace it, and its assessment."""
    after = dict(assessment.by_kind) if assessment else {}
    taxes = tuple(of_taxes(by_kind(before.declaration_id, before.version), after))
    total = assessment.total if assessment else before.tax_total
    return Beside(differences(message_of(before), message), taxes, before.tax_total, total)


def versions_beside(before: Version, after: Version) -> Beside:
    """Two versions in force one after the other, with the sums as they were stored."""
    taxes = of_taxes(by_kind(before.declaration_id, before.version), by_kind(after.declaration_id, after.version))
    changes = differences(message_of(before), message_of(after))
    return Beside(changes, tuple(taxes), before.tax_total, after.tax_total)


def by_kind(declaration: int, version: int) -> dict[str, int]:
    """The stored taxes of a version by kind."""
    sums = Item.objects.filter(declaration_id=declaration, version=version).aggregate(
        **{kind: Sum(column) for kind, column in COLUMNS.items()}
    )
    return {kind: amount or 0 for kind, amount in sums.items()}
