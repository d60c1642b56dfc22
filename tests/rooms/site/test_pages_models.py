"""Pages on the model: who sees and decides, what they say before, with and without a champion, and how they refuse."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.risk.learned_factories import some_months

from motcua.kernel.days import law_moment
from motcua.risk import models, services
from motcua.risk.services import watching

LIST = "/risk/models/"
BEGUN = date(2023, 9, 20)
AT = law_moment(date(2023, 12, 6), 2)


@pytest.fixture
def trained(demonstration: Any) -> None:
    """Two versions, the first in force."""
    some_months(begun=BEGUN)
    services.learn(AT)
    services.refresh_history(law_moment(date(2023, 12, 22), 1))
    services.train(law_moment(date(2023, 12, 22), 1), until=date(2023, 11, 20))


@pytest.mark.parametrize("role", ["risk", "leader", "head"])
def test_before_there_is_a_model_the_page_says_what_is_missing(
    role: str, enter: Callable[..., Client], demonstration: Any
):
    page = enter(role).get(LIST).content.decode()
    assert "Chưa có mô hình nào được huấn luyện" in page
    assert "ít nhất 100 và 8" in page


def test_the_page_shows_the_champion_first_then_all_versions_with_their_figures(
    trained: None, enter: Callable[..., Client]
):
    page = enter("risk").get(LIST).content.decode()
    assert page.index("Phiên bản 1</a>") < page.index('id="champion"') + 400
    assert page.index('href="/risk/models/2/"') > page.index('href="/risk/models/1/"')
    assert "Đang dùng" in page
    assert "Thách đấu" in page


def test_the_list_takes_the_same_statements_for_one_version_and_for_many(
    trained: None, enter: Callable[..., Client], django_assert_max_num_queries: Any
):
    client = enter("risk")
    client.get(LIST)
    for place in range(3, 9):
        models.Model.objects.bulk_create([_copy(place)])
    with django_assert_max_num_queries(20):
        assert client.get(LIST).content.decode().count('role="rowheader"') == 8


def _copy(no: int) -> models.Model:
    held = models.Model.objects.get(pk=2)
    held.no, held.leaf = no, no
    return held


def test_a_shift_is_said_at_the_top(trained: None, enter: Callable[..., Client], monkeypatch: pytest.MonkeyPatch):
    shift = watching.Shift("score", watching.SCORE, 300_000, True)
    monkeypatch.setattr(watching, "drift", lambda no, day: [shift])
    page = enter("leader").get(LIST).content.decode()
    assert "Dữ liệu khai báo đã thay đổi" in page
    assert "0,300" in page


@pytest.mark.parametrize(("role", "offered"), [("risk", True), ("leader", False), ("head", False)])
def test_only_a_risk_officer_is_offered_the_decision(
    role: str, offered: bool, trained: None, enter: Callable[..., Client]
):
    page = enter(role).get(f"{LIST}2/").content.decode()
    assert (f'href="{LIST}2/promote/"' in page) is offered


def test_a_version_is_put_in_force_with_a_reason_and_the_reason_is_shown(trained: None, enter: Callable[..., Client]):
    client = enter("risk")
    asked = client.get(f"{LIST}2/promote/").content.decode()
    assert "thay cho phiên bản 1" in asked
    refused = client.post(f"{LIST}2/promote/", {"reason": " "})
    assert refused.status_code == 400
    done = client.post(f"{LIST}2/promote/", {"reason": "Bắt được nhiều hơn"}, follow=True).content.decode()
    assert "Bắt được nhiều hơn" in done
    assert "Người risk" in done
    again = client.post(f"{LIST}2/promote/", {"reason": "lại"})
    assert again.status_code == 400
    assert "không thực hiện được việc này" in again.content.decode()


def test_without_a_champion_the_page_warns(trained: None, enter: Callable[..., Client]):
    client = enter("risk")
    assert client.post(f"{LIST}1/retire/", {"reason": "Sai nhiều"}).status_code == 302
    assert "Không có phiên bản nào đang dùng" in client.get(LIST).content.decode()


def test_a_version_that_is_not_there_is_not_found(trained: None, enter: Callable[..., Client]):
    client = enter("risk")
    assert [client.get(f"{LIST}{path}").status_code for path in ("9/", "9/promote/", "9/retire/")] == [404] * 3


def test_the_versions_as_csv(trained: None, enter: Callable[..., Client]):
    answer = enter("head").get(f"{LIST}models.csv")
    rows = b"".join(answer.streaming_content).decode().splitlines()
    assert len(rows) == 3
    assert models.Model.objects.get(pk=1).fingerprint in rows[2]


def test_the_reason_of_the_rule_is_told_in_the_language_of_the_reader(trained: None, enter: Callable[..., Client]):
    page = enter("risk").get(f"{LIST}1/").content.decode()
    assert "Phiên bản đầu tiên." in page
    assert "The first version." not in page
