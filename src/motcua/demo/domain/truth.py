"""Truth: who is honest when, which goods are tempting, and what really happened. Never seen by selection."""

import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import dice
from motcua.demo.domain.parameters import Parameters

STATES = ("honest", "careless", "dishonest")
KINDS = ("", "undervaluation", "wrong_code", "false_origin", "quantity")
FINDINGS = ("KHOP", "TRIGIA", "MA", "XUATXU", "THUA")
"""What an inspection writes down, by kind."""
MONTHS = 24
QUARTERS = 8


def honesty(given: Parameters, parties: int, seed: int) -> NDArray[np.int8]:
    """The state of each party in each month, shape (MONTHS, parties). It drifts: few stay what they are."""
    truth, rng = given.truth, dice(seed, "honesty")
    start = np.array([truth.start[state] for state in STATES])
    moves = np.array([[truth.moves[one].get(other, 0.0) for other in STATES] for one in STATES])
    moves[np.diag_indices(3)] = 1 - moves.sum(axis=1)
    states = np.zeros((MONTHS, parties), dtype=np.int8)
    states[0] = np.searchsorted(np.cumsum(start), rng.random(parties), side="right").clip(0, 2)
    for month in range(1, MONTHS):
        ends = np.cumsum(moves, axis=1)[states[month - 1]]
        states[month] = (rng.random((parties, 1)) >= ends).sum(axis=1).clip(0, 2)
    return states


def waves(given: Parameters, codes: list[str], seed: int) -> NDArray[np.float64]:
    """How much more tempting goods of a code are in a quarter, shape (QUARTERS, codes)."""
    factor = np.ones((QUARTERS, len(codes)))
    for at, code in enumerate(codes):
        rng = dice(seed, "wave", code)
        factor[rng.random(QUARTERS) < given.truth.wave_share, at] = given.truth.wave_factor
    return factor


def chances(given: Parameters, states: NDArray[np.int8], factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of fraud of declarations, from the party's state and the goods' temptation."""
    base = np.array([given.truth.chance[state] for state in STATES])[states]
    return np.minimum(base * factor, given.truth.most)
