"""A gate that is cut off: killing its server loses nothing confirmed, merging twice at once doubles nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.databases import database_of_its_own

ROOT = Path(__file__).resolve().parents[2]
SOAK = os.environ.get("MOTCUA_COUNTS") == "soak"


def ran(program: str, times: int, home: Path, database: str = "") -> str:
    environment = {
        **os.environ, "MOTCUA_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DATABASE_URL": database,
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{program}", str(times)], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.own_sqlite
def test_nothing_that_was_confirmed_is_lost_when_the_gate_is_killed(tmp_path: Path) -> None:
    assert "confirmed" in ran("killing_gate", 100 if SOAK else 3, tmp_path)


@pytest.mark.own_sqlite
def test_merges_at_once_double_nothing(tmp_path: Path) -> None:
    assert "merged once" in ran("merging_at_once", 60 if SOAK else 4, tmp_path)


@pytest.mark.postgres
def test_merges_at_once_double_nothing_on_postgresql(tmp_path: Path) -> None:
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    with database_of_its_own(f"motcua_merge_gate_{os.getpid()}") as url:
        assert "merged once" in ran("merging_at_once", 60 if SOAK else 4, tmp_path, url)
