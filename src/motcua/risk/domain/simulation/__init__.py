"""Simulation: a stream of declarations decided again by other rules, and what each way of choosing catches."""

from motcua.risk.domain.simulation.policies import Learner, Policy, Selecting
from motcua.risk.domain.simulation.running import Run, run
from motcua.risk.domain.simulation.stream import Result, Stream
from motcua.risk.domain.simulation.tallies import Fairness, Load, Tally, by_month, fairness, loads, tally

__all__ = [
    "Fairness",
    "Learner",
    "Load",
    "Policy",
    "Result",
    "Run",
    "Selecting",
    "Stream",
    "Tally",
    "by_month",
    "fairness",
    "loads",
    "run",
    "tally",
]
