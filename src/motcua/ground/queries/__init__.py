"""Every read of ground: leaves, proofs, receipts, notices, dead letters; `verification` checks it all."""

from collections.abc import Sequence

from django.db.models import QuerySet

from motcua.ground import models
from motcua.ground.queries.checkwords import check_word, receipt_by_word
from motcua.ground.queries.leaves import leaf, leaves, leaves_of, newest
from motcua.ground.queries.receipts import receipt, receipt_checker, receipts
from motcua.ground.queries.trees import consistency, inclusion, index_of, last_head, tree_size

__all__ = [
    "check_word", "consistency", "dead_letters", "inbox", "inbox_page", "inclusion", "index_of", "last_head", "leaf",
    "leaves", "leaves_of", "newest", "pending", "receipt", "receipt_by_word", "receipt_checker", "receipts",
    "tree_size", "unread", "waiting_jobs",
]  # fmt: skip


def inbox(recipients: Sequence[str], *, limit: int = 50, only_unread: bool = False) -> list[models.Notice]:
    """The notices of an account and the parties it acts for, newest first."""
    found = models.Notice.objects.filter(recipient__in=recipients)
    return list((found.filter(read_at=None) if only_unread else found).order_by("-id")[:limit])


def inbox_page(
    recipients: Sequence[str], *, kind: str = "", only_unread: bool = False
) -> QuerySet[models.Notice]:  # fmt: skip
    """Notices of these recipients, newest first, of one kind if it is named."""
    found = models.Notice.objects.filter(recipient__in=recipients).order_by("-id")
    found = found.filter(read_at=None) if only_unread else found
    return found.filter(kind=kind) if kind else found


def unread(recipients: Sequence[str]) -> int:
    """How many notices wait to be read."""
    return models.Notice.objects.filter(recipient__in=recipients, read_at=None).count()


def dead_letters(limit: int = 100) -> list[models.Job]:
    """Jobs that failed too often and wait for a person, oldest first."""
    return list(models.Job.objects.filter(due_at=None).order_by("id")[:limit])


def pending(kind: str) -> list[models.Job]:
    """Jobs of a kind that are still to be done, or failed, in order."""
    return list(models.Job.objects.filter(kind=kind).order_by("id"))


def waiting_jobs() -> int:
    """How many jobs are still to be done."""
    return models.Job.objects.exclude(due_at=None).count()
