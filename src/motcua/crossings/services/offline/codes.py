"""Codes: an officer draws a paper code for the gates of the own branch; it is shown once and kept as a slow hash."""

from datetime import datetime, timedelta
from secrets import token_bytes

from django.db import transaction

from motcua.crossings import events_offline as events
from motcua.crossings.domain.gates import limit
from motcua.crossings.domain.offline import codes
from motcua.crossings.models import Code
from motcua.crossings.services.offline.writing import write
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed

SALT = 16


@transaction.atomic
def give_code(*, by: Actor, at: datetime) -> str:
    """A new code for the officer who asks, in place of any before; the only time that it is told. Officers alone."""
    if by.kind != "person" or by.behalf or not by.holds("officer"):
        raise NotAllowed(who=by.name, act="officer")
    _end(by, at)
    leaf, code, salt = ids.one(at), codes.from_bytes(token_bytes(32)), token_bytes(SALT)
    until = at + timedelta(days=limit("gate code", law_day(at)))
    row = (leaf, by.account, salt, codes.slow_hash(code, salt), at, until)
    write(events.CODE_GIVEN, f"account/{by.account}", {events.T_CODE: [row]}, leaf=leaf, by=by, at=at)
    return code


@transaction.atomic
def end_code(*, by: Actor, at: datetime) -> int:
    """End the own code, since its paper was lost; how many were ended."""
    return _end(by, at)


def _end(by: Actor, at: datetime) -> int:
    held = list(Code.objects.select_for_update(of=("self",)).filter(account=by.account, ended=None).order_by("leaf"))
    for each in held:
        leaf = ids.one(at)
        row = (leaf, each.leaf, at, by.reference)
        write(events.CODE_ENDED, f"account/{by.account}", {events.T_CODE_END: [row]}, leaf=leaf, by=by, at=at)
    return len(held)
