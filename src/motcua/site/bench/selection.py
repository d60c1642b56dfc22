"""What selection costs with the data, the model and the history that are here: beside lodging, alone, explained.

Everything is lodged and selected in one transaction that is taken back at the end.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import msgspec
from django.db import connection, transaction

from motcua.declarations import factories, services
from motcua.ground.services import bulk, ids
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import queries
from motcua.risk import services as risk
from motcua.risk.domain import Facts, read, told
from motcua.site.bench.results import Result

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
GROUP = 1000
SINGLE = 1000
EXPLAINED = 200
SHARE_GOAL, SINGLE_GOAL_MS, EXPLAIN_GOAL_MS = 0.05, 5.0, 20.0


class Watch:
    """CPU seconds spent in some functions while they are watched."""

    def __init__(self) -> None:
        self.spent = 0.0

    @contextmanager
    def over(self, *names: str) -> Iterator[None]:
        """Within, the time of these doors of the room counts."""
        kept = {name: getattr(risk, name) for name in names}
        for name, function in kept.items():
            setattr(risk, name, self._timed(function))
        try:
            yield
        finally:
            for name, function in kept.items():
                setattr(risk, name, function)

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            begun = process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.spent += process_time() - begun

        return timed


def measure(groups: int) -> Iterator[Result]:
    """Share of lodging's CPU, a single decision, an explanation; nothing of it stays."""
    found: list[Result] = []
    with transaction.atomic():
        parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
        model = risk.judge([_facts(1)[0]]).scorer
        found.append(_beside_lodging(groups, f"model {model.no}" if model else "no model in force"))
        found.append(_single())
        if model is not None:
            found.append(_explained(model))
        transaction.set_rollback(True)
    yield from found


def _beside_lodging(groups: int, model: str) -> Result:
    whole, selecting = [], []
    for group in range(groups + 1):
        raws = [services.Raw(factories.body(group * GROUP + no, day=DAY), AT) for no in range(GROUP)]
        watch = Watch()
        begun = process_time()
        with watch.over("judge", "select"):
            answers = services.submit(raws, by=SYSTEM)
        if not all(answer.accepted for answer in answers):
            raise SystemExit("made-up declarations were refused")
        if not watch.spent:
            raise SystemExit("lodging selects by other doors than those that are watched: nothing was measured")
        whole.append((process_time() - begun) / GROUP * 1e6)
        selecting.append(watch.spent / GROUP * 1e6)
    lodging, ours = median(whole[1:]), median(selecting[1:])  # the first one warms up
    return Result(
        f"selection in lodging, batches of {GROUP}", connection.vendor, "µs of CPU each", round(lodging, 1),
        round(ours, 1), round(ours / lodging, 3), f"<= {SHARE_GOAL} of lodging", ours <= SHARE_GOAL * lodging,
        f"baseline: the whole lodging, 4 items, one process; {model}",
    )  # fmt: skip


def _facts(count: int) -> list[bytes]:
    """Facts as they are kept: those of the first declarations here, made up where there are none."""
    found = [kept for _, _, group in islice(queries.told(), count) for kept in group][:count] or [_made_up()]
    return [found[place % len(found)] for place in range(count)]


def _made_up() -> bytes:
    return told(Facts(office="20BB", direction="import", procedure="A11", party="57", level=3, codes=("61091010",)))


def _candidates(count: int) -> Sequence[risk.Candidate]:
    return [
        risk.Candidate(subject, f"{subject % 10**12:012d}", facts.office, facts.party, (), facts.level, told=kept)
        for subject, kept in zip(ids.take(AT, count), _facts(count), strict=True)
        if (facts := read(kept))
    ]


def _single() -> Result:
    """From asking the model to the balance stored, one declaration at a time."""
    times = [_spent(lambda one=candidate: _select(one)) for candidate in _candidates(SINGLE)]
    return _timed("a single decision, model asked, balance and facts stored", times, SINGLE_GOAL_MS)


def _select(candidate: risk.Candidate) -> None:
    with bulk.together():  # as the intake stores
        risk.select([candidate], at=AT)


def _explained(scorer: Any) -> Result:
    asked = [[read(kept)] for kept in _facts(EXPLAINED)]
    rows = [scorer.values(facts) for facts in asked]
    times = [_spent(lambda at=place: scorer.reasons(asked[at], rows[at])) for place in range(len(asked))]
    return _timed("explanation of one that is selected", times, EXPLAIN_GOAL_MS)


def _spent(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    begun, begun_cpu = perf_counter(), process_time()
    work()
    return (perf_counter() - begun) * 1e3, (process_time() - begun_cpu) * 1e3


def _timed(work: str, times: Sequence[tuple[float, float]], goal: float) -> Result:
    clock, cpu = ([each[which] for each in times] for which in (0, 1))
    p99, p99_cpu = (quantiles(found, n=100)[98] for found in (clock, cpu))
    return Result(
        work, connection.vendor, "ms", goal, round(median(clock), 3), round(p99 / goal, 3), f"p99 <= {goal} ms",
        p99 <= goal, f"baseline: the goal; ratio: p99 by it; p99 of CPU {p99_cpu:.3f} ms",
        round(median(clock), 3), round(p99, 3),
    )  # fmt: skip


def main() -> None:
    """Print the results as JSON; run as a program with the data of this installation."""
    sys.stdout.buffer.write(msgspec.json.encode(list(measure(int(sys.argv[2])))))
