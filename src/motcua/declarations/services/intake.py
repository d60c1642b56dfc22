"""Intake: what arrived in the last few milliseconds is stored in one commit, and answered only after it.

Reading, checking and assessing happen in the caller's thread; one writer thread a process stores.
A group that fails is split and tried again, so that a bad neighbour harms nobody.
"""

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future

import msgspec
from django.db import DatabaseError, connection

from motcua.declarations.services.kit import kit
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.register import need_window, register
from motcua.declarations.services.values import Answer, Batch, Prepared, Raw
from motcua.kernel.actor import Actor
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


class Order(msgspec.Struct, gc=False):
    """One prepared declaration that waits for its commit."""

    batch: Batch
    by: Actor
    answer: "Future[Answer]"


class Intake:
    """The writer thread of a process. `lodge` may be called from any thread."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[Order | None] = queue.Queue(WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def lodge(self, raw: Raw, *, by: Actor, timeout: float = 30.0) -> Answer:
        """Lodge one declaration; returns after the commit that holds it. Busy when too many wait.

        LodgedElsewhere where this installation is a companion.
        """
        need_window()
        self._begin()
        order = Order(prepare([raw], kit()), by, Future())
        prepared = order.batch.prepared[0]
        if not prepared.accepted:
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
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        try:
            while (group := self._group()) is not None:
                store(group)
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
    """Store a group in one transaction per actor; split it when the database refuses it."""
    by_actor: dict[Actor, list[Order]] = {}
    for order in group:
        by_actor.setdefault(order.by, []).append(order)
    for by, orders in by_actor.items():
        _store(orders, by)


def _store(orders: Sequence[Order], by: Actor) -> None:
    try:
        answers = register(join([order.batch for order in orders]), by=by)
    except (DatabaseError, Refusal) as error:
        if len(orders) == 1:
            orders[0].answer.set_exception(error)
            return
        half = len(orders) // 2
        _store(orders[:half], by)
        _store(orders[half:], by)
        return
    except Exception as error:
        for order in orders:
            order.answer.set_exception(error)
        raise
    for order, answer in zip(orders, answers, strict=True):
        order.answer.set_result(answer)


def join(batches: Sequence[Batch]) -> Batch:
    """One batch of many; the oldest kit counts, so that a stale one is noticed."""
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
