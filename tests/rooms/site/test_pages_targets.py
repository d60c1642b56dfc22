"""Pages of targets and of the forecast: what leaders set, what is refused in words, what leaves as a file."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.reports.test_targets import collected

from motcua.reports.domain import targets_file
from motcua.reports.domain.targets_kept import Goal
from motcua.reports.domain.targets_pace import Measured, Standing
from motcua.reports.queries import targets
from motcua.reports.web import targets_words
from motcua.revenue.queries import forecast

Enter = Callable[..., Client]
DAY = date(2023, 12, 22)
TYPED = {
    "setter": "own", "kind": "revenue", "period": "2024-Q1", "office": "", "amount": "4.000,5", "source": "Kế hoạch",
    "verified": "on", "note": "",
}  # fmt: skip


@pytest.fixture
def leader(enter: Enter, demonstration: Any) -> Client:
    forecast.forget()
    return enter("leader", office="20ZZ")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ")


def sent(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def test_a_leader_sets_changes_and_ends_a_target(leader: Client) -> None:
    assert leader.post("/reports/targets/new/", TYPED).url == "/reports/targets/2024-Q1-own-revenue/"  # type: ignore[attr-defined]
    assert targets.find("2024-Q1-own-revenue").goal.value == 4_000_500_000_000
    page = text(leader, "/reports/targets/2024-Q1-own-revenue/change/")
    assert 'value="4.000,5"' in page
    changed = {**TYPED, "amount": "4.100", "reason": "Giao lại", "version": "1"}
    assert leader.post("/reports/targets/2024-Q1-own-revenue/change/", changed).status_code == 302
    late = leader.post("/reports/targets/2024-Q1-own-revenue/change/", changed | {"amount": "5"})
    assert late.status_code == 400
    assert "REP-E07" not in late.content.decode()
    assert "vừa được người khác sửa" in late.content.decode()
    ended = {"reason": "Thôi", "version": "2"}
    assert leader.post("/reports/targets/2024-Q1-own-revenue/end/", ended).status_code == 302
    page = text(leader, "/reports/targets/2024-Q1-own-revenue/")
    assert "Giao lại" in page
    assert "Thôi" in page
    assert "4.100" in page
    assert "2024-Q1-own-revenue" not in text(leader, "/reports/targets/?year=2024")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "nhiều"}, {"amount": "-5"}, {"amount": "1" * 30}, {"amount": "0"}, {"amount": ""},
        {"period": "0001"}, {"period": "9999"}, {"period": "2024\0"}, {"setter": "x"}, {"kind": ""},
        {"office": "20ZZ"}, {"source": ""}, {"source": "a\0b"}, {"source": "x" * 500},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_above_the_form(leader: Client, wrong: dict[str, str]) -> None:
    answer = leader.post("/reports/targets/new/", TYPED | wrong)
    assert answer.status_code == 400
    assert 'id="errors"' in answer.content.decode()
    assert targets.history("2024-Q1-own-revenue") == []


def test_the_file_that_leaves_is_the_one_that_is_loaded(leader: Client) -> None:
    leader.post("/reports/targets/new/", TYPED)
    content = sent(leader, "/reports/targets/targets.csv?year=2024")
    assert [goal.code for goal in targets_file.read(content)] == ["2024-own-inspectionrate", "2024-Q1-own-revenue"]
    assert leader.post("/reports/targets/load/", {"file": SimpleUploadedFile("t.csv", content)}).status_code == 302
    load = "/reports/targets/load/"
    more = content.decode("utf-8-sig") + "general,control,2024,,,văn bản,0,Vượt chỉ tiêu\r\n"
    assert leader.post(load, {"file": SimpleUploadedFile("t.csv", more.encode())}).status_code == 302
    assert targets.find("2024-general-control").goal.note == "Vượt chỉ tiêu"
    bad = leader.post("/reports/targets/load/", {"file": SimpleUploadedFile("t.csv", b"\0\1")})
    assert bad.status_code == 400
    assert "UTF-8" in bad.content.decode()
    assert leader.post("/reports/targets/load/", {}).status_code == 400


@pytest.mark.parametrize("day", ["2023-12-22", "31/12/9999", "0001-01-01", "29/02/2024", "x", "\0", "2022-01-01"])
def test_any_day_is_answered(leader: Client, day: str) -> None:
    for address in ("/reports/forecast/", "/reports/targets/", "/reports/targets/2023-ministry-revenue/"):
        assert leader.get(address, {"as_of": day}).status_code == 200, address
    for address in ("/reports/forecast/days.csv", "/reports/forecast/data.json", "/reports/targets/data.json"):
        assert leader.get(address, {"as_of": day}).status_code < 500, address


def test_the_forecast_is_shown_with_its_band_and_its_trials(leader: Client) -> None:
    assert "Chưa dự báo được" in text(leader, "/reports/forecast/?as_of=2023-12-22")
    collected(DAY)
    page = text(leader, "/reports/forecast/?as_of=2023-12-22")
    for words in ("10,95 tỷ đồng", "Trung bình 8 tuần gần nhất", "80 %", "Như cùng kỳ 52 tuần trước", "<svg"):
        assert words in page
    rows = list(
        csv.DictReader(io.StringIO(sent(leader, "/reports/forecast/days.csv?as_of=2023-12-22").decode("utf-8-sig")))
    )
    assert len(rows) == 365
    told = json.loads(leader.get("/reports/forecast/data.json?as_of=2023-12-22").content)
    assert told["year"]["collected"] == 356 * 30_000_000
    listed = json.loads(leader.get("/reports/targets/data.json?as_of=2023-12-22&year=2023").content)["targets"]
    assert {each["standing"]["state"] for each in listed} == {"will_miss"}
    page = text(leader, "/reports/targets/?as_of=2023-12-22&state=will_miss")
    assert page.count("Sẽ không đạt") >= 3
    assert "Dự kiến 10,95 tỷ đồng" in page


def test_a_forecast_without_a_band_is_not_said_to_be_a_branchs_share(leader: Client) -> None:
    goal = Goal("own", "revenue", "2023", "", 10**9, "x")
    branch = msgspec.structs.replace(goal, office="20BB")
    standing = Standing("at_risk", None, None, None, None)
    kept = [targets.Kept(each, 1, ended=False) for each in (goal, branch)]
    told = [
        targets.Shown(each, DAY, Measured(1, 2 * 10**9, adds_up=True, basis=basis), standing)
        for each, basis in zip(kept, ("forecast", "share"), strict=True)
    ]
    whole, share = (targets_words.warning(each).replace("\u00a0", " ") for each in told)
    assert whole == "Dự kiến 2,00 tỷ đồng, yêu cầu: ít nhất 1 tỷ đồng."
    assert share == "Dự kiến 2,00 tỷ đồng theo tỷ trọng của chi cục, yêu cầu: ít nhất 1 tỷ đồng."


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        (Goal("own", "revenue", "2024", "", 4_000_500_000_000, "x"), "ít nhất 4.000,5 tỷ đồng"),
        (Goal("own", "revenue", "2024", "", 16_000 * 10**9, "x"), "ít nhất 16.000 tỷ đồng"),
        (Goal("own", "inspection_rate", "2024", "", 42_346, "x"), "không quá 4,2346 %"),
    ],
)
def test_what_is_asked_is_written_as_it_was_set(goal: Goal, asked: str) -> None:
    assert targets_words.asked(goal).replace("\u00a0", " ") == asked


@pytest.mark.parametrize(
    ("period", "name"),
    [("2024", "Chi cục Hải quan cửa khẩu Móng Cái"), ("2025-02", "Chi cục Hải quan cửa khẩu Móng Cái"),
     ("2025-04", "Hải quan cửa khẩu quốc tế Móng Cái"), ("2025", "Hải quan cửa khẩu quốc tế Móng Cái")],
)  # fmt: skip
def test_an_office_is_called_as_it_was_in_the_period(period: str, name: str) -> None:
    assert targets_words.office(Goal("own", "revenue", period, "20BB", 1, "x")) == name


def test_rows_behind_a_target_add_up_to_it(leader: Client) -> None:
    collected(DAY)
    content = sent(leader, "/reports/targets/2023-ministry-revenue/rows.csv?as_of=2023-12-22").decode("utf-8-sig")
    assert sum(int(row["amount"]) for row in csv.DictReader(io.StringIO(content))) == 356 * 30_000_000
    assert "10,68 tỷ đồng" in text(leader, "/reports/targets/2023-ministry-revenue/rows/?as_of=2023-12-22")


@pytest.mark.parametrize("role", ["officer", "trader", "public"])
def test_targets_are_the_leaderships(enter: Enter, demonstration: Any, role: str) -> None:
    client = enter(role)
    for address in ("/reports/targets/", "/reports/forecast/", "/reports/targets/new/"):
        assert client.get(address).status_code in (302, 403), address
    assert client.post("/reports/targets/new/", TYPED).status_code in (302, 403)
    assert targets.history("2024-Q1-own-revenue") == []


def test_an_unknown_target_is_not_found(leader: Client) -> None:
    for address in ("", "change/", "end/", "rows/", "rows.csv"):
        assert leader.get(f"/reports/targets/2023-nobody/{address}").status_code == 404
