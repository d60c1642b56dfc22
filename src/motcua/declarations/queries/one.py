"""One declaration: where it stands, its versions, items, steps, message and the explanation of its sums."""

from collections.abc import Sequence
from datetime import date

import msgspec

from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read
from motcua.declarations.models import Declaration, Instruction, Item, Move, Number, Recorded, Ticked, Version
from motcua.declarations.queries.listing import visible_to
from motcua.duties.domain import Assessment, Step, assess, explain
from motcua.ground.services import files
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.tariff import queries as tariff


def find(number: str, actor: Actor) -> Declaration:
    """The declaration of that number. NotFound where there is none that this actor may see."""
    held = Number.objects.filter(pk=number).values_list("declaration_id", flat=True).first()
    found = visible_to(actor).filter(pk=held).first() if held is not None else None
    if found is None:
        raise NotFound(what=number)
    return found


def numbers_of(declarations: Sequence[int]) -> dict[int, str]:
    """The numbers of declarations by id; unknown ids are left out."""
    return dict(Declaration.objects.filter(id__in=set(declarations)).values_list("id", "number"))


def versions(declaration: int) -> list[Version]:
    """Every version of the header, the first first."""
    return list(Version.objects.filter(declaration_id=declaration).order_by("version"))


def items(declaration: int, version: int, start: int = 0, count: int = 50) -> list[Item]:
    """Goods items of a version in their order, `count` of them after the first `start`."""
    rows = Item.objects.filter(declaration_id=declaration, version=version, no__gt=start, no__lte=start + count)
    return list(rows.order_by("no"))


def moves(declaration: int) -> list[Move]:
    """Every step in its life, the first first. Each is a leaf of the log."""
    return list(Move.objects.filter(declaration_id=declaration).order_by("at", "leaf"))


def step_after(declaration: int, leaf: int) -> Move | None:
    """The first step in its life after the one of this leaf."""
    return Move.objects.filter(declaration_id=declaration, leaf__gt=leaf).order_by("leaf").first()


def recorded(declaration: int) -> bool:
    """Whether another system decides about it."""
    return Recorded.objects.filter(declaration_id=declaration).exists()


def question(declaration: int) -> Instruction | None:
    """What customs has asked and the declarant has not yet answered."""
    return Instruction.objects.filter(declaration_id=declaration, answered=None).first()


def questions(declaration: int) -> list[Instruction]:
    """Everything that was asked of the declarant, with the answers, the first first."""
    return list(Instruction.objects.filter(declaration_id=declaration).select_related("answered").order_by("no"))


def ticked(declaration: int) -> Ticked | None:
    """What of the checklist was ticked at the last acceptance of documents."""
    return Ticked.objects.filter(declaration_id=declaration).order_by("leaf").last()


def original(version: Version) -> bytes:
    """The message of a version, byte for byte as it was received."""
    return originals([version])[0]


def originals(versions_: Sequence[Version]) -> list[bytes]:
    """The messages of versions in their order; those that lie together are read together."""
    return files.slices([(each.file, each.file_offset, each.file_length) for each in versions_])


class Explained(msgspec.Struct, frozen=True):
    """The sums of a version, worked out again at the rates of the day of registration.

    `same` says that they are those that were stored; a table loaded since may have changed them.
    """

    total: int
    by_kind: dict[str, int]
    lines: tuple[Step, ...]
    same: bool
    guaranteed: bool = False


def explained(declaration: Declaration, version: Version, start: int = 0, count: int = 50) -> Explained | None:
    """Explain the sums of some lines; None where the message cannot be read or was never under our rules."""
    message = read(original(version))
    if not isinstance(message, Message):
        return None
    try:
        rates = tariff.book().on(declaration.registered_on)
        taxed = _taxed(message, declaration.registered_on)
    except Refusal:
        return None
    assessment = assess(message, rates, taxed=taxed)
    lines = tuple(explain(message, line, rates) for line in assessment.lines[start : start + count])
    return Explained(
        assessment.total, assessment.by_kind, lines, _same(assessment, version), bool(message.guarantee_bank)
    )


def _same(assessment: Assessment, version: Version) -> bool:
    return (assessment.total, assessment.customs_value) == (version.tax_total, version.customs_value)


def _taxed(message: Message, day: date) -> bool:
    name = "procedure_import" if message.direction == "import" else "procedure_export"
    return reference.entry(name, message.procedure, day).extra.get("taxed") == "1"


class Difference(msgspec.Struct, frozen=True):
    """A field whose value changed from one version to the next."""

    field: str
    words: Words
    before: object
    after: object


_COMPARED: Sequence[tuple[str, Words]] = (
    ("foreign_name", Words("Đối tác nước ngoài", "Foreign partner")),
    ("bill", Words("Vận đơn", "Bill of lading")),
    ("packages", Words("Số kiện", "Packages")),
    ("gross_weight_e4", Words("Tổng trọng lượng", "Gross weight")),
    ("invoice_number", Words("Số hóa đơn", "Invoice number")),
    ("incoterm", Words("Điều kiện giá", "Terms of delivery")),
    ("currency", Words("Đồng tiền", "Currency")),
    ("invoice_total_e4", Words("Tổng trị giá hóa đơn", "Invoice total")),
    ("customs_value", Words("Trị giá hải quan", "Customs value")),
    ("tax_total", Words("Tổng tiền thuế", "Tax total")),
)


def differences(before: Version, after: Version) -> list[Difference]:
    """What an amendment changed in the header and the sums."""
    return [
        Difference(name, words, getattr(before, name), getattr(after, name))
        for name, words in _COMPARED
        if getattr(before, name) != getattr(after, name)
    ]
