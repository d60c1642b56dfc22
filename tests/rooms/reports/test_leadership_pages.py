"""The present, the wall, months and packs: figures agree with each other, odd addresses are answered with words."""

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation
from tests.domain.reports.made_reports import line, made
from tests.rooms.site.conftest import account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer
from motcua.design.domain import amounts
from motcua.reports import queries
from motcua.reports.domain.packs import pack
from motcua.reports.queries.packed import packed
from motcua.reports.web import live, papers, pieces
from motcua.risk.domain import ONE
from motcua.risk.queries import balance

DAY = date(2023, 12, 22)
Enter = Callable[..., Client]
Lodge = Callable[..., list[Answer]]


def test_today_month_and_year_open_rows_with_their_filter(enter: Enter, lodge: Lodge) -> None:  # noqa: F811
    lodge(8)
    client = enter("leader")
    page = client.get("/reports/now/").content.decode()
    assert "since=2023-12-01" in page
    assert "since=2023-12-22" in page
    rows = client.get("/reports/figures/S2.declarations/?year=2023&as_of=2023-12-22&since=2023-12-01")
    assert "từ 01/12/2023 đến hết 22/12/2023" in re.sub(r"<[^>]+>", "", rows.content.decode())
    answer: Any = client.get("/reports/figures/S2.declarations/rows.csv?year=2023&as_of=2023-12-22&since=2023-12-05")
    listed = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(listed) - 1 == queries.period(date(2023, 12, 5), DAY)[1].value


def test_the_piece_says_the_same_on_its_page_and_when_it_renews_itself(enter: Enter, lodge: Lodge) -> None:  # noqa: F811
    lodge(8)
    client = enter("leader")
    page = client.get("/reports/").content.decode()
    piece = client.get("/reports/now/", headers={"HX-Request": "true"}).content.decode()
    assert piece.strip() in page
    left = max(balance().balance_millionths // ONE, 0)
    assert f"Lượt kiểm tra thực tế còn trong mức trần: <strong>{left}</strong>" in piece


def test_the_piece_stops_asking_after_its_last_look(enter: Enter, lodge: Lodge) -> None:  # noqa: F811
    client = enter("leader")
    piece = {"HX-Request": "true"}
    first = client.get("/reports/now/", headers=piece).content.decode()
    assert "<html" not in first
    assert "?looks=1" in first
    for looks in (live.MOST, live.MOST + 5, 10**15):
        last = client.get(f"/reports/now/?looks={looks}", headers=piece).content.decode()
        assert "hx-get" not in last


@pytest.mark.parametrize("page", ["0", "1", "5", "6", "-1", "x", "9" * 40])
def test_the_wall_always_has_a_page_and_a_next_one(enter: Enter, lodge: Lodge, page: str) -> None:  # noqa: F811
    answer = enter("leader").get(f"/reports/wall/?page={page}")
    assert answer.status_code == 200
    seconds, _, following = answer["Refresh"].partition(";url=")
    assert int(seconds) == live.TURN
    asked = enter("leader").get(following)
    assert asked.status_code == 200
    assert asked["Refresh"] != answer["Refresh"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("2023-12.pdf", 200), ("2023-q4.xlsx", 200), ("2024-01.pdf", 404), ("2019-12.pdf", 404), ("9999-12.pdf", 404),
     ("0001-01.pdf", 404), ("2023-13.xlsx", 404)],
)  # fmt: skip
def test_a_pack_is_of_a_period_that_has_begun(enter: Enter, lodge: Lodge, address: str, status: int) -> None:  # noqa: F811
    assert enter("leader").get(f"/reports/packs/{address}").status_code == status


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_a_workbook_holds_values_in_the_unit_that_its_heads_name(enter: Enter, lodge: Lodge, spoken: str) -> None:  # noqa: F811
    lodge(8)
    client = enter("leader")
    client.cookies["django_language"] = spoken
    found = pack("2023-q4", DAY)
    assert found is not None
    held = packed(found)
    figures, branches, days = _sheets(client.get("/reports/packs/2023-q4.xlsx").content)
    assert {row[1]: float(row[3]) for row in figures[1:]} == {row.now.id: row.now.value for row in held.rows}
    assert branches[0] == {
        "vi": ["Thu (đồng)", "Cùng kỳ (đồng)", "Tờ khai", "DN", "Kim ngạch (USD)", "Xanh", "Vàng", "Đỏ"],
        "en": ["Revenue (dong)", "Year before (dong)", "Declarations", "Enterprises", "Turnover (USD)", "Green",
               "Yellow", "Red"],
    }[spoken]  # fmt: skip
    assert [[float(cell) for cell in row[1:]] for row in branches[1:]] == [
        [line.revenue, line.before, line.declarations, line.enterprises, line.turnover_usd_e4 / 10_000, line.green,
         line.yellow, line.red]
        for line in held.branches
    ]  # fmt: skip
    assert sum(float(row[5]) for row in branches[1:]) > 0
    assert len(days) == 1 + len(held.days)


def _sheets(content: bytes) -> list[list[list[str]]]:
    """The sheets of a workbook as rows of texts."""
    with ZipFile(io.BytesIO(content)) as file:
        strings = [
            unescape(text)
            for text in re.findall(r"<si><t[^>]*>(.*?)</t></si>", file.read("xl/sharedStrings.xml").decode())
        ]
        sheets = [file.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
    return [
        [
            [strings[int(value)] if ' t="s"' in kind else value
             for kind, value in re.findall(r"<c ([^>]*)>(?:<f>.*?</f>)?<v>(.*?)</v></c>", row)]
            for row in re.findall(r"<row .*?</row>", sheet)
        ]
        for sheet in sheets
    ]  # fmt: skip


def test_a_pack_counts_what_the_report_counts(lodge: Lodge) -> None:  # noqa: F811
    lodge(8)
    found = pack("2023-q4", DAY)
    assert found is not None
    held = packed(found)
    whole = queries.annual(2023, DAY)
    assert {row.now.id: row.now.value for row in held.rows}["S2.declarations"] == whole.total.declarations > 0
    assert sum(line.declarations for line in held.branches) == whole.total.declarations


def test_the_document_has_headings_tables_and_pictures(lodge: Lodge) -> None:  # noqa: F811
    lodge(8)
    with ZipFile(io.BytesIO(papers.made("docx", queries.annual(2023, DAY), "vi"))) as file:
        words = file.read("word/document.xml").decode()
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
    assert words.count('w:val="Heading1"') == 14
    assert words.count("<w:tblHeader") == words.count("<w:tbl>") > 10
    assert len(pictures) == 3
    assert words.count("descr=") >= 3


def test_the_same_figures_make_the_same_pdf(lodge: Lodge) -> None:  # noqa: F811
    report = queries.annual(2023, DAY)
    made = papers.made("pdf", report, "vi")
    assert made == papers.made("pdf", report, "vi")
    assert b"/StructTreeRoot" in made
    assert b"/Lang" in made


@pytest.mark.parametrize(
    ("day", "over"),
    [(date(2025, 2, 28), "Tổng cục Hải quan"), (date(2025, 3, 1), "Cục Hải quan")],
)
def test_the_agencies_are_called_as_they_were_on_the_day(day: date, over: str) -> None:
    assert papers.agencies(day)[0].vi == over


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(date(2022, 12, 31), "12 trong 12 tháng"), (date(2022, 12, 30), "11 trong 11 tháng"), (date(2022, 1, 30), "")],
)
def test_a_month_that_runs_is_held_against_none(as_of: date, said: str) -> None:
    months = tuple(
        line(f"2022-{month:02d}", 2 * amounts.BILLION, amounts.BILLION) for month in range(1, as_of.month + 1)
    )
    with translation.override("vi"):
        chart = pieces.by_month(made(months=months, as_of=as_of))
    assert chart.finding.startswith(said)
    assert bool(chart.finding) == bool(said)


@pytest.mark.parametrize("role", ["officer", "trader"])
def test_the_present_is_for_the_leadership(enter: Enter, lodge: Lodge, role: str) -> None:  # noqa: F811
    client = enter(role)
    for address in ("/reports/now/", "/reports/wall/"):
        assert client.get(address).status_code == 403
