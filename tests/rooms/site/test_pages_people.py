"""Pages of people: signing in with a second factor, one's own account, users, staff, delegation, mandates, rights."""

import re
from base64 import b32decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW, PASSWORD, prove

from motcua.declarations import factories
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.parties import services as parties
from motcua.parties.services import mandates
from motcua.people import queries
from motcua.people.domain.factors import application
from motcua.people.models import Account, Held, Invitation, Visit
from motcua.people.queries import factors as reads
from motcua.people.services import factors, proofs

KEY = b"a key of twenty byte"
Enter = Callable[..., Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def with_codes(account: Account) -> None:
    """An application whose codes are those of KEY; the one of three minutes ago was used."""
    past = datetime.now(UTC) - timedelta(minutes=3)
    said = application(KEY).generate(int(past.timestamp())).decode()
    by = queries.actor_for(account, law_day(clock.now()))
    factors.add_codes(account.pk, key=KEY, code=said, name="Máy", by=by, at=clock.now(), real=past)


def code() -> str:
    return application(KEY).generate(int(datetime.now(UTC).timestamp())).decode()


def sign_in(client: Client, account: Account, address: str = "") -> Any:
    return client.post("/login/", {"username": account.username, "password": PASSWORD, "next": address})


def test_without_a_factor_the_password_opens(client: Client, account: Any, demonstration: Any) -> None:
    held = account("officer")
    assert sign_in(client, held, "/tariff/")["Location"] == "/tariff/"
    assert Visit.objects.get().account_id == held.pk


def test_with_codes_the_password_alone_opens_nothing(client: Client, account: Any, demonstration: Any) -> None:
    held = account("officer")
    with_codes(held)
    assert sign_in(client, held, "/tariff/")["Location"] == "/login/second/"
    assert client.get("/me/")["Location"].startswith("/login/")
    wrong = client.post("/login/second/", {"code": "000000"})
    assert wrong.status_code == 400
    right = client.post("/login/second/", {"code": code()})
    assert right["Location"] == "/tariff/"
    assert client.get("/me/").status_code == 200
    assert Visit.objects.get().factor == "codes"


def test_a_code_without_a_password_before_it_leads_to_the_start(client: Client, db: None) -> None:
    assert client.get("/login/second/")["Location"] == "/login/"


@pytest.mark.parametrize("path", ["/login/passkey/", "/login/passkey/ask/"])
def test_a_passkey_is_asked_for_and_nonsense_is_refused(client: Client, db: None, path: str) -> None:
    answer = client.post(path, {"answer": '{"id": "x"}'}, HTTP_HOST="localhost")
    assert answer.status_code == (200 if path.endswith("ask/") else 400)


def test_an_application_is_added_with_recovery_codes_shown_once(enter: Enter, demonstration: Any) -> None:
    client = enter("officer")
    page = text(client.get("/me/security/codes/"))
    assert "<svg" in page
    assert "style=" not in page
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert shown is not None
    key = b32decode(shown[1].replace(" ", ""))
    assert client.post("/me/security/codes/", {"code": "000000"}).status_code == 400
    said = application(key).generate(int(datetime.now(UTC).timestamp())).decode()
    answer = client.post("/me/security/codes/", {"code": said, "name": "Máy <b>"})
    assert len(re.findall(r"<li><code>", text(answer))) == 10
    page = text(client.get("/me/security/"))
    assert "Máy &lt;b&gt;" in page
    assert "<li><code>" not in page


@pytest.mark.parametrize("path", ["/me/security/codes/", "/programs/", "/people/open/", "/people/delegations/new/"])
def test_what_gives_rights_asks_for_the_password_again(enter: Enter, demonstration: Any, path: str) -> None:
    client = enter("admin")
    session = client.session
    session[proofs.PROVED] = datetime.now(UTC).timestamp() - proofs.LASTS - 1
    session.save()
    answer = client.get(path)
    assert answer["Location"] == f"/me/again/?next={path.replace('/', '%2F')}"
    assert client.post("/me/again/", {"password": "falsch", "next": path}).status_code == 400
    assert client.post("/me/again/", {"password": PASSWORD, "next": path})["Location"] == path
    assert client.get(path).status_code == 200


def test_after_proving_nobody_is_sent_to_another_site(enter: Enter, demonstration: Any) -> None:
    answer = enter("admin").post("/me/again/", {"password": PASSWORD, "next": "https://example.com/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(("role", "sent"), [("leader", True), ("admin", True), ("revenue", True), ("officer", False)])
def test_in_a_real_installation_some_roles_need_a_factor_first(
    enter: Enter, db: None, settings: Any, role: str, sent: bool
) -> None:
    settings.SECOND_FACTOR = frozenset({"head", "leader", "revenue", "admin"})
    client = enter(role)
    answer = client.get("/post/")
    assert (answer.status_code == 302) is sent
    if sent:
        assert answer["Location"] == "/me/security/"
        assert client.get("/me/security/codes/").status_code == 200
        with_codes(Account.objects.get())
        assert client.get("/post/").status_code == 200


def test_a_demonstration_lets_them_in_and_says_so(enter: Enter, demonstration: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = frozenset({"leader"})
    client = enter("leader")
    assert client.get("/reports/").status_code == 200
    client.cookies["django_language"] = "en"
    assert "This is a demonstration" in text(client.get("/me/security/"))


def test_sessions_are_listed_and_others_ended(account: Any, demonstration: Any) -> None:
    held = account("officer")
    here, there = Client(), Client()
    for browser, name in ((here, "Firefox"), (there, "Chromium <x>")):
        browser.post("/login/", {"username": held.username, "password": PASSWORD}, HTTP_USER_AGENT=name)
    page = text(here.get("/me/security/"))
    assert "Chromium &lt;x&gt;" in page
    here.post("/me/security/visits/end/", {"visit": "others"})
    assert there.get("/me/")["Location"].startswith("/login/")
    assert here.get("/me/").status_code == 200


def test_a_new_password_ends_other_sessions(account: Any, demonstration: Any) -> None:
    held = account("officer")
    here, there = Client(), Client()
    for browser in (here, there):
        sign_in(browser, held)
    form = {"present": PASSWORD, "fresh": "một mật khẩu mới 2024", "again": "một mật khẩu mới 2024"}
    assert here.post("/me/security/password/", {**form, "present": "x"}).status_code == 400
    assert here.post("/me/security/password/", {**form, "again": "x"}).status_code == 400
    assert here.post("/me/security/password/", form).status_code == 302
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302


def test_preferences_are_worn_by_the_next_browser(account: Any, demonstration: Any) -> None:
    held = account("officer")
    here, there = Client(), Client()
    sign_in(here, held)
    wanted = {"language": "en", "theme": "dark", "density": "dense", "page_size": "20", "office": "20BB",
              "notices": ["mail"]}  # fmt: skip
    assert here.post("/me/", wanted).status_code == 302
    sign_in(there, held)
    page = text(there.get("/me/"))
    assert '<html lang="en"' in page
    assert "is-dense" in page
    assert "design/dark.css" in page
    assert here.post("/me/", {**wanted, "page_size": "7"}).status_code == 400


@pytest.fixture
def three(db: None, demonstration: Any) -> None:
    """Three enterprises; the second is an agent."""
    parties.register([factories.party(no) for no in (1, 2, 3)], by=SYSTEM, at=NOW - timedelta(days=400))
    mandates.recognise("5799900002", since=NOW.date(), decision="QĐ 1", by=SYSTEM, at=NOW)


def test_an_enterprise_invites_somebody_who_joins(enter: Enter, three: None) -> None:
    client, guest = enter("trader"), Client()
    page = text(client.post("/enterprise/invite/", {"name": "Hoa", "party": "5799900001", "may": ["prepare"]}))
    link = re.search(r'value="http://testserver(/join/[^"]+)"', page)
    assert link is not None
    assert link[1] not in text(client.get("/enterprise/"))
    assert guest.get(link[1]).status_code == 200
    form = {"name": "Hoa", "username": "hoa", "email": "", "password": "ngắn"}
    assert guest.post(link[1], form).status_code == 400
    assert guest.post(link[1], {**form, "password": "đủ dài để dùng"})["Location"] == "/enterprise/"
    assert Client().get(link[1]).status_code == 404
    assert guest.get("/declarations/new/").status_code == 200
    assert guest.get("/enterprise/invite/").status_code in (302, 403)
    assert "Hoa" in text(client.get("/enterprise/"))


def test_who_only_sees_begins_nothing_and_invites_nobody(enter: Enter, three: None) -> None:
    client = enter("trader", may=frozenset({"see"}))
    assert client.get("/declarations/").status_code == 200
    assert "Người dùng" in text(client.get("/enterprise/")) or client.get("/enterprise/").status_code == 200
    assert client.get("/enterprise/invite/").status_code == 403
    assert client.post("/declarations/new/", {"direction": "import"}).status_code == 400
    assert Invitation.objects.count() == 0


def test_a_user_is_changed_and_ended_by_the_manager_alone(enter: Enter, account: Any, three: None) -> None:
    other = account("trader")
    post = Held.objects.get(account=other).pk
    client = enter("trader")
    assert client.post(f"/enterprise/users/{post}/", {"may": ["pay"]}).status_code == 302
    post = Held.objects.filter(account=other).latest("leaf").pk
    assert queries.actor_for(other, NOW.date()).acting[0].acts == {"see", "pay"}
    assert enter("trader", party="5799900003").get(f"/enterprise/users/{post}/").status_code == 404


def test_a_mandate_is_offered_accepted_and_ended_on_pages(enter: Enter, account: Any, three: None) -> None:
    client = enter("trader")
    offered = {"principal": "5799900001", "agent": "5799900002", "since": "22/12/2023", "until": "31/12/2023",
               "acts": ["lodge", "see"], "procedures": "a11"}  # fmt: skip
    assert client.post("/enterprise/mandates/new/", {**offered, "until": "1/12/2023"}).status_code == 400
    place = client.post("/enterprise/mandates/new/", offered)["Location"]
    agent = Client()
    agent.force_login(account("trader", party="5799900002"))
    prove(agent)
    stranger = enter("trader", party="5799900003")
    assert stranger.get(place).status_code == 404
    assert stranger.post(place, {"act": "accept"}).status_code == 404
    assert agent.post(place, {"act": "accept"}).status_code == 302
    assert agent.post(place, {"act": "accept"}).status_code == 400
    assert "A11" in text(agent.get("/enterprise/mandates/"))
    assert agent.post(place, {"act": "end", "reason": ""}).status_code == 400
    assert agent.post(place, {"act": "end", "reason": "Xong"}).status_code == 302


def test_customs_names_and_ends_agents(enter: Enter, three: None) -> None:
    client = enter("admin")
    good = {"tax_code": "5799900003", "since": "22/12/2023", "decision": "QĐ 2"}
    assert client.post("/people/rights/agents/", {**good, "tax_code": "1"}).status_code == 400
    assert client.post("/people/rights/agents/", good).status_code == 302
    assert client.post("/people/rights/agents/", good).status_code == 400
    held = re.search(r'name="end" value="(\d+)"', text(client.get("/people/rights/agents/")))
    assert held is not None
    assert client.post("/people/rights/agents/", {"end": held[1], "reason": "Thu hồi"}).status_code == 302


def test_an_administrator_opens_an_account_and_gives_and_ends_a_post(enter: Enter, demonstration: Any) -> None:
    client = enter("admin")
    opened = client.post(
        "/people/open/", {"username": "moi", "name": "Người mới", "email": "", "password": "đủ dài để dùng"}
    )
    place = opened["Location"]
    good = {"role": "officer", "office": "20BB", "party": "", "since": "22/12/2023", "until": ""}
    assert client.post(f"{place}give/", {**good, "office": ""}).status_code == 400
    assert client.post(f"{place}give/", good).status_code == 302
    held = Held.objects.latest("leaf")
    assert client.post(f"{place}posts/{held.pk}/end/", {"until": "31/12/2023"}).status_code == 302
    assert client.post(f"{place}posts/{held.pk}/end/", {"until": "31/12/2023"}).status_code == 400
    lines = b"".join(client.get("/people/people.csv?q=nguoi+moi").streaming_content).decode()
    assert "moi,Người mới" in lines
    assert "Người mới" in text(client.get("/people/?q=NGUOI%20MOI&state=open"))
    assert "Người mới" not in text(client.get("/people/?role=head"))
    assert client.post(f"{place}close/", {"username": "khac"}).status_code == 302
    assert Account.objects.get(username="moi").is_active
    client.post(f"{place}close/", {"username": "moi"})
    assert not Account.objects.get(username="moi").is_active


def test_a_head_sees_the_own_branch_and_nobody_else(enter: Enter, account: Any, demonstration: Any) -> None:
    here, there = account("officer"), account("officer", office="20CF")
    client = enter("head")
    assert client.get(f"/people/{here.pk}/").status_code == 200
    assert client.get(f"/people/{there.pk}/").status_code == 404
    page = text(client.get(f"/people/rights/?account={there.pk}"))
    assert f"account/{there.pk}" not in page
    assert f"account/{here.pk}" in text(client.get(f"/people/rights/?account={here.pk}"))


def test_two_administrators_reset_a_lost_factor_on_pages(enter: Enter, account: Any, demonstration: Any) -> None:
    lost = account("officer")
    with_codes(lost)
    client = enter("admin")
    client.post(f"/people/{lost.pk}/reset/", {"reason": "Mất máy"})
    found = re.search(r'action="(/people/resets/\d+/)"', text(client.get("/people/")))
    assert found is not None
    assert client.post(found[1], {"verdict": "agree"}).status_code == 409
    assert enter("admin").post(found[1], {"verdict": "agree"}).status_code == 302
    assert reads.of(lost.pk) == []


def test_an_officer_names_somebody_who_then_stands_in(enter: Enter, account: Any, demonstration: Any) -> None:
    delegate = account("officer", office="20CF")
    client = enter("officer")
    me = Held.objects.latest("leaf")
    good = {"post": me.pk, "delegate": delegate.pk, "since": "22/12/2023", "until": "30/12/2023", "reason": "Phép"}
    assert client.post("/people/delegations/new/", {**good, "until": "1/12/2023"}).status_code == 400
    assert client.post("/people/delegations/new/", good).status_code == 302
    other = Client()
    other.force_login(delegate)
    found = re.search(r'name="delegation" value="(\d+)"', text(other.get("/me/")))
    assert found is not None
    other.post("/me/stand-in/", {"delegation": found[1]})
    page = text(other.get("/people/delegations/"))
    assert "is-absent" in page
    other.post("/me/stand-in/", {})
    assert "is-absent" not in text(other.get("/people/delegations/"))
    assert client.post(f"/people/delegations/{found[1]}/end/").status_code == 302
    other.post("/me/stand-in/", {"delegation": found[1]})
    assert "is-absent" not in text(other.get("/people/delegations/"))


def test_the_record_of_rights_is_a_page_and_a_file(enter: Enter, account: Any, three: None) -> None:
    account("officer")
    client = enter("admin")
    assert "Record of rights" in text(client.get("/people/rights/", headers={"accept-language": "en"}))
    for asked in ("day=22/12/2023", "party=5799900001", "office=20BB", "day=31/02/2023", "account=x"):
        assert client.get(f"/people/rights/?{asked}").status_code == 200
    lines = b"".join(client.get("/people/rights/rights.csv?office=20BB").streaming_content).decode().splitlines()
    assert len(lines) == 2
