"""Dice: every draw belongs to a seed and a name, never to an order or a process."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray


def dice(seed: int, *names: str | int) -> np.random.Generator:
    """A generator of its own for this seed and these names."""
    words = [name if isinstance(name, int) else crc32(name.encode()) for name in names]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


def spread(weights: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Whole numbers that add up to `total`, each within one of its share by weight."""
    marks = np.rint(np.cumsum(weights) / weights.sum() * total).astype(np.int64)
    found: NDArray[np.int64] = np.diff(marks, prepend=0)
    return found
