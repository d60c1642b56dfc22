"""The writer: a process of its own that writes the years out and prepares them, a little ahead of the conductor."""

import gc
import multiprocessing
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.queues import Queue
from typing import Any

import msgspec
from django.db import connections

from motcua.declarations import services as declarations
from motcua.demo.domain.chunks import Lot, Maker, moment
from motcua.demo.domain.parameters import DAYS, day_index
from motcua.demo.domain.plan import Needed, Plan, close
from motcua.demo.domain.world import World

AHEAD = 4
"""Chunks that the writer may be ahead."""
SIZE = 3_000
"""Declarations in a chunk at the least, unless the days run out."""
FIRST = 8
"""The first chunk, and the first after a barrier, is so much smaller: the conductor waits for it."""


class Chunk(msgspec.Struct):
    """Some days: what was prepared, and the planned lives in the same order. `last` is the last day."""

    last: int
    batch: declarations.Batch
    lots: list[Lot]


class Barrier(msgspec.Struct):
    """The writer waits here for what the rest of the year must still bring."""

    year: int


class Coming(msgspec.Struct):
    """Declarations that arrive after the clock has opened."""

    lots: list[Lot]


class Failed(RuntimeError):
    """The writer failed; the text is its own."""


class Writer:
    """Starts the process and hands over what it sends, in order."""

    def __init__(self, world: World, plan: Plan, kit: declarations.Kit) -> None:
        connections.close_all()
        context = multiprocessing.get_context("fork")
        self._queue: Queue[Any] = context.Queue(AHEAD)
        self._back, there = context.Pipe()
        self._process = context.Process(target=_work, args=(world, plan, kit, self._queue, there), daemon=True)
        self._process.start()

    def __iter__(self) -> Iterator[Chunk | Barrier | Coming]:
        while True:
            found = self._queue.get()
            if found is None:
                break
            if isinstance(found, str):
                raise Failed(found)
            yield found
        self._process.join()

    def answer(self, needed: Needed) -> None:
        """Tell the waiting writer what is needed."""
        self._back.send(needed)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()


def _work(world: World, plan: Plan, kit: declarations.Kit, queue: "Queue[Any]", back: Connection) -> None:
    gc.disable()
    try:
        for found in chunks(world, plan, kit, back):
            queue.put(found)
    except Exception:  # noqa: BLE001 - told to the conductor, which raises it
        queue.put(traceback.format_exc())
    queue.put(None)


def chunks(world: World, plan: Plan, kit: declarations.Kit, back: Connection) -> Iterator[Chunk | Barrier | Coming]:
    """Everything the writer sends, in order."""
    maker, given = Maker(world), world.given
    opening = day_index(given.opens_at.day)
    barriers = {day_index(day): year for year, day in given.barriers.items()}
    most = max(int(SIZE * min(world.scale * 4, 1)), 50)
    size = most // FIRST
    waiting: list[Lot] = []
    for day in range(opening + 1):
        waiting += maker.lots(plan, day)
        if waiting and (len(waiting) >= size or day in barriers or day == opening):
            yield _chunk(day, waiting, kit)
            waiting, size = [], min(size * 2, most)
        if day in barriers:
            yield Barrier(barriers[day])
            plan = close(world, plan, barriers[day], back.recv())
            size = most // FIRST
    coming = [lot for day in range(opening + 1, DAYS) for lot in maker.lots(plan, day)]
    yield Coming(coming)


def _chunk(last: int, lots: list[Lot], kit: declarations.Kit) -> Chunk:
    batch = declarations.prepare([declarations.Raw(lot.body, moment(lot.at)) for lot in lots], kit)
    for lot in lots:
        lot.body = b""
    return Chunk(last, batch, lots)
