"""The window that this process keeps between selections, brought up to the bucket before each."""

import os

from motcua.risk import models, queries
from motcua.risk.domain import Window, law_on
from motcua.risk.domain.law import longest_window

_kept = Window()


def window_at(held: models.Bucket) -> Window:
    """The window after the last decision of the bucket, which is locked.

    Where nobody else has decided since, it is the one that is kept. What others decided is read; where the
    last decision kept is not in the stream, because its transaction failed, all is read again.
    """
    if (_kept.turn, _kept.subject) != (held.turn, held.last_subject) and not _caught_up(held.turn):
        _forget()
        _read(held.turn - longest_window() + 1, held.turn)
    return _kept


def _caught_up(turn: int) -> bool:
    """Add what others decided since; False where the stream does not go on from what is kept."""
    if not 0 < turn - _kept.turn < longest_window() or not _kept.turn:
        return False
    last = next(queries.seen(_kept.turn, _kept.turn), None)
    if last is None or last[1].subject != _kept.subject:
        return False
    _read(_kept.turn + 1, turn)
    return True


def _read(first: int, last: int) -> None:
    for day, seen in queries.seen(first, last):
        _kept.add(seen, law_on(day).window)


def _forget() -> None:
    global _kept
    _kept = Window()


os.register_at_fork(after_in_child=_forget)
