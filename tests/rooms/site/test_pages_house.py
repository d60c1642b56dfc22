"""The house itself: policy, frames, signing in, language, appearance, clock, errors."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW, PASSWORD

from motcua.declarations.services import Answer
from motcua.ground.services import clock
from motcua.kernel.days import law_moment
from motcua.people.models import Account


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_pages_carry_a_strict_policy(client: Client, demonstration: datetime) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_are_vietnamese_unless_asked_otherwise(client: Client, demonstration: datetime) -> None:
    first = client.get("/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="vi">' in first
    assert "Một cửa hải quan" in first
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "en"}).content.decode()


def test_a_language_chosen_is_kept_and_leads_back(client: Client, demonstration: datetime) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/tariff/?q=than"})
    assert (answer.status_code, answer["Location"]) == (302, "/tariff/?q=than")
    assert "One window for customs" in client.get("/", headers={"accept-language": "vi"}).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_a_change_of_language_leads_to_no_other_site(client: Client, db: None, elsewhere: str) -> None:
    assert client.post("/language/", {"language": "en", "next": elsewhere})["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client, demonstration: datetime) -> None:
    client.post("/language/", {"language": "xx"})
    assert '<html lang="vi">' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("chosen", "night"), [("dark", 'media="screen"'), ("", 'media="screen and (prefers-color-scheme: dark)"')]
)
def test_an_appearance_chosen_is_kept(client: Client, demonstration: datetime, chosen: str, night: str) -> None:
    client.post("/appearance/", {"theme": "light"})
    assert "dark.css" not in client.get("/").content.decode()
    client.post("/appearance/", {"theme": chosen})
    assert night in client.get("/").content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/login/", "/tariff/", "/tariff/84713020/", "/receipts/", "/components/", "/x"]
)
def test_a_demonstration_says_so_on_every_page_with_its_clock(
    client: Client, demonstration: datetime, address: str
) -> None:
    page = text(client.get(address))
    assert "Dữ liệu mô phỏng." in page
    assert re.search(r"Đồng hồ mô phỏng: 10:0\d ngày.22/12/2023", page)


def test_a_real_installation_does_not_speak_of_invented_data(client: Client, db: None) -> None:
    assert "Dữ liệu mô phỏng" not in text(client.get("/"))


@pytest.mark.parametrize(
    ("role", "place"),
    [("leader", "/reports/"), ("officer", "/declarations/"), ("trader", "/declarations/"), ("admin", "/declarations/")],
)
def test_home_is_the_desk_of_whoever_comes(
    enter: Callable[..., Client], demonstration: datetime, role: str, place: str
) -> None:
    assert enter(role).get("/")["Location"] == place


def test_each_role_finds_only_its_own_way(enter: Callable[..., Client], demonstration: datetime) -> None:
    trader = enter("trader").get("/tariff/").content.decode()
    assert 'class="rail"' not in trader
    assert "Tờ khai của tôi" in trader
    assert "Bảng điều hành" not in trader
    officer = enter("officer").get("/declarations/").content.decode()
    assert 'class="rail"' in officer
    assert "Chi cục Hải quan cửa khẩu Móng Cái" in officer
    assert "Đồng hồ</a>" not in officer
    assert "Đồng hồ</a>" in enter("admin").get("/declarations/").content.decode()


def test_one_entry_of_the_way_is_marked_as_here(enter: Callable[..., Client], demonstration: datetime) -> None:
    lists = ("/declarations/", "/declarations/?state=checking&sort=due", "/declarations/?state=late")
    for address in (*lists, "/reports/"):
        page = enter("leader").get(address).content.decode()
        rail = page[page.index('class="rail"') : page.index("</nav>", page.index('class="rail"'))]
        assert rail.count('aria-current="page"') == 1, address


def test_signing_in_and_out(client: Client, account: Callable[..., Account], demonstration: datetime) -> None:
    opened = account("officer")
    answer = client.post("/login/", {"username": opened.username, "password": PASSWORD, "next": "/tariff/"})
    assert answer["Location"] == "/tariff/"
    assert "Người officer" in client.get("/tariff/").content.decode()
    assert client.get("/logout/").status_code in (403, 405)
    assert client.post("/logout/").status_code == 302
    assert client.get("/declarations/").status_code == 302


def test_a_wrong_password_is_answered_like_a_wrong_name(
    client: Client, account: Callable[..., Account], demonstration: datetime
) -> None:
    opened = account("officer")
    pages = [
        client.post("/login/", {"username": name, "password": "wrong"}) for name in (opened.username, "nobody-here")
    ]
    assert [page.status_code for page in pages] == [200, 200]
    first, second = (re.sub(r'(value|datetime)="[^"]*"', "", page.content.decode()) for page in pages)
    assert first == second
    assert "<title>Lỗi: Đăng nhập" in first
    assert 'role="alert"' in first


def test_signing_in_leads_to_no_other_site(client: Client, account: Callable[..., Account], db: None) -> None:
    answer = client.post(
        "/login/", {"username": account("officer").username, "password": PASSWORD, "next": "https://example.org/"}
    )
    assert answer["Location"] == "/"


def test_an_administrator_moves_the_clock_and_the_log_knows(
    enter: Callable[..., Client], demonstration: datetime
) -> None:
    client = enter("admin")
    assert client.post("/clock/", {"day": "25/12/2023", "hour": "08:30"}).status_code == 302
    clock.forget()
    wanted = law_moment(date(2023, 12, 25), 8, 30)
    assert 0 <= (clock.now() - wanted).total_seconds() < 60
    assert re.search(r"08:3\d ngày.25/12/2023", text(client.get("/clock/")))


@pytest.mark.parametrize(("day", "hour"), [("31/02/2023", "10:00"), ("22/12/2023", "25:00"), ("", "")])
def test_a_moment_that_is_none_moves_nothing(
    enter: Callable[..., Client], demonstration: datetime, day: str, hour: str
) -> None:
    answer = enter("admin").post("/clock/", {"day": day, "hour": hour})
    assert answer.status_code == 400
    assert "<title>Lỗi: Đồng hồ" in answer.content.decode()
    assert abs((clock.now() - NOW).total_seconds()) < 60


def test_real_time_cannot_be_moved(enter: Callable[..., Client], db: None) -> None:
    client = enter("admin")
    assert "chạy theo giờ thật" in text(client.get("/clock/"))
    client.post("/clock/", {"day": "25/12/2023", "hour": "08:30"})
    assert not clock.is_demonstration()


def test_what_is_not_there_is_told_in_the_design(client: Client, demonstration: datetime) -> None:
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in text(answer)
    assert 'class="bar"' in answer.content.decode()


def test_what_breaks_shows_no_trace(client: Client, demonstration: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.tariff import queries

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(queries, "lookup", broken)
    client.raise_request_exception = False
    answer = client.get("/tariff/84713020/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()
    assert "Hệ thống gặp lỗi" in text(answer)


def test_a_form_without_its_token_is_refused_in_the_design(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "Biểu mẫu đã hết hạn" in text(answer)


def test_a_request_with_too_many_fields_is_refused(client: Client, demonstration: datetime) -> None:
    answer = client.post("/receipts/", {f"f{number}": "x" for number in range(2_001)})
    assert answer.status_code == 400


PAGES = ["/", "/login/", "/tariff/", "/tariff/?q=than", "/tariff/84713020/?origin=CN", "/receipts/", "/components/"]
DESK = ["/declarations/", "/declarations/?q=khong+co", "/reports/", "/reports/annual/", "/reports/figures/S1.revenue/"]


def outline(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])", page)]


@pytest.mark.parametrize("address", PAGES + DESK)
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_every_page_has_the_marks_that_readers_need(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]], address: str, spoken: str
) -> None:
    lodge(3)
    client = enter("leader") if address in DESK else enter("public")
    page = client.get(address, headers={"accept-language": spoken}).content.decode()
    levels = outline(page)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
    assert f'<html lang="{spoken}">' in page
    assert 'href="#main"' in page
    assert '<main id="main"' in page
    assert 'style="' not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for control in re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', page):
        assert f'for="{control}"' in page, control
    for target in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', page):
        assert set(target.split()) <= set(ids), target
    for table in re.findall(r"<table.*?</table>", page, flags=re.S):
        assert "<caption" in table
        assert 'scope="' in table


@pytest.mark.parametrize("address", PAGES + DESK)
def test_english_pages_hold_no_vietnamese_but_names(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]], address: str
) -> None:
    lodge(3)
    client = enter("leader") if address in DESK else enter("public")
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    page = re.sub(r'<[^>]*lang="vi"[^>]*>[^<]*<', "<", page)
    bare = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for word in ("Tờ khai", "Biểu thuế", "Đăng", "Doanh nghiệp", "Thuế", "Luồng", "Chưa", "Không"):
        assert word not in bare, word
