"""The page of simulations: asked by risk management, worked out by a job, side by side with what was decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW

from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.demo.models import Simulation, Truth
from motcua.demo.services import simulations
from motcua.demo.services.simulating import Asked
from motcua.ground.services import jobs
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.risk import queries as risk
from motcua.risk.models import Decision, Outcome, ProfileMove

PAGE = "/risk/simulation/"
RISK = Actor(7, "Người quản lý rủi ro", posts=(Post("risk"),))
CAP = {"cap": "3", "model": "on"}


@pytest.fixture
def lodged(lodge: Callable[..., list[Answer]]) -> list[Answer]:
    return lodge(30)


def asked(client: Client, **typed: str) -> Any:
    return client.post(PAGE, typed)


def answered(client: Client, **typed: str) -> Any:
    address = asked(client, **typed)["Location"]
    assert jobs.work_out(NOW + timedelta(minutes=1))
    return client.get(address)


def test_an_empty_list_says_what_to_do(enter: Callable[..., Client], demonstration: Any) -> None:
    page = enter("risk").get(PAGE)
    assert page.status_code == 200
    assert "Chưa có lần thử nào" in page.content.decode()


def test_what_is_asked_waits_looks_again_and_shows_what_was_decided_beside_it(
    enter: Callable[..., Client], lodged: list[Answer]
) -> None:
    client = enter("risk")
    address = asked(client, **CAP)["Location"]
    waiting = client.get(address)
    assert waiting["Refresh"] == "5"
    assert jobs.work_out(NOW + timedelta(minutes=1))
    page = client.get(address)
    text = page.content.decode()
    assert "Refresh" not in page
    for words in ("Đã quyết định", "Phân luồng thử", "Ngẫu nhiên", "giới hạn 3\xa0%"):
        assert words in text
    assert "Chỉ những tờ khai đã kiểm tra" in text, "a real installation says that it does not know the rest"
    assert address in client.get(PAGE).content.decode()


def test_a_simulation_changes_no_decision(enter: Callable[..., Client], lodged: list[Answer]) -> None:
    before = list(Decision.objects.order_by("turn").values_list())
    answered(enter("risk"), **CAP)
    assert list(Decision.objects.order_by("turn").values_list()) == before


def test_the_same_question_is_worked_out_once_until_something_is_registered(
    enter: Callable[..., Client], lodged: list[Answer]
) -> None:
    client = enter("risk")
    assert asked(client, **CAP)["Location"] == asked(client, **CAP)["Location"]
    assert asked(client, cap="2")["Location"] != asked(client, **CAP)["Location"]
    assert Simulation.objects.count() == 2


def outcome() -> None:
    found = Decision.objects.filter(channel=3).first() or Decision.objects.first()
    assert found is not None
    Outcome.objects.create(subject=found.pk, leaf=1, at=NOW, day=NOW, channel=3, drawn=0, hit=0, recovered=0)


def profile() -> None:
    ProfileMove.objects.create(leaf=1, version=0, code="O-LEVEL5", at=NOW, verb="retire", state="retired", day=NOW)


def truth() -> None:
    Truth.objects.create(
        declaration_id=1, day=NOW, kind=0, line=1, probability_ppm=1, stake=1, evaded=0, state=0, wave=0
    )


def cancellation() -> None:
    Declaration.objects.filter(pk=Decision.objects.values("pk")[:1]).update(cancelled_at=NOW)


@pytest.mark.parametrize("change", [outcome, profile, truth, cancellation], ids=lambda change: change.__name__)
def test_what_changes_the_answer_is_worked_out_again(
    enter: Callable[..., Client], lodged: list[Answer], change: Callable[[], None]
) -> None:
    client = enter("risk")
    before = asked(client, **CAP)["Location"]
    change()
    assert asked(client, **CAP)["Location"] != before


@pytest.mark.parametrize("typed", [
    {"cap": "0"}, {"cap": "101"}, {"cap": "ba"}, {"random": "-1"}, {"since": "31/02/2023"},
    {"since": "02/01/2023", "until": "01/01/2023"}, {"without": "NONE"},
])  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_asked(
    enter: Callable[..., Client], demonstration: Any, typed: dict[str, str]
) -> None:
    page = asked(enter("risk"), **typed)
    assert page.status_code == 400
    assert "has-error" in page.content.decode()
    assert not Simulation.objects.exists()


@pytest.mark.parametrize(("typed", "wanted"), [
    ({"cap": "2,5", "random": "20 %"}, Asked(cap_ppm=25_000, random_share_ppm=200_000, model=False)),
    ({"cap": "100", "random": "0", "model": "on"}, Asked(cap_ppm=1_000_000, random_share_ppm=0)),
    ({"model": "on"}, Asked()),
])  # fmt: skip
def test_what_is_typed_is_what_is_asked(
    enter: Callable[..., Client], lodged: list[Answer], typed: dict[str, str], wanted: Asked
) -> None:
    asked(enter("risk"), **typed)
    assert msgspec.json.decode(Simulation.objects.get().asked, type=Asked) == wanted


def test_nothing_to_simulate_is_told_on_the_page(enter: Callable[..., Client], demonstration: Any) -> None:
    page = answered(enter("risk"), **CAP)
    assert "Không có tờ khai nào trong thời gian này" in page.content.decode()
    assert Simulation.objects.get().code == "DEM-E01"


def test_a_profile_that_is_no_longer_in_force_can_be_left_out(
    enter: Callable[..., Client], lodged: list[Answer], demonstration: Any
) -> None:
    client = enter("risk")
    ProfileMove.objects.create(leaf=1, version=0, code="O-LEVEL5", at=NOW, verb="retire", state="retired", day=NOW)
    risk.forget_profiles()
    assert "O-LEVEL5" not in {each.code for each in risk.book_on(law_day(NOW))}
    assert "O-LEVEL5" in answered(client, without="O-LEVEL5").content.decode()
    assert Simulation.objects.get().code == ""
    risk.forget_profiles()


def test_what_is_refused_is_told_with_what_it_is_about(enter: Callable[..., Client], lodged: list[Answer]) -> None:
    number = simulations.order(Asked(without=("O-NONE",)), by=RISK, at=NOW)
    assert jobs.work_out(NOW + timedelta(minutes=1))
    page = enter("risk").get(f"{PAGE}{number}/").content.decode()
    assert "“O-NONE”" in page
    assert "%(" not in page


def test_the_csv_has_every_way_by_month(enter: Callable[..., Client], lodged: list[Answer]) -> None:
    client = enter("risk")
    address = answered(client, **CAP).request["PATH_INFO"]
    text = b"".join(client.get(f"{address}simulation.csv").streaming_content).decode("utf-8-sig")
    rows = [row.split(",") for row in text.splitlines()]
    assert rows[0][:3] == ["way", "month", "registered"]
    assert {row[0] for row in rows[1:]} == {"decided", "simulated", "random"}
    assert sum(int(row[2]) for row in rows if row[0] == "decided") == 30


def test_leaders_see_but_do_not_ask(enter: Callable[..., Client], lodged: list[Answer]) -> None:
    leader = enter("leader")
    assert leader.get(PAGE).status_code == 200
    assert asked(leader, **CAP).status_code == 403
    assert '<form class="question' not in leader.get(PAGE).content.decode()


def test_only_risk_management_orders_whatever_the_door(lodged: list[Answer]) -> None:
    with pytest.raises(NotAllowed):
        simulations.order(Asked(), by=Actor(8, "Khác", posts=(Post("officer", "20BB"),)), at=NOW)


def test_the_last_twenty_are_kept(lodged: list[Answer]) -> None:
    for cap in range(1, simulations.KEPT + 3):
        simulations.order(Asked(cap_ppm=cap * 1_000), by=RISK, at=NOW)
    assert [each.asked.cap_ppm for each in simulations.latest()] == [cap * 1_000 for cap in range(22, 2, -1)]
    for _ in range(2):
        assert jobs.work_out(NOW + timedelta(minutes=1)), "those that were forgotten end without an answer"
    with pytest.raises(NotFound):
        simulations.one(1)


def test_a_page_asks_the_database_as_often_whatever_was_simulated(
    enter: Callable[..., Client], lodged: list[Answer], django_assert_max_num_queries: Any
) -> None:
    client = enter("risk")
    for cap in ("1", "2", "3", "4"):
        asked(client, cap=cap)
    with django_assert_max_num_queries(14):
        client.get(PAGE)
