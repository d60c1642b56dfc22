"""The department's bucket row: locked first, stored once, always inside the caller's transaction."""

from django.db import connection

from motcua.risk.models import Bucket

NAME = "department"


class NoTransaction(RuntimeError):
    """The bucket is used outside a transaction, where its lock would hold nothing."""


def lock() -> Bucket:
    """The bucket, locked until the transaction ends; made with a balance of zero on first use."""
    if not connection.in_atomic_block:
        raise NoTransaction
    held = _locked()
    if held is None:
        Bucket.objects.bulk_create([Bucket(name=NAME)], ignore_conflicts=True)
        held = _locked()
    if held is None:
        raise LookupError(NAME)
    return held


def _locked() -> Bucket | None:
    # On SQLite an immediate transaction already holds the only write lock.
    return Bucket.objects.select_for_update().filter(pk=NAME).first()
