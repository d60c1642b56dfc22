"""Periods of stay: a longer one is asked for and decided, parties are told, other systems' closings are noted."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.linked_factories import HOUR, LIMIT, PARTY, closing, good, green, lodge, original, seed

from motcua.declarations.domain.errors import NeedsReason, OwnDeclaration
from motcua.declarations.domain.link_errors import ExtensionWaits, MoreThanLeft, NoExtension, NoStay, StayTooLong
from motcua.declarations.services import stays
from motcua.declarations.stay_models import Stay
from motcua.ground.models import Notice
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed, NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
TRADER = Actor(21, "Trần Văn Mẫu", parties=frozenset({PARTY}))
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def _seeded(department: None, at: datetime) -> None:
    seed(at)


def ask(number: str, at: datetime, until: object = LIMIT + MONTH, by: Actor = TRADER) -> int:
    return stays.ask_to_extend(number, until=until, note="Chờ tàu", by=by, at=at)  # type: ignore[arg-type]


def due(number: str) -> object:
    return Stay.objects.get(number=number).due_on


def test_an_officer_grants_a_longer_stay_and_the_party_is_told(at: datetime, officer: Actor) -> None:
    number = original(at)
    ask(number, at + HOUR)
    with pytest.raises(ExtensionWaits):
        ask(number, at + HOUR)
    stays.decide_extension(number, verdict="grant", note="Đủ điều kiện", by=officer, at=at + 2 * HOUR)
    assert due(number) == LIMIT + MONTH
    told = Notice.objects.get(recipient=f"party/{PARTY}")
    assert (told.kind, told.link) == ("decision", f"/declarations/{number}/balance/")
    assert good() == []


def test_a_stay_is_extended_twice_by_thirty_days_and_no_more(at: datetime, officer: Actor) -> None:
    number = original(at)
    with pytest.raises(StayTooLong):
        ask(number, at, LIMIT + MONTH + timedelta(days=1))
    with pytest.raises(StayTooLong):
        ask(number, at, LIMIT)
    for until in (LIMIT + MONTH, LIMIT + 2 * MONTH):
        ask(number, at + HOUR, until)
        stays.decide_extension(number, verdict="grant", note="Đồng ý", by=officer, at=at + HOUR)
    with pytest.raises(StayTooLong):
        ask(number, at + HOUR, LIMIT + 3 * MONTH)
    assert Stay.objects.get(number=number).extended == 2
    assert good() == []


def test_a_denied_request_leaves_the_stay_as_it_is(at: datetime, officer: Actor) -> None:
    number = original(at)
    ask(number, at)
    with pytest.raises(NeedsReason):
        stays.decide_extension(number, verdict="deny", note=" ", by=officer, at=at)
    stays.decide_extension(number, verdict="deny", note="Hồ sơ thiếu", by=officer, at=at)
    with pytest.raises(NoExtension):
        stays.decide_extension(number, verdict="grant", note="x", by=officer, at=at)
    assert due(number) == LIMIT
    assert good() == []


def test_only_the_party_asks_and_only_an_officer_of_the_branch_decides(at: datetime) -> None:
    number = original(at)
    with pytest.raises(NotFound):
        ask(number, at, by=Actor(22, "x", parties=frozenset({"5799900003"})))
    ask(number, at)
    other = Actor(8, "y", posts=frozenset({Post("officer", "20CF")}))
    with pytest.raises(NotAllowed):
        stays.decide_extension(number, verdict="grant", note="x", by=other, at=at)
    both = Actor(9, "z", posts=frozenset({Post("officer", "20BB")}), parties=frozenset({PARTY}))
    with pytest.raises(OwnDeclaration):
        stays.decide_extension(number, verdict="grant", note="x", by=both, at=at)


def test_an_extended_stay_lets_goods_be_closed_after_the_first_last_day(at: datetime, officer: Actor) -> None:
    number = original(at)
    late = law_moment(LIMIT + timedelta(days=2), 9)
    ask(number, late)
    stays.decide_extension(number, verdict="grant", note="Đồng ý", by=officer, at=late)
    assert lodge(closing(700, number, [(1, 10)], day=late.date()), late).accepted


def test_parties_are_told_once_before_and_once_after_the_last_day(at: datetime) -> None:
    number = original(at)
    week = timedelta(days=7)
    moments = [law_moment(LIMIT + day, 6) for day in (-week - timedelta(days=1), -week, -week, timedelta(days=1))]
    assert [stays.tell_of_stays(at=moment) for moment in moments] == [0, 1, 0, 1]
    assert stays.tell_of_stays(at=moments[-1]) == 0
    Stay.objects.update(due_on=LIMIT + timedelta(days=1))
    green(100, lambda no: closing(no, number, [(1, 100)]), at)
    assert stays.tell_of_stays(at=law_moment(LIMIT + week, 6)) == 0


def closed(number: str, quantity: int, line: int = 1) -> list[stays.Closed]:
    part = stays.Part(line, quantity * 10_000)
    return [stays.Closed(number, "304000000050", DAY, (part,), "Công văn xác nhận (giả định)")]


def test_what_another_system_closed_is_noted_by_an_officer(at: datetime, officer: Actor) -> None:
    number = original(at)
    stays.close_elsewhere(closed(number, 30), by=officer, at=at + HOUR)
    with pytest.raises(MoreThanLeft, match="70"):
        stays.close_elsewhere(closed(number, 71), by=officer, at=at + HOUR)
    with pytest.raises(MoreThanLeft):
        stays.close_elsewhere(closed(number, 1, line=2), by=officer, at=at + HOUR)
    with pytest.raises(NotAllowed):
        stays.close_elsewhere(closed(number, 1), by=TRADER, at=at + HOUR)
    stays.close_elsewhere(closed(number, 70), by=officer, at=at + 2 * HOUR)
    assert Stay.objects.get(number=number).ended == "closed"
    with pytest.raises(NoStay):
        ask(number, at + 3 * HOUR)
    assert good() == []
