"""`motcua report`: every format tells the same figures, and a day outside of the year is wrong usage."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from motcua.declarations import services
from motcua.declarations.services import Answer
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.reports import queries
from motcua.reports.domain.paper import Paper, signed
from motcua.reports.web import papers
from motcua.site import cli

DAY = date(2023, 12, 22)
YEAR = ("--year", "2023", "--as-of", "2023-12-22")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli.build(), ["report", *arguments])


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def paid(lodge: Callable[..., list[Answer]]) -> list[Answer]:
    """Declarations whose taxes have been paid."""
    answers = lodge(8)
    at = law_moment(date(2023, 12, 15), 9)
    services.pay([services.Payment(each.declaration_id, at, each.tax_total, each.number, "VCB")
                  for each in answers if each.tax_total], by=SYSTEM)  # fmt: skip
    return answers


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_every_format_says_every_figure_and_every_sentence(paid: list[Answer], tmp_path: Path, spoken: str) -> None:
    made = {}
    for kind in ("json", "text", "html", "docx"):
        file = tmp_path / f"report.{kind}"
        assert run("annual", *YEAR, "--format", kind, "--lang", spoken, "-o", str(file)).exit_code == 0
        made[kind] = file.read_bytes()
    told, report = json.loads(made["json"]), queries.annual(2023, DAY)
    with ZipFile(io.BytesIO(made["docx"])) as file_:
        words = re.sub(r"<[^>]+>", "\n", file_.read("word/document.xml").decode())
    page = re.sub(r"<style>.*?</style>|<a class=\"ref\"[^>]*>\d+</a>", "", made["html"].decode(), flags=re.DOTALL)
    text = {
        "text": plain(made["text"].decode()), "html": plain(unescape(re.sub(r"<[^>]+>", " ", page))),
        "docx": plain(unescape(words)), "paper": plain(" ".join(_said(papers.prepared(report, spoken)))),
    }  # fmt: skip
    assert told["figures"][0]["value"] > 0
    for figure in told["figures"]:
        for kind in text:
            shown = signed(figure["text"]) if kind in ("docx", "paper") else figure["text"]
            assert plain(shown) in text[kind], (kind, figure["id"])
            assert figure["rows"] in text[kind] or kind == "text"
    for sentence in (each["text"] for section in told["sections"] for each in section["sentences"]):
        for kind in text:
            assert plain(sentence) in text[kind], (kind, sentence)


def _said(paper: Paper) -> list[str]:
    """All that stands on the paper from which the PDF is set."""
    cells = [cell for part in paper.parts for grid in part.grids for row in grid.rows for cell in row]
    return [paper.title, *(part.paragraph for part in paper.parts), *cells]


def test_rows_add_up_on_the_command_line(paid: list[Answer]) -> None:
    figures = {each.id: each.value for each in queries.annual(2023, DAY).figures}
    rows = list(csv.DictReader(io.StringIO(run("rows", "S1.revenue", *YEAR).stdout)))
    assert sum(int(row["amount"]) for row in rows) == figures["S1.revenue"]
    lines = run("rows", "S2.declarations", *YEAR, "--json").stdout.splitlines()
    assert len([json.loads(line) for line in lines]) == figures["S2.declarations"]


@pytest.mark.parametrize("figure", ["S1.nothing", "S2.declarationsx", "S11.none", "S99.x", ""])
def test_a_figure_that_is_none_has_no_rows(paid: list[Answer], figure: str) -> None:
    found = run("rows", figure, *YEAR)
    assert (found.exit_code, found.stdout) == (1, "")


@pytest.mark.parametrize(
    "arguments",
    [("--year", "2023", "--as-of", "2024-01-01"), ("--year", "2023", "--as-of", "2022-12-31"), ("--year", "0"),
     ("--year", "99999"), ("--year", "2023", "--as-of", "22/12"), ("--year", "2023", "--lang", "fr"),
     ("--year", "2023", "--format", "doc")],
)  # fmt: skip
def test_what_is_no_year_or_no_day_of_it_is_wrong_usage(db: None, arguments: tuple[str, ...]) -> None:
    assert run("annual", *arguments).exit_code == 2


@pytest.mark.parametrize(("year", "last"), [("2022", "2022-12-31"), ("2023", "2023-12-22")])
def test_without_a_day_the_report_ends_with_the_year_or_today(demonstration: Any, year: str, last: str) -> None:
    assert json.loads(run("annual", "--year", year, "--format", "json").stdout)["as_of"] == last


def test_two_files_are_held_against_each_other(paid: list[Answer], tmp_path: Path) -> None:
    files = {}
    for day in ("2023-12-14", "2023-12-15", "2023-12-16"):
        files[day] = str(tmp_path / f"{day}.json")
        run("annual", "--year", "2023", "--as-of", day, "--format", "json", "-o", files[day])
    differs = run("compare", files["2023-12-14"], files["2023-12-15"])
    assert (differs.exit_code, "S1.revenue" in differs.stdout) == (1, True)
    assert run("compare", files["2023-12-15"], files["2023-12-15"]).exit_code == 0
    broken = tmp_path / "broken.json"
    broken.write_text("[]")
    assert run("compare", files["2023-12-14"], str(broken)).exit_code == 2
