"""Pages of programs, of the post book and of requests to cancel: who sees what, and what is shown once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.declarations import services
from motcua.declarations.models import Declaration, Request
from motcua.declarations.services import Answer
from motcua.ground.services import post
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people.models import Token

TOMORROW = (datetime.now(UTC) + timedelta(days=2)).strftime("%d/%m/%Y")
GOOD = {"name": "Kế toán <b>", "party": "5799900001", "scopes": ["declarations:read"], "until": TOMORROW}
FIRST = Actor(5, "máy", kind="program", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
SECOND = Actor(6, "máy", kind="program", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_secret_is_shown_once_and_opens_the_door(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("trader")
    page = client.post("/programs/", GOOD)
    secret = text(page).partition('value="motcua_')[2].partition('"')[0]
    assert page["Cache-Control"] == "no-store"
    assert "Kế toán &lt;b&gt;" in text(page)
    assert people.program_for("motcua_" + secret, law_day(datetime.now(UTC))) is not None
    assert secret not in text(client.get("/programs/"))


@pytest.mark.parametrize(("changes", "field"), [
    ({"name": ""}, "id_name"), ({"scopes": []}, "id_scopes"), ({"scopes": ["all"]}, "id_scopes"),
    ({"until": "01/01/2020"}, "id_until"), ({"until": "31/02/2030"}, "id_until"), ({"party": "5799900002"}, "id_party"),
])  # fmt: skip
def test_what_cannot_be_given_is_told_at_its_field(
    enter: Callable[..., Client], demonstration: Any, changes: dict[str, Any], field: str
) -> None:
    answer = enter("trader").post("/programs/", {**GOOD, **changes})
    assert answer.status_code == 400
    assert f'href="#{field}"' in text(answer) or "has-error" in text(answer)
    assert not Token.objects.exists()


def test_the_same_name_twice_is_told(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("trader")
    client.post("/programs/", GOOD)
    assert client.post("/programs/", GOOD).status_code == 400
    assert Token.objects.count() == 1


def test_revoking_asks_first_and_then_takes_it(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("trader")
    client.post("/programs/", GOOD)
    address = f"/programs/{Token.objects.get().pk}/revoke/"
    assert "<form" in text(client.get(address))
    assert not hasattr(Token.objects.get(), "revoked")
    assert client.post(address).status_code == 302
    assert hasattr(Token.objects.get(), "revoked")
    assert client.post(address).status_code == 409


def test_a_token_of_another_enterprise_is_not_there(enter: Callable[..., Client], demonstration: Any) -> None:
    enter("admin").post("/programs/", {**GOOD, "party": "5799900002"})
    client = enter("trader")
    assert "Kế toán" not in text(client.get("/programs/"))
    for verb in (client.get, client.post):
        assert verb(f"/programs/{Token.objects.get().pk}/revoke/").status_code == 404


@pytest.fixture
def letters(db: None) -> dict[str, int]:
    """One message of each outcome of the first enterprise, and one of the second."""
    at = datetime.now(UTC)
    answers = {"accepted": 201, "refused": 422, "unreadable": 415, "unanswered": 0}
    found = {}
    for name, status in answers.items():
        letter = post.receive(f"<{name}/>".encode(), by=FIRST, medium="message", media_type="text/xml", at=at)
        if status:
            told = b'{"errors":[{"code":"X-1","path":"/a","message_vi":"sai <i>","message_en":"wrong"}]}'
            reply = post.Reply(told, "application/problem+json", status, reference=f"ref-{name}", errors=status // 400)
            post.answer(letter, reply, at=at)
        found[name] = letter.id
    found["other"] = post.receive(b"<secret/>", by=SECOND, medium="api", media_type="", at=at).id
    return found


def test_a_trader_sees_the_own_messages_and_no_others(enter: Callable[..., Client], letters: dict[str, int]) -> None:
    client = enter("trader")
    page = text(client.get("/post/"))
    assert all(str(letters[name]) in page for name in ("accepted", "refused", "unreadable", "unanswered"))
    assert str(letters["other"]) not in page
    for path in ("", "received", "answer"):
        assert client.get(f"/post/{letters['other']}/{path}").status_code == 404


@pytest.mark.parametrize("role", ["officer", "head", "leader", "risk", "revenue", "admin"])
def test_the_department_sees_all(enter: Callable[..., Client], letters: dict[str, int], role: str) -> None:
    page = text(enter(role).get("/post/"))
    assert all(str(identifier) in page for identifier in letters.values())


@pytest.mark.parametrize("came", ["accepted", "refused", "unreadable", "unanswered"])
def test_filters_leave_what_came_of_it_so(enter: Callable[..., Client], letters: dict[str, int], came: str) -> None:
    page = text(enter("trader").get(f"/post/?came={came}"))
    assert {name for name, identifier in letters.items() if str(identifier) in page} == {came}


def test_search_finds_a_reference_a_number_and_nothing_odd(
    enter: Callable[..., Client], letters: dict[str, int]
) -> None:
    client = enter("trader")
    for query in ("ref-refused", str(letters["refused"])):
        page = text(client.get("/post/", {"q": query}))
        assert {name for name, identifier in letters.items() if f"/post/{identifier}/" in page} == {"refused"}
    for query in ("'", "%", "9" * 50, "\x00", "é"):
        assert client.get("/post/", {"q": query, "page": "x", "since": "x"}).status_code == 200


def test_a_message_tells_what_was_wrong_and_gives_its_bytes(
    enter: Callable[..., Client], letters: dict[str, int]
) -> None:
    client = enter("trader")
    page = text(client.get(f"/post/{letters['refused']}/"))
    assert "sai &lt;i&gt;" in page
    assert "&lt;refused/&gt;" in page
    received = client.get(f"/post/{letters['refused']}/received")
    assert (received.content, received["Content-Type"]) == (b"<refused/>", "application/octet-stream")
    assert received["Content-Disposition"].startswith("attachment")
    assert client.get(f"/post/{letters['unanswered']}/answer").status_code == 404


def test_a_trader_asks_on_the_page_and_an_officer_grants(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]]
) -> None:
    number = next(answer.number for answer in lodge(6) if _party(answer) == "5799900001")
    address = f"/declarations/{number}/cancellation/"
    trader = enter("trader")
    assert trader.post(address, {"reason": "E1", "note": "trùng"}).status_code == 302
    assert trader.post(address, {"verdict": "grant", "note": ""}).status_code == 409
    assert Declaration.objects.get(number=number).state != "cancelled"
    officer = enter("officer")
    assert number in text(officer.get("/declarations/requests/"))
    assert officer.post(address, {"verdict": "deny", "note": ""}).status_code == 400
    assert officer.post(address, {"verdict": "grant", "note": ""}).status_code == 302
    assert Declaration.objects.get(number=number).state == "cancelled"
    assert number not in text(officer.get("/declarations/requests/"))


def _party(answer: Answer) -> str:
    return Declaration.objects.get(number=answer.number).party


def test_an_officer_of_another_branch_decides_nothing(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]]
) -> None:
    number = next(answer.number for answer in lodge(6) if _party(answer) == "5799900001")
    services.ask_to_cancel(number, reason="E1", note="", by=FIRST, at=datetime.now(UTC))
    client = enter("officer", office="20CF")
    assert client.post(f"/declarations/{number}/cancellation/", {"verdict": "grant", "note": ""}).status_code == 409
    assert not hasattr(Request.objects.get(), "decided")


def test_the_description_for_programs_names_every_operation(client: Client, db: None) -> None:
    from motcua.site.door.operations import OPERATIONS

    page = text(client.get("/api/"))
    assert all(f"/api/{operation.path}" in page for operation in OPERATIONS)
    assert "lodge.py" in page
    assert "<script" not in page.replace('<script src="/static', "")
