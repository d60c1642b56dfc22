"""The hidden truth: honesty drifts, fraud is concentrated but not confined, and selection cannot know."""

import ast
from pathlib import Path

import numpy as np

from motcua.demo.domain.parameters import DAYS, parameters
from motcua.demo.domain.trade import trade
from motcua.demo.domain.truth import KINDS, honesty
from motcua.demo.domain.world import World
from motcua.tariff.domain import packaged

WORLD = World(parameters(), packaged(), seed=2023, scale=0.3)
ROOMS = Path(__file__).resolve().parents[3] / "src" / "motcua"


def frauds() -> list[tuple[int, int, str]]:
    """(day, party, code) of every fraud in order."""
    found = []
    for day in range(DAYS):
        drawn = trade(WORLD, day)
        for at in np.flatnonzero(drawn.fraud).tolist():
            option = int(drawn.option[drawn.fraud_line[at]])
            found.append((day, int(drawn.party[at]), WORLD.catalogue.options[option].code))
    return found


def test_most_parties_change_state_and_most_months_are_honest() -> None:
    states = honesty(parameters(), 2000, 5)
    assert (states == 0).mean() > 0.75
    dishonest = np.flatnonzero((states == 2).any(axis=0))
    stayed = (states[:, dishonest] == 2).all(axis=0).mean()
    assert stayed < 0.1


def test_at_least_half_of_all_fraud_comes_from_parties_or_goods_without_an_earlier_hit() -> None:
    """Even if one fraud in ten were found at once, which is twice the cap."""
    rng, hit = np.random.default_rng(1), set()
    fresh = total = 0
    for _, party, code in frauds():
        total += 1
        fresh += party not in hit or code not in hit
        if rng.random() < 0.1:
            hit.update((party, code))
    assert total > 300
    assert fresh / total >= 0.5


def test_the_best_twentieth_by_probability_holds_most_of_the_fraud() -> None:
    chance, fraud = [], []
    for day in range(DAYS):
        drawn = trade(WORLD, day)
        chance.append(drawn.chance)
        fraud.append(drawn.fraud > 0)
    order = np.argsort(-np.concatenate(chance))
    hit = np.concatenate(fraud)[order]
    top = hit[: len(hit) // 20]
    assert top.mean() > 6 * hit.mean()
    assert 0.004 < hit.mean() < 0.03


def test_all_four_kinds_of_fraud_occur() -> None:
    kinds = np.concatenate([trade(WORLD, day).fraud for day in range(0, DAYS, 2)])
    assert set(kinds.tolist()) == set(range(len(KINDS)))


def test_selection_never_imports_the_demonstration() -> None:
    for path in (ROOMS / "risk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("motcua.demo") for name in names), path
        assert "demo_" not in path.read_text(encoding="utf-8"), path
