"""A load of requests over kept connections: one thread, one selector, a latency for each answer."""

import selectors
import socket
from collections import Counter, deque
from collections.abc import Iterable
from time import perf_counter

import msgspec

LONGEST = 60.0
"""Seconds without any answer after which a load is given up."""


class Load(msgspec.Struct):
    """What a load saw: answers by status, seconds from first request to last answer, seconds of each."""

    statuses: dict[int, int]
    seconds: float
    latencies: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """Milliseconds below which that share of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class _Line:
    """One connection: the request under way and what has been read of its answer."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun = 0.0
        self.read = b""

    def send(self, request: bytes) -> None:
        """Send the next request whole."""
        self.begun, self.read = perf_counter(), b""
        self.socket.sendall(request)

    def status(self) -> int | None:
        """Take what has come; the status once the whole answer is here. ConnectionError if the server hung up."""
        some = self.socket.recv(65536)
        if not some:
            raise ConnectionError("the server closed the connection")
        self.read += some
        head, found, body = self.read.partition(b"\r\n\r\n")
        return int(head[9:12]) if found and _whole(head.lower(), body) else None


def _whole(head: bytes, body: bytes) -> bool:
    """Whether all of the body has come, by its length or by its last chunk."""
    at = head.find(b"content-length:")
    if at < 0:
        return body.endswith(b"0\r\n\r\n") or b"transfer-encoding: chunked" not in head
    return len(body) >= int(head[at + 15 :].split(b"\r\n", 1)[0])


def post(path: str, token: str, body: bytes) -> bytes:
    """A request that posts one declaration."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def run(host: str, port: int, requests: Iterable[bytes], connections: int) -> Load:
    """Send all requests, each connection its next as soon as it has its answer."""
    waiting = deque(requests)
    statuses: Counter[int] = Counter()
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        lines = [_Line(host, port) for _ in range(min(connections, len(waiting)))]
        begun = perf_counter()
        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(waiting.popleft())
        busy = len(lines)
        while busy:
            ready = selector.select(LONGEST)
            if not ready:
                raise TimeoutError(f"no answer for {LONGEST} s")
            for key, _ in ready:
                line = key.data
                status = line.status()
                if status is None:
                    continue
                latencies.append(perf_counter() - line.begun)
                statuses[status] += 1
                if waiting:
                    line.send(waiting.popleft())
                else:
                    busy -= 1
        spent = perf_counter() - begun
        for line in lines:
            line.socket.close()
    return Load(dict(statuses), spent, latencies)
