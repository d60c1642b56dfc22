"""The public tariff for programs: what is told, page by page, and what a wrong question is told."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.door.conftest import Ask

from motcua.site.door import limits
from motcua.tariff import queries
from motcua.tariff.domain import packaged, schedules

pytestmark = pytest.mark.django_db


def told(ask: Ask, path: str) -> Any:
    answer = ask(path, token=None)
    assert answer.status_code == 200, answer.content[:300]
    return answer.told


def test_a_search_tells_lines_with_their_duty_and_vat_of_the_day(ask: Ask) -> None:
    found = told(ask, "/api/tariff/search?q=than%20da&on=2023-05-02")
    first = found["lines"][0]
    assert (first["code"][:2], first["declarable"], first["duty_schedule"]) == ("27", True, "MFN")
    assert first["duty"][0]["percent"] == "2"
    assert first["duty"][0]["verified"] is False
    assert told(ask, first["address"])["code"] == first["code"]


def test_pages_of_a_search_follow_one_another_to_the_end(ask: Ask) -> None:
    found, address = [], "/api/tariff/search?q=m%C3%A1y&on=2023-05-02&size=7"
    while address:
        page = told(ask, address)
        found += [line["code"] for line in page["lines"]]
        address = page["next"]
    assert len(found) == len(set(found)) == page["found"] == queries.find("máy", date(2023, 5, 2)).total


def test_a_search_narrows_by_chapter_and_group_and_takes_lines_of_any_day(ask: Ask) -> None:
    assert {each["code"][:2] for each in told(ask, "/api/tariff/search?q=than&chapter=27")["lines"]} == {"27"}
    assert told(ask, "/api/tariff/search?group=meat")["found"]
    assert told(ask, "/api/tariff/search?lines=all")["found"] == len(packaged().lines_of)


def test_a_line_tells_every_schedule_and_what_an_origin_can_use(ask: Ask) -> None:
    found = told(ask, "/api/tariff/lines/27011900?on=2023-05-02&origin=id")
    assert {each["schedule"] for each in found["schedules"]} == {each.key for each in schedules()}
    usable = {each["schedule"] for each in found["schedules"] if each["usable"]}
    assert {"MFN", "ATIGA"} <= usable
    assert found["lowest"] == "ATIGA"
    assert all(each["rates"] or each["none_vi"] for each in found["schedules"])
    assert told(ask, "/api/tariff/lines/27011900?on=2023-05-02")["schedules"][0]["usable"] is None


def test_a_history_tells_stretches_of_days(ask: Ask) -> None:
    found = told(ask, "/api/tariff/lines/27101224/history")
    duty = next(each for each in found["schedules"] if each["schedule"] == "MFN")
    assert [(each["since"], each["change"]) for each in duty["days"]][:2] == [
        ("2022-01-01", "first"), ("2022-08-10", "down"),
    ]  # fmt: skip


def test_two_days_are_told_with_counts_and_by_pages(ask: Ask) -> None:
    days = "before=2022-12-31&after=2023-01-01"
    found = told(ask, f"/api/tariff/changes?{days}&schedule=EXPORT")
    assert [each["code"] for each in found["changes"]] == ["25231010", "25231090"]
    assert found["next"] == ""
    first = told(ask, f"/api/tariff/changes?{days}&size=1")
    assert first["found"] == sum(first["counts"].values())
    assert "page=2" in first["next"]


def test_schedules_and_exchange_are_told(ask: Ask) -> None:
    listed = told(ask, "/api/tariff/schedules?on=2023-05-02")["schedules"]
    assert next(each for each in listed if each["key"] == "MFN")["lines"] == len(packaged().lines_on(date(2023, 5, 2)))
    week = told(ask, "/api/tariff/exchange?on=2023-05-07")
    assert (week["monday"], week["sunday"], week["quoted_on"]) == ("2023-05-01", "2023-05-07", "2023-04-27")
    assert week["evidence"] == "invented"


@pytest.mark.parametrize(("path", "field"), [
    ("search?on=31/12/2023", "?on"), ("search?on=2021-12-31", "?on"), ("search?on=2100-01-01", "?on"),
    ("search?on=20230502", "?on"), ("search?page=0", "?page"), ("search?size=201", "?size"),
    ("search?lines=some", "?lines"), ("search?chapter=x", "?chapter"), ("search?chapter=1", "?chapter"),
    ("search?group=no", "?group"), ("lines/27011900?origin=QQ", "?origin"), ("lines/27011900?on=x", "?on"),
    ("changes?after=2023-01-01", "?before"), ("changes?before=2023-01-01", "?after"),
    ("changes?before=2023-01-01&after=2023-01-02&schedule=NO", "?schedule"), ("schedules?on=x", "?on"),
    ("exchange?on=9999-12-31", "?on"),
])  # fmt: skip
def test_a_wrong_question_is_told_which_field_what_was_expected_and_what_to_do(ask: Ask, path: str, field: str) -> None:
    answer = ask(f"/api/tariff/{path}", token=None)
    assert answer.status_code == 400
    [wrong] = answer.told["errors"]
    assert wrong["path"] == field
    assert all(wrong[name] for name in ("code", "expected", "message_vi", "message_en", "remedy_vi", "remedy_en"))


def test_all_that_is_wrong_is_told_together(ask: Ask) -> None:
    answer = ask("/api/tariff/search?on=x&page=x&size=x&chapter=x", token=None)
    assert [each["path"] for each in answer.told["errors"]] == ["?on", "?chapter", "?page", "?size"]


@pytest.mark.parametrize("path", ["lines/99999999", "lines/99999999/history", "lines/x", "lines/2701"])
def test_an_unknown_code_is_not_found_and_told_how_to_find_one(ask: Ask, path: str) -> None:
    answer = ask(f"/api/tariff/{path}", token=None)
    assert answer.status_code == 404
    [wrong] = answer.told["errors"]
    assert (wrong["code"], wrong["path"]) == ("TAR-E01", "/code")
    assert "/api/tariff/search" in wrong["remedy_en"]


def test_the_first_and_the_last_day_are_answered(ask: Ask) -> None:
    for day in ("2022-01-01", "2099-12-31"):
        told(ask, f"/api/tariff/search?on={day}&q=than")
        told(ask, f"/api/tariff/exchange?on={day}")


def test_one_address_may_ask_only_so_often(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANYBODY", limits.Limits(requests=2, declarations=0, at_once=0))
    statuses = [ask("/api/tariff/schedules", token=None).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
