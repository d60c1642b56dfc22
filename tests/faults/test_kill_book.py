"""Killing the process that closes days leaves each of them open or closed, whole, and for good."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.databases import database_of_its_own

ROOT = Path(__file__).resolve().parents[2]


def killed(times: int, home: Path, database: str) -> str:
    environment = {
        **os.environ, "MOTCUA_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DATABASE_URL": database,
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing_book", str(times)], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.own_sqlite
def test_a_day_that_is_being_closed_when_the_process_is_killed_is_closed_whole_or_not_at_all(
    times: int, tmp_path: Path
) -> None:
    assert "amid a closing" in killed(times, tmp_path, "")


@pytest.mark.postgres
def test_the_same_days_on_postgresql(times: int, tmp_path: Path) -> None:
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    with database_of_its_own(f"motcua_kill_book_{os.getpid()}") as url:
        assert "amid a closing" in killed(times, tmp_path, url)
