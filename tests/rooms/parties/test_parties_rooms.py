"""The register with its tables: many at once, standings that are never overwritten, and searching."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from msgspec.structs import replace

from motcua.ground import queries as ground
from motcua.ground.queries.verification import verify
from motcua.ground.services import log
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.parties import covering, models, queries, services
from motcua.parties.domain import (
    AlreadyRegistered,
    BadLevel,
    BadTaxCode,
    LevelChange,
    NeedsReason,
    Party,
    UnknownParty,
)

AT = datetime(2023, 5, 10, 2, tzinfo=UTC)
LATER = AT + timedelta(days=1)
OFFICER = Actor(3, "Bình", posts=frozenset({Post("officer", "20BB")}))
TRADER = Actor(4, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5700000002"}))

THAN = Party(
    "5700000001", "Công ty Than Đông Bắc", "Số 1 đường Lê Thánh Tông", "02033000001", "Quảng Ninh",
    date(2010, 1, 4), date(2014, 4, 1), level=2, debt_over_90=5, priority=True,
)  # fmt: skip
CANG = Party("5700000002", "Công ty Cảng Móng Cái", phone="02033000002")
MONG = Party("5700000003", "CONG TY MONG CAI LOGISTICS")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    queries.forget()


def register(*parties: Party) -> list[log.Leaf]:
    return services.register(parties or (THAN, CANG, MONG), by=SYSTEM, at=AT)


def many(count: int) -> list[Party]:
    return [Party(f"57{n:08d}", f"Doanh nghiệp số {n}", province="Quảng Ninh") for n in range(count)]


def test_what_was_registered_is_what_the_snapshot_holds() -> None:
    register()
    assert queries.snapshot() == {party.tax_code: party for party in (THAN, CANG, MONG)}
    assert queries.find("5700000001") == THAN


def test_a_tax_code_that_is_not_registered_is_not_found() -> None:
    register()
    with pytest.raises(NotFound, match="5700000009"):
        queries.find("5700000009")


def test_a_registration_is_all_or_none() -> None:
    register(THAN)
    for wrong, refusal in (
        ([CANG, THAN], AlreadyRegistered),
        ([CANG, CANG], AlreadyRegistered),
        ([CANG, replace(MONG, tax_code="57")], BadTaxCode),
        ([CANG, replace(MONG, level=6)], BadLevel),
    ):
        with pytest.raises(refusal):
            register(*wrong)
    assert set(queries.snapshot()) == {THAN.tax_code}
    assert not ground.leaves_of(f"party/{CANG.tax_code}")


def test_nothing_registered_is_nothing_written() -> None:
    assert services.register([], by=SYSTEM, at=AT) == []
    assert services.set_level([], by=SYSTEM, at=AT) == 0


def test_each_party_has_a_leaf_without_its_name_in_the_order_given() -> None:
    leaves = register()
    assert [leaf.subject for leaf in leaves] == ["party/5700000001", "party/5700000002", "party/5700000003"]
    assert [leaf.id for leaf in leaves] == sorted({leaf.id for leaf in leaves})
    told = b"".join(leaf.body for leaf in leaves).decode()
    assert "Công ty" not in told
    assert "0203" not in told


def test_a_level_is_set_with_its_reason_and_the_former_standing_stays() -> None:
    register()
    changes = [LevelChange("5700000001", 4, "vi phạm"), LevelChange("5700000002", 3, "không đổi")]
    assert services.set_level(changes, by=SYSTEM, at=LATER) == 1
    assert queries.snapshot()["5700000001"] == replace(THAN, level=4)
    latest, first = queries.standings("5700000001")
    assert (latest["level"], latest["reason"], latest["at"]) == (4, "vi phạm", LATER)
    assert (first["level"], first["reason"], first["at"]) == (2, "", AT)
    assert len(queries.standings("5700000002")) == 1


def test_a_change_of_standing_needs_a_reason_a_known_party_and_a_true_level() -> None:
    register()
    for change, refusal in (
        (LevelChange("5700000001", 4, " "), NeedsReason),
        (LevelChange("5700000009", 4, "x"), UnknownParty),
        (LevelChange("5700000001", 0, "x"), BadLevel),
    ):
        with pytest.raises(refusal):
            services.set_level([LevelChange("5700000002", 5, "x"), change], by=SYSTEM, at=LATER)
    assert queries.find("5700000002").level == CANG.level


def test_status_debt_and_priority_change_one_thing_each() -> None:
    register()
    services.set_status(["5700000001"], "suspended", reason="tạm ngừng", by=SYSTEM, at=LATER)
    services.set_debt({"5700000001": 9, "5700000002": 0}, reason="đối chiếu nợ", by=SYSTEM, at=LATER)
    services.set_priority(["5700000001"], False, reason="hết thời hạn", by=SYSTEM, at=LATER)
    assert queries.find("5700000001") == replace(THAN, status="suspended", debt_over_90=9, priority=False)
    assert queries.find("5700000002") == CANG
    verbs = sorted(leaf.verb for leaf in ground.leaves_of("party/5700000001"))
    assert verbs == ["party.debt_set", "party.priority_set", "party.registered", "party.status_set"]


def test_a_status_that_does_not_exist_is_refused() -> None:
    register()
    with pytest.raises(ValueError, match="asleep"):
        services.set_status(["5700000001"], "asleep", reason="x", by=SYSTEM, at=LATER)


def test_who_may_change_what() -> None:
    with pytest.raises(NotAllowed):
        services.register([THAN], by=TRADER, at=AT)
    services.register([THAN], by=OFFICER, at=AT)
    change = [LevelChange("5700000001", 5, "x")]
    with pytest.raises(NotAllowed):
        services.set_level(change, by=OFFICER, at=AT)
    risk = Actor(5, "Chi", posts=frozenset({Post("risk")}))
    assert services.set_level(change, by=risk, at=AT) == 1
    with pytest.raises(NotAllowed):
        services.set_debt({"5700000001": 1}, reason="x", by=risk, at=AT)
    with pytest.raises(NotAllowed):
        services.set_priority(["5700000001"], True, reason="x", by=risk, at=AT)


def test_the_database_refuses_a_level_and_a_debt_that_cannot_be() -> None:
    wrong = {"tax_code": "5700000001", "at": AT, "status": "active", "priority": 0, "reason": ""}
    for leaf, level, debt in ((1, 0, 0), (2, 6, 0), (3, 3, -1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Standing.objects.create(leaf=leaf, level=level, debt_over_90=debt, **wrong)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mong cai", ["5700000003", "5700000002"]),
        ("Móng Cái", ["5700000002", "5700000003"]),
        ("mo\u0301ng ca\u0301i", ["5700000002", "5700000003"]),
        ("MONG CAI", ["5700000003", "5700000002"]),
        ("đông bắc", ["5700000001"]),
        ("dong bac than", ["5700000001"]),
        ("cong ty", ["5700000003", "5700000002", "5700000001"]),
        ("570000000", ["5700000002", "5700000003", "5700000001"]),
        ("5700000003", ["5700000003"]),
        ("100%", []),
        ("_", []),
        ("   ", []),
    ],
)
def test_a_name_is_found_without_its_marks_and_the_exact_writing_ranks_first(text: str, found: list[str]) -> None:
    register()
    assert [party.tax_code for party in queries.search(text, by=OFFICER)] == found


def test_a_search_ends_at_its_limit() -> None:
    services.register(many(30), by=SYSTEM, at=AT)
    assert len(queries.search("doanh nghiep", by=SYSTEM)) == 20
    assert len(queries.search("doanh nghiep", by=SYSTEM, limit=3)) == 3


def test_a_trader_finds_the_own_party_alone_and_the_public_none() -> None:
    register()
    assert [party.tax_code for party in queries.search("cong ty", by=TRADER)] == ["5700000002"]
    assert queries.search("cong ty", by=PUBLIC) == []


def test_the_version_changes_with_every_write_and_only_then() -> None:
    before = queries.version()
    assert queries.version() == before
    register()
    registered = queries.version()
    assert registered != before
    services.set_level([LevelChange("5700000001", 5, "x")], by=SYSTEM, at=LATER)
    assert queries.version() != registered


def test_another_process_is_noticed_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    before = queries.version()
    models.Standing.objects.create(
        leaf=1, tax_code="x", at=AT, status="active", level=3, debt_over_90=0, priority=0, reason=""
    )
    now = time.monotonic() + 1.0
    monkeypatch.setattr(queries.time, "monotonic", lambda: now)
    assert queries.version() != before


def test_sixteen_hundred_parties_are_registered_and_assessed_at_once() -> None:
    parties = many(1_600)
    services.register(parties, by=SYSTEM, at=AT)
    changes = [LevelChange(party.tax_code, 1 + n % 5, "đánh giá hằng ngày") for n, party in enumerate(parties)]
    changed = services.set_level(changes, by=SYSTEM, at=LATER)
    assert len(queries.snapshot()) == 1_600
    assert changed == 1_280


@pytest.mark.django_db(transaction=True)
def test_what_the_services_write_is_what_the_log_answers_for() -> None:
    wrote()
    assert places() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("parties_party", "name = 'Khác'"),
        ("parties_party", "folded = 'khac'"),
        ("parties_party", "founded_on = '2000-01-01'"),
        ("parties_standing", "level = 1"),
        ("parties_standing", "reason = ''"),
        ("parties_standing", "at = '2020-01-01 00:00:00'"),
        ("parties_now", "level = 1"),
        ("parties_now", "status = 'closed'"),
        ("parties_now", "debt_over_90 = 7"),
        ("parties_now", "priority = 1 - priority"),
        ("parties_now", "tax_code = '0000000000'"),
    ],
)
def test_a_row_changed_past_the_log_is_found_and_placed(table: str, change: str) -> None:
    wrote()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE tax_code = '5700000002'")
    found = places()
    assert any(table in place for place in found), found


@pytest.mark.django_db(transaction=True)
def test_a_present_standing_set_back_to_an_earlier_one_is_found() -> None:
    wrote()
    first = queries.standings("5700000002")[-1]
    models.Now.objects.filter(tax_code="5700000002").update(level=first["level"], leaf=first["leaf"])
    assert [fault.place for fault in covering.now_is_the_latest()] == ["parties_now 5700000002"]


def wrote() -> None:
    register()
    services.set_level([LevelChange("5700000002", 4, "vi phạm")], by=SYSTEM, at=LATER)
    log.sequence()


def places() -> list[str]:
    return [fault.place for fault in verify().faults if "parties" in fault.place]
