"""The department's bucket row: locked first, stored once, always inside the caller's transaction.

Plain SQL, because every group of registrations comes through here: a tenth of what the ORM takes.
"""

from datetime import date

from django.db import connection

from motcua.risk.models import Bucket

NAME = "department"
_READ = (
    "SELECT turn, changes, balance_millionths, documents_millionths, last_subject, drawn_after, seed"
    " FROM risk_bucket WHERE name = %s"
)
_STORE = (
    "UPDATE risk_bucket SET turn = %s, changes = %s, balance_millionths = %s, documents_millionths = %s,"
    " last_subject = %s WHERE name = %s"
)


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


def store(held: Bucket) -> None:
    """Write back turn, changes, balances and the last declaration decided on."""
    left = (held.turn, held.changes, held.balance_millionths, held.documents_millionths, held.last_subject)
    with connection.cursor() as cursor:
        cursor.execute(_STORE, (*left, NAME))


def _locked() -> Bucket | None:
    # SQLite knows no row locks: an immediate transaction already holds the only write lock.
    suffix = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_READ + suffix, (NAME,))
        row = cursor.fetchone()
    if row is None:
        return None
    turn, changes, balance, documents, last, shown, seed = row
    drawn_after = date.fromisoformat(shown) if isinstance(shown, str) else shown
    return Bucket(
        name=NAME, turn=turn, changes=changes, balance_millionths=balance, documents_millionths=documents,
        last_subject=last, drawn_after=drawn_after, seed=bytes(seed),
    )  # fmt: skip
