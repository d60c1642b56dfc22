"""Shares: a cost is split over lines by weight, and the parts add up to the dong.

Largest remainders: every part is rounded down, and the dong left over go to the parts that lost most.
So a part depends on its weight and not on its place in the list.
"""

from collections.abc import Callable, Sequence
from typing import Any

from motcua.duties.domain.figures import to_dong

Tie = Callable[[int], Any]


def share_out(numerator: int, denominator: int, weights: Sequence[int], whole: int, tie: Tie) -> list[int]:
    """Parts of `numerator / denominator` dong, each in proportion to its weight out of `whole`.

    `whole` is above zero and may exceed the sum of the weights: the rest belongs to other shipments. The
    parts add up to the rounded sum of the exact parts. `tie(index)` orders lines of equal weight.
    """
    below = denominator * whole
    if len(weights) == 1:
        return [to_dong(numerator * weights[0], below)]
    parts: list[int] = []
    lost: list[int] = []
    for weight in weights:
        part, rest = divmod(numerator * weight, below)
        parts.append(part)
        lost.append(rest)
    left = to_dong(numerator * sum(weights), below) - sum(parts)
    for index in _most_lost(lost, weights, left, tie) if left else ():
        parts[index] += 1
    return parts


def _most_lost(lost: Sequence[int], weights: Sequence[int], count: int, tie: Tie) -> list[int]:
    order = sorted(range(len(lost)), key=lambda at: (-lost[at], -weights[at]))
    if count < len(order):
        last, after = order[count - 1], order[count]
        if lost[last] == lost[after] and weights[last] == weights[after]:
            order.sort(key=lambda at: (-lost[at], -weights[at], tie(at)))
    return order[:count]
