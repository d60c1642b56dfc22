"""Intake in groups: one commit for many, and a bad neighbour harms nobody."""

import os
import subprocess
import sys
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from django.db import DatabaseError
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration, Number
from motcua.declarations.services.intake import Order, store
from motcua.ground.models import Receipt
from motcua.kernel.actor import SYSTEM

ROOT = Path(__file__).resolve().parents[3]


def order(no: int, at: datetime) -> Order:
    batch = services.prepare([services.Raw(factories.body(no, day=DAY), at)], services.kit())
    return Order(batch, SYSTEM, Future())


def spoiled(whole: Order) -> Order:
    """The same, with a row that the database refuses."""
    [one] = whole.batch.prepared
    bad = msgspec.structs.replace(one, head=(*one.head[:4], None, *one.head[5:]))
    return Order(msgspec.structs.replace(whole.batch, prepared=(bad,)), SYSTEM, Future())


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_what_waits_together_is_one_commit_with_one_signature(at: datetime) -> None:
    group = [order(no, at) for no in range(7)]
    store(group)
    assert len({each.answer.result(0).number for each in group}) == 7
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_bad_item_fails_alone_and_uses_no_number(at: datetime, place: int) -> None:
    group = [order(no, at) for no in range(7)]
    group[place] = spoiled(group[place])
    store(group)
    with pytest.raises(DatabaseError):
        group[place].answer.result(0)
    assert all(each.answer.result(0).accepted for no, each in enumerate(group) if no != place)
    running = sorted(int(number[2:10]) for number in Number.objects.values_list("number", flat=True))
    assert running == list(range(running[0], running[0] + 6))
    assert Declaration.objects.count() == 6


SIDE_BY_SIDE = """
import datetime, django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.core.management import call_command
from django.db import connection
from motcua.declarations import factories, services
from motcua.declarations.models import Declaration
from motcua.declarations.services.intake import INTAKE
from motcua.ground.models import Receipt
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
call_command("migrate", verbosity=0)
at = law_moment(datetime.date(2023, 5, 4), 9)
parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=at)
def lodge(no):
    try:
        return INTAKE.lodge(services.Raw(factories.body(no), at), by=SYSTEM).number
    finally:
        connection.close()
with ThreadPoolExecutor(16) as pool:
    numbers = list(pool.map(lodge, range(200)))
INTAKE.close()
running = sorted(int(number[2:10]) for number in numbers)
assert running == list(range(running[0], running[0] + 200)), "numbers"
assert Declaration.objects.count() == 200
print("commits", Receipt.objects.count())
"""


def test_threads_side_by_side_share_commits_and_get_each_their_own_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run(
        [sys.executable, "-c", SIDE_BY_SIDE], env=environment, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert int(ended.stdout.split()[-1]) < 200
