"""Pages of temporary imports: the list, a balance, a longer stay, a draft that closes what is left."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.declarations.linked_factories import closing, green, temporary
from tests.rooms.site.conftest import NOW, SINCE
from tests.rooms.site.form_pages import header, in_english, text

from motcua.declarations import factories
from motcua.declarations.api import balances
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Draft
from motcua.declarations.stay_models import Stay
from motcua.design.domain.api import Call
from motcua.design.domain.problems import Stopped
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.parties import services as parties
from motcua.risk import services as risk

Enter = Callable[..., Client]
PARTY = factories.party(2).tax_code
TODAY = law_day(NOW)
pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def enter(enter: Enter) -> Enter:
    """Signs in, with pages in English."""
    return in_english(enter)


@pytest.fixture
def number(db: None) -> str:
    """A cleared temporary import of 100 and 30, which may stay for three weeks more."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=SINCE)
    risk.seed(b"pages of stays", by=SYSTEM, at=SINCE)
    limit = TODAY + timedelta(days=21)
    return green(1, lambda no: temporary(no, (100, 30), day=TODAY, limit_on=limit), NOW).number


def lists(client: Client, **query: str) -> str:
    return text(client.get("/declarations/temporary/", query))


def test_the_list_shows_each_what_is_theirs_and_filters(enter: Enter, number: str) -> None:
    spaced = f"{number[:3]} {number[3:6]}"
    assert "2 / 2" in lists(enter("officer"))
    assert "2 / 2" in lists(enter("trader", party=PARTY))
    assert "Nothing fits" in lists(enter("trader", party=factories.party(3).tax_code))
    officer = enter("officer")
    assert "Nothing fits" in lists(officer, state="overdue")
    Stay.objects.update(due_on=TODAY - timedelta(days=1))
    shown = lists(officer, state="overdue", q=number[:6], sort="-due")
    assert "Overdue" in shown
    assert spaced.split()[0] in shown
    csv = enter("officer").get("/declarations/temporary/export.csv?state=overdue")
    assert number in b"".join(csv.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_longer_stay_is_asked_for_and_granted_on_one_page(enter: Enter, number: str) -> None:
    page = f"/declarations/{number}/balance/"
    trader = enter("trader", party=PARTY)
    assert "2 more extensions are possible" in text(trader.get(page))
    day = TODAY + timedelta(days=21 + 30)
    late = trader.post(page, {"act": "ask", "until": f"{day + timedelta(days=1):%d/%m/%Y}", "note": "Chờ tàu"})
    assert (late.status_code, "must be after" in text(late)) == (400, True)
    asked = {"act": "ask", "until": f"{day:%d/%m/%Y}", "note": "Chờ tàu"}
    assert trader.post(page, asked).status_code == 302
    assert "Chờ tàu" in text(trader.get(page))
    officer = enter("officer")
    assert "asks for a longer stay" in lists(officer, state="asked")
    unsaid = officer.post(page, {"act": "decide", "verdict": "grant", "until": "", "note": ""})
    assert unsaid.status_code == 400
    assert officer.post(page, {"act": "decide", "verdict": "grant", "until": "", "note": "Đủ"}).status_code == 302
    assert Stay.objects.get(number=number).due_on == day
    assert "granted" in text(officer.get(page)).lower()


def test_an_officer_notes_what_another_system_closed(enter: Enter, number: str) -> None:
    page = f"/declarations/{number}/balance/"
    officer = enter("officer")
    said: dict[str, Any] = {
        "act": "elsewhere", "line": "2", "quantity": "30", "number": "304000000050", "on": f"{TODAY:%d/%m/%Y}",
        "evidence": "Công văn (giả định)",
    }  # fmt: skip
    assert officer.post(page, said).status_code == 302
    assert "in another system" in text(officer.get(page))
    assert officer.post(page, {**said, "line": "1", "quantity": "101"}).status_code == 400
    assert "elsewhere" not in enter("trader", party=PARTY).get(page).content.decode()


def test_a_draft_closes_what_is_left(enter: Enter, number: str) -> None:
    green(100, lambda no: closing(no, number, [(1, 60)], day=TODAY), NOW)
    trader = enter("trader", party=PARTY)
    answer = trader.post(f"/declarations/{number}/balance/close", {"procedure": "G21"})
    draft = Draft.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))
    assert (draft.direction, header(draft)["prior_number"], header(draft)["procedure"]) == ("export", number, "G21")
    items = load(draft.body).items
    assert [(item["quantity"], item["prior_line"]) for item in items] == [("40", "1"), ("30", "2")]
    wrong = trader.post(f"/declarations/{number}/balance/close", {"procedure": "G51"})
    assert wrong["Location"] == f"/declarations/{number}/balance/"
    stranger = enter("trader", party=factories.party(3).tax_code)
    assert stranger.post(f"/declarations/{number}/balance/close", {"procedure": "G21"}).status_code == 404


def test_both_declarations_lead_to_each_other(enter: Enter, number: str) -> None:
    other = green(100, lambda no: closing(no, number, [(1, 60)], day=TODAY), NOW).number
    trader = enter("trader", party=PARTY)
    first, second = (trader.get(f"/declarations/{each}/").content.decode() for each in (number, other))
    assert f"/declarations/{other}/" in first
    assert f"/declarations/{number}/balance/" in second
    assert "takes 60" in text(trader.get(f"/declarations/{other}/"))


def test_programs_read_the_same(number: str) -> None:
    by = Actor(21, "Trần Văn Mẫu", parties=frozenset({PARTY}))
    listed = json.loads(balances.listed(Call(by, NOW, {"state": "open"})).content)["stays"]
    assert [(each["number"], each["lines_left"], each["state"]) for each in listed] == [(number, 2, "open")]
    lines = json.loads(balances.balance(Call(by, NOW, {}), number).content)["lines"]
    assert [(line["declared"], line["left"]) for line in lines] == [("100", "100"), ("30", "30")]
    with pytest.raises(NotFound):
        balances.balance(Call(Actor(22, "x", parties=frozenset({"5799900003"})), NOW, {}), number)
    with pytest.raises(Stopped):
        balances.listed(Call(by, NOW, {"state": "lost"}))
