"""Killing the server under HTTP load: nothing acknowledged is lost or done twice, and it is soon back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.databases import database_of_its_own

ROOT = Path(__file__).resolve().parents[2]
UNLIMITED = dict.fromkeys(("MOTCUA_API_REQUESTS", "MOTCUA_API_DECLARATIONS", "MOTCUA_API_AT_ONCE"), "0")


def killed(times: int, home: Path, database: str) -> str:
    environment = {
        **os.environ, **UNLIMITED, "MOTCUA_HOME": str(home), "DATABASE_URL": database,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing_http", str(times)], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=7200,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.own_sqlite
def test_nothing_acknowledged_is_lost_when_the_server_is_killed_under_load(times: int, tmp_path: Path) -> None:
    assert "acknowledged" in killed(times, tmp_path, "")


@pytest.mark.postgres
def test_the_same_on_postgresql_with_two_processes(times: int, tmp_path: Path) -> None:
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    with database_of_its_own(f"motcua_kill_http_{os.getpid()}") as url:
        assert "acknowledged" in killed(times, tmp_path, url)
