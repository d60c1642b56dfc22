"""Intake: what arrived in the last few milliseconds is stored in one commit, and answered only after it.

Reading, checking and assessing happen in the caller's thread; one writer thread a process stores.
A group that fails is split and tried again, so that a bad neighbour harms nobody.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

import msgspec
from django.db import DatabaseError, close_old_connections, connection, transaction

from motcua.declarations.events import MESSAGE
from motcua.declarations.services.kit import kit
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.register import MEDIA_TYPE, need_window, register
from motcua.declarations.services.values import Answer, Batch, Prepared, Raw
from motcua.ground.services import bulk, files, ids, post
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

MOST = 256
"""Declarations in a commit at the most."""
WAITING = 4096
"""Declarations that may wait before newcomers are asked to come again."""


class Busy(Refusal):
    """More declarations wait than can be stored soon."""

    code = "DCL-E20"
    words = Words("Hệ thống đang bận; hãy gửi lại sau vài giây.", "The system is busy; send it again in some seconds.")


class Arrival(msgspec.Struct, frozen=True):
    """How a declaration came, for the post book; `refused` writes what a sender is told who is refused.

    A message that was kept in the post book beforehand comes without one.
    """

    medium: str
    media_type: str
    refused: Callable[[Answer], post.Reply]


class Order(msgspec.Struct, gc=False):
    """One prepared declaration that waits for its commit."""

    batch: Batch
    by: Actor
    answer: "Future[Answer]"
    arrival: Arrival | None = None

    @property
    def prepared(self) -> Prepared:
        """The one declaration of the order."""
        return self.batch.prepared[0]


class Intake:
    """The writer thread of a process. `lodge` may be called from any thread."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[Order | None] = queue.Queue(WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def lodge(self, raw: Raw, *, by: Actor, arrival: Arrival | None = None, timeout: float = 30.0) -> Answer:
        """Lodge one declaration; returns after the commit that holds it. Busy when too many wait.

        TimeoutError after `timeout` seconds: it may be stored yet, and the same key or reference finds it.
        LodgedElsewhere where this installation is a companion.
        """
        need_window()
        self._begin()
        order = Order(prepare([raw], kit()), by, Future(), arrival)
        prepared = order.prepared
        if not (prepared.accepted or arrival or prepared.identities()):
            return Answer(False, prepared.direction, findings=prepared.findings)
        try:
            self._waiting.put_nowait(order)
        except queue.Full:
            raise Busy from None
        return order.answer.result(timeout)

    def close(self) -> None:
        """Store what waits and end the thread."""
        thread, self._thread = self._thread, None
        if thread:
            self._waiting.put(None)
            thread.join()

    def _begin(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        try:
            while (group := self._group()) is not None:
                try:
                    store(group)
                except Exception as error:
                    _tell_all(group, error)
                    raise
        finally:
            connection.close()

    def _group(self) -> list[Order] | None:
        first = self._waiting.get()
        if first is None:
            return None
        group = [first]
        while len(group) < MOST:
            try:
                order = self._waiting.get_nowait()
            except queue.Empty:
                break
            if order is None:
                self._waiting.put(None)
                break
            group.append(order)
        return group


def store(group: Sequence[Order]) -> None:
    """Store a group in one transaction; split it when the database refuses it."""
    for orders in rounds(group):
        _store(orders)


def _tell_all(group: Sequence[Order], error: Exception) -> None:
    """Nobody of the group waits for an answer that will not come."""
    for order in group:
        if not order.answer.done():
            order.answer.set_exception(error)


def rounds(group: Sequence[Order]) -> Iterator[list[Order]]:
    """The group, and after it whatever has the same reference or key as one before, or closes the same earlier
    declaration: it finds that one stored."""
    waiting = list(group)
    while waiting:
        seen: set[tuple[str, str]] = set()
        now, later = [], []
        for order in waiting:
            mine = order.prepared.claims()
            (now if seen.isdisjoint(mine) else later).append(order)
            seen.update(mine)
        yield now
        waiting = later


def _store(orders: Sequence[Order]) -> None:
    try:
        answers = _commit(orders)
    except (DatabaseError, Refusal) as error:
        if len(orders) == 1:
            orders[0].answer.set_exception(error)
            _leave_broken(error)
            return
        half = len(orders) // 2
        _store(orders[:half])
        _store(orders[half:])
        return
    except Exception as error:
        for order in orders:
            order.answer.set_exception(error)
        raise
    for order, answer in zip(orders, answers, strict=True):
        order.answer.set_result(answer)


def _leave_broken(error: Exception) -> None:
    """A connection that the database has ended is left, so that the next group opens a new one."""
    if isinstance(error, DatabaseError) and not connection.in_atomic_block:
        close_old_connections()


@transaction.atomic
def _commit(orders: Sequence[Order]) -> list[Answer]:
    batch = join([order.batch for order in orders])
    arrived = any(order.arrival for order in orders)
    at = orders[0].prepared.at
    with bulk.together():
        file = files.keep(batch.content, media_type=MEDIA_TYPE, at=at, by=SYSTEM) if arrived else 0
        answers = register(batch, by=SYSTEM, senders=[order.by for order in orders], file=file)
        if arrived:
            _enter(orders, answers, [item.offset for item in batch.prepared], file)
    return answers


def _enter(orders: Sequence[Order], answers: Sequence[Answer], offsets: Sequence[int], file: int) -> None:
    """Enter a group into the post book. An acceptance can be told again from its rows; a refusal is kept as told."""
    told = [
        order.arrival.refused(answer) if order.arrival and not answer.accepted else None
        for order, answer in zip(orders, answers, strict=True)
    ]
    refusals = b"\n".join(reply.content for reply in told if reply)
    at = orders[0].prepared.at
    kept = files.keep(refusals, media_type=MEDIA_TYPE, at=at, by=SYSTEM) if refusals else 0
    taken, start, rows = ids.take(at, len(orders)), 0, []
    for order, answer, reply, offset, identifier in zip(orders, answers, told, offsets, taken, strict=True):
        if order.arrival:
            place = (kept, start, len(reply.content)) if reply else (0, 0, 0)
            rows.append(_row(identifier, order, answer, reply, (file, offset), place))
            start += len(reply.content) + 1 if reply else 0
    post.enter(rows)


def _row(
    identifier: int, order: Order, answer: Answer, reply: post.Reply | None, body: tuple[int, int],
    told: tuple[int, int, int],
) -> tuple[object, ...]:  # fmt: skip
    item, arrival, by = order.prepared, order.arrival, order.by
    assert arrival is not None
    status = reply.status if reply else 200 if answer.repeated else 201
    return (
        identifier, item.at, by.reference, post.party_of(by), arrival.medium, arrival.media_type, "", 0,
        item.body_hash, *body, item.length, MESSAGE, "", item.reference[:70], answer.number, status,
        reply.errors if reply else 0, reply.media_type if reply else "", *told, item.at,
    )  # fmt: skip


def join(batches: Sequence[Batch]) -> Batch:
    """One batch of many; where their kits differ it bears no version, so that all is prepared again."""
    if len(batches) == 1:
        return batches[0]
    prepared: list[Prepared] = []
    contents = []
    offset = 0
    for batch in batches:
        prepared.extend(msgspec.structs.replace(each, offset=each.offset + offset) for each in batch.prepared)
        contents.append(batch.content)
        offset += len(batch.content) + 1
    versions = {batch.kit_version for batch in batches}
    version = batches[0].kit_version if len(versions) == 1 else ()
    return Batch(version, tuple(prepared), b"\n".join(contents))


INTAKE = Intake()
"""The intake of this process."""
