"""Best: what could be caught at most, by somebody who knew every chance but no outcome."""

from collections.abc import Sequence
from heapq import heappop, heappush

from motcua.kernel.money import PPM


def best(worth: Sequence[int], cap_ppm: int) -> list[int]:
    """The places whose worth adds up to the most while inspections keep the cap at every prefix of the stream.

    It knows the whole stream beforehand and saves up without limit, so that no way of choosing that keeps the cap is
    worth more.
    """
    kept: list[tuple[int, int]] = []
    for place, each in enumerate(worth):
        if each > 0:
            heappush(kept, (each, -place))
        if len(kept) > (place + 1) * cap_ppm // PPM:
            heappop(kept)
    return sorted(-place for _, place in kept)
