"""Certificates of what outages did to declarations."""

from motcua.declarations.models import Certificate
from motcua.kernel.refusals import NotFound


def certificate_of(declaration: int, outage: int) -> Certificate | None:
    """The newest certificate of an outage for a declaration; None while none was asked for."""
    return Certificate.objects.filter(declaration_id=declaration, outage=outage).order_by("-leaf").first()


def certificates(declaration: int) -> dict[int, Certificate]:
    """The newest certificate for each outage."""
    return {each.outage: each for each in Certificate.objects.filter(declaration_id=declaration).order_by("leaf")}


def certificate(declaration: int, leaf: int) -> Certificate:
    """One certificate of a declaration. NotFound."""
    found = Certificate.objects.filter(pk=leaf, declaration_id=declaration).first()
    if found is None:
        raise NotFound(what=f"certificate/{leaf}")
    return found
