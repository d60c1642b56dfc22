"""Bodies: read whole, within a size and a time, whatever the sender does.

The server's read waits for as long as the sender likes. A watch therefore looks after bodies that are being read, and
closes the reading side of connections whose time is over, so that the read ends and its sender can still be answered.
"""

import ipaddress
import logging
import os
import socket
import struct
import threading
import time
from typing import Any

from motcua.design.domain.problems import Stopped, error
from motcua.kernel.words import Words

_PIECE = 1 << 16
_DIGITS = 30
_TCP_INFO = getattr(socket, "TCP_INFO", 0)
_NEARLY = 0.25
"""Seconds by which clocks and neighbours may differ."""
_LAST_SENT = 8 + 4 * 9
"""Where `struct tcp_info` says how many milliseconds ago something was last sent."""
_logger = logging.getLogger(__name__)


class Reading:
    """A body that is being read: whose, at which port, until when."""

    __slots__ = ("address", "begun", "port", "until")

    def __init__(self, meta: dict[str, Any], seconds: float) -> None:
        self.address = str(meta.get("REMOTE_ADDR", ""))
        self.port = str(meta.get("SERVER_PORT", ""))
        self.begun = time.monotonic()
        self.until = self.begun + seconds


class Watch:
    """Looks after all bodies that this process reads; one thread, which sleeps while all come in time."""

    def __init__(self) -> None:
        self._held: set[Reading] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, reading: Reading) -> None:
        """A body is being read from now on."""
        with self._lock:
            first = not self._held
            self._held.add(reading)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="bodies", daemon=True)
                self._thread.start()
        if first:
            self._wake.set()

    def end(self, reading: Reading) -> None:
        """It has been read, or was given up."""
        with self._lock:
            self._held.discard(reading)

    def _work(self) -> None:
        while True:
            self._wake.wait()
            with self._lock:
                if not self._held:
                    self._wake.clear()
                    continue
                now = time.monotonic()
                over = [each for each in self._held if each.until <= now]
                nearest = min(each.until for each in self._held)
            for reading in over:
                cut(reading.address, reading.port, now - reading.begun)
            time.sleep(max(0.1, min(nearest - now, 1.0)))


def cut(address: str, port: str, seconds: float) -> int:
    """Close the reading side of connections from an address to which nothing was sent for so long. How many.

    Others from there that wait for their first answer as long are met too, and idle ones, which is no loss.
    """
    return sum(_cut_one(int(name), address, port, seconds) for name in os.listdir("/dev/fd")) if _TCP_INFO else 0


def _cut_one(descriptor: int, address: str, port: str, seconds: float) -> bool:
    try:
        with socket.socket(fileno=os.dup(descriptor)) as held:
            ours, theirs = held.getsockname(), held.getpeername()
            if str(ours[1]) != port or _plain(theirs[0]) != _plain(address):
                return False
            info = held.getsockopt(socket.IPPROTO_TCP, _TCP_INFO, 104)
            if struct.unpack_from("=I", info, _LAST_SENT)[0] < (seconds - _NEARLY) * 1000:
                return False
            held.shutdown(socket.SHUT_RD)
            return True
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        return False  # no socket, not of this kind, or closed meanwhile


def _plain(address: str) -> str:
    """An address in its shortest writing, IPv4 out of IPv6."""
    found = ipaddress.ip_address(address)
    return str(getattr(found, "ipv4_mapped", None) or found)


WATCH = Watch()


def read(meta: dict[str, Any], *, largest: int, seconds: float) -> bytes:
    """The body of a request. Stopped: no length, too large, too slow, broken off."""
    wanted = _length(meta, largest)
    if not wanted:
        return b""
    reading = Reading(meta, seconds)
    WATCH.begin(reading)
    try:
        found = _all(meta["wsgi.input"], wanted)
    finally:
        WATCH.end(reading)
    if len(found) == wanted:
        return found
    if time.monotonic() >= reading.until - _NEARLY:
        _logger.info("a body from %s came too slowly: %d of %d bytes", reading.address, len(found), wanted)
        raise Stopped("slow")
    words = Words("Nội dung bị đứt giữa chừng.", "The body broke off.")
    raise Stopped("unreadable", errors=[error("API-400", "/", words, f"{len(found)} of {wanted}")])


def _all(source: Any, wanted: int) -> bytes:
    """Up to `wanted` bytes; fewer where the sender breaks off."""
    parts: list[bytes] = []
    left = wanted
    try:
        while left > 0 and (part := source.read(min(left, _PIECE))):
            parts.append(part)
            left -= len(part)
    except (OSError, RuntimeError):
        return b""
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _length(meta: dict[str, Any], largest: int) -> int:
    text = meta.get("CONTENT_LENGTH") or ""
    if not text:
        if meta.get("HTTP_TRANSFER_ENCODING"):
            raise Stopped("length")
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise Stopped("length")
    if int(text) > largest:
        words = Words(f"Tối đa {largest} byte.", f"{largest} bytes at the most.")
        raise Stopped("too-large", words, errors=[error("API-413", "/", words, text)])
    return int(text)
