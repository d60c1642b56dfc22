"""Targets with their tables: versions in the log, the annual report unchanged, turns told once, the ledger forecast."""

from datetime import date, timedelta

import msgspec
import pytest
from django.db import connection
from tests.rooms.reports import by_sql

from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import ids, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import services as people
from motcua.people.domain import Tenure
from motcua.reports import services
from motcua.reports.domain.errors import AlreadySet, Changed, Ended, NoReason, WrongValue
from motcua.reports.domain.targets import targets as packaged
from motcua.reports.domain.targets_kept import Goal
from motcua.reports.models import TargetTurn, TargetVersion
from motcua.reports.queries import forecasting as figures
from motcua.reports.queries import rows, targets, targets_branches, targets_measured
from motcua.revenue.models import Transfer
from motcua.revenue.queries import forecast

pytestmark = pytest.mark.django_db

LEADER = Actor(35, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
OFFICER = Actor(33, "Công chức", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(34, "Trưởng chi cục", posts=frozenset({Post("head", "20BB")}))
DAY = date(2023, 12, 22)
AT = law_moment(DAY, 10)
NEXT = timedelta(days=1)
MONTH = Goal("own", "revenue", "2023-12", "", 10**9, "giả định")


@pytest.fixture(autouse=True)
def _nothing_held() -> None:
    forecast.forget()


def collected(until: date = DAY, amount: int = 30_000_000, since: date = date(2023, 1, 1)) -> None:
    """So much on every day, half of it a branch's, booked without their declarations."""
    last = (until - since).days + 1
    taken = ids.take(AT, last * 2)
    days = [since + timedelta(days=place // 2) for place in range(last * 2)]
    Transfer.objects.bulk_create(
        Transfer(
            leaf=leaf, no=1, at=law_moment(day, 9), day=day, kind="pay", debit="112", credit="131", tax="import",
            office=("20BB", "20CF")[place % 2], party="9900000009", declaration_id=1, amount=amount // 2,
        )
        for place, (leaf, day) in enumerate(zip(taken, days, strict=True))
    )  # fmt: skip


def faults() -> list[str]:
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def test_a_target_is_set_changed_and_ended_with_a_leaf_for_each_version() -> None:
    services.set_target(MONTH, by=LEADER, at=AT)
    dearer = msgspec.structs.replace(MONTH, value=2 * 10**9)
    services.change_target(MONTH.code, 1, dearer, reason="Tỉnh giao thêm", by=LEADER, at=AT + NEXT)
    services.end_target(MONTH.code, 2, reason="Không còn áp dụng", by=LEADER, at=AT + 2 * NEXT)
    assert [(row.version, row.verb, row.value) for row in targets.history(MONTH.code)] == [
        (3, "ended", 2 * 10**9), (2, "changed", 2 * 10**9), (1, "set", 10**9),
    ]  # fmt: skip
    assert faults() == []
    with pytest.raises(Ended):
        services.change_target(MONTH.code, 3, MONTH, reason="x", by=LEADER, at=AT)
    services.set_target(MONTH, by=LEADER, at=AT + 3 * NEXT)
    assert targets.find(MONTH.code) == targets.Kept(MONTH, 4, ended=False)


def test_setting_the_same_again_changes_nothing_and_another_value_is_refused() -> None:
    first = services.set_target(MONTH, by=LEADER, at=AT)
    assert services.set_target(MONTH, by=LEADER, at=AT + NEXT) == first
    with pytest.raises(AlreadySet):
        services.set_target(msgspec.structs.replace(MONTH, value=5), by=LEADER, at=AT)
    assert TargetVersion.objects.count() == 1


def test_who_reads_an_old_version_does_not_overwrite_a_new_one() -> None:
    services.set_target(MONTH, by=LEADER, at=AT)
    services.change_target(MONTH.code, 1, msgspec.structs.replace(MONTH, value=7), reason="x", by=LEADER, at=AT)
    with pytest.raises(Changed):
        services.change_target(MONTH.code, 1, msgspec.structs.replace(MONTH, value=8), reason="x", by=LEADER, at=AT)
    with pytest.raises(Changed):
        services.change_target(
            MONTH.code, 2, msgspec.structs.replace(MONTH, period="2023-11"), reason="x", by=LEADER, at=AT
        )
    assert targets.find(MONTH.code).goal.value == 7


@pytest.mark.parametrize("by", [OFFICER, HEAD])
def test_none_but_leaders_set_targets(by: Actor) -> None:
    for act in (
        lambda: services.set_target(MONTH, by=by, at=AT),
        lambda: services.change_target("2023-ministry-revenue", 0, MONTH, reason="x", by=by, at=AT),
        lambda: services.end_target("2023-ministry-revenue", 0, reason="x", by=by, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not TargetVersion.objects.exists()


def test_a_change_has_a_reason_and_a_target_that_is_there() -> None:
    for reason in ("", "  ", "x" * 401, "a\0b"):
        with pytest.raises(NoReason):
            services.end_target("2023-ministry-revenue", 0, reason=reason, by=LEADER, at=AT)
    with pytest.raises(NotFound):
        services.end_target("2023-nobody", 0, reason="x", by=LEADER, at=AT)


def test_a_file_with_one_wrong_line_leaves_nothing() -> None:
    with pytest.raises(WrongValue):
        services.load_targets([MONTH, msgspec.structs.replace(MONTH, period="2023-11", value=0)], by=LEADER, at=AT)
    assert not TargetVersion.objects.exists()


def test_the_report_names_the_packaged_targets_until_a_leader_changes_one() -> None:
    assert targets.of_year("revenue", 2023) == tuple(each for each in packaged() if each.kind == "revenue")
    ministry = targets.find("2023-ministry-revenue").goal
    dearer = msgspec.structs.replace(ministry, value=11_600 * 10**9)
    services.change_target(ministry.code, 0, dearer, reason="Giao bổ sung", by=LEADER, at=AT)
    found = targets.of_year("revenue", 2023)
    assert [(each.id, each.value // 10**9) for each in found] == [
        ("ministry", 11_600), ("province", 12_000), ("stretch", 16_000),
    ]  # fmt: skip
    services.end_target(ministry.code, 1, reason="Bỏ", by=LEADER, at=AT)
    assert [each.id for each in targets.of_year("revenue", 2023)] == ["province", "stretch"]


def test_verify_finds_a_target_that_was_edited_or_taken_out() -> None:
    services.set_target(MONTH, by=LEADER, at=AT)
    services.change_target(MONTH.code, 1, msgspec.structs.replace(MONTH, value=7), reason="x", by=LEADER, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_target_version SET value = 8 WHERE version = 2")
    assert faults()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_target_version SET value = 7 WHERE version = 2")
    assert faults() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_target_version WHERE version = 1")
    assert any(MONTH.code in place for place in faults())


def test_leaders_hear_once_of_each_turn_to_a_miss() -> None:
    collected(DAY)
    account = people.open_account(username="lanh-dao", name="Lãnh đạo", password=None, by=SYSTEM, at=AT)
    people.give_post(account=account.pk, tenure=Tenure("leader", date(2022, 1, 1), office="20ZZ"), by=SYSTEM, at=AT)
    for year in ("ministry", "province", "stretch"):
        services.end_target(f"2023-{year}-revenue", 0, reason="không thử ở đây", by=LEADER, at=AT)
    services.set_target(msgspec.structs.replace(MONTH, value=10**10), by=LEADER, at=AT)
    assert services.watch(AT) == 1
    assert services.watch(AT + timedelta(hours=1)) == 0
    assert [notice.link for notice in Notice.objects.all()] == [f"/reports/targets/{MONTH.code}/"]
    services.change_target(
        MONTH.code, 1, msgspec.structs.replace(MONTH, value=600_000_000), reason="thấp hơn", by=LEADER, at=AT
    )
    assert services.watch(AT + NEXT) == 1
    services.change_target(
        MONTH.code, 2, msgspec.structs.replace(MONTH, value=10**10), reason="cao lại", by=LEADER, at=AT
    )
    assert services.watch(AT + 2 * NEXT) == 1
    assert Notice.objects.count() == 2
    assert [turn.state for turn in TargetTurn.objects.order_by("leaf")] == ["will_miss", "reached", "will_miss"]
    assert faults_of_turns() == []


def faults_of_turns() -> list[str]:
    """Payments of this module have no leaves: only what reports answers for is looked at."""
    return [place for place in faults() if place.startswith("reports_")]


def test_the_forecast_is_among_the_figures_and_its_rows_add_up_to_it() -> None:
    collected(DAY)
    found = next(figures.figures(2023, DAY))
    assert found.id == "S1.forecast"
    assert found.value == pytest.approx(365 * 30_000_000, rel=0.001)
    series = list(rows("S1.forecast", 2023, DAY))
    assert len(series) == 365
    assert sum(int(str(row["amount"])) for row in series) == pytest.approx(int(found.value), rel=0.001)
    came = sum(int(str(row["amount"])) for row in series if row["expected"] == "no")
    assert came == by_sql.value("S1.revenue", 2023, DAY) > 0
    assert [row["day"] for row in series if row["expected"] == "yes"][0] == DAY + NEXT


def test_without_history_the_report_has_no_forecast() -> None:
    assert list(figures.figures(2023, DAY)) == []


def test_a_payment_that_came_later_does_not_move_what_was_told_before() -> None:
    collected(DAY)
    told = forecast.of(DAY)
    assert forecast.of(DAY) is told
    collected(DAY + 5 * NEXT, since=DAY + NEXT)
    assert forecast.of(DAY) is told
    collected(DAY, since=DAY)
    assert forecast.of(DAY).year.collected == told.year.collected + 30_000_000


def test_a_branch_is_told_by_its_share_of_what_is_to_come() -> None:
    collected(DAY)
    half = Goal("own", "revenue", "2023", "20BB", 5_500_000_000, "giả định")
    services.set_target(half, by=LEADER, at=AT)
    found = targets.shown(targets.find(half.code), DAY)
    assert found.measured.done == 356 * 15_000_000
    assert found.measured.expected == pytest.approx(365 * 15_000_000, rel=0.001)
    assert found.standing.state == "at_risk"
    assert sum(int(str(row["amount"])) for row in targets_rows(half)) == found.measured.done


def targets_rows(goal: Goal) -> list[dict[str, object]]:
    return list(targets_measured.rows(goal, DAY))


def test_branches_add_up_to_the_department() -> None:
    collected(DAY, since=date(2022, 1, 1))
    *branches, whole = targets_branches.progress(DAY)
    assert sum(each.month.now for each in branches) == whole.month.now == 22 * 30_000_000
    assert sum(each.year.before for each in branches) == whole.year.before == 356 * 30_000_000
    assert targets_branches.progress(date(2024, 2, 29))[-1].month.before == 28 * 30_000_000
