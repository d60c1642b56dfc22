"""Early: what an issuer told of a certificate before it came, by messages that overtook each other."""

from collections.abc import Iterable

from motcua.origin.domain import answer
from motcua.origin.domain.answer import FROM_ISSUER, Answer
from motcua.origin.models import Certificate, Incoming
from motcua.origin.services import answers


def apply(named: Iterable[tuple[str, str]]) -> None:
    """Do what was told early of these certificates (country, reference), in the order in which it came."""
    wanted = set(named)
    early = Incoming.objects.filter(about=0, kind__in=sorted(FROM_ISSUER)).order_by("leaf")
    for each in early.filter(reference__in=[reference for _, reference in wanted]):
        if (each.country, each.reference) not in wanted:
            continue
        told = answer.read(each.body.encode())
        held = Certificate.objects.select_for_update().get(country=each.country, reference=each.reference)
        if isinstance(told, Answer):
            answers.obey(held, told, max(each.at, held.received_at))
