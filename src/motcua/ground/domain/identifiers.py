"""Ids: 63 bits that sort by time. 42 bits of milliseconds since 2020, 10 of writer, 11 of counter."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
WRITERS = 1 << 10
COUNTS = 1 << 11
_TICK_SHIFT = 21
_WRITER_SHIFT = 11
_LAST_TICK = (1 << 42) - 1


def tick(at: datetime) -> int:
    """Milliseconds since the beginning of 2020; 0 for anything before."""
    return max(0, (at - EPOCH) // MILLISECOND)


def moment(identifier: int) -> datetime:
    """When an id says it was taken, in UTC."""
    return EPOCH + (identifier >> _TICK_SHIFT) * MILLISECOND


def first(at: datetime) -> int:
    """The smallest id of a moment: ids taken before are below it."""
    return tick(at) << _TICK_SHIFT


def writer_of(identifier: int) -> int:
    """Which writer took an id."""
    return (identifier >> _WRITER_SHIFT) & (WRITERS - 1)


class Series:
    """The ids of one writer: each larger than all before, whatever the clock does. Not thread-safe."""

    def __init__(self, writer: int, above: int = 0) -> None:
        if not 0 <= writer < WRITERS:
            raise ValueError(f"writer {writer} is not within 0..{WRITERS - 1}")
        self._base = writer << _WRITER_SHIFT
        self._tick = (above >> _TICK_SHIFT) + 1 if above else 0
        self._count = 0

    @property
    def last(self) -> int:
        """An id not below any taken."""
        return (self._tick << _TICK_SHIFT) | self._base | self._count

    def take(self, at: datetime, count: int) -> list[int]:
        """The next `count` ids, at the time `at` or, where that has been passed, after the last."""
        now = tick(at)
        if now > self._tick:
            self._tick, self._count = now, 0
        taken: list[int] = []
        while count > 0:
            if self._count == COUNTS:
                self._tick, self._count = self._tick + 1, 0
            if self._tick > _LAST_TICK:
                raise OverflowError("ids reach to the year 2159")
            step = min(count, COUNTS - self._count)
            first = (self._tick << _TICK_SHIFT) | self._base | self._count
            taken.extend(range(first, first + step))
            self._count += step
            count -= step
        return taken
