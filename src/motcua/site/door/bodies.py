"""Bodies: read whole, within a size and a time, whatever the sender does.

The server's read waits for as long as the sender likes, so a companion thread does it, and who handles the request
waits for it no longer than it should. A companion that was given up ends when the connection does.
"""

import threading
from collections.abc import Callable
from typing import Any

from motcua.design.domain.problems import Stopped, error
from motcua.kernel.words import Words

AT_ONCE = 1 << 16


class Companion:
    """A thread that reads for another thread, one body at a time."""

    def __init__(self) -> None:
        self._begin, self._end = threading.Semaphore(0), threading.Semaphore(0)
        self._source: Any = None
        self._wanted = 0
        self._read: bytes | None = None
        self._given_up: Callable[[], None] | None = None
        self._lock = threading.Lock()
        threading.Thread(target=self._work, name="body", daemon=True).start()

    def read(self, source: Any, wanted: int, seconds: float) -> bytes | None:
        """What came of a body within the time; None if it is still coming."""
        self._source, self._wanted, self._read = source, wanted, None
        self._begin.release()
        return self._read if self._end.acquire(timeout=seconds) else None

    def give_up(self, then: Callable[[], None]) -> None:
        """Nobody waits any longer; `then` is called when the sender has ended, perhaps at once."""
        with self._lock:
            if self._read is None:
                self._given_up = then
                return
        then()

    def _work(self) -> None:
        while True:
            self._begin.acquire()
            read = _all(self._source, self._wanted)
            with self._lock:
                self._read = read
                given_up = self._given_up
            if given_up is not None:
                given_up()
                return
            self._end.release()


def _all(source: Any, wanted: int) -> bytes:
    """Up to `wanted` bytes; fewer where the sender breaks off."""
    parts: list[bytes] = []
    left = wanted
    try:
        while left > 0 and (part := source.read(left if left <= AT_ONCE else AT_ONCE)):
            parts.append(part)
            left -= len(part)
    except (OSError, RuntimeError):
        return b""
    return parts[0] if len(parts) == 1 else b"".join(parts)


_own = threading.local()


def read(environ: dict[str, Any], *, largest: int, seconds: float, hold: Callable[[], Callable[[], None]]) -> bytes:
    """The body of a request. Stopped: no length, too large, too slow, broken off.

    `hold` is called for a body that is given up, and what it returns when its sender has ended.
    """
    wanted = _length(environ, largest)
    if not wanted:
        return b""
    companion: Companion = getattr(_own, "companion", None) or Companion()
    _own.companion = companion
    found = companion.read(environ["wsgi.input"], wanted, seconds)
    if found is None:
        _own.companion = None
        companion.give_up(hold())
        raise Stopped("slow")
    if len(found) != wanted:
        words = Words("Nội dung bị đứt giữa chừng.", "The body broke off.")
        raise Stopped("unreadable", errors=[error("API-400", "/", words, f"{len(found)} of {wanted}")])
    return found


def _length(environ: dict[str, Any], largest: int) -> int:
    text = environ.get("CONTENT_LENGTH") or ""
    if not text:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise Stopped("length")
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 19):  # noqa: PLR2004 - so many digits of any length
        raise Stopped("length")
    if int(text) > largest:
        words = Words(f"Tối đa {largest} byte.", f"{largest} bytes at the most.")
        raise Stopped("too-large", words, errors=[error("API-413", "/", words, text)])
    return int(text)
