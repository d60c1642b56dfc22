"""Answers cannot be led back to who gave them: not by keys, times, order, drafts, logs, mails or small cells."""

import logging
from typing import Any

import pytest
from django.db import connection, models
from tests.rooms.survey.conftest import (
    AT,
    CLOSES,
    CODES,
    DAYS,
    FORM,
    LEADER,
    SUPPORT,
    answered,
    closed,
    opened,
    sheet,
)

from motcua.ground.domain.noticing import Medium
from motcua.ground.models import Job, Leaf, Notice
from motcua.ground.queries.addresses import Standing
from motcua.ground.services import jobs as work
from motcua.ground.services import sending
from motcua.kernel.days import law_moment
from motcua.survey import sealing, services
from motcua.survey.discreet import HidesLinks
from motcua.survey.domain import sheets
from motcua.survey.models import Answer, Box, Day, Draft, Said, Token
from motcua.survey.queries import results
from motcua.survey.services import inviting

pytestmark = pytest.mark.usefixtures("department")


def columns(table: type[models.Model]) -> set[str]:
    """The names of a table's columns."""
    return {field.column for field in table._meta.get_fields() if hasattr(field, "column")}


def test_the_table_of_answers_has_no_column_that_leads_to_an_enterprise_or_an_hour() -> None:
    assert columns(Answer) == {"id", "leaf", "round_id", "office", "stratum", "flags", "answers"}
    assert columns(Said) == {"id", "leaf", "round_id", "question", "content"}
    assert columns(Token) == {"hash", "round_id", "party", "spent", "mark"}
    for table in (Answer, Said, Box, Day, Token, Draft):
        kinds = [type(field).__name__ for field in table._meta.get_fields()]
        assert "DateTimeField" not in kinds


def test_answers_of_a_day_lie_in_the_order_of_random_ids_whatever_came_first() -> None:
    made, links = opened()
    for code in sorted(links)[:12]:
        services.submit_many([(links[code], sheet(services.door(links[code], AT).codes))], at=AT + DAYS)
    services.close_days(made.number, until=(AT + DAYS).date(), at=AT + 2 * DAYS)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM survey_answer ORDER BY rowid")
            laid = [row[0] for row in cursor.fetchall()]
        assert laid == sorted(laid)
    assert len(set(Answer.objects.values_list("id", flat=True))) == Answer.objects.count() >= 12
    assert not Box.objects.exists()


def test_two_branches_of_one_enterprise_are_two_sheets_that_nothing_joins() -> None:
    made, links = opened(inside=12, outside=18)
    both = sheet(["20CF", "20BB"], profile={"P1": 1, "P2": 3}, open={"O1": "Ít giấy tờ hơn"})
    services.submit_many([(links[CODES[0]], both)], at=AT + DAYS)
    services.close_days(made.number, until=(AT + DAYS).date(), at=AT + 2 * DAYS)
    rows = list(Answer.objects.values("id", "office", "stratum", "flags", "answers"))
    assert sorted(row["office"] for row in rows) == ["20BB", "20CF"]
    said = list(Said.objects.values_list("id", "question"))
    assert len({key for key, _ in said} | {row["id"] for row in rows}) == 5


def test_what_is_begun_cannot_be_read_from_the_database_but_with_the_link_alone() -> None:
    _, links = opened()
    first, second = (links[code] for code in sorted(links)[:2])
    services.save(first, sheet(services.door(first, AT).codes, open={"O1": "Bí mật kinh doanh"}), at=AT)
    held = Draft.objects.get()
    assert "Bí mật".encode() not in bytes(held.sealed)
    assert b"Q01" not in bytes(held.sealed)
    assert sealing.unseal(bytes(held.sealed), second) is None
    assert sealing.unseal(bytes(held.sealed), held.hash[:43]) is None
    assert services.saved(first).open == {"O1": "Bí mật kinh doanh"}
    assert not Token.objects.filter(hash=first).exists()


def test_after_the_close_nobody_can_tell_who_answered() -> None:
    made, links = opened()
    services.save(links[sorted(links)[-1]], sheet([]), at=AT)
    answered(links)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    assert not Token.objects.exists()
    assert not Draft.objects.exists()
    dump = repr(list(Answer.objects.values())) + repr(list(Said.objects.values())) + repr(list(Day.objects.values()))
    assert not any(code in dump for code in CODES)


def test_the_log_tells_of_days_and_counts_not_of_sheets() -> None:
    made, links = opened()
    who = answered(links)
    services.close_days(made.number, until=(AT + DAYS).date(), at=AT + 2 * DAYS)
    bodies = [bytes(body).decode() for body in Leaf.objects.filter(verb="survey.day").values_list("body", flat=True)]
    assert len(bodies) == 1
    assert not any(code in bodies[0] for code in who)


def test_the_secret_of_a_link_stands_in_no_notice_and_leaves_with_its_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(sending, "deliver", sent.append)
    way = Standing(1, f"party/{CODES[0]}", Medium.MAIL, "lan@example.vn", "", confirmed=True)
    monkeypatch.setattr(inviting.addresses, "active", lambda whom: {way.recipient: [way]})
    _, links = opened(inside=12, outside=18)
    secret = links[CODES[0]]
    assert secret not in repr(list(Notice.objects.values()))
    assert Job.objects.filter(kind="survey.mail").count() == 1
    assert work.send_due(AT) == 1
    assert f"/survey/a/{secret}/" in sent[0].get_content()
    assert sent[0]["To"] == "lan@example.vn"
    assert not Job.objects.filter(kind="survey.mail").exists()


def test_a_reminder_is_not_sent_to_who_answered_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    _, links = opened()
    code = sorted(links)[0]
    answered(links, 1)
    job = work.Job(1, inviting.MAIL, {"secret": links[code], "to": "x@example.vn", "vi": "a", "en": "b"}, 0, "")
    monkeypatch.setattr(sending, "deliver", lambda message: pytest.fail("sent"))
    assert inviting.mail(job, AT) is None


def test_requests_are_logged_without_the_secret_of_a_link() -> None:
    record = logging.LogRecord("django.request", 30, "", 0, "%s: %s", ("Not Found", "/survey/a/abcDEF-_1/check/"), None)
    assert HidesLinks().filter(record)
    assert record.getMessage() == "Not Found: /survey/a/…/check/"


def test_a_branch_with_four_sheets_is_shown_nowhere() -> None:
    made, links = opened(inside=12, outside=18)
    only = {"20CF": 4, "20BB": 12}
    sent = []
    for code in sorted(links):
        offices = services.door(links[code], AT).codes
        if len(offices) == 1 and only[offices[0]]:
            only[offices[0]] -= 1
            sent.append((links[code], sheet(offices)))
    services.submit_many(sent, at=AT + DAYS)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    told = results.stored(made)
    assert told is not None
    hidden = next(each for each in told.results.offices if each.office == "20CF")
    assert (hidden.suppressed, hidden.n, hidden.score_e2) == (True, None, None)
    assert not any(each.office == "20CF" for each in told.results.responses)
    assert not told.groups or all(group.count >= 5 for group in told.groups)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Gọi 0912 345 678 hoặc +84.912.345.678", "Gọi […] hoặc […]"),
        ("thư lan.nguyen@example.vn nhé", "thư […] nhé"),
        ("anh Nguyễn Văn Tám gây khó", "anh […] gây khó"),
        ("Nguyễn Thị Lan Hương đòi thêm giấy", "[…] đòi thêm giấy"),
        ("Kiểm tra trong 2 giờ, 8 giờ là tốt", "Kiểm tra trong 2 giờ, 8 giờ là tốt"),
    ],
)
def test_an_open_answer_is_kept_without_numbers_mails_and_names(typed: str, kept: str) -> None:
    assert sheets.masked(typed) == kept


def test_published_words_are_those_that_enough_sheets_share() -> None:
    told = sheets.grouped(["bãi chật", "bãi chật quá", "bãi quá chật", "bãi rộng", "xe chờ bãi"], 5)
    assert told == [("bãi", 5)]
    assert sheets.grouped(["riêng tôi"] * 4, 5) == []
    made = closed()
    services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    _, published = results.of_year(2023)
    assert ("thời gian", 20) in [(group.words, group.count) for group in published.groups]
    assert FORM.open
