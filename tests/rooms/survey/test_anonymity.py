"""Answers cannot be led back to who gave them: not by keys, times, order, drafts, logs, mails or small cells."""

import logging
import unicodedata
from typing import Any

import pytest
from django.db import connection, models
from tests.rooms.survey.conftest import (
    AT,
    CLOSES,
    CODES,
    DAYS,
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
from motcua.survey.models import Answer, Box, Day, Draft, Frame, Round, Said, Token
from motcua.survey.queries import results
from motcua.survey.services import answering, inviting

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


def written_together(table: str) -> list[list[str]]:
    """Ids as a database shows them to have been written, the last ones last: by transaction, or in rising runs."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, 0 FROM {table} ORDER BY rowid"  # noqa: S608 - our own tables
            if sqlite
            else f"SELECT id, age(xmin) FROM {table} ORDER BY 2 DESC, 1"  # noqa: S608
        )
        rows = cursor.fetchall()
    found: list[list[str]] = []
    for no, (key, age) in enumerate(rows):
        if no and (key > rows[no - 1][0] if sqlite else age == rows[no - 1][1]):
            found[-1].append(key)
        else:
            found.append([key])
    return found


def test_answers_lie_in_the_order_of_random_ids_whatever_came_first() -> None:
    made, links = opened()
    for no, code in enumerate(sorted(links)[:12]):
        services.submit_many([(links[code], sheet(services.door(links[code], AT).codes))], at=AT + (1 + no % 3) * DAYS)
        assert len(written_together("survey_box")) == 1, "nothing shows what came last"
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    for table in ("survey_answer", "survey_said"):
        [together] = written_together(table)
        assert len(together) >= 12
    assert not Box.objects.exists()


def test_rows_of_a_large_box_go_in_anew_with_each_sheet_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "MIXED", 20)
    made, links = opened()
    for code in sorted(links)[:12]:
        before = Box.objects.count()
        services.submit_many([(links[code], sheet(services.door(links[code], AT).codes))], at=AT + DAYS)
        added = Box.objects.count() - before
        assert len(written_together("survey_box")[-1]) >= added + min(before, 20)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    assert Round.objects.get(pk=made.pk).answers == 12


def test_no_answer_tells_the_day_on_which_it_came() -> None:
    made, links = opened()
    answered(links, 6, at=AT + DAYS)
    answered({code: links[code] for code in sorted(links)[6:12]}, 6, at=AT + 2 * DAYS)
    assert set(Box.objects.exclude(kind="sheet").values_list("day", flat=True)) == {CLOSES}
    services.close_days(made.number, until=CLOSES + DAYS, at=AT + 5 * DAYS)
    assert list(Day.objects.order_by("day").values_list("sheets", flat=True)) == [6, 6]
    assert not Answer.objects.exists()
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    last = Day.objects.get(day=CLOSES)
    assert (last.sheets, last.ratings) == (0, 0)
    assert sum(Day.objects.values_list("ratings", flat=True)) == Answer.objects.count() > 12
    for table in (Answer, Said):
        assert set(table._default_manager.values_list("leaf", flat=True)) == {last.leaf}


@pytest.mark.parametrize("inside", [1, 2, 12])
def test_several_are_invited_of_each_stratum_under_which_an_answer_is_stored(inside: int) -> None:
    made, links = opened(inside=inside, outside=15)
    answered(links, len(links))
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    for office, stratum in set(Answer.objects.values_list("office", "stratum")):
        asked = Frame.objects.filter(leaf=made.frame, chosen=1, office=office, stratum__in=stratum.split("+"))
        assert asked.count() >= 5
        assert ("+" in stratum) is (inside < 12)
    assert results.stored(made) is not None


def test_a_reminder_on_the_site_does_not_tell_who_had_answered() -> None:
    made, links = opened()
    answered(links, 20)
    before = set(Notice.objects.values_list("id", flat=True))
    assert services.remind(made.number, by=SUPPORT, at=AT + 5 * DAYS) == len(links) - 20
    told = Notice.objects.exclude(id__in=before)
    assert sorted(told.values_list("recipient", flat=True)) == sorted(f"party/{code}" for code in links)
    assert len(set(told.values_list("words_vi", "words_en", "link", "at"))) == 1


def test_two_branches_of_one_enterprise_are_two_sheets_that_nothing_joins() -> None:
    made, links = opened(inside=12, outside=18)
    both = sheet(["20CF", "20BB"], profile={"P1": 1, "P2": 3}, open={"O1": "Ít giấy tờ hơn"})
    services.submit_many([(links[CODES[0]], both)], at=AT + DAYS)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
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
    way = _way(f"party/{CODES[0]}")
    monkeypatch.setattr(inviting.addresses, "active", lambda whom: {way.recipient: [way]})
    _, links = opened(inside=12, outside=18)
    secret = links[CODES[0]]
    assert secret not in repr(list(Notice.objects.values()))
    assert Job.objects.filter(kind="survey.mail").count() == 1
    assert work.send_due(AT) == 1
    assert f"/survey/a/{secret}/" in sent[0].get_content()
    assert sent[0]["To"] == "lan@example.vn"
    assert not Job.objects.filter(kind="survey.mail").exists()


def test_a_mail_that_could_not_be_sent_is_gone_after_the_close(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inviting.addresses, "active", lambda whom: {one: [_way(one)] for one in whom})
    made, links = opened()
    work.put(inviting.MAIL, {"round": "CDCI-2022", "secret": "x", "to": "", "vi": "", "en": ""}, at=AT)
    assert Job.objects.filter(kind="survey.mail").count() == len(links) + 1
    Job.objects.update(due_at=None)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    assert ["CDCI-2022" in payload for payload in Job.objects.values_list("payload", flat=True)] == [True]


def _way(recipient: str) -> Standing:
    return Standing(1, recipient, Medium.MAIL, "lan@example.vn", "", confirmed=True)


def test_a_mail_is_not_sent_after_the_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    _, links = opened()
    told = {"secret": next(iter(links.values())), "to": "x@example.vn", "vi": "a", "en": "b"}
    sent: list[Any] = []
    monkeypatch.setattr(sending, "deliver", sent.append)
    for at in (law_moment(CLOSES, 23), law_moment(CLOSES + DAYS)):
        inviting.mail(work.Job(1, inviting.MAIL, told, 0, ""), at)
    assert len(sent) == 1


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
    assert told.groups
    assert all(group.count >= 5 for group in told.groups)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Gọi 0912 345 678 hoặc +84.912.345.678", "Gọi […] hoặc […]"),
        ("thư lan.nguyen@example.vn nhé", "thư […] nhé"),
        ("anh Nguyễn Văn Tám gây khó", "anh […] gây khó"),
        ("Nguyễn Thị Lan Hương đòi thêm giấy", "[…] đòi thêm giấy"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Lan Hương đòi tiền"), "[…] đòi tiền"),
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
