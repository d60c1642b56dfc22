"""Pages of the survey: a sheet on a phone, resumed and sent once; rounds for those who run them; results for all."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import account, fresh, prove  # noqa: F401 - fixtures
from tests.rooms.survey.conftest import (
    AT,
    CLOSES,
    CODES,
    DAYS,
    FORM,
    LEADER,
    closed,
    opened,
    signed,
)

from motcua.ground.services import clock
from motcua.kernel.days import law_moment
from motcua.survey import services
from motcua.survey.domain.plans import usual_rule
from motcua.survey.domain.sheets import pages
from motcua.survey.models import Box, Draft, Frame, Round, Token
from motcua.survey.web import guarding

pytestmark = pytest.mark.usefixtures("department")
Enter = Callable[..., Client]


@pytest.fixture
def enter(account: Callable[..., Any]) -> Enter:  # noqa: F811
    """Signs in somebody with the role, each on a device of its own."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(account(role))
        prove(client)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _at_the_opening(db: None) -> None:
    clock.set_demonstration(AT)


def fill(client: Client, secret: str, office: str, level: str = "4") -> None:
    """Every page about a branch is filled in with one level but for the first item."""
    for page in pages(FORM, [office], services.saved(secret)):
        if page.office != office or page.kind in ("uses", "check"):
            continue
        address = f"/survey/a/{secret}/{page.code}/"
        names = re.findall(r'name="((?:Q\d\d|satisfaction))"', client.get(address).content.decode())
        told = {name: ("3" if name == "Q01" else level) for name in names}
        assert client.post(address, {**told, "go": "next"}).status_code == 302


def test_a_sheet_is_filled_in_page_by_page_resumed_and_sent_once() -> None:
    made, links = opened(inside=12, outside=18)
    secret = links[CODES[0]]
    client = Client()
    start = client.get(f"/survey/a/{secret}/")
    assert start.status_code == 200
    assert start["Referrer-Policy"] == "strict-origin", "a referrer would carry the link into the logs of a server"
    assert "no-store" in start["Cache-Control"]
    assert client.post(f"/survey/a/{secret}/profile/", {"P1": "2", "go": "next"})["Location"].endswith("20CF-uses/")
    assert client.post(f"/survey/a/{secret}/20CF-uses/", {"uses": ["goods"], "go": "later"}).status_code == 302
    other_phone = Client()
    assert "20CF-C1" in other_phone.get(f"/survey/a/{secret}/").content.decode()
    sent = other_phone.post(f"/survey/a/{secret}/check/", {})
    assert sent.status_code == 409, "nothing is answered yet"
    fill(other_phone, secret, "20CF")
    check = other_phone.get(f"/survey/a/{secret}/check/").content.decode()
    assert re.findall(r"Đã trả lời (\d+) trong 9 câu", check) == ["9", "9", "9", "0", "0"], "C1, C3, C6; C1, C6"
    [thin] = re.findall(r"Mới trả lời ít câu về ([^<]*)", check)
    assert "Móng Cái" in thin, "nothing is said about the second branch; it may be sent all the same"
    fill(other_phone, secret, "20BB")
    assert other_phone.post(f"/survey/a/{secret}/check/", {}).status_code == 200
    assert Box.objects.filter(kind="rating").count() == 2
    assert not Draft.objects.exists()
    for verb in (client.get, client.post):
        again = verb(f"/survey/a/{secret}/check/")
        assert again.status_code == (200 if verb == client.get else 409)
        assert "đã được dùng" in again.content.decode()
    assert Box.objects.filter(kind="sheet").count() == 1
    assert made.number == "CDCI-2023"


def test_what_was_not_gone_through_is_not_asked() -> None:
    _, links = opened()
    secret = sorted(links.items())[0][1]
    office = services.door(secret, AT).codes[0]
    client = Client()
    client.post(f"/survey/a/{secret}/{office}-uses/", {"uses": [], "go": "next"})
    assert 'name="Q18"' not in client.get(f"/survey/a/{secret}/{office}-C2/").content.decode()
    client.post(f"/survey/a/{secret}/{office}-uses/", {"uses": ["goods"], "go": "next"})
    assert 'name="Q18"' in client.get(f"/survey/a/{secret}/{office}-C2/").content.decode()


def test_a_robot_an_unknown_link_and_bad_values_are_turned_away() -> None:
    _, links = opened()
    secret = sorted(links.items())[0][1]
    office = services.door(secret, AT).codes[0]
    client = Client()
    assert client.get("/survey/a/nobody/").status_code == 404
    assert client.get(f"/survey/a/{'x' * 5000}/").status_code == 404
    assert client.get(f"/survey/a/{secret}/20ZZ-C1/").status_code == 404
    assert client.post(f"/survey/a/{secret}/profile/", {"P1": "1", guarding.TRAP: "http://x"}).status_code == 400
    for wrong in ("6", "-1", "x", "\0", "9" * 400):
        assert client.post(f"/survey/a/{secret}/{office}-C1/", {"Q01": wrong}).status_code == 400
    assert client.post(f"/survey/a/{secret}/open/", {"O1": "a" * 1001}).status_code == 400
    assert client.post(f"/survey/a/{secret}/open/", {"O1": "a\0b"}).status_code == 400
    assert not Draft.objects.exists()


def test_too_many_pages_with_one_link_are_refused_and_what_was_saved_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _, links = opened()
    secret, other = (links[code] for code in sorted(links)[:2])
    monkeypatch.setattr(guarding, "MOST", 2)
    client = Client()
    answers = [client.post(f"/survey/a/{secret}/profile/", {"P1": "1"}).status_code for _ in range(4)]
    assert answers == [302, 302, 400, 400]
    assert services.saved(secret).profile == {"P1": 1}
    assert client.post(f"/survey/a/{other}/profile/", {"P1": "1"}).status_code == 302, (
        "behind a proxy all are one address"
    )


def test_the_desk_plans_draws_a_leader_signs_and_the_desk_opens(enter: Enter) -> None:
    desk, leader = enter("support"), enter("leader")
    form = desk.get("/survey/rounds/new/").content.decode()
    typed = dict(re.findall(r'name="([a-zA-Z0-9_]+)" value="([^"]*)"', form))
    typed |= {name: value for value, name in re.findall(r'value="(\d+)" name="(\w+)"', form)}
    rule = usual_rule(2023)
    typed |= {code: str(weight // 10_000) for code, weight in rule.weights.items()}
    typed |= {"year": "2023", "questionnaire": "CDCI-2023", "opens_on": "01/11/2023", "closes_on": "20/11/2023",
              "inside": "10", "outside": "15", "enterprise": "100", "minimum": "5", "seen": "0"}  # fmt: skip
    assert desk.post("/survey/rounds/new/", {**typed, "C1": "14"}).status_code == 400
    for name, value in (("opens_on", "01/01/0001"), ("closes_on", "31/12/9999"), ("inside", "9" * 30), ("year", "0")):
        assert desk.post("/survey/rounds/new/", {**typed, name: value}).status_code == 400
    assert desk.post("/survey/rounds/new/", typed)["Location"] == "/survey/rounds/CDCI-2023/"
    assert desk.post("/survey/rounds/CDCI-2023/draw/", {"seen": "1"}).status_code == 400
    assert desk.post("/survey/rounds/CDCI-2023/draw/", {"seen": ""}).status_code == 302
    assert desk.get("/survey/rounds/CDCI-2023/sign/").status_code == 403
    held = Round.objects.get()
    signing = {"seen": held.leaf, "fingerprint": held.fingerprint}
    assert leader.post("/survey/rounds/CDCI-2023/sign/", signing).status_code == 302
    assert desk.post("/survey/rounds/CDCI-2023/open/", {}).status_code == 302
    assert Token.objects.count() == 25
    for client in (desk, leader):
        page = client.get("/survey/rounds/CDCI-2023/").content.decode()
        assert held.fingerprint in page
    assert "CDCI-2023" in desk.get("/survey/rounds/?q=2023&state=open&sort=-state").content.decode()
    assert "CDCI-2023" not in desk.get("/survey/rounds/?state=closed").content.decode()
    assert b"CDCI-2023" in b"".join(desk.get("/survey/rounds/rounds.csv").streaming_content)  # type: ignore[attr-defined]
    frame = desk.get("/survey/rounds/CDCI-2023/frame/?office=20CF&chosen=on&sort=-declarations").content.decode()
    asked = Frame.objects.filter(chosen=1)
    there = set(asked.filter(office="20CF").values_list("party", flat=True))
    assert {code for code in CODES if code in frame} == there
    assert 0 < len(there) < len(set(asked.values_list("party", flat=True)))
    assert b"".join(desk.get("/survey/rounds/CDCI-2023/frame.csv").streaming_content).count(b"20BB-1") > 5  # type: ignore[attr-defined]
    leaf = Round.objects.get().leaf
    assert desk.get(f"/survey/rounds/CDCI-2023/proof/{leaf}/").json()
    assert desk.get("/survey/rounds/CDCI-2023/proof/1/").status_code == 404


@pytest.mark.parametrize("role", ["trader", "officer", "head", "admin"])
def test_nobody_else_sees_rounds(enter: Enter, role: str) -> None:
    signed()
    client = enter(role)
    assert client.get("/survey/rounds/").status_code == 403
    assert client.get("/survey/rounds/CDCI-2023/frame/").status_code == 403


def test_results_are_everybodys_once_they_are_published() -> None:
    made = closed()
    client = Client()
    assert client.get("/survey/results/2023/").status_code == 404
    services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    page = client.get("/survey/results/2023/").content.decode()
    assert "80,00" in page
    assert "100,00" in page
    assert "thời gian" in page
    assert "Cần giảm thời gian chờ ở bãi" not in page
    assert "/survey/results/2023/" in client.get("/survey/").content.decode()
    assert client.get("/survey/results/2023/report.pdf").content[:5] == b"%PDF-"
    assert client.get("/survey/questionnaires/CDCI-2023/").content.count(b"<li>Q0") == 9
    assert client.get("/survey/questionnaires/NONE/").status_code == 409
    api = client.get("/api/survey/results/2023").json()
    assert (api["sheets"], api["invited"]) == (20, 25)
    assert (
        client.get("/api/survey/results").json()["rounds"][0]["links"]["package"] == "/api/survey/results/2023/package"
    )
    assert client.get("/api/survey/results/2023/package").content[:2] == b"PK"
    for nothing in ("2022", "9999", "x", "²023"):
        assert client.get(f"/api/survey/results/{nothing}").status_code == 404
    for nothing in ("2022", "9" * 30):
        assert client.get(f"/survey/results/{nothing}/").status_code == 404


def test_the_package_names_nobody_and_its_script_finds_the_published_table(tmp_path: Path) -> None:
    made = closed()
    services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    content = Client().get("/survey/results/2023/package.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        folder.extractall(tmp_path)
        told = b"".join(folder.read(name) for name in folder.namelist())
    assert not any(code.encode() in told for code in CODES)
    assert b"2023-11" not in told
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", "recompute.py"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_an_enterprise_gets_its_link_on_the_site(enter: Enter) -> None:
    opened(inside=12, outside=18)
    client = enter("trader")
    page = client.get("/survey/mine/")
    assert page.status_code == 200
    assert "CDCI" in page.content.decode()
    given = client.post("/survey/mine/", {"round": "CDCI-2023", "party": CODES[0]})
    assert given["Location"].startswith("/survey/a/")
    assert Client().get(given["Location"]).status_code == 200
    wrong = client.post("/survey/mine/", {"round": "CDCI-2023", "party": CODES[5]})
    assert wrong.status_code == 409
    assert client.post("/survey/mine/", {"round": "\0", "party": "x" * 999}).status_code == 409


def test_after_the_last_day_a_link_opens_nothing() -> None:
    _, links = opened()
    clock.set_demonstration(law_moment(CLOSES + DAYS, 0))
    assert Client().get(f"/survey/a/{next(iter(links.values()))}/").status_code == 404
