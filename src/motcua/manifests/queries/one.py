"""One call: its documents, versions, steps, bills, as its reader may see them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.ground.domain import numbers
from motcua.kernel.actor import Acting, Actor
from motcua.kernel.refusals import NotFound
from motcua.manifests.domain.life import Paper, State
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.domain.message import read
from motcua.manifests.models import Bill, Box, Call, Document, Facts, Hazard, Step, Version

_TOGETHER = 400
_LETTERS = {"import": "I", "export": "E"}


def visible_to(actor: Actor) -> QuerySet[Call]:
    """What an actor may see: the department all, an enterprise the calls of its carriers, those that it announced, and
    those in which it lodged a document of its own.
    """
    if actor.kind == "system" or is_staff(actor):
        return Call.objects.all()
    own = sorted(actor.own)
    shown = Q(party__in=own) | Q(agent__in=own) if own else Q(pk__in=())
    if own:
        shown |= Q(pk__in=Document.objects.filter(party__in=own, version__gt=0).values("call_id"))
    for right in actor.acting:
        if right.agent and ("see" in right.acts or "announce" in right.acts):
            shown |= _within(right)
    return Call.objects.filter(shown)


def _within(right: Acting) -> Q:
    letters = [_LETTERS[each] for each in sorted(right.directions) if each in _LETTERS]
    bounds = {"direction": letters, "office": sorted(right.offices)}
    return Q(party=right.party, **{f"{name}__in": bound for name, bound in bounds.items() if bound})


def find(number: str, actor: Actor) -> Call:
    """The call of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:20])
    return found


def find_many(numbers_: Collection[str], actor: Actor) -> dict[str, int]:
    """The ids of those calls of these numbers that an actor may see."""
    listed, found = list(numbers_), dict[str, int]()
    for start in range(0, len(listed), _TOGETHER):
        rows = visible_to(actor).filter(number__in=listed[start : start + _TOGETHER])
        found.update(rows.values_list("number", "pk"))
    return found


def find_call(
    call_sign: str, voyage: str, port: str, direction: str, *, port_suffix: str = "", by: Actor
) -> Call | None:  # fmt: skip
    """The call of a vessel's voyage to a port, I on entry or E on exit; None where there is none that `by` may see."""
    rows = visible_to(by).filter(
        call_sign=call_sign, voyage=voyage, port=port, port_suffix=port_suffix, direction=direction
    )
    return rows.exclude(state=str(State.CANCELLED)).first()


def documents(call: Call, actor: Actor) -> list[Document]:
    """The documents of a call that an actor may see: a forwarder sees its own alone, and no others of the call."""
    rows = Document.objects.filter(call_id=call.pk).order_by("pk")
    if sees_all(call, actor):
        return list(rows)
    return list(rows.filter(party__in=sorted(actor.own)))


def sees_all(call: Call, actor: Actor) -> bool:
    """Whether an actor sees every document of a call that it may see."""
    if actor.kind == "system" or is_staff(actor) or {call.party, call.agent} & actor.own:
        return True
    return any(right.party == call.party for right in actor.acting if right.agent)


def document(call: Call, number: str, actor: Actor) -> Document:
    """One document of a call. NotFound where there is none that this actor may see."""
    try:
        root = numbers.parse(number).root
    except numbers.NotANumber:
        raise NotFound(what=number[:20]) from None
    for each in documents(call, actor):
        if each.number and each.number[:11] == root:
            return each
    raise NotFound(what=number)


def versions(document: Document) -> list[Version]:
    """Every version of a document, the first first."""
    return list(Version.objects.filter(document_id=document.pk).order_by("version"))


def message(document: Document, version: int = 0) -> Message:
    """What is declared in a version, that in force where none is named."""
    row = Version.objects.get(document_id=document.pk, version=version or document.version)
    found = read(row.message.encode())
    assert isinstance(found, Message)
    return found


def steps(call: Call) -> list[Step]:
    """Every step in the life of a call, the first first; that a document is awaited goes without saying."""
    return list(Step.objects.filter(call_id=call.pk).exclude(verb="await").order_by("leaf", "no"))


def facts(call: Call) -> list[Facts]:
    """What was announced of a call, the first first."""
    return list(Facts.objects.filter(call_id=call.pk).order_by("leaf", "no"))


def bills(document: Document) -> list[Bill]:
    """The bills of the version in force."""
    return list(Bill.objects.filter(document_id=document.pk, version=document.version).order_by("leaf", "no"))


def boxes(document: Document) -> list[Box]:
    """The containers of the version in force."""
    return list(Box.objects.filter(document_id=document.pk, version=document.version).order_by("leaf", "no"))


def hazards(call: Call) -> list[Hazard]:
    """Dangerous goods aboard, as they stand."""
    rows = Document.objects.filter(call_id=call.pk, kind="dangerous").exclude(state=str(Paper.CANCELLED))
    standing = {row.pk: row.version for row in rows}
    found = Hazard.objects.filter(call_id=call.pk).order_by("leaf", "no")
    return [each for each in found if standing.get(each.document_id) == each.version]


def standing_bills(numbers_: list[str], direction: str = "") -> list[Bill]:
    """Bills of these numbers that stand: of the version in force of a document that is not cancelled."""
    rows = list(Bill.objects.filter(number__in=numbers_).order_by("leaf", "no"))
    held = Document.objects.in_bulk({row.document_id for row in rows})
    calls = Call.objects.in_bulk({row.call_id for row in rows})
    return [
        row for row in rows
        if held[row.document_id].version == row.version and held[row.document_id].state != Paper.CANCELLED
        and calls[row.call_id].state != State.CANCELLED and direction in ("", calls[row.call_id].direction)
    ]  # fmt: skip
