"""Issued reports: signed by the leadership, kept byte for byte, proved by their leaf, compared with today's."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.reports import queries
from motcua.reports.domain.errors import NotYetOver
from motcua.reports.issue_models import Issue
from motcua.reports.queries import issued
from motcua.reports.services import issuing
from motcua.reports.web import held

DAY = date(2023, 12, 22)
LEADER = Actor(7, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))


def new(day: date = DAY) -> issuing.New:
    report = queries.annual(2023, day)
    return issuing.New(report, json.dumps(queries.as_told(report, "vi")).encode(), b"%PDF made")


def test_a_version_is_kept_byte_for_byte(demonstration: datetime) -> None:  # noqa: F811
    made = new()
    row = issuing.issue(made, by=LEADER, at=NOW)
    assert (row.year, row.version, row.as_of, row.fingerprint) == (2023, 1, DAY, made.report.fingerprint)
    assert issued.raw(row) == made.told
    assert issued.paper(row) == made.paper
    assert issued.told(row).fingerprint == made.report.fingerprint


def test_the_same_figures_are_issued_once_and_others_make_a_version(
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    lodge(2)
    first = issuing.issue(new(DAY - timedelta(days=300)), by=LEADER, at=NOW)
    assert issuing.issue(new(DAY - timedelta(days=300)), by=LEADER, at=NOW).leaf == first.leaf
    second = issuing.issue(new(), by=LEADER, at=NOW)
    assert (second.version, Issue.objects.count()) == (2, 2)


def test_of_two_issued_at_the_same_moment_the_second_follows_the_first(
    demonstration: datetime,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first try breaks as it does where another row of the same version was stored meanwhile."""
    made, other, append = new(), new(DAY - timedelta(days=1)), log.append

    def meanwhile(leaves: Any) -> None:
        monkeypatch.setattr(issuing.log, "append", append)
        raise IntegrityError

    monkeypatch.setattr(issuing.log, "append", meanwhile)
    row = issuing.issue(made, by=LEADER, at=NOW)
    assert (row.version, Issue.objects.count()) == (1, 1)
    assert issuing.issue(other, by=LEADER, at=NOW).version == 2
    assert _faults() == []


@pytest.mark.parametrize("role", ["officer", "head", "revenue", "admin"])
def test_only_the_leadership_issues(demonstration: datetime, role: str) -> None:  # noqa: F811
    with pytest.raises(NotAllowed):
        issuing.issue(new(), by=Actor(8, "Khác", posts=frozenset({Post(role, "20BB")})), at=NOW)
    assert not Issue.objects.exists()


def test_a_day_to_come_is_refused(demonstration: datetime) -> None:  # noqa: F811
    with pytest.raises(NotYetOver):
        issuing.issue(new(DAY + timedelta(days=1)), by=SYSTEM, at=NOW)


def test_a_changed_version_is_found_by_the_log(demonstration: datetime) -> None:  # noqa: F811
    issuing.issue(new(), by=LEADER, at=NOW)
    assert _faults() == []
    Issue.objects.update(fingerprint="0" * 64)
    assert any("reports_issue" in place for place in _faults())


def _faults() -> list[str]:
    return [fault.place for fault in verification.verify().faults]


def test_the_leader_issues_on_the_page_and_others_see_the_files(
    enter: Callable[..., Client],  # noqa: F811
    demonstration: datetime,  # noqa: F811
) -> None:
    leader = enter("leader")
    asked = {"year": "2023", "as_of": "2023-12-22"}
    assert leader.post("/reports/issued/new", asked).status_code == 302
    officer: Any = enter("officer")
    page = officer.get("/reports/issued/").content.decode()
    assert "2023 · 1" in page
    assert "Ban hành bản này" not in page
    assert officer.post("/reports/issued/new", asked).status_code == 403
    paper = officer.get("/reports/issued/2023/1.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert json.loads(officer.get("/reports/issued/2023/1.json").content)["year"] == 2023
    assert officer.get("/reports/issued/2023/9.pdf").status_code == 404
    same = officer.get("/reports/compare/?a=2023v1&b=2023-12-22").content.decode()
    assert "Mọi số liệu đều giống nhau." in same


def test_what_is_signed_is_counted_anew(
    enter: Callable[..., Client],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    held.picture(2023, DAY)
    lodge(2)
    enter("leader").post("/reports/issued/new", {"year": "2023", "as_of": "2023-12-22"})
    row = issued.one(2023, 1)
    assert row.fingerprint == queries.annual(2023, DAY).fingerprint
    assert {each.id: each.value for each in issued.told(row).figures}["S2.declarations"] == 2


def test_a_year_that_is_over_is_issued_to_its_last_day(
    enter: Callable[..., Client],  # noqa: F811
    demonstration: datetime,  # noqa: F811
) -> None:
    client = enter("leader")
    report = client.get("/reports/annual/?year=2022").content.decode()
    (address,) = re.findall(r'href="(/reports/issued/\?[^"]*)"', report)
    page = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Ban hành báo cáo năm 2022 với số liệu đến 31/12/2022." in re.sub(r"<[^>]+>", "", page)
    asked = dict(re.findall(r'type="hidden" name="(year|as_of)" value="([^"]+)"', page))
    assert client.post("/reports/issued/new", asked).status_code == 302
    assert (issued.one(2022, 1).as_of, issued.one(2022, 1).version) == (date(2022, 12, 31), 1)


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_a_version_is_compared_in_the_language_in_which_it_is_kept(
    enter: Callable[..., Client],  # noqa: F811
    demonstration: datetime,  # noqa: F811
    spoken: str,
) -> None:
    client = enter("leader")
    client.post("/reports/issued/new", {"year": "2023", "as_of": "2023-12-22"})
    client.cookies["django_language"] = spoken
    page = client.get("/reports/compare/?a=2023v1&b=2023-12-22").content.decode()
    assert "<ins>" not in page
    assert "<del>" not in page
    days = client.get("/reports/compare/?a=2023-12-21&b=2023-12-22").content.decode()
    assert {"vi": "Mọi số liệu đều giống nhau.", "en": "All figures are the same."}[spoken] in days


@pytest.mark.parametrize("asked", ["9999-12-31", "0001-01-01", "2023v9", "x", "2023-12-23", "%00", "9" * 300])
def test_what_cannot_be_compared_is_answered_with_words(
    enter: Callable[..., Client],  # noqa: F811
    demonstration: datetime,  # noqa: F811
    asked: str,
) -> None:
    assert enter("leader").get(f"/reports/compare/?a={asked}&b=2023-12-22").status_code == 404
