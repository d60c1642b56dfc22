"""Stream: a file or a year of declarations, prepared in worker processes and registered in order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from django.db import connections

from motcua.declarations.services.kit import held, kit
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.register import register
from motcua.declarations.services.values import Answer, Batch, Raw
from motcua.kernel.actor import Actor

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 3
"""Groups that each worker may be ahead of the writer."""


def lodge_stream(groups: Iterable[Sequence[Raw]], *, by: Actor, workers: int = 2) -> Iterator[list[Answer]]:
    """Lodge groups in their order; each group's answers come after its commit.

    With `workers` 0 everything happens in this process. The answers do not depend on it.
    """
    if workers == 0:
        for group in groups:
            yield register(prepare(group, kit()), by=by)
        return
    kit()
    for batch in in_order(_prepare, groups, workers=workers):
        yield register(batch, by=by)


def _prepare(group: Sequence[Raw]) -> Batch:
    """In a worker: the kit came with the fork."""
    return prepare(group, held())


def in_order(work: Callable[[A], B], things: Iterable[A], *, workers: int) -> Iterator[B]:
    """`work` over things in forked processes, results in order, never far ahead of the consumer."""
    connections.close_all()
    waiting: deque[Future[B]] = deque()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for thing in things:
            waiting.append(pool.submit(work, thing))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
