"""Moments as databases give and take them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""A moment at which nothing happens: stands for one that cannot be read."""


@lru_cache(maxsize=8192)
def stored(at: datetime) -> str:
    """A moment as Django stores it on SQLite: UTC without its zone."""
    text = str(at)
    if text[-6:] != "+00:00":
        text = str(at.astimezone(UTC))
    return text[:-6]


def stored_many(moments: Sequence[datetime]) -> list[str]:
    """As `stored`, for many moments at once: all are written in one go, which is a hundred times as quick."""
    text = _encode(moments).decode().replace("T", " ")
    if text.count('Z"') != len(moments):
        return [stored(at) for at in moments]
    return text[2:-3].split('Z","') if moments else []


def aware(at: Any) -> datetime:
    """A moment as a raw cursor gives it, made aware: SQLite's have no zone and are UTC. ValueError if it is none."""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    if not isinstance(found, datetime):
        raise ValueError(f"{at!r} is not a moment")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def when(at: Any) -> datetime:
    """As `aware`, and NEVER for what is no moment."""
    try:
        return aware(at)
    except ValueError:
        return NEVER


def day_of(day: date | str) -> date:
    """A day as a raw cursor gives it: SQLite's are texts."""
    return date.fromisoformat(day) if isinstance(day, str) else day
