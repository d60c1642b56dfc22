"""What is held between requests: never of another moment than is said, renewed behind a request, never for ever."""

import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError
from django.test import Client
from tests.rooms.reports.test_targets import LEADER
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer
from motcua.ground.services import clock, ids
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.reports import queries, services
from motcua.reports.domain.targets_kept import packaged
from motcua.reports.web import held
from motcua.revenue.models import Transfer

DAY = date(2023, 12, 22)
KEY = (2023, DAY)
Lodge = Callable[..., list[Answer]]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Threads run at once in the test's own transaction; what would close their connection is written down."""
    found: list[str] = []

    def at_once(*, target: Callable[..., None], args: tuple[Any, ...], **_: Any) -> Any:
        return SimpleNamespace(start=lambda: target(*args))

    monkeypatch.setattr(held, "threading", SimpleNamespace(Thread=at_once))
    monkeypatch.setattr(held, "connection", SimpleNamespace(close=lambda: found.append("closed")))
    return found


def aged(seconds: float) -> held.Picture:
    """The picture that is held, so much older."""
    found = held._held[KEY]
    held._held[KEY] = msgspec.structs.replace(found, made=found.made - seconds)
    return held._held[KEY]


def declarations(found: held.Picture) -> int:
    return found.report.total.declarations


def test_a_picture_is_renewed_behind_the_request_that_found_it_old(lodge: Lodge, closed: list[str]) -> None:  # noqa: F811
    first = held.picture(*KEY)
    assert held.picture(*KEY) is first
    lodge(3)
    assert held.picture(*KEY) is first
    old = aged(held.FRESH + 1)
    assert held.picture(*KEY) is old
    assert (declarations(old), declarations(held.picture(*KEY))) == (0, 3)
    assert closed == ["closed"]
    assert not held._working


def test_who_comes_after_a_long_while_is_shown_no_old_picture(lodge: Lodge, closed: list[str]) -> None:  # noqa: F811
    held.picture(*KEY)
    lodge(3)
    aged(held.STALE + 1)
    assert declarations(held.picture(*KEY)) == 3
    assert closed == []


def test_figures_that_have_not_changed_are_not_counted_again(
    lodge: Lodge,  # noqa: F811
    closed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lodge(1)
    first = held.picture(*KEY)
    monkeypatch.setattr(queries, "annual", None)
    clock.set_demonstration(NOW + timedelta(minutes=5))
    held._held[KEY] = msgspec.structs.replace(first, leaf=held.ground.newest())
    old = aged(held.FRESH + 1)
    assert held.picture(*KEY) is old
    found = held.picture(*KEY)
    assert found.report is first.report
    assert found.made > old.made
    assert found.at >= NOW + timedelta(minutes=5)


def test_a_database_that_does_not_answer_leaves_the_picture_and_no_claim(
    lodge: Lodge,  # noqa: F811
    closed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held.picture(*KEY)
    lodge(1)
    old = aged(held.FRESH + 1)

    def broken(*_: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(queries, "annual", broken)
    assert held.picture(*KEY) is old
    assert held.picture(*KEY) is old
    assert not held._working
    assert closed == ["closed", "closed"]


def test_only_a_few_pictures_are_held(demonstration: datetime) -> None:  # noqa: F811
    for number in range(held.MOST + 3):
        held.picture(2023, date(2023, 1, 1 + number))
    assert len(held._held) == held.MOST
    assert (2023, date(2023, 1, held.MOST + 3)) in held._held


def test_rows_belong_to_their_picture(lodge: Lodge, closed: list[str]) -> None:  # noqa: F811
    assert held.first_rows("S2.declarations", *KEY) == []
    lodge(3)
    assert held.first_rows("S2.declarations", *KEY) == []
    aged(held.STALE + 1)
    assert len(held.first_rows("S2.declarations", *KEY)) == 3


def moved(day: date, amount: int, kind: str = "pay") -> None:
    """Money that came, or was given back, without its declaration."""
    accounts = {"debit": "112", "credit": "131"} if kind == "pay" else {"debit": "131", "credit": "112"}
    Transfer.objects.create(
        leaf=ids.one(NOW), no=1, at=law_moment(day, 9), day=day, kind=kind, tax="import", office="20BB",
        party="9900000009", declaration_id=1, amount=amount, **accounts,
    )  # fmt: skip


def test_a_target_is_reached_on_the_day_its_sum_is_passed(
    demonstration: datetime,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, third = queries.of_year("revenue", 2023)
    targets = (first._replace(value=100), second._replace(value=101), third._replace(value=60))
    monkeypatch.setattr(queries, "of_year", lambda *_: targets)
    moved(date(2023, 3, 1), 99)
    moved(date(2023, 5, 1), 1)
    assert held.picture(*KEY).reached == {first.id: date(2023, 5, 1), third.id: date(2023, 3, 1)}
    held.forget()
    assert held.picture(2023, date(2023, 4, 30)).reached == {third.id: date(2023, 3, 1)}
    moved(date(2023, 6, 1), 30, "refund")
    held.forget()
    assert held.picture(*KEY).reached == {third.id: date(2023, 3, 1)}
    moved(date(2023, 7, 1), 40)
    held.forget()
    assert held.picture(*KEY).reached == {
        first.id: date(2023, 7, 1), second.id: date(2023, 7, 1), third.id: date(2023, 3, 1),
    }  # fmt: skip


def test_a_target_that_is_set_now_does_not_meet_figures_of_before(
    enter: Callable[..., Client],  # noqa: F811
    lodge: Lodge,  # noqa: F811
) -> None:
    """The page is of one moment: the picture names the targets that its shares were reckoned with."""
    services.end_target("2023-province-revenue", 0, reason="Bỏ", by=LEADER, at=NOW)
    client = enter("leader")
    assert "12.000 tỷ" not in client.get("/reports/").content.decode().replace("\u00a0", " ")
    province = next(each for each in packaged() if each.code == "2023-province-revenue")
    services.set_target(province, by=SYSTEM, at=NOW)
    for address in ("/reports/", "/reports/annual/", "/reports/wall/", "/reports/annual.json"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "12.000 tỷ" not in answer.content.decode().replace("\u00a0", " "), address
    held.forget()
    assert "12.000 tỷ" in client.get("/reports/annual/").content.decode().replace("\u00a0", " ")


def test_the_page_says_when_its_figures_stood_so(enter: Callable[..., Client], lodge: Lodge) -> None:  # noqa: F811
    client = enter("leader")
    client.get("/reports/")
    clock.set_demonstration(NOW + timedelta(minutes=7))
    page = client.get("/reports/").content.decode().replace("\u00a0", " ")
    assert "Số liệu đến 10:00 ngày 22/12/2023" in re.sub(r"<[^>]+>", "", page)
    assert time.monotonic() - held._held[KEY].made < held.FRESH
