"""Acts of the desk on their pages: given to somebody, classed anew, the asker put right or erased, versions revised."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.helpdesk.conftest import ANSWER, HOUR, content, faults, new
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations.factories import party
from motcua.helpdesk import services
from motcua.helpdesk.domain.answers import Basis
from motcua.helpdesk.models import Asker, Question
from motcua.helpdesk.queries import published
from motcua.helpdesk.queries import questions as queries
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.parties import services as parties

Enter = Callable[..., Client]
Account = Callable[..., Any]


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW - 2400 * HOUR)


def open_question(**changes: Any) -> Question:
    """A question of today."""
    return services.ask(new(channel="mail", **changes), by=SYSTEM, at=NOW - 2 * HOUR)


def post(client: Client, found: Question, act: str, **told: Any) -> int:
    """An act is sent as its page sends it; the status."""
    seen = Question.objects.get(pk=found.pk).leaf
    return client.post(f"/support/questions/{found.number}/acts/{act}/", {"seen": seen, **told}).status_code


def test_a_question_is_given_to_an_officer_and_classed_anew(enter: Enter, account: Account, department: None) -> None:  # noqa: F811
    found, officer = open_question(office="20BB"), account("officer")
    client = enter("support")
    assert post(client, found, "assign", assignee=officer.pk) == 302
    assert post(client, found, "classify", domain="TH", nature="rules", priority="P2") == 302
    assert post(client, found, "classify", domain="TH", nature="none", priority="P2") == 400
    now = Question.objects.get()
    assert (now.assignee, now.domain, now.priority) == (officer.pk, "TH", "P2")


def test_the_asker_is_put_right_and_erased(enter: Enter, department: None) -> None:  # noqa: F811
    found = open_question()
    client = enter("support")
    assert post(client, found, "correct", name="Lan", mail="lan@example.vn") == 302
    assert queries.contact(found) == services.Contact("Lan", "lan@example.vn")
    assert post(client, found, "erase") == 400
    assert post(client, found, "erase", note="Người hỏi yêu cầu") == 302
    assert not Asker.objects.exists()
    assert post(client, found, "correct", name="Lan") == 400
    assert faults() == []


def test_the_closed_channel_is_given_to_heads_and_leaders_alone(
    enter: Enter, account: Account, department: None  # noqa: F811
) -> None:  # fmt: skip
    found = open_question(nature="conduct", office="20BB")
    support, head, other = account("support"), account("head"), account("head", office="20CF")
    client = enter("leader")
    page = client.get(f"/support/questions/{found.number}/acts/assign/").content.decode()
    assert f'value="{head.pk}"' in page
    for wrong in (support, other):
        assert f'value="{wrong.pk}"' not in page
        leader = Actor(99, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
        with pytest.raises(NotAllowed):
            services.assign(found.number, assignee=wrong.pk, by=leader, at=NOW)
    assert post(client, found, "assign", assignee=support.pk) == 400
    assert post(client, found, "assign", assignee=head.pk) == 302


def test_a_revision_keeps_what_must_be_checked_and_every_basis_as_it_was(enter: Enter, department: None) -> None:  # noqa: F811
    bases = tuple(Basis(f"Luật {no}", f"Điều {no}", no == 1) for no in range(1, 6))
    told = content(basis=bases, note=Words("Xem lại Điều 5", "Check article 5"))
    entry = services.propose(told, by=SYSTEM, at=NOW - HOUR)
    services.approve(entry.pk, 1, by=SYSTEM, at=NOW - HOUR)
    client = enter("support")
    address = f"/support/entries/{entry.pk}/revise/"
    form = client.get(address).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, False)}
    assert client.post(address, {**sent, "article2": "Điều 22", "answer_vi": "Mới."}).status_code == 302
    held = published.versions(entry.pk)[0].content
    assert (held.note, held.answer.vi, held.since) == (told.note, "Mới.", date(2015, 4, 1))
    assert held.basis == (bases[0], Basis("Luật 2", "Điều 22"), *bases[2:])


def test_an_answer_begun_from_a_published_one_keeps_what_was_verified(enter: Enter, department: None) -> None:  # noqa: F811
    entry = services.propose(content(basis=(Basis("Luật 1", "Điều 1", True),)), by=SYSTEM, at=NOW - HOUR)  # noqa: FBT003
    services.approve(entry.pk, 1, by=SYSTEM, at=NOW - HOUR)
    found = open_question()
    services.answer(found.number, ANSWER, by=SYSTEM, at=NOW - HOUR)
    address = f"/support/questions/{found.number}/acts/answer/?from={entry.code}"
    told = {"seen": Question.objects.get().leaf, "body": "Xem.", "act1": "Luật 1", "article1": "Điều 1"}
    assert enter("support").post(address, told).status_code == 302
    assert '"verified":true' in queries.answers(found)[0].basis


def test_conferences_and_visits_are_reached_from_the_answers(enter: Enter, department: None) -> None:  # noqa: F811
    page = enter("trader").get("/support/answers/").content.decode().split("<main", 1)[1]
    assert "/support/conferences/" in page
    assert "/support/visits/" in page
    public = enter("public").get("/support/answers/").content.decode().split("<main", 1)[1]
    assert "/support/conferences/" in public
    assert "/support/visits/" not in public
