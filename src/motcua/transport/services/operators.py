"""Operators: which enterprise runs a supervised place, named by a head of its branch or a leader."""

from datetime import date, datetime

from django.db import transaction

from motcua.ground.services import ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.parties import queries as parties
from motcua.transport import covering, events
from motcua.transport.domain.errors import BadOperator
from motcua.transport.models import Operator
from motcua.transport.services.desk import places


@transaction.atomic
def name_operator(place: str, party: str, *, since: date, until: date, by: Actor, at: datetime) -> int:
    """Name who runs a place on those days; returns the leaf. The same again is the first.

    NotFound for an unknown party, NotAllowed, BadOperator.
    """
    office = places(since).get(place, "")
    if by.kind != "system" and not by.holds("leader"):
        by.need("head", office)
    same = Operator.objects.filter(place=place, party=party, since=since, until=until).first()
    if same is not None:
        return int(same.leaf)
    taken = Operator.objects.filter(place=place, since__lte=until, until__gte=since).exists()
    if not office or until < since or taken:
        raise BadOperator(place=place)
    parties.find(party)
    row = (ids.one(at), place, party, since, until, by.reference)
    Operator.objects.create(**dict(zip(covering.OPERATOR, row, strict=True)))
    facts = {"place": place, "since": since, "until": until}
    rows = [row_bytes(covering.T_OPERATOR, row)]
    log.append([log.leaf(events.OPERATOR, id=row[0], subject=f"party/{party}", at=at, by=by, facts=facts, rows=rows)])
    return row[0]
