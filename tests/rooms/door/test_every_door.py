"""A declaration is the same whichever door it comes through: rows, leaves and selection."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SOAK

pytestmark = pytest.mark.own_sqlite
ROOT = Path(__file__).resolve().parents[3]
COUNT = 1000 if SOAK else 300
DOORS = ("one by one", "bulk", "form", "api", "xml")


def run(home: Path, door: str) -> str:
    unlimited = dict.fromkeys(("MOTCUA_API_REQUESTS", "MOTCUA_API_DECLARATIONS", "MOTCUA_API_AT_ONCE"), "0")
    environment = {**os.environ, **unlimited, "MOTCUA_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.rooms.door.every_door", door, str(COUNT)], cwd=ROOT,
        env={**environment, "DATABASE_URL": ""}, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What each door stored, each in a copy of one installation: same keys, same clock, same secret."""
    folder = tmp_path_factory.mktemp("doors")
    first = folder / "first"
    first.mkdir()
    run(first, "prepare")
    found = {}
    for door in DOORS:
        home = folder / door.replace(" ", "-")
        shutil.copytree(first, home)
        found[door] = json.loads(run(home, door))
    return found


@pytest.mark.parametrize("door", DOORS[1:])
def test_rows_leaves_and_selection_are_the_same_through(door: str, stored: dict[str, dict[str, Any]]) -> None:
    expected = stored["one by one"]
    assert stored[door].keys() == expected.keys()
    for table, rows in expected.items():
        wrong = [pair for pair in zip(rows, stored[door][table], strict=True) if pair[0] != pair[1]]
        assert not wrong, f"{table}: {len(wrong)} of {len(rows)} differ, first {wrong[0]}"


def test_the_stream_holds_what_would_show_a_difference(stored: dict[str, dict[str, Any]]) -> None:
    leaves = stored["one by one"]["leaves"]
    assert len(leaves) == COUNT * 9 // 10, "nine of ten are accepted"
    channels = Counter(facts["channel"] for _, _, _, facts in leaves)
    assert min(channels[channel] for channel in (1, 2, 3)) >= 5
    assert len(stored["one by one"]["revenue_transfer"]) > COUNT
