"""The leadership page and the annual report: figures agree with each other and with their rows."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.design.domain import amounts
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.reports import queries
from motcua.reports.web.paper import html

DAY = date(2023, 12, 22)
Lodge = Callable[..., list[Answer]]
Enter = Callable[..., Client]


@pytest.fixture
def paid(lodge: Lodge) -> list[Answer]:
    """Declarations whose taxes have been paid."""
    answers = [answer for answer in lodge(8) if answer.tax_total]
    at = law_moment(date(2023, 12, 15), 9)
    payments = [
        services.Payment(answer.declaration_id, at, answer.tax_total, answer.number, "VCB") for answer in answers
    ]
    services.pay(payments, by=SYSTEM)
    return answers


def bare(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_the_page_shows_the_figures_of_the_report(enter: Enter, paid: list[Answer]) -> None:
    report = queries.annual(2023, DAY)
    page = bare(enter("leader").get("/reports/").content.decode())
    assert report.total.revenue == sum(answer.tax_total for answer in paid) > 0
    assert amounts.billions(report.total.revenue, "vi") in page
    for figure in ("S2.declarations", "S2.enterprises", "S2.turnover_usd", "S13.inspection_rate", "S1.target.ministry"):
        assert report.figure(figure).text.vi.replace("\u00a0", " ") in page, figure


def test_every_figure_opens_the_rows_that_add_up_to_it(enter: Enter, paid: list[Answer]) -> None:
    client = enter("leader")
    page = client.get("/reports/").content.decode()
    links = set(re.findall(r'class="figure[^"]*" href="([^"]+)"', page))
    assert len(links) == 16
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link
    answer = client.get("/reports/figures/S1.revenue/rows.csv?year=2023&as_of=2023-12-22")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert sum(int(row["amount"]) for row in rows) == queries.annual(2023, DAY).total.revenue


def test_rows_are_shown_in_words_and_lead_to_their_declarations(enter: Enter, paid: list[Answer]) -> None:
    client = enter("leader")
    money = client.get("/reports/figures/S1.revenue/").content.decode()
    assert f'href="/declarations/{paid[0].number}/"' in money
    assert "Thuế giá trị gia tăng" in money
    assert "15/12/2023" in money
    listed = client.get("/reports/figures/S2.declarations/").content.decode()
    assert "Chi cục Hải quan cửa khẩu Móng Cái" in listed
    assert "Đã thông quan" in listed
    for page in (money, listed):
        assert "_e4" not in page
        assert "declaration_id" not in page


@pytest.mark.parametrize(
    ("query", "year", "day"),
    [("", 2023, "22/12/2023"), ("?year=2022", 2022, "31/12/2022"), ("?as_of=2023-03-01", 2023, "01/03/2023"),
     ("?year=2099", 2023, "22/12/2023"), ("?as_of=2099-01-01", 2023, "22/12/2023"),
     ("?year=x&as_of=y", 2023, "22/12/2023"),
     ("?year=1900", 2020, "31/12/2020")],
)  # fmt: skip
def test_the_report_is_of_the_year_and_day_asked_for(
    enter: Enter, demonstration: datetime, query: str, year: int, day: str
) -> None:
    page = bare(enter("leader").get(f"/reports/annual/{query}").content.decode())
    assert f"Báo cáo công tác năm {year}" in page
    assert f"Số liệu đến {day}" in page


def test_every_figure_of_the_report_has_its_command_and_its_rows(enter: Enter, paid: list[Answer]) -> None:
    page = enter("leader").get("/reports/annual/").content.decode()
    report = queries.annual(2023, DAY)
    for figure in report.figures:
        assert f'id="{figure.id}"' in page
        assert figure.rows in page
    assert report.fingerprint[:12] in page
    for note in re.findall(r'class="ref" href="#([^"]+)"', page):
        assert f'id="{note}"' in page


def test_the_report_is_also_one_file_that_fetches_nothing(paid: list[Answer]) -> None:
    report = queries.annual(2023, DAY)
    told = {"vi": ("Báo cáo công tác năm 2023", "Dữ liệu mô phỏng"), "en": ("Report on the year 2023", "Invented data")}
    for language, words in told.items():
        page = html(report, language)
        assert all(word in page for word in words)
        assert f'<html lang="{language}">' in page
        outside = re.findall(r'(?:src|href)="([^"]+)"|url\("([^"]{1,40})', page)
        assert all((link or style).startswith(("#", "data:")) for link, style in outside)
        assert report.fingerprint[:12] in page


def test_an_unknown_figure_is_not_found(enter: Enter, demonstration: datetime) -> None:
    assert enter("leader").get("/reports/figures/S99.nothing/").status_code == 404
    assert enter("leader").get("/reports/figures/S99.nothing/rows.csv").status_code == 404


def test_what_is_late_stands_first_for_decision(enter: Enter, lodge: Lodge, demonstration: datetime) -> None:
    lodge(3)
    Declaration.objects.update(state="cleared", due_at=None)
    client = enter("leader")
    assert "quá hạn kiểm tra" not in client.get("/reports/").content.decode()
    Declaration.objects.filter(pk=Declaration.objects.values_list("pk")[:1][0][0]).update(
        state="document_check", due_at=law_moment(date(2023, 12, 21))
    )
    page = client.get("/reports/").content.decode()
    notices = page[page.index('class="notices"') :]
    assert notices.index("1 tờ khai quá hạn kiểm tra") < notices.index("</li>")
    assert law_moment(date(2023, 12, 21)) < NOW


def test_the_report_of_an_empty_year_is_whole(enter: Enter, demonstration: datetime) -> None:
    assert enter("leader").get("/reports/annual/?year=2021").status_code == 200


def test_a_page_for_leaders_is_not_for_officers(enter: Enter, demonstration: datetime) -> None:
    answer: Any = enter("officer").get("/reports/")
    assert answer.status_code == 403
    assert "không mở được trang này" in answer.content.decode()
