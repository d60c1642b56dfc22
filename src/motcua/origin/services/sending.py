"""Sending: what a gateway reports of the messages that it takes out of the outbox."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.ground.services import bulk, ids
from motcua.kernel.actor import SYSTEM
from motcua.origin import events
from motcua.origin.models import Delivered, Outgoing
from motcua.origin.services import rows
from motcua.origin.services.writing import Sheet


def sent(outgoing: int, *, receipt: str, at: datetime) -> bool:
    """A partner's window took a message over and gave a receipt. Idempotent: whether it was new."""
    return sent_many([(outgoing, receipt, at)]) == 1


def undelivered(outgoing: int, *, why: str, at: datetime) -> bool:
    """A message will not be taken over: its partner refused it for good. Idempotent: whether it was new."""
    return _note([(outgoing, why, at)], taken=False) == 1


def sent_many(told: Sequence[tuple[int, str, datetime]]) -> int:
    """Partners' windows took these messages over (id, receipt, moment). How many were new."""
    return _note(told, taken=True)


@transaction.atomic
def _note(told: Sequence[tuple[int, str, datetime]], *, taken: bool) -> int:
    wanted = sorted({each for each, _, _ in told})
    held: dict[int, Outgoing] = {}
    known: dict[int, int] = {}
    for start in range(0, len(wanted), bulk.TOGETHER):
        part = wanted[start : start + bulk.TOGETHER]
        held |= {each.pk: each for each in Outgoing.objects.filter(pk__in=part)}
        known |= dict(Delivered.objects.filter(outgoing__in=part).values_list("outgoing", "taken"))
    sheet, made = Sheet(SYSTEM), 0
    for identifier, receipt, at in told:
        if identifier not in held or identifier in known:
            continue
        message, leaf = held[identifier], ids.one(at)
        row = (leaf, identifier, at, int(taken), " ".join(receipt.split())[:400])
        sheet.act(
            events.SENT, f"origin/message/{message.message_id}", {rows.T_DELIVERED: [row]}, at=at, leaf=leaf,
            facts={"taken": int(taken)},
        )  # fmt: skip
        known[identifier] = int(taken)
        made += 1
    sheet.write()
    return made
