"""Lists and single declarations: who sees what, filters, search, bounds, explanation, proofs."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories, services
from motcua.declarations.domain.asking import Filters, understand
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Move
from motcua.declarations.queries import listing, one
from motcua.declarations.services import Answer
from motcua.ground.domain import verify_receipt
from motcua.ground.services import log
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound

OFFICER = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
MINE = factories.party(1).tax_code
TRADER = Actor(8, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({MINE}))
Lodge = Callable[..., list[Answer]]
Enter = Callable[..., Client]


def numbers_of(actor: Actor, **filters: Any) -> list[str]:
    return [row.number for row in listing.listing(Filters(**filters), actor, now=NOW).rows]


def of_party(tax_code: str) -> set[str]:
    return set(Declaration.objects.filter(party=tax_code).values_list("number", flat=True))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [("", "", ""), ("105912386410", "number", "105912386410"), ("105 912 386 410", "number", "105912386410"),
     ("10591", "number", "10591"), ("5799900001", "party", "5799900001"), ("5799900001-002", "party", "5799900001002"),
     ("8471", "goods", "8471"), ("847130", "goods", "847130"), ("8471.30.20", "goods", "84713020"),
     ("84.7", "goods", "847"), ("Minh Họa", "words", "Minh Họa"), ("công ty 5", "words", "công ty 5"),
     ("1059123864101234", "number", "105912386410")],
)  # fmt: skip
def test_a_search_text_is_understood(text: str, kind: str, value: str) -> None:
    asked = understand(text)
    assert (asked.kind, asked.value) == (kind, value)


def test_a_trader_sees_only_its_own_and_an_officer_all(lodge: Lodge) -> None:
    lodge(6)
    assert set(numbers_of(TRADER)) == of_party(MINE) != set()
    assert len(numbers_of(OFFICER)) == 6
    assert numbers_of(PUBLIC) == []
    assert numbers_of(Actor(9, "Ai đó", posts=frozenset({Post("trader")}))) == []


def test_another_traders_declaration_is_not_there_at_all(enter: Enter, lodge: Lodge) -> None:
    answers = lodge(6)
    mine = of_party(MINE)
    client = enter("trader")
    for answer in answers:
        wanted = 200 if answer.number in mine else 404
        for place in ("", "versions/1/message", f"proofs/{answer.leaf}.json"):
            assert client.get(f"/declarations/{answer.number}/{place}").status_code == wanted
    with pytest.raises(NotFound):
        one.find("105912386410", OFFICER)


def test_no_filter_shows_a_trader_what_is_anothers(lodge: Lodge) -> None:
    answers = lodge(6)
    other = next(answer.number for answer in answers if answer.number not in of_party(MINE))
    for text in (other, other[:6], factories.party(2).tax_code, "Minh Họa 2"):
        assert not set(numbers_of(TRADER, text=text)) - of_party(MINE), text


def test_each_way_of_searching_finds(lodge: Lodge) -> None:
    number = lodge(6)[4].number
    found = Declaration.objects.get(number=number)
    code = one.items(found.id, 1)[0].hs_code
    for text in (number, number[:11], found.party, found.party_name, "cong ty tnhh minh hoa", code, code[:4]):
        assert number in numbers_of(OFFICER, text=text), text
    assert numbers_of(OFFICER, text="100000000000") == []
    assert numbers_of(OFFICER, text="9999") == []


@pytest.mark.parametrize("name", ["office", "channel", "state", "procedure"])
def test_a_filter_keeps_exactly_what_fits(lodge: Lodge, name: str) -> None:
    lodge(6)
    for value in Declaration.objects.values_list(name, flat=True).distinct():
        wanted = set(Declaration.objects.filter(**{name: value}).values_list("number", flat=True))
        assert set(numbers_of(OFFICER, **{name: value})) == wanted


def test_days_are_both_included(lodge: Lodge) -> None:
    lodge(6)
    first, second = date(2023, 12, 2), date(2023, 12, 3)
    assert len(numbers_of(OFFICER, since=first, until=second)) == 2
    assert len(numbers_of(OFFICER, since=second, until=second)) == 1
    assert numbers_of(OFFICER, since=date(2023, 12, 7)) == []


@pytest.mark.parametrize("sort", ["registered", "tax", "value", "number"])
def test_lists_are_sorted_both_ways(lodge: Lodge, sort: str) -> None:
    lodge(6)
    column = {"registered": "id", "tax": "tax_total", "value": "value_usd_e4", "number": "number"}[sort]
    rows = listing.listing(Filters(sort=sort), OFFICER, now=NOW).rows
    values = [getattr(row, column) for row in rows]
    assert values == sorted(values)
    turned = listing.listing(Filters(sort=f"-{sort}"), OFFICER, now=NOW).rows
    assert [getattr(row, column) for row in turned] == sorted(values, reverse=True)


def test_a_check_is_late_from_the_moment_after_its_deadline(lodge: Lodge) -> None:
    lodge(6)
    held = Declaration.objects.first()
    assert held is not None
    Declaration.objects.update(due_at=None, state="cleared")
    Declaration.objects.filter(pk=held.pk).update(due_at=NOW, state="document_check")
    assert numbers_of(OFFICER, state="late") == []
    found = listing.listing(Filters(state="late"), OFFICER, now=NOW + timedelta(microseconds=1))
    assert [row.late for row in found.rows] == [True]
    assert listing.waiting(OFFICER, now=NOW) == {"document_check": 1, "physical_check": 0, "late": 0}


def test_counting_and_reaching_stop_at_their_bounds(lodge: Lodge, monkeypatch: pytest.MonkeyPatch) -> None:
    lodge(6)
    monkeypatch.setattr(listing, "COUNTED", 4)
    found = listing.listing(Filters(), OFFICER, now=NOW, size=3)
    assert (found.page.found, found.page.more, found.page.last) == (4, True, 2)
    monkeypatch.setattr(listing, "COUNTED", 10)
    monkeypatch.setattr(listing, "REACH", 4)
    cut = listing.listing(Filters(office="20BB"), OFFICER, now=NOW)
    assert (len(cut.rows), cut.reach) == (4, 4)
    monkeypatch.setattr(listing, "REACH", 6)
    whole = listing.listing(Filters(office="20BB"), OFFICER, now=NOW)
    assert (len(whole.rows), whole.reach) == (6, 0)


def test_no_page_asks_once_per_row(enter: Enter, lodge: Lodge) -> None:
    lodge(2)
    client = enter("officer")
    client.get("/declarations/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/declarations/?since=01/12/2023").status_code == 200
        counts.append(sum("ground_clock" not in each["sql"] for each in asked))
        raws = [
            services.Raw(write(factories.declaration(no, day=date(2023, 12, 5))), law_moment(date(2023, 12, 5), 10))
            for no in range(100, 120)
        ]
        services.submit(raws, by=SYSTEM)
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_a_whole_number_leads_to_its_declaration(enter: Enter, lodge: Lodge) -> None:
    number = lodge(3)[1].number
    assert enter("officer").get(f"/declarations/?q={number}")["Location"] == f"/declarations/{number}/"


@pytest.mark.parametrize(
    "query", ["since=31/02/2023", "channel=9", "state=x", "sort=x", "page=x", "page=-1", "page=99999"]
)
def test_filters_that_cannot_be_read_narrow_nothing(enter: Enter, lodge: Lodge, query: str) -> None:
    lodge(3)
    answer = enter("officer").get(f"/declarations/?until=31/12/2023&{query}")
    assert answer.status_code == 200
    assert answer.content.decode().count('class="row-link"') == 3


def test_the_csv_holds_the_list_in_its_order(enter: Enter, lodge: Lodge) -> None:
    lodge(6)
    answer = enter("officer").get("/declarations/export.csv?until=31/12/2023&sort=-tax")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    taxes = [int(row[-1]) for row in rows[1:]]
    assert len(taxes) == 6
    assert taxes == sorted(taxes, reverse=True)
    assert rows[0][0] == "Số tờ khai"
    trader = enter("trader").get("/declarations/export.csv")
    own = list(csv.reader(io.StringIO(b"".join(trader.streaming_content).decode("utf-8-sig"))))[1:]
    assert {row[0] for row in own} == of_party(MINE)


def test_an_amount_opens_down_to_its_rate_and_its_law(enter: Enter, lodge: Lodge) -> None:
    answer = max(lodge(6), key=lambda each: each.tax_total)
    found = one.find(answer.number, OFFICER)
    told = one.explained(found, one.versions(found.id)[0])
    assert told is not None
    assert told.same
    assert told.total == answer.tax_total == sum(line.amount for line in told.lines)
    page = enter("officer").get(f"/declarations/{answer.number}/").content.decode()
    tree = page[page.index('class="why"') : page.index('class="total"')]
    assert tree.count("<details") >= 3
    assert "Thuế giá trị gia tăng" in tree
    assert "13/2008/QH12" in tree


def test_sums_that_come_out_otherwise_today_are_said_to(lodge: Lodge) -> None:
    found = one.find(lodge(1)[0].number, OFFICER)
    version = one.versions(found.id)[0]
    version.tax_total += 1
    told = one.explained(found, version)
    assert told is not None
    assert not told.same


def test_an_officer_sees_the_trace_and_the_trader_only_the_class(enter: Enter, lodge: Lodge) -> None:
    lodge(6)
    number = sorted(of_party(MINE))[0]
    pointed, inner = ("Mức tuân thủ lúc đăng ký",), ("ngưỡng", "Xác suất kiểm tra thực tế")
    secret = (*pointed, *inner, "Hồ sơ rủi ro khác")
    officer = enter("officer").get(f"/declarations/{number}/").content.decode()
    risk = enter("risk").get(f"/declarations/{number}/").content.decode()
    trader = enter("trader").get(f"/declarations/{number}/").content.decode()
    listed = enter("trader").get("/declarations/").content.decode()
    assert all(word in officer for word in pointed)
    assert all(word in risk and word not in officer for word in inner)
    assert not any(word in trader or word in listed for word in secret)
    assert "Vì sao vào luồng này" in trader


def test_notes_of_officers_stay_inside(enter: Enter, lodge: Lodge) -> None:
    lodge(6)
    held = Declaration.objects.filter(party=MINE).first()
    assert held is not None
    Move.objects.filter(declaration_id=held.id).update(note="ghi chú nội bộ", finding="A1")
    assert "ghi chú nội bộ" in enter("officer").get(f"/declarations/{held.number}/").content.decode()
    trader = enter("trader").get(f"/declarations/{held.number}/").content.decode()
    assert "ghi chú nội bộ" not in trader
    assert "Kết quả A1" not in trader


def test_the_message_comes_back_byte_for_byte(enter: Enter, lodge: Lodge) -> None:
    answers = lodge(4)
    wanted = write(factories.declaration(2, day=date(2023, 12, 3), lines=3, direction="export"))
    answer = enter("officer").get(f"/declarations/{answers[2].number}/versions/1/message")
    assert answer.content == wanted
    assert "attachment" in answer["Content-Disposition"]
    assert enter("officer").get(f"/declarations/{answers[2].number}/versions/2/message").status_code == 404


def test_a_registration_gives_its_signed_receipt(enter: Enter, lodge: Lodge) -> None:
    answers = lodge(4)
    client = enter("officer")
    told = json.loads(client.get(f"/declarations/{answers[0].number}/proofs/{answers[0].leaf}.json").content)
    assert verify_receipt.faults(told) == []
    assert told["inclusion"] is not None
    assert f"declaration/{answers[0].number}" in told["body"]
    assert client.get(f"/declarations/{answers[0].number}/proofs/{answers[1].leaf}.json").status_code == 404


def test_a_later_step_is_proved_from_its_leaf_to_a_signed_head(enter: Enter, lodge: Lodge) -> None:
    answer = lodge(4)[0]
    services.cancel([services.Cancellation(answer.declaration_id, NOW, "A1")], by=SYSTEM)
    log.sequence()
    log.sign_head(NOW)
    leaf = Move.objects.get(declaration_id=answer.declaration_id, verb="cancel").leaf
    told = json.loads(enter("officer").get(f"/declarations/{answer.number}/proofs/{leaf}.json").content)
    assert sha256(b"\x00" + told["body"].encode()).hexdigest() == told["hash"]
    place = told["inclusion"]
    path = [bytes.fromhex(step) for step in place["path"]]
    root = verify_receipt.root_by_path(place["index"], place["head"]["size"], bytes.fromhex(told["hash"]), path)
    assert root is not None
    assert root.hex() == place["head"]["root"]


def test_an_amendment_stands_beside_what_it_changed(enter: Enter, lodge: Lodge) -> None:
    number = lodge(1)[0].number
    held = Declaration.objects.get(number=number)
    changed = write(factories.declaration(0, day=date(2023, 12, 1), lines=1, packages=77))
    services.amend([services.Change(held.id, NOW, changed, "sửa số kiện")], by=OFFICER)
    page = enter("officer").get(f"/declarations/{number}/").content.decode()
    assert "<ins>77</ins>" in page
    assert "Phiên bản 2" in page


def test_many_items_are_paged(enter: Enter, lodge: Lodge) -> None:
    message = factories.declaration(50, day=date(2023, 12, 20), lines=45)
    lodge(1)
    answer = services.submit([services.Raw(write(message), law_moment(date(2023, 12, 20), 9))], by=SYSTEM)[0]
    client = enter("officer")
    first = client.get(f"/declarations/{answer.number}/").content.decode()
    last = client.get(f"/declarations/{answer.number}/?page=3").content.decode()
    assert "Dòng hàng 20:" in first
    assert "Dòng hàng 21:" not in first
    assert "Dòng hàng 45:" in last
