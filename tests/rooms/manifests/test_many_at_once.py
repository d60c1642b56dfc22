"""Many documents and acts at once are what they are one by one; outages move deadlines; a lost race stores nothing."""

import os
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.manifests.conftest import AT, EXPECTED, HEAD, HERE, HOUR, LINE, faults, told

from motcua.ground.domain.outages import Verdict
from motcua.ground.services import jobs, outages
from motcua.kernel.actor import SYSTEM
from motcua.kernel.refusals import NotFound
from motcua.manifests import factories, services
from motcua.manifests.domain.life import State
from motcua.manifests.models import Bill, BillGoods, Box, Call, Document, Version
from motcua.manifests.queries import one

ROWS = (Bill, BillGoods, Box, Version)


def plain() -> list[list[dict[str, object]]]:
    """What is stored, without ids, leaves and numbers."""
    dropped = {"leaf", "no", "bill", "document_id", "call_id", "number", "at", "pk"}
    return [
        sorted(
            ({name: value for name, value in row.items() if name not in dropped} for row in model.objects.values()),
            key=str,
        )
        for model in ROWS
    ]  # fmt: skip


def dossiers(count: int, bills: int = 3) -> list[services.Submission]:
    services.register_vessels([factories.vessel(no) for no in range(1, count + 1)], by=SYSTEM, at=AT)
    made = []
    for no in range(1, count + 1):
        cargo, *others = factories.dossier(no)
        documents = [factories.cargo(no, bills=bills), *others]
        made += [services.Submission(each, LINE, AT) for each in documents]
        assert cargo.call_sign == documents[0].call_sign
    return made


def test_many_at_once_store_what_one_by_one_does(port: None) -> None:
    from django.db import transaction

    made = dossiers(3)
    save = transaction.savepoint()
    services.submit_many(made)
    together = plain()
    assert faults() == []
    transaction.savepoint_rollback(save)
    for each in made:
        services.submit(each.document, by=each.by, at=each.at)
    assert plain() == together
    assert faults() == []


def test_the_calls_of_weeks_are_built_through_the_services(port: None) -> None:
    count = 600 if os.environ.get("MOTCUA_COUNTS") == "soak" else 20
    made = dossiers(count, bills=20)
    began = time.perf_counter()
    taken = services.submit_many(made)
    middle = time.perf_counter()
    numbers = list(dict.fromkeys(each.call for each in taken))
    verbs = {"accept": AT, "arrive": EXPECTED, "clear in": EXPECTED, "finish cargo": EXPECTED + 9 * HOUR}
    services.do_many([services.Doing(number, verb, SYSTEM, at) for verb, at in verbs.items() for number in numbers])
    ended = time.perf_counter()
    print(f"{len(made) / (middle - began):.0f} documents/s, {4 * count / (ended - middle):.0f} acts/s")
    assert Call.objects.filter(state=str(State.CLEARED_IN)).count() == count
    assert faults() == []


def down(began: datetime, ended: datetime) -> None:
    """An outage, confirmed a minute after it ended, with its jobs done."""
    at = ended + timedelta(minutes=1)
    why = "Đứt cáp tới các chi cục (giả định)"
    found = outages.add("lines", began, ended, reason=why, by=SYSTEM, at=at)
    outages.rule(found, Verdict.CONFIRMED, reason=why, by=HEAD, at=at)
    jobs.run_due(at + HOUR)


def test_a_confirmed_outage_moves_what_is_awaited_and_the_agent_is_told(port: None) -> None:
    call = services.open_call(factories.general(), by=LINE, at=AT)
    services.submit(factories.cargo(), by=LINE, at=AT)
    down(AT + HOUR, AT + 3 * HOUR)
    due = {each.kind: each.due_at for each in one.documents(call, LINE)}
    assert (due["crew"], due["cargo"]) == (EXPECTED - 6 * HOUR, None)
    assert told()[-1].startswith("Because of an outage, documents of MINH HOA 01")
    assert not services.submit(factories.crew(), by=LINE, at=EXPECTED - 6 * HOUR).late
    assert faults() == []


def test_an_outage_before_the_announcement_or_after_clearance_moves_nothing(cleared: Call) -> None:
    down(AT - 3 * HOUR, AT - HOUR)
    down(EXPECTED - 30 * HOUR, EXPECTED - 20 * HOUR)
    assert [each.due_at for each in Document.objects.all()] == [None] * 6
    assert faults() == []


def test_agents_are_reminded_of_what_is_due_within_a_day(port: None) -> None:
    services.open_call(factories.general(), by=LINE, at=AT)
    assert services.remind(EXPECTED - 37 * HOUR) == 0
    assert services.remind(EXPECTED - 34 * HOUR) == 1
    assert told()[-1].startswith("1 documents of MINH HOA 01")
    assert services.remind(EXPECTED - 20 * HOUR) == 1
    assert told()[-1].startswith("6 documents")


def test_a_batch_asks_no_more_of_the_database_the_more_ships_there_are(
    port: None, django_assert_max_num_queries: Any
) -> None:
    few, many = dossiers(2), dossiers(12)[-60:]
    with CaptureQueriesContext(connection) as asked:
        services.submit_many(few)
    with django_assert_max_num_queries(len(asked) + 2):
        services.submit_many(many)


def test_acts_on_many_calls_are_all_refused_where_one_is_not_seen(received: Call) -> None:
    acts = [services.Doing(number, "accept", HERE, AT + HOUR) for number in (received.number, "700000000010")]
    with pytest.raises(NotFound):
        services.do_many(acts)
    assert Call.objects.get(pk=received.pk).state == State.RECEIVED
    assert faults() == []
