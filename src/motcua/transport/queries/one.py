"""One transport: its versions, steps, seals and differences, as its reader may see them."""

from django.db.models import Q, QuerySet

from motcua.declarations.queries import operators
from motcua.design.domain.access import is_staff
from motcua.ground.domain import numbers
from motcua.kernel.actor import Acting, Actor
from motcua.kernel.refusals import NotFound
from motcua.transport.domain.message import Box, read
from motcua.transport.domain.message import Transport as Message
from motcua.transport.models import CargoLine, Differing, Sealed, Step, Transport, Version

_LETTERS = {"import": "I", "export": "E"}


def visible_to(actor: Actor) -> QuerySet[Transport]:
    """What an actor may see: the department all, a declarant its own, an operator what touches its places."""
    if actor.kind == "system" or is_staff(actor):
        return Transport.objects.all()
    shown = Q(party__in=sorted(actor.own)) if actor.own else Q(pk__in=())
    for right in actor.acting:
        if right.agent and "see" in right.acts:
            shown |= _within(right)
    places = sorted(operators.places(actor.own))
    if places:
        shown |= Q(from_place__in=places) | Q(to_place__in=places)
    return Transport.objects.filter(shown)


def _within(right: Acting) -> Q:
    letters = [_LETTERS[each] for each in sorted(right.directions) if each in _LETTERS]
    bounds = {"direction": letters, "office": sorted(right.offices)}
    return Q(party=right.party, **{f"{name}__in": bound for name, bound in bounds.items() if bound})


def find(number: str, actor: Actor) -> Transport:
    """The transport of that number, of whatever branch. NotFound where there is none that this actor may see."""
    try:
        root = numbers.parse(number).root
    except numbers.NotANumber:
        raise NotFound(what=number[:20]) from None
    found = visible_to(actor).filter(root=root).first()
    if found is None:
        raise NotFound(what=number)
    return found


def versions(transport: int) -> list[Version]:
    """Every version, the first first."""
    return list(Version.objects.filter(transport_id=transport).order_by("version"))


def message(found: Transport) -> Message:
    """What is declared in the version in force."""
    return read(Version.objects.get(transport_id=found.id, version=found.version).message.encode())


def steps(transport: int) -> list[Step]:
    """Every step in its life, the first first. Each is a leaf of the log."""
    return list(Step.objects.filter(transport_id=transport).order_by("leaf"))


def asked(found: Transport) -> Step | None:
    """The step that asked for the time that its declarant waits for."""
    steps = Step.objects.filter(transport_id=found.id, verb="ask time").order_by("-leaf")
    return steps.first() if found.asked_until is not None else None


def sealed(leaf: int) -> tuple[Box, ...]:
    """Containers and seals that a step recorded."""
    rows = Sealed.objects.filter(leaf=leaf).order_by("no")
    return tuple(Box(row.container, tuple(row.seals.split())) for row in rows)


def departed(transport: int) -> tuple[Box, ...]:
    """Containers and seals of the last departure; none before there is one."""
    leaf = Step.objects.filter(transport_id=transport, verb="depart").order_by("-leaf").values_list("leaf", flat=True)
    return sealed(leaf[0]) if leaf else ()


def arrived(transport: int) -> tuple[Box, ...]:
    """Containers and seals as they arrived; none before."""
    found = Step.objects.filter(transport_id=transport, verb__startswith="arrive").order_by("-leaf")
    leaf = found.values_list("leaf", flat=True)
    return sealed(leaf[0]) if leaf else ()


def differences(transport: int) -> list[Differing]:
    """What was found to differ on arrival."""
    return list(Differing.objects.filter(transport_id=transport).order_by("leaf", "no"))


def cargo(found: Transport) -> list[CargoLine]:
    """The cargo numbers of the version in force."""
    return list(CargoLine.objects.filter(transport_id=found.id, version=found.version).order_by("no"))
