"""Applications for certificates: which an actor may see, what is asked for, what was issued, what became of it."""

from django.db.models import QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.origin.domain import certificate, wish
from motcua.origin.domain.certificate import Certificate
from motcua.origin.domain.wish import Wish
from motcua.origin.models import Act, Application, Incoming, Issue
from motcua.origin.models import Wish as Kept


def visible_to(actor: Actor) -> QuerySet[Application]:
    """The department sees all, an exporter its own."""
    if actor.kind == "system" or is_staff(actor):
        return Application.objects.all()
    return Application.objects.filter(party__in=sorted(actor.own))


def find(number: str, actor: Actor) -> Application:
    """The application of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def wish_of(found: Application) -> Wish:
    """What is asked for in the version in force."""
    kept = Kept.objects.get(application_id=found.pk, version=found.version)
    told = wish.read(kept.body.encode())
    assert isinstance(told, Wish)
    return told


def issued(found: Application) -> Certificate | None:
    """The certificate as it was issued."""
    kept = Issue.objects.filter(application_id=found.pk).first()
    told = certificate.read(kept.body.encode()) if kept else None
    return told if isinstance(told, Certificate) else None


def acts(application: int) -> list[Act]:
    """Every act, the first first."""
    return list(Act.objects.filter(application_id=application).order_by("leaf"))


def incoming(application: int) -> list[Incoming]:
    """What the partner told."""
    return list(Incoming.objects.filter(about=application).order_by("leaf"))
