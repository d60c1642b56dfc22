"""The cap holds whatever happens: streams, bursts, changes, clocks, writers side by side, killed writers."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from tests.faults import cap_writer

from motcua.kernel.days import law_moment
from motcua.risk import models, services
from motcua.risk.domain import RED
from motcua.risk.services import scoring

ROOT = Path(__file__).resolve().parents[2]
BEGIN = "import sys, django; django.setup(); from tests.faults.cap_writer import main; main(*sys.argv[1:])"
POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")


def start(home: dict[str, str], *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN, *map(str, arguments)],
        env=home, cwd=ROOT, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip


def run(home: dict[str, str], *arguments: object) -> str:
    process = start(home, *arguments)
    said, _ = process.communicate()
    assert process.returncode == 0
    return said


def run_together(home: dict[str, str], writers: int, groups: int) -> None:
    running = [start(home, "write", seed, groups) for seed in range(writers)]
    for each in running:
        each.communicate()
    assert {each.returncode for each in running} == {0}


def assert_sound(home: dict[str, str], least: int, by_model: int = 1) -> None:
    found = json.loads(run(home, "check"))
    assert found["decisions"] >= least
    assert found["gapless"]
    assert found["faults"] == []
    assert found["over"] == 0
    assert found["red"] > 0
    assert found["by_model"] >= by_model


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A home and a SQLite file of its own."""
    place = {**os.environ, "MOTCUA_HOME": str(tmp_path), "DATABASE_URL": ""}
    run(place, "prepare")
    return place


@pytest.fixture
def postgres_home(tmp_path: Path):
    """A home and a PostgreSQL database of its own, dropped afterwards."""
    if not POSTGRES:
        pytest.skip("DATABASE_URL names no PostgreSQL")
    import psycopg

    server, name = urlsplit(os.environ["DATABASE_URL"]), f"cap_{uuid4().hex[:12]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}"')
        place = {
            **os.environ,
            "MOTCUA_HOME": str(tmp_path),
            "DATABASE_URL": urlunsplit(server._replace(path=f"/{name}")),
        }
        try:
            run(place, "prepare")
            yield place
        finally:
            session.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.own_sqlite
def test_threads_side_by_side_on_sqlite_never_overspend(home):
    run(home, "threads", 4, 40)
    assert_sound(home, 1_000)


@pytest.mark.own_sqlite
def test_processes_side_by_side_on_sqlite_never_overspend(home):
    run_together(home, 3, 40)
    assert_sound(home, 800)


@pytest.mark.postgres
def test_processes_side_by_side_on_postgresql_never_overspend(postgres_home):
    run_together(postgres_home, 4, 60)
    assert_sound(postgres_home, 1_500)


@pytest.mark.postgres
def test_threads_side_by_side_on_postgresql_never_overspend(postgres_home):
    run(postgres_home, "threads", 4, 40)
    assert_sound(postgres_home, 1_000)


def kill_in_the_middle(home: dict[str, str], seed: int) -> None:
    writer = start(home, "write", seed, 100_000)
    assert writer.stdout is not None
    assert writer.stdout.readline()
    time.sleep(random.Random(seed).random() / 2)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()


@pytest.mark.own_sqlite
def test_a_writer_killed_in_the_middle_leaves_balance_and_decisions_in_step(home):
    for seed in range(3):
        kill_in_the_middle(home, seed)
    assert_sound(home, 100, by_model=0)


@pytest.mark.postgres
def test_a_writer_killed_on_postgresql_leaves_balance_and_decisions_in_step(postgres_home):
    for seed in range(3):
        kill_in_the_middle(postgres_home, seed)
    assert_sound(postgres_home, 100, by_model=0)


@pytest.mark.django_db
def test_no_prefix_of_many_random_streams_exceeds_the_cap(times, monkeypatch):
    monkeypatch.setattr(scoring, "scorer", scoring.scorer)
    for seed in range(times):
        for table in (models.Decision, models.Told, models.Measure, models.Upgrade, models.Secret, models.Bucket):
            table.objects.all().delete()
        cap_writer.write(seed, 30, legal=random.Random(seed).choice([0, 0.01, 0.3]))
        found = cap_writer.report()
        assert (found["over"], found["faults"], found["gapless"]) == (0, [], True), seed


@pytest.mark.django_db
def test_a_day_of_three_in_ten_legal_inspections_stops_all_others_until_it_is_repaid():
    chance = random.Random(3)
    at = law_moment(date(2023, 5, 1))
    burst = [each for _ in range(10) for each in _group(chance, at, 0.3)]
    legal = sum(each.source == "legal" for each in burst)
    debt = models.Bucket.objects.get().balance_millionths
    assert debt < 0
    assert legal > 100
    after = [each for _ in range(10) for each in _group(chance, at, 0)]
    assert all(each.channel != RED for each in after if each.balance_millionths < 0)
    assert any(each.unserved for each in after)


def _group(chance: random.Random, at: datetime, legal: float) -> list[services.Decision]:
    while True:
        try:
            return cap_writer.one_group(chance, at, 60, legal)
        except cap_writer.Failed:
            continue
