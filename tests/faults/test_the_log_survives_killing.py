"""Killed at any moment, the log loses nothing acknowledged, gives no number twice and leaves no gap."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.own_sqlite), "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """A DATABASE_URL of an empty database; PostgreSQL only where the tests are given a server."""
    server = os.environ.get("DATABASE_URL", "")
    if request.param == "sqlite":
        yield ""
        return
    if not server.startswith("postgres"):
        pytest.skip("no PostgreSQL server")
    import psycopg

    name = f"motcua_faults_{os.getpid()}"
    with psycopg.connect(urlsplit(server)._replace(path="/postgres").geturl(), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        session.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_killing_two_writers_and_a_worker_at_random_moments_loses_nothing(
    database: str, times: int, tmp_path: Path
) -> None:
    """Also: every job is done exactly once as far as the database goes, and the log verifies after each kill."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.log_rounds", str(times), "1969"],
        env=os.environ | {"MOTCUA_HOME": str(tmp_path), "DATABASE_URL": database},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60 + 10 * times,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert (tmp_path / "acknowledged.one").stat().st_size
    assert (tmp_path / "acknowledged.two").stat().st_size
