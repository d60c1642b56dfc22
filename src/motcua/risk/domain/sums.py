"""Sums by key that fade: what happened a half-life ago counts half of what happens now."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
MOST_HALVES = 60
"""Weights grow with the days instead of sums shrinking; after so many doublings all come down by them, exactly."""


class Kept(msgspec.Struct, array_like=True):
    """Sums as they are stored: keys in the order in which they came, and little-endian 64-bit floats."""

    half_life: int
    width: int
    since: date
    keys: list[str]
    sums: bytes


class Sums:
    """Faded sums of `width` quantities for each key. Row 0 is that of every key nothing is known of."""

    __slots__ = ("_factor", "_place", "_since", "_sums", "half_life", "width")

    def __init__(self, width: int, half_life: int, since: date) -> None:
        self.width, self.half_life = width, half_life
        self._since, self._factor = since, 1.0
        self._place: dict[str, int] = {}
        self._sums: Floats = np.zeros((64, width))

    def __len__(self) -> int:
        return len(self._place)

    def keys(self) -> list[str]:
        """All keys, in the order in which they came."""
        return list(self._place)

    def stand(self, day: date) -> None:
        """From now on what is asked for has faded up to that day."""
        while (day - self._since).days > MOST_HALVES * self.half_life:
            self._sums *= 0.5**MOST_HALVES
            self._since += timedelta(days=MOST_HALVES * self.half_life)
        self._factor = 0.5 ** ((day - self._since).days / self.half_life)

    def add(self, keys: Sequence[str], values: Floats, day: date) -> None:
        """Add rows of values that happened on a day."""
        place = self._place
        for key in keys:
            if key not in place:
                place[key] = len(place) + 1
        if len(place) >= len(self._sums):
            more = np.zeros((max(len(self._sums), len(place)), self.width))
            self._sums = np.concatenate((self._sums, more))
        weight = 2.0 ** ((day - self._since).days / self.half_life)
        np.add.at(self._sums, [place[key] for key in keys], values * weight)

    def of(self, keys: Sequence[str]) -> Floats:
        """The sums of keys, faded, one row each; zeros for what is unknown."""
        get = self._place.get
        found: Floats = self._sums[[get(key, 0) for key in keys]] * self._factor
        return found

    def whole(self) -> Floats:
        """The sums over all keys, faded."""
        found: Floats = self._sums.sum(axis=0) * self._factor
        return found

    def copy(self) -> "Sums":
        """The same sums, which go their own way from now on."""
        made = Sums(self.width, self.half_life, self._since)
        made._factor, made._place, made._sums = self._factor, self._place.copy(), self._sums.copy()
        return made

    def kept(self) -> Kept:
        """What is stored of it."""
        sums = self._sums[1 : len(self._place) + 1].astype("<f8").tobytes()
        return Kept(self.half_life, self.width, self._since, list(self._place), sums)

    @staticmethod
    def read(kept: Kept, day: date) -> "Sums":
        """What was stored, as it stands on a day. ValueError where it does not hold together."""
        found = Sums(kept.width, kept.half_life, kept.since)
        found._place = {key: place for place, key in enumerate(kept.keys, 1)}
        sums = np.frombuffer(kept.sums, "<f8").reshape(len(kept.keys), kept.width)
        found._sums = np.concatenate((np.zeros((1, kept.width)), sums, np.zeros((64, kept.width))))
        found.stand(day)
        return found
