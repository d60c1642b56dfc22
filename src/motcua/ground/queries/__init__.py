"""Every read of ground: leaves, proofs, receipts, notices, dead letters; `verification` checks it all."""

from collections.abc import Sequence

from motcua.ground import models
from motcua.ground.queries.checkwords import check_word, receipt_by_word
from motcua.ground.queries.leaves import leaf, leaves, leaves_of, newest
from motcua.ground.queries.receipts import receipt, receipt_checker, receipts
from motcua.ground.queries.trees import consistency, inclusion, index_of, last_head, tree_size

__all__ = [
    "check_word", "consistency", "dead_letters", "inbox", "inclusion", "index_of", "last_head", "leaf", "leaves",
    "leaves_of", "newest", "receipt", "receipt_by_word", "receipt_checker", "receipts", "tree_size", "unread",
    "waiting_jobs",
]  # fmt: skip


def inbox(recipients: Sequence[str], *, limit: int = 50, only_unread: bool = False) -> list[models.Notice]:
    """The notices of an account and the parties it acts for, newest first."""
    found = models.Notice.objects.filter(recipient__in=recipients)
    return list((found.filter(read_at=None) if only_unread else found).order_by("-id")[:limit])


def unread(recipients: Sequence[str]) -> int:
    """How many notices wait to be read."""
    return models.Notice.objects.filter(recipient__in=recipients, read_at=None).count()


def dead_letters(limit: int = 100) -> list[models.Job]:
    """Jobs that failed too often and wait for a person, oldest first."""
    return list(models.Job.objects.filter(due_at=None).order_by("id")[:limit])


def waiting_jobs() -> int:
    """How many jobs are still to be done."""
    return models.Job.objects.exclude(due_at=None).count()
