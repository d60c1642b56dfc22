"""Jobs: what must follow a commit. Put in the same transaction, done at least once by a worker.

A worker leases a job, does it in one transaction together with its deletion, and gives the lease up if that
fails. A worker that is killed leaves its lease to run out. Work in the database is therefore done once;
what leaves the house may be sent twice and carries the job's id for the receiver to know it by.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from motcua.ground.domain.moments import stored
from motcua.ground.services import bulk, ids
from motcua.kernel.canonical import encode

LEASE = timedelta(minutes=2)
_logger = logging.getLogger(__name__)
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 8
COLUMNS = ("id", "kind", "payload", "at", "due_at", "attempts", "lease", "leased_until", "error")


class Job(NamedTuple):
    """A job in the hands of its worker."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int
    lease: str


Handler = Callable[[Job, datetime], None]
_handlers: dict[str, Handler] = {}
Sender = Callable[[Job, datetime], Callable[[], None] | None]
_senders: dict[str, Sender] = {}
_slow: dict[str, Sender] = {}
LONG_LEASE = timedelta(minutes=10)
"""What is worked out for minutes is left alone so long."""
SENT_TOGETHER = 10
"""So many jobs that leave the house are leased at once: each may wait for the other side."""


class LostLease(RuntimeError):
    """The job was taken over by another worker, so this one's work is undone."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Name the function that does jobs of this kind: `function(job, at)`."""

    def name(function: Handler) -> Handler:
        if _handlers.setdefault(kind, function) is not function:
            raise ValueError(f"jobs of kind {kind} have two handlers")
        return function

    return name


def sender(kind: str) -> Callable[[Sender], Sender]:
    """Name the function that does jobs of this kind outside the house: `function(job, at)`, in no transaction.

    It may take seconds and holds nobody up. What it returns, if anything, is done in the transaction that ends the
    job. Killed in between, it is done again: the other side knows the job's message by its id.
    """
    return _named(_senders, kind)


def slow(kind: str) -> Callable[[Sender], Sender]:
    """Name the function that works out jobs of this kind for minutes, as `sender` does: one by one, beside all else."""
    return _named(_slow, kind)


def _named(kinds: dict[str, Sender], kind: str) -> Callable[[Sender], Sender]:
    def name(function: Sender) -> Sender:
        held = [each[kind] for each in (_senders, _slow) if kind in each]
        if kind in _handlers or held not in ([], [function]):
            raise ValueError(f"jobs of kind {kind} have two handlers")
        kinds[kind] = function
        return function

    return name


def put(kind: str, payload: Mapping[str, Any], *, at: datetime, due_at: datetime | None = None) -> int:
    """Put a job into the outbox, in the current transaction. Returns its id."""
    return put_many([(kind, payload)], at=at, due_at=due_at)[0]


def put_many(
    new: Iterable[tuple[str, Mapping[str, Any]]], *, at: datetime, due_at: datetime | None = None
) -> list[int]:
    """Put jobs (kind, payload) into the outbox, in the current transaction. Returns their ids."""
    listed = list(new)
    if not listed:
        return []
    taken = ids.take(at, len(listed))
    rows = [
        (identifier, kind, encode(payload).decode(), at, due_at or at, 0, "", None, "")
        for identifier, (kind, payload) in zip(taken, listed, strict=True)
    ]
    bulk.insert("ground_job", COLUMNS, rows, moments=(3, 4, 7))
    return taken


def waits(kind: str) -> bool:
    """Whether a job of that kind is still to be done; dead letters are not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ground_job WHERE kind = %s AND due_at IS NOT NULL LIMIT 1", [kind])
        return cursor.fetchone() is not None


def run_due(at: datetime, limit: int = 100) -> int:
    """Do up to `limit` jobs that are due and have a handler here, oldest first. Returns how many succeeded."""
    return sum([run(job, at) for job in take(at, limit)])


def send_due(at: datetime, limit: int = SENT_TOGETHER) -> int:
    """Do up to `limit` due jobs that leave the house. Returns how many succeeded."""
    return sum([_send(job, at) for job in take(at, limit, _senders)])


def work_out(at: datetime) -> bool:
    """Do one due job that takes its time. Whether one was done."""
    return any(_send(job, at) for job in take(at, 1, _slow, LONG_LEASE))


def take(at: datetime, limit: int, known: Mapping[str, object] | None = None, leased: timedelta = LEASE) -> list[Job]:
    """Lease due jobs for this worker; others leave them alone until the lease runs out."""
    lease = token_hex(8)
    kinds = sorted(_handlers if known is None else known)
    if not kinds or not _any_due(at):
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE.format(kinds=_marks(kinds), skip=_skip()), [_stored(at), _stored(at), *kinds, limit])
        due = [row[0] for row in cursor.fetchall()]
        if not due:
            return []
        cursor.execute(
            f"UPDATE ground_job SET lease = %s, leased_until = %s WHERE id IN ({_marks(due)})",  # noqa: S608
            [lease, _stored(at + leased), *due],
        )
        cursor.execute(
            f"SELECT id, kind, payload, attempts FROM ground_job WHERE id IN ({_marks(due)}) ORDER BY id",  # noqa: S608
            due,
        )
        return [Job(n, kind, msgspec.json.decode(told), tried, lease) for n, kind, told, tried in cursor]


def _any_due(at: datetime) -> bool:
    """Asked outside the leasing transaction, so that a worker with nothing to do holds up nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ground_job WHERE due_at <= %s LIMIT 1", [_stored(at)])
        return cursor.fetchone() is not None


_DUE = (
    "SELECT id FROM ground_job WHERE due_at <= %s AND (leased_until IS NULL OR leased_until <= %s)"
    " AND kind IN ({kinds}) ORDER BY due_at, id LIMIT %s {skip}"
)


def run(job: Job, at: datetime) -> bool:
    """Do one leased job. A failure is noted, and the job waits longer each time, until it is a dead letter."""
    try:
        with transaction.atomic():
            _handlers[job.kind](job, at)
            _finish(job)
    except LostLease:
        return False
    except Exception as error:  # noqa: BLE001 - any failure of a handler is noted and tried again
        _logger.exception("job %s (%s) failed", job.id, job.kind)
        fail(job, at, f"{type(error).__name__}: {error}")
        return False
    return True


def _send(job: Job, at: datetime) -> bool:
    """Do one leased job outside any transaction, then end it. What fails is tried again as in `run`."""
    try:
        then = (_senders | _slow)[job.kind](job, at)
        with transaction.atomic():
            if then is not None:
                then()
            _finish(job)
    except LostLease:
        return False
    except Exception as error:  # noqa: BLE001 - whatever the other side does is noted and tried again
        _logger.warning("job %s (%s) was not done: %s", job.id, job.kind, error)
        fail(job, at, f"{type(error).__name__}: {error}")
        return False
    return True


def fail(job: Job, at: datetime, error: str) -> None:
    """Note that a job failed: again after a while, or a dead letter (no due time) after too many attempts."""
    attempts = job.attempts + 1
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempts - 1))
    due = None if attempts >= MOST_ATTEMPTS else _stored(at + wait)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ground_job SET attempts = %s, due_at = %s, lease = '', leased_until = NULL, error = %s"
            " WHERE id = %s AND lease = %s",
            (attempts, due, error[:2000], job.id, job.lease),
        )


def end(taken: Iterable[Job]) -> int:
    """End leased jobs that were done together, in the current transaction. How many; LostLease for another's."""
    done = 0
    for job in taken:
        _finish(job)
        done += 1
    return done


def withdraw(kind: str, void: Callable[[dict[str, Any]], bool]) -> int:
    """Delete jobs of a kind whose payload is void, dead letters too, in the current transaction. How many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, payload FROM ground_job WHERE kind = %s", [kind])
        gone = [row[0] for row in cursor.fetchall() if void(msgspec.json.decode(row[1]))]
        for identifier in gone:
            cursor.execute("DELETE FROM ground_job WHERE id = %s", [identifier])
    return len(gone)


def revive(job_id: int, *, at: datetime) -> bool:
    """Let a dead letter be tried again from the beginning. Whether there was one of that id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ground_job SET attempts = 0, due_at = %s WHERE id = %s AND due_at IS NULL",
            (_stored(at), job_id),
        )
        return bool(cursor.rowcount)


def _finish(job: Job) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ground_job WHERE id = %s AND lease = %s", (job.id, job.lease))
        if cursor.rowcount != 1:
            raise LostLease(job.id)


def _stored(at: datetime) -> Any:
    return stored(at) if connection.vendor == "sqlite" else at


def _skip() -> str:
    return "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _ in values)
