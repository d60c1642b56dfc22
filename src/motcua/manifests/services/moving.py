"""Moving: a confirmed outage moves the deadlines of documents that are still awaited; agents hear of those due soon."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.ground.services import bulk, notices
from motcua.manifests.domain.life import OPEN, Paper
from motcua.manifests.models import Call, Document
from motcua.manifests.services import columns, telling
from motcua.manifests.services.book import Book
from motcua.manifests.services.filed import Filed

CONFIRMED = "manifests.outage"
"""The job that tells this room of a confirmed outage."""
TOGETHER = 300
SOON = timedelta(hours=24)


@transaction.atomic
def move_deadlines(outage: int, *, after: int, at: datetime) -> int:
    """Work the deadlines of up to TOGETHER calls out anew; the last id, 0 when none is left. Their agents are told."""
    running = Call.objects.filter(state__in=[str(each) for each in OPEN], pk__gt=after)
    wanted = list(running.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
    book = Book.of(numbered=wanted)
    changed: list[Filed] = []
    told: list[notices.Told] = []
    for pk in wanted:
        held = book.held[pk]
        before = {each.id: each.due_at for each in held.documents}
        book.due(held)
        moved = [each for each in held.documents if before[each.id] != each.due_at]
        changed += moved
        due = [each.due_at for each in moved if each.due_at is not None]
        if due:
            told += telling.moved(held.call, min(due))
    rows = [(each.id, each.due_at) for each in changed]
    bulk.update(columns.T_DOCUMENT, "id", ("due_at",), rows, moments=(1,))
    notices.tell_many(told, at=at)
    return wanted[-1] if len(wanted) == TOGETHER else 0


@transaction.atomic
def remind(at: datetime) -> int:
    """Tell agents of documents that are due within a day and not lodged; how many calls."""
    rows = Document.objects.filter(state=str(Paper.AWAITED), due_at__gt=at, due_at__lte=at + SOON).order_by("due_at")
    by_call: dict[int, list[datetime]] = {}
    for row in rows:
        assert row.due_at is not None
        by_call.setdefault(row.call_id, []).append(row.due_at)
    calls = Call.objects.in_bulk(by_call)
    told = [each for pk, due in by_call.items() for each in telling.coming_due(calls[pk], len(due), due[0])]
    notices.tell_many(told, at=at)
    return len(by_call)
