"""Killing the process at random moments of intake loses nothing that was acknowledged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_acknowledged_is_lost_when_intake_is_killed(times: int, tmp_path: Path) -> None:
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "DATABASE_URL": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(times)], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    assert "acknowledged" in ended.stdout


@pytest.mark.postgres
def test_the_same_on_postgresql(times: int, tmp_path: Path) -> None:
    import psycopg
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    held = connection.settings_dict
    server = f"postgresql://{held['USER'] or 'postgres'}@{held['HOST'] or '127.0.0.1'}:{held['PORT'] or 5432}"
    name = f"motcua_kill_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            environment = {
                **os.environ, "MOTCUA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "DATABASE_URL": f"{server}/{name}",
            }  # fmt: skip
            ended = subprocess.run(
                [sys.executable, "-m", "tests.faults.killing", str(times)], cwd=ROOT, env=environment,
                capture_output=True, text=True, timeout=3600,
            )  # fmt: skip
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
