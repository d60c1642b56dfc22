"""A disk that is full or read-only: told with 503 and when to come again, nothing half stored, and on it goes after."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.serving import DAY, Site, installed

from motcua.declarations import factories

ROOM = 24
"""Megabytes of the small disk."""


def mounted(*command: str) -> bool:
    """Whether the machine lets us mount."""
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; skipped where nothing may be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    if not mounted("mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", str(place)):
        pytest.skip("no small disk: mounting needs root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def lodge(site: Site, no: int, lines: int = 200) -> tuple[int, dict[str, str], Any]:
    raw = factories.body(1 + 5 * no, day=DAY, lines=lines)
    return site.ask("POST", "/api/declarations", raw, Idempotency_Key=f"n{no}")


@pytest.mark.own_sqlite
def test_a_full_disk_is_told_and_left_unharmed(small: Path) -> None:
    with installed(small) as site:
        ballast = small / "ballast"
        free = os.statvfs(small)
        ballast.write_bytes(b"\0" * max(0, free.f_bavail * free.f_frsize - 3_000_000))
        site.start()
        statuses = [lodge(site, no) for no in range(40)]
        taken = [told["number"] for status, _, told in statuses if status == 201]
        full = [(status, headers) for status, headers, _ in statuses if status != 201]
        assert full, "the disk was not full in time"
        assert {status for status, _ in full} == {503}
        assert all(int(headers["retry-after"]) > 0 for _, headers in full)
        kept = site.ask("POST", "/api/messages", b"<any/>")[0]
        assert kept in (503, 415)
        ballast.unlink()
        again = [lodge(site, no) for no in range(40)]
        assert {status for status, _, _ in again} == {200, 201}
        numbers = [told["number"] for _, _, told in again]
        assert numbers[: len(taken)] == taken
        found = site.look()
        assert (found["faults"], found["gaps"], found["Declaration"], found["numbers"]) == (
            [], False, 40, sorted(numbers),
        )  # fmt: skip


@pytest.mark.own_sqlite
def test_a_folder_that_may_only_be_read_is_told_and_left_as_it_is(small: Path) -> None:
    with installed(small) as site:
        site.start()
        assert lodge(site, 1, lines=1)[0] == 201
        site.stop()
        before = site.look()
        if not mounted("mount", "-o", "remount,ro", str(small)):
            pytest.skip("the small disk cannot be made read-only")
        site.home = small.parent
        site.start(plain=True)
        for path, raw in (("/api/declarations", b"{}"), ("/api/messages", b"<any/>")):
            status, headers, told = site.ask("POST", path, raw)
            assert (status, told["status"], int(headers["retry-after"])) == (503, 503, 2)
        assert lodge(site, 2, lines=1)[0] == 503
        site.stop()
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        after = site.look()
        assert {**after, "faults": before["faults"]} == before
        assert after["faults"] == []


@pytest.mark.postgres
def test_a_database_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    import psycopg
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL")
    held = connection.settings_dict
    server = f"postgresql://{held['USER'] or 'postgres'}@{held['HOST'] or '127.0.0.1'}:{held['PORT'] or 5432}"
    name = f"motcua_read_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            with installed(tmp_path, DATABASE_URL=f"{server}/{name}") as site:
                site.start()
                assert lodge(site, 1, lines=1)[0] == 201
                admin.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
                assert {lodge(site, no, lines=1)[0] for no in (2, 3, 4)} == {503}
                admin.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = off')
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
                answers = [lodge(site, no, lines=1)[0] for no in [2] * 20 + [3, 4]]
                assert set(answers[-2:]) == {201}, answers
                found = site.look()
                assert (found["faults"], found["gaps"], found["Declaration"]) == ([], False, 4)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
