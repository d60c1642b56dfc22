"""Limits: how much and how often one caller may ask, counted in this process.

A token bucket each for requests and for goods declared, and so many requests at once. They protect the others, not
the law: a process that starts anew forgets them.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings

from motcua.design.domain.problems import Stopped
from motcua.kernel.words import Words

MINUTE = 60.0
MOST_CALLERS = 10_000
"""So many callers are remembered; the one that has been silent longest is forgotten first."""


class Bucket:
    """So many a minute, and as many at once as a minute holds. Not thread-safe."""

    __slots__ = ("_at", "_left", "_most")

    def __init__(self, a_minute: int, now: float) -> None:
        self._most = a_minute
        self._left = float(a_minute)
        self._at = now

    def take(self, count: int, now: float) -> float:
        """Take `count`; 0 if they were there, else the seconds until they will be, and nothing is taken.

        More than a whole minute holds is given when the bucket is full, and paid off afterwards.
        """
        self._left = min(self._most, self._left + (now - self._at) * self._most / MINUTE)
        self._at = now
        needed = min(count, self._most)
        if self._left < needed:
            return (needed - self._left) * MINUTE / self._most
        self._left -= count
        return 0.0


class Caller:
    """What one caller has asked for lately, and what it is asking now."""

    __slots__ = ("at_once", "declarations", "requests")

    def __init__(self, requests: int, declarations: int, now: float) -> None:
        self.requests = Bucket(requests, now)
        self.declarations = Bucket(declarations, now)
        self.at_once = 0


class Limits:
    """The limits of all callers. `requests` and `declarations` are per minute and caller; 0 is no limit."""

    def __init__(
        self, *, requests: int, declarations: int, at_once: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._requests, self._declarations, self._at_once, self._clock = requests, declarations, at_once, clock
        self._callers: OrderedDict[str, Caller] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def within(self, name: str) -> Iterator[Callable[[int], None]]:
        """Count one request of this caller while it lasts; gives what counts the declarations in it. Stopped."""
        with self._lock:
            caller = self._caller(name)
            if self._at_once and caller.at_once >= self._at_once:
                raise _stopped(1.0)
            if self._requests and (wait := caller.requests.take(1, self._clock())):
                raise _stopped(wait)
            caller.at_once += 1
        try:
            yield lambda count: self.spend(name, count)
        finally:
            self._leave(name)

    def spend(self, name: str, count: int) -> None:
        """Count declarations. Stopped where there are too many for now."""
        if not self._declarations or count <= 0:
            return
        with self._lock:
            wait = self._caller(name).declarations.take(count, self._clock())
        if wait:
            raise _stopped(wait)

    def _leave(self, name: str) -> None:
        with self._lock:
            caller = self._callers.get(name)
            if caller is not None:
                caller.at_once -= 1

    def _caller(self, name: str) -> Caller:
        found = self._callers.get(name)
        if found is None:
            found = self._callers[name] = Caller(self._requests, self._declarations, self._clock())
            if len(self._callers) > MOST_CALLERS:
                self._forget_one()
        else:
            self._callers.move_to_end(name)
        return found

    def _forget_one(self) -> None:
        for name, caller in self._callers.items():
            if not caller.at_once:
                del self._callers[name]
                return


def _stopped(wait: float) -> Stopped:
    seconds = int(wait) + 1
    why = Words(
        f"Đã quá giới hạn của bên gọi. Gửi lại sau {seconds} giây.", f"Beyond the caller's limit. Again in {seconds} s."
    )
    return Stopped("too-many", why, wait=seconds)


LIMITS = Limits(requests=settings.API_REQUESTS, declarations=settings.API_DECLARATIONS, at_once=settings.API_AT_ONCE)
"""The limits of enterprises in this process."""
ANYBODY = Limits(requests=settings.API_REQUESTS, declarations=settings.API_DECLARATIONS, at_once=settings.API_AT_ONCE)
"""The limits of addresses that show no token."""
WRONG = Limits(requests=0, declarations=settings.API_WRONG_TOKENS, at_once=0)
"""Wrong tokens of an address."""


def told() -> list[tuple[Words, int]]:
    """The limits in force, for the description."""
    return [
        (Words("yêu cầu mỗi phút", "requests a minute"), settings.API_REQUESTS),
        (Words("tờ khai mỗi phút", "declarations a minute"), settings.API_DECLARATIONS),
        (Words("yêu cầu cùng lúc", "requests at once"), settings.API_AT_ONCE),
        (Words("giây để gửi xong nội dung", "seconds to send a body"), round(settings.API_SECONDS)),
    ]
