"""Intake in groups: one commit for many, and a bad neighbour harms nobody."""

import os
import subprocess
import sys
from concurrent.futures import Future
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from django.db import DatabaseError
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration, Number
from motcua.declarations.services.intake import Order, store
from motcua.ground import queries as ground
from motcua.ground.models import Message, Receipt
from motcua.ground.services import files, post
from motcua.kernel.actor import SYSTEM, Actor, Post

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


def refused(answer: services.Answer) -> post.Reply:
    return post.Reply(b" ".join(found.code.encode() for found in answer.findings), "text/plain", 422, errors=1)


ARRIVAL = services.Arrival("api", "application/json", refused)


def arrived(raw: services.Raw, by: Actor = SYSTEM) -> Order:
    return Order(services.prepare([raw], services.kit()), by, Future(), ARRIVAL)


def results(*orders: Order) -> list[services.Answer]:
    store(orders)
    return [each.answer.result(0) for each in orders]


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_the_same_declaration_twice_in_a_group_is_stored_once_and_answered_twice(at: datetime) -> None:
    body = factories.body(1, day=DAY)
    first, second = results(arrived(services.Raw(body, at)), arrived(services.Raw(body, at)))
    assert (first.repeated, second.repeated) == (False, True)
    assert (first.number, first.channel, first.state) == (second.number, second.channel, second.state)
    assert Declaration.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_a_key_finds_a_declaration_without_reference_and_refuses_another_under_it(at: datetime) -> None:
    body, other = (factories.body(1, day=DAY, reference="", gross_weight=Decimal(kg)) for kg in (1000, 1200))
    [first] = results(arrived(services.Raw(body, at, "k1")))
    again, wrong = results(arrived(services.Raw(body, at, "k1")), arrived(services.Raw(other, at, "k1")))
    assert (again.repeated, again.number) == (True, first.number)
    assert [found.code for found in wrong.findings] == ["DCL-E05"]


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_what_was_registered_is_answered_alike_when_the_rules_of_a_later_day_would_refuse_it(at: datetime) -> None:
    body = factories.body(1, day=DAY)
    [first] = results(arrived(services.Raw(body, at)))
    later = arrived(services.Raw(body, at + timedelta(days=400)))
    assert not later.prepared.accepted
    [again] = results(later)
    assert (again.accepted, again.number, again.channel) == (True, first.number, first.channel)


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_nobody_lodges_for_a_party_that_is_not_theirs(at: datetime) -> None:
    sent = services.Raw(factories.body(1, day=DAY), at)
    theirs = Actor(3, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    others = Actor(4, "Ba", posts=frozenset({Post("trader")}), parties=frozenset({"5799900003"}))
    refusal, accepted = results(arrived(sent, others), arrived(sent, theirs))
    assert [(found.code, found.path) for found in refusal.findings] == [("DCL-E04", "/party_id")]
    assert (accepted.accepted, accepted.repeated) == (True, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_the_post_book_holds_what_came_and_the_refusals_word_for_word(at: datetime) -> None:
    good, bad = factories.body(1, day=DAY), factories.body(2, day=DAY, incoterm="XXX")
    accepted, refusal, _ = results(*(arrived(services.Raw(body, at)) for body in (good, bad, b"{")))
    rows = list(Message.objects.order_by("id"))
    assert [files.slice(row.file, row.start, row.length) for row in rows] == [good, bad, b"{"]
    assert [(row.subject, row.status) for row in rows] == [(accepted.number, 201), ("", 422), ("", 422)]
    told = [files.slice(row.answer, row.answer_start, row.answer_length) for row in rows[1:]]
    assert told == [refusal.findings[0].code.encode(), b"DCL-E01"]


@pytest.mark.django_db
@pytest.mark.usefixtures("department")
def test_each_of_a_group_gets_the_receipt_of_its_own_leaf(at: datetime) -> None:
    answers = results(*(arrived(services.Raw(factories.body(no, day=DAY), at)) for no in range(5)))
    told = [answer.signed.receipt() for answer in answers if answer.signed]
    assert [int(receipt["leaf"]) for receipt in told] == [answer.leaf for answer in answers]
    assert told == [ground.receipt(answer.leaf) for answer in answers]


SIDE_BY_SIDE = """
import datetime, django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from motcua.declarations import factories, services
from motcua.declarations.models import Declaration
from motcua.declarations.services.intake import INTAKE
from motcua.ground.models import Receipt
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from tests.fresh import migrate
migrate()
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


@pytest.mark.own_sqlite
def test_threads_side_by_side_share_commits_and_get_each_their_own_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run(
        [sys.executable, "-c", SIDE_BY_SIDE], env=environment, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert int(ended.stdout.split()[-1]) < 200
