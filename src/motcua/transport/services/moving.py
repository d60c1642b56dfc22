"""Moving: a confirmed outage moves the deadlines of transports that run."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import bulk, notices
from motcua.kernel.days import in_words
from motcua.kernel.words import Words
from motcua.transport.domain.life import CLOCKED, State
from motcua.transport.models import Transport
from motcua.transport.services.deadlines import begun, due_at

CONFIRMED = "transport.outage"
"""The job that tells this room of a confirmed outage."""
T_TRANSPORT = "transport_transport"
TOGETHER = 1_000


@transaction.atomic
def move_deadlines(outage: int, *, after: int, at: datetime) -> int:
    """Work the deadlines of up to TOGETHER transports out anew; the last id, 0 when none is left.

    Declarants of goods under way are told of the new moment.
    """
    running = Transport.objects.filter(state__in=list(map(str, CLOCKED)), pk__gt=after)
    found = list(running.select_for_update().order_by("pk")[:TOGETHER])
    since = begun(each.pk for each in found)
    due = {each.pk: due_at(each, since.get(each.pk)) for each in found}
    changed = [each for each in found if due[each.pk] != each.due_at]
    bulk.update(T_TRANSPORT, "id", ("due_at",), [(each.pk, due[each.pk]) for each in changed], moments=(1,))
    notices.tell_many([_told(each, due[each.pk]) for each in changed if each.state == State.UNDER_WAY], at=at)
    return found[-1].pk if len(found) == TOGETHER else 0


def _told(found: Transport, due: datetime | None) -> notices.Told:
    assert due is not None
    written = in_words(due)
    words = Words(
        f"Do sự cố hệ thống, thời hạn đến của tờ khai vận chuyển {found.number} được lùi đến {written}.",
        f"Because of an outage, the goods of transport {found.number} may now arrive until {written}.",
    )
    return notices.Told(notices.party(found.party), words, f"/transport/{found.number}/", "outage", found.number)
