"""The accountant's pages: the book, a day beside the treasury, files looked at and taken, debts by age, instalments."""

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.revenue.revenue_factories import charge, pay
from tests.rooms.site.conftest import NOW

from motcua.design.domain.api import Call
from motcua.design.domain.problems import Stopped
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.people.models import Account
from motcua.revenue import services
from motcua.revenue.api import collected
from motcua.revenue.models import ClosedDay, Explanation, Suspense, TreasuryFile
from motcua.revenue.queries import treasury

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
Accounts = Callable[..., Account]
THEN = NOW - timedelta(days=1)
DAY = law_day(THEN)
BOOK = f"/revenue/book/{DAY}/"


def signed(account: Accounts, role: str) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def csv(*lines: str) -> bytes:
    return "\n".join(["day,reference,item,amount,payer", *(f"{DAY},{line}" for line in lines)]).encode()


def taken(*lines: str) -> int:
    return services.take_file(services.Sent(csv(*lines), "kb.csv"), by=SYSTEM, at=NOW)


@pytest.fixture
def paid() -> int:
    declaration = charge({"import": 60_000, "vat": 40_000}, at=THEN, term=30)
    pay(declaration, 100_000, "FT1", at=THEN)
    return declaration


def text(answer) -> str:
    return answer.content.decode()


def test_the_book_tells_each_sub_item_and_its_files_say_the_same(account, paid):
    client = signed(account, "revenue")
    for by in ("day", "month", "office"):
        page = client.get("/revenue/book/", {"by": by})
        assert page.status_code == 200
        assert all(each in text(page) for each in ("1901", "60.000", "100.000"))
    told = b"".join(client.get("/revenue/book.csv").streaming_content).decode()
    assert f"{DAY},60000,40000,100000" in told
    assert client.get("/revenue/book.xlsx").content[:2] == b"PK"
    assert client.get("/revenue/book.pdf").content[:4] == b"%PDF"


@pytest.mark.parametrize(
    "query", ["since=0001-01-01", "until=9999-12-31", "since=x", "office=%00", "by=moon", "page=99"]
)
def test_a_book_that_is_asked_for_wrongly_is_still_a_page(account, query):
    assert signed(account, "revenue").get(f"/revenue/book/?{query}").status_code == 200


@pytest.mark.parametrize("day", ["2023-13-01", "x", "0001-01-01", "9999-12-31", "20231221"])
def test_a_day_that_is_none_is_not_found(account, day):
    assert signed(account, "revenue").get(f"/revenue/book/{day}/").status_code == 404


def test_who_may_read_and_who_may_close(account, paid):
    assert signed(account, "leader").get(BOOK).status_code == 200
    assert signed(account, "leader").post(BOOK, {"note": "x"}).status_code == 403
    for role in ("trader", "officer"):
        assert signed(account, role).get(BOOK).status_code == 403


def test_who_takes_revenue_at_a_branch_reads_and_is_offered_nothing_to_decide(account, paid):
    taken("FT1,1901,60000,", "FT2,1702,5,")
    branch, department = (Client() for _ in range(2))
    branch.force_login(account("revenue", office="20BB"))
    department.force_login(account("revenue", office="20ZZ"))
    for address, act in ((BOOK, "Khóa sổ ngày</button>"), (f"{BOOK}difference/?reference=FT2", 'value="explain"'),
                         ("/revenue/treasury/", 'type="file"')):  # fmt: skip
        assert act in text(department.get(address))
        assert act not in text(branch.get(address))
    assert branch.post(BOOK, {"note": "x"}).status_code == 400
    assert not ClosedDay.objects.exists()


def test_a_file_is_looked_at_first_and_taken_with_the_second_button(account, paid):
    client = signed(account, "revenue")
    content = csv("FT1,1901,60000,5700000001", "FT2,1702,5,5700000001")
    looked = client.post("/revenue/treasury/", {"file": SimpleUploadedFile("kb.csv", content)})
    assert looked.status_code == 200
    assert "Kho bạc có, sổ không có" in text(looked)
    assert "Khác số tiền" in text(looked)
    assert not TreasuryFile.objects.exists()
    sent = {"verb": "take", "content": b64encode(content).decode(), "name": "kb.csv"}
    assert client.post("/revenue/treasury/", sent).status_code == 302
    assert client.post("/revenue/treasury/", sent).status_code == 302
    leaf = TreasuryFile.objects.get().leaf
    assert client.get(f"/revenue/treasury/{leaf}/").content == content
    assert "FT2" in text(client.get(BOOK))
    assert "FT2" in b"".join(client.get(f"{BOOK}treasury.csv").streaming_content).decode()


def test_the_template_that_is_given_out_is_read_again(account):
    client = signed(account, "revenue")
    workbook = client.get("/revenue/treasury/template.xlsx").content
    looked = client.post("/revenue/treasury/", {"file": SimpleUploadedFile("mau.xlsx", workbook)})
    assert looked.status_code == 200
    assert "1.000.000" in text(looked)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04junk", b"a,b\n1,2", csv("FT1,19,0"), "day,reference".encode("utf-16")]
)
def test_a_file_that_cannot_be_read_is_refused_with_words(account, content):
    answer = signed(account, "revenue").post("/revenue/treasury/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 400
    answer = signed(account, "revenue").post("/revenue/treasury/", {"verb": "take", "content": "%%%"})
    assert answer.status_code == 400


def test_a_difference_is_explained_and_then_the_day_closes_without_a_reason(account, paid):
    taken("FT1,1901,60000,", "FT1,1702,39000,")
    client = signed(account, "revenue")
    refused = client.post(BOOK, {"note": ""})
    assert refused.status_code == 400
    assert "chưa giải trình" in text(refused)
    assert not ClosedDay.objects.exists()
    assert client.get(f"{BOOK}difference/", {"reference": "FT1"}).status_code == 200
    assert client.get(f"{BOOK}difference/", {"reference": "no\x00"}).status_code == 404
    told = client.post(f"{BOOK}difference/?reference=FT1", {"verb": "explain", "note": "phí chuyển tiền"})
    assert told.status_code == 302
    assert Explanation.objects.get().note == "phí chuyển tiền"
    assert "phí chuyển tiền" in text(client.get(f"{BOOK}difference/", {"reference": "FT1"}))
    assert client.post(BOOK, {"note": ""}).status_code == 302
    assert ClosedDay.objects.get(day=DAY).standing == "explained"
    assert "Đã khóa sổ" in text(client.get(BOOK))
    assert client.post(BOOK, {"note": ""}).status_code == 302


def test_money_that_only_the_treasury_has_is_taken_in_today(account, paid):
    taken("FT1,1901,60000,", "FT1,1702,40000,", "FT9/1,1702,7000,5700000001")
    client = signed(account, "revenue")
    told = client.post(f"{BOOK}difference/?reference=FT9/1", {"verb": "correct", "note": "theo kho bạc"})
    assert told.status_code == 302
    assert Suspense.objects.get().amount == 7000
    offered = 'value="correct"'
    assert offered not in text(client.get(f"{BOOK}difference/?reference=FT9/1"))
    client.post(f"{BOOK}difference/?reference=FT9/1", {"verb": "explain", "note": "đã ghi nhận"})
    assert offered not in text(client.get(f"{BOOK}difference/?reference=FT9/1"))
    taken("FT9/1,1702,9000,5700000001")
    assert offered in text(client.get(f"{BOOK}difference/?reference=FT9/1"))
    taken("FT1,1901,60000,", "FT1,1702,40000,", "FT9/1,1702,7000,5700000001")
    assert treasury.reconciled(DAY).unexplained == 0


def test_debts_by_age_open_down_to_declarations_and_tell_past_days(account):
    charge({"vat": 70_000}, at=NOW - timedelta(days=200), term=30)
    client = signed(account, "revenue")
    page = text(client.get("/revenue/debts/"))
    assert all(each in page for each in ("70.000", "Quá hạn trên 90 ngày"))
    assert "70.000" in text(client.get("/revenue/debts/", {"by": "office"}))
    assert "70.000" in text(client.get("/revenue/debts/", {"by": "lines", "debt": "over_90"}))
    assert "Trong hạn" in text(client.get("/revenue/debts/", {"on": f"{law_day(NOW) - timedelta(days=180):%d/%m/%Y}"}))
    assert "70.000" not in text(client.get("/revenue/debts/", {"on": "01/01/2000"}))
    assert "70000" in b"".join(client.get("/revenue/debts.csv").streaming_content).decode()
    assert client.get("/revenue/debts.xlsx").content[:2] == b"PK"
    for query in ("on=0001-01-01", "on=9999-12-31", "by=x", "q=%00", "debt=none"):
        assert client.get(f"/revenue/debts/?{query}").status_code == 200
    assert signed(account, "trader").get("/revenue/debts/").status_code == 403


def test_a_program_of_the_department_reads_totals_that_add_up(paid):
    told = json.loads(collected(Call(SYSTEM, NOW, {"since": str(DAY), "until": str(DAY)})).content)
    assert told["total"] == sum(line["amount"] for line in told["lines"]) == 100_000
    assert {(line["item"], line["amount"]) for line in told["lines"]} == {("1901", 60_000), ("1702", 40_000)}
    for query in ({"since": "x"}, {"since": "2020-01-01"}, {"since": "2024-01-01", "until": "2023-01-01"}):
        with pytest.raises(Stopped):
            collected(Call(SYSTEM, NOW, query))
