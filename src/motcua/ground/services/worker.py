"""The worker: runs due jobs, puts leaves into the tree within a second, signs its head each minute.

A thread beside it sends what leaves the house, which may wait for the other side, and another works out what takes
minutes; every ten seconds the probe inside looks at what it can see from here.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from motcua.ground.services import clock, jobs
from motcua.ground.services.daily import Days
from motcua.ground.services.probing import BETWEEN_LOOKS, Inside
from motcua.ground.services.sequencer import sequence, sign_head

PAUSE = 0.5
BETWEEN_HEADS = timedelta(minutes=1).total_seconds()
_logger = logging.getLogger(__name__)


class Worker:
    """One round after another until it is stopped. A database that is busy or away is tried again."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._signed = float("-inf")
        self._days = Days()
        self._inside = Inside()
        self._looked = float("-inf")

    def stop(self) -> None:
        """Let the round at hand be the last."""
        self._stop.set()

    def work(self) -> None:
        """Work until stopped, then sign a last head. One worker of an installation's home works at a time."""
        with _turn(self._stop) as mine:
            if mine:
                self._rounds()

    def _rounds(self) -> None:
        beside = [
            threading.Thread(target=self._beside, args=(act,), name=name, daemon=True)
            for name, act in (("sender", self.send), ("slow work", self.work_out))
        ]
        for thread in beside:
            thread.start()
        while not self._stop.is_set():
            done = self._guarded(self.round)
            self._look(worked=done is not None)
            if not done:
                self._stop.wait(PAUSE)
        for thread in beside:
            thread.join(PAUSE)
        self._guarded(lambda: sign_head(clock.now()) is not None)
        close_old_connections()

    def round(self) -> bool:
        """Duties of the day, jobs, then the tree, then a head if it is time. Whether any job was done."""
        self._days.begin(clock.now())
        done = jobs.run_due(clock.now())
        sequence()
        if time.monotonic() - self._signed >= BETWEEN_HEADS:
            sign_head(clock.now())
            self._signed = time.monotonic()
        return done > 0

    def send(self) -> bool:
        """Send what is due to leave the house. Whether anything was."""
        return jobs.send_due(clock.now()) > 0

    def work_out(self) -> bool:
        """Work out one thing that takes its time. Whether there was any."""
        return jobs.work_out(clock.now())

    def _beside(self, act: Callable[[], bool]) -> None:
        while not self._stop.is_set():
            if not self._guarded(act):
                self._stop.wait(PAUSE)
        close_old_connections()

    def _look(self, *, worked: bool) -> None:
        """Let the probe inside look, ten seconds after its last look; it writes when it can."""
        if time.monotonic() - self._looked >= BETWEEN_LOOKS:
            self._looked = time.monotonic()
            self._guarded(lambda: self._inside.look(worked=worked) > 0)

    def _guarded(self, act: Callable[[], bool]) -> bool | None:
        """Do it; None where the database or the machine would not."""
        try:
            return act()
        except (DatabaseError, OSError):
            _logger.exception("the worker's round failed; it will be tried again")
            close_old_connections()
            return None


@contextmanager
def _turn(stop: threading.Event) -> Iterator[bool]:
    """Wait until no other process holds the worker's lock, or until stopped. The lock ends with its process."""
    with (settings.HOME / "worker.lock").open("w") as file:
        while not stop.is_set():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop.wait(PAUSE)
            else:
                yield True
                return
        yield False


def start() -> tuple[Worker, threading.Thread]:
    """A worker in a thread of this process, for `serve`. Stop it with `worker.stop()`, then join the thread."""
    worker = Worker()
    thread = threading.Thread(target=worker.work, name="worker", daemon=True)
    thread.start()
    return worker, thread
