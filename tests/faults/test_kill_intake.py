"""Killing the process at random moments of intake loses nothing that was acknowledged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.databases import database_of_its_own

ROOT = Path(__file__).resolve().parents[2]


def killed(times: int, home: Path, database: str) -> str:
    environment = {**os.environ, "MOTCUA_HOME": str(home), "PYTHONPATH": str(ROOT), "DATABASE_URL": database}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(times)], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.own_sqlite
def test_nothing_acknowledged_is_lost_when_intake_is_killed(times: int, tmp_path: Path) -> None:
    assert "acknowledged" in killed(times, tmp_path, "")


@pytest.mark.postgres
def test_the_same_on_postgresql(times: int, tmp_path: Path) -> None:
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    with database_of_its_own(f"motcua_kill_{os.getpid()}") as url:
        assert "acknowledged" in killed(times, tmp_path, url)
