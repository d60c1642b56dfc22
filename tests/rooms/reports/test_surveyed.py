"""The survey's figures in the annual report: counted again by SQL, and scored again by the published package."""

import io
import runpy
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.rooms.reports import by_sql
from tests.rooms.survey.conftest import AT, CLOSES, DAYS, LEADER, SUPPORT, department, opened, sheet  # noqa: F401

from motcua import survey as room
from motcua.kernel.days import law_moment
from motcua.reports import queries
from motcua.survey import services

pytestmark = pytest.mark.django_db
LAST = date(2023, 12, 22)
PUBLISHED = CLOSES + 2 * DAYS


@pytest.fixture
def published(department: None) -> None:  # noqa: F811
    """A round of which one sheet in four says that the enterprise is not satisfied."""
    made, links = opened()
    sent = [
        (links[code], sheet(services.door(links[code], AT + DAYS).codes, 2 if no % 4 == 0 else 4 + no % 2))
        for no, code in enumerate(sorted(links)[:22])
    ]
    services.submit_many(sent, at=AT + DAYS)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    services.publish(made.number, by=LEADER, at=law_moment(PUBLISHED, 9))


def surveyed(last: date) -> dict[str, Any]:
    """The figures of S11, by id."""
    return {each.id: each for each in queries.annual(2023, last).figures if each.id.startswith("S11.")}


@pytest.mark.parametrize("last", [LAST, PUBLISHED, PUBLISHED - DAYS])
def test_each_figure_of_the_survey_equals_its_statement(published: None, last: date) -> None:
    found = surveyed(last)
    for id_ in set(found) - set(by_sql.SCORED):
        assert found[id_].value == by_sql.value(id_, 2023, last), id_
    if last >= PUBLISHED:
        assert 50 < found["S11.satisfied"].value < 100
        assert found["S11.response_rate"].value == 88.0


def test_the_package_alone_finds_the_first_branch_and_its_points(published: None) -> None:
    content = Client().get("/survey/results/2023/package.zip").content
    script = runpy.run_path(str(Path(room.__path__[0]) / "data" / "recompute.py"))
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        table = script["recomputed"](script["Package"](lambda name: folder.read(name).decode()))
    first = next(dict(zip(table[0], line, strict=True)) for line in table[1:] if line[0] == "total")
    found = surveyed(LAST)
    assert (found["S11.first_branch"].value, found["S11.first_score"].value) == (first["office"], float(first["value"]))
    assert found["S11.first_score"].value > 0


def test_before_it_is_published_the_report_says_nothing_of_the_survey(published: None) -> None:
    report = queries.annual(2023, PUBLISHED - DAYS)
    found = {each.id: each.text.vi for each in report.figures if each.id.startswith("S11.")}
    assert found == {
        "S11.invited": "0", "S11.invited_in_province": "0", "S11.answers": "0", "S11.answers_growth": "–",
        "S11.response_rate": "–", "S11.satisfied": "–", "S11.first_branch": "–", "S11.first_score": "–",
    }  # fmt: skip
    assert next(each for each in queries.told(report) if each.id == "S11").sentences == ()
