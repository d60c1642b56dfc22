"""One certificate received: lines, ledger, steps, messages; and which an actor may see."""

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.origin.domain.certificate import Certificate as Message
from motcua.origin.domain.certificate import read
from motcua.origin.domain.life import ClaimState
from motcua.origin.models import Certificate, Claim, Incoming, Line, Received, Step, Use


def visible_to(actor: Actor) -> QuerySet[Certificate]:
    """What an actor may see: the department all, an enterprise what names it or what its declarations name."""
    if actor.kind == "system" or is_staff(actor):
        return Certificate.objects.all()
    own = sorted(actor.own)
    if not own:
        return Certificate.objects.none()
    rested = Claim.objects.filter(party__in=own).exclude(certificate_id=0).values("certificate_id")
    return Certificate.objects.filter(Q(consignee__in=own) | Q(pk__in=rested))


def claims_visible_to(actor: Actor) -> QuerySet[Claim]:
    """Lines that name certificates: the department all, an enterprise its own."""
    if actor.kind == "system" or is_staff(actor):
        return Claim.objects.all()
    return Claim.objects.filter(party__in=sorted(actor.own))


def find(certificate: int, actor: Actor) -> Certificate:
    """The certificate of that id. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=certificate).first()
    if found is None:
        raise NotFound(what=f"origin/{certificate}")
    return found


def named(country: str, reference: str, actor: Actor) -> Certificate:
    """The certificate of that country and reference. NotFound."""
    found = visible_to(actor).filter(country=country, reference=reference).first()
    if found is None:
        raise NotFound(what=f"{country} {reference}")
    return found


def message(found: Certificate) -> Message:
    """What its issuer certifies."""
    told = read(Received.objects.get(pk=found.content).body.encode())
    assert isinstance(told, Message)
    return told


def lines(certificate: int) -> list[Line]:
    """Its lines in order, with what is used."""
    return list(Line.objects.filter(certificate_id=certificate).order_by("no"))


def uses(certificate: int) -> list[Use]:
    """What was consumed and restored, the first first."""
    return list(Use.objects.filter(certificate_id=certificate).order_by("leaf", "no"))


def claims(found: Certificate, actor: Actor) -> list[Claim]:
    """Lines of declarations that rest on it, or name its reference; of one's own where one is no officer."""
    shown = claims_visible_to(actor).filter(Q(certificate_id=found.pk) | Q(reference=found.reference, certificate_id=0))
    return list(shown.order_by("registered_at", "declaration_id", "line"))


def fallen(declaration: int) -> dict[int, str]:
    """Lines of a declaration that get no preference any more and still name their certificate, with its reference."""
    states = [str(ClaimState.FELL), str(ClaimState.REFUSED)]
    rows = Claim.objects.filter(declaration_id=declaration, state__in=states)
    return dict(rows.values_list("line", "reference"))


def steps(certificate: int) -> list[Step]:
    """Every step, the first first."""
    return list(Step.objects.filter(certificate_id=certificate).order_by("leaf"))


def incoming(found: Certificate) -> list[Incoming]:
    """What its issuer told afterwards, also before it came."""
    return list(Incoming.objects.filter(country=found.country, reference=found.reference).order_by("leaf"))
