"""Staying: once a day it is noted which goods have stayed to a threshold, and consignees and agents are told."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from motcua.ground.services import bulk, ids, log, notices
from motcua.kernel.actor import SYSTEM
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.manifests import events
from motcua.manifests.domain.terms import thresholds
from motcua.manifests.models import Call, StayNoted
from motcua.manifests.queries import matching
from motcua.manifests.queries import staying as queries
from motcua.manifests.services import columns

NAMED = 5
"""So many bills a sentence names; more are counted."""
_STAYED = Words(
    "Hàng của %(count)s vận đơn trên tàu %(ship)s (%(n)s) đã lưu tại khu vực giám sát từ %(days)s ngày: %(bills)s",
    "Goods of %(count)s bills of ship %(ship)s (%(n)s) have stayed in the supervised area for %(days)s days: %(bills)s",
)


class _Due(NamedTuple):
    stay: queries.Stay
    threshold: int


@transaction.atomic
def note_stays(at: datetime) -> int:
    """Note and tell what has stayed to a threshold and was not told so yet; how many bills. One leaf covers them.

    Of goods that reached several at once, the longest alone is told.
    """
    found = queries.everything(at)
    _lock({each.call.pk for each in found})
    due = list(_due(found, at))
    if not due:
        return 0
    leaf = ids.one(at)
    rows = [
        (
            leaf, no, at, each.stay.call.pk, each.stay.bill.folded, each.threshold, each.stay.days,
            each.stay.bill.packages, each.stay.bill.gross_e4,
        )
        for no, each in enumerate(due, 1)
    ]  # fmt: skip
    bulk.insert(columns.T_STAY_NOTED, columns.STAY_NOTED, rows, moments=(2,))
    told = [row_bytes(columns.T_STAY_NOTED, row) for row in rows]
    subject, facts = f"stays/{law_day(at):%Y-%m-%d}", {"count": len(rows)}
    log.append([log.leaf(events.STAYS, id=leaf, subject=subject, at=at, by=SYSTEM, facts=facts, rows=told)])
    notices.tell_many(_told(due), at=at)
    return len(due)


def _lock(calls: set[int]) -> None:
    """Two workers never note the same."""
    for start in range(0, len(calls), matching.TOGETHER):
        part = sorted(calls)[start : start + matching.TOGETHER]
        list(Call.objects.select_for_update().filter(pk__in=part).order_by("pk").values_list("pk"))


def _due(found: Iterable[queries.Stay], at: datetime) -> Iterator[_Due]:
    noted = {
        (row["call_id"], row["bill"]): row["most"]
        for row in StayNoted.objects.values("call_id", "bill").annotate(most=Max("threshold"))
    }
    bounds = thresholds(law_day(at))
    for each in sorted(found, key=lambda stay: (stay.call.pk, stay.bill.leaf, stay.bill.no)):
        reached = max(bound for bound in bounds if each.days >= bound)
        key = (each.call.pk, each.bill.folded)
        if noted.get(key, 0) < reached:
            noted[key] = reached
            yield _Due(each, reached)


def _told(due: Iterable[_Due]) -> Iterator[notices.Told]:
    """One sentence for each ship, threshold and whoever is told of it."""
    groups: dict[tuple[str, int, int], list[queries.Stay]] = {}
    for stay, threshold in due:
        consignee = stay.bill.consignee
        for party in dict.fromkeys((*([consignee] if consignee.isdecimal() else []), stay.call.agent, stay.call.party)):
            groups.setdefault((party, stay.call.pk, threshold), []).append(stay)
    for (party, _, threshold), held in groups.items():
        call = held[0].call
        bills = ", ".join(each.bill.number for each in held[:NAMED]) + (", …" if len(held) > NAMED else "")
        facts = {
            "count": len(held), "ship": call.vessel_name or call.call_sign, "n": call.number, "days": threshold,
            "bills": bills,
        }  # fmt: skip
        words = Words(_STAYED.vi % facts, _STAYED.en % facts)
        yield notices.Told(notices.party(party), words, f"/manifests/staying/?q={call.number}", "request", call.number)
