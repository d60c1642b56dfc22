"""Running: a policy sent through a stream, told of each inspection only when its result would be known."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

import msgspec

from motcua.risk.domain.decision import RED
from motcua.risk.domain.simulation.policies import Chosen, Policy
from motcua.risk.domain.simulation.stream import KNOWN_AFTER, Stream


class Run(msgspec.Struct):
    """What a policy chose at each place of a stream."""

    channels: list[int]
    sources: list[str]

    def inspected(self) -> list[int]:
        """The places that were inspected."""
        return [place for place, channel in enumerate(self.channels) if channel == RED]


def run(stream: Stream, policy: Policy, *, tell: Callable[[int], None] | None = None) -> Run:
    """Choose day by day. The policy is told only what it inspected itself, once and not before it is known."""
    chosen: list[Chosen] = []
    waiting: dict[date, list[int]] = defaultdict(list)
    for day, begin, end in stream.groups():
        for due in sorted(due for due in waiting if due <= day):
            _teach(stream, policy, day, waiting.pop(due))
        chosen += policy.choose(day, stream.candidates[begin:end])
        waiting[day + KNOWN_AFTER] += [place for place in range(begin, end) if chosen[place][0] == RED]
        if tell is not None:
            tell(end)
    return Run([channel for channel, _ in chosen], [source for _, source in chosen])


def _teach(stream: Stream, policy: Policy, day: date, places: list[int]) -> None:
    for place in places:
        result = stream.results[place]
        if result is not None:
            policy.learn(day, stream.candidates[place], result)
