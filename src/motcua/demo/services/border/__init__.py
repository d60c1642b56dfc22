"""The border's years of the demonstration: a module for each room, through its own services."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, nobody looks for rings of garbage: hundreds of thousands of small values are kept, and none is in one."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
