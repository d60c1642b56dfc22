"""The last look, lodging, the receipt with its public check, and a trader's lists."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.rooms.declarations.draft_factories import COLLEAGUE, PARTY, TRADER, seen
from tests.rooms.site.conftest import NOW
from tests.rooms.site.form_pages import Enter, Lodge, address, lodged, post, text

from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.services import Answer, drafts
from motcua.declarations.services.intake import INTAKE
from motcua.ground import queries as ground
from motcua.ground.domain import checkwords, verify_receipt
from motcua.ground.services import log
from motcua.revenue import queries as revenue
from motcua.risk.models import Decision

pytestmark = pytest.mark.usefixtures("straight")


def test_the_last_look_shows_answers_sums_deadlines_and_what_it_does_not_know(trader: Client, draft: Draft) -> None:
    decisions = Decision.objects.count()
    answer = trader.get(address(draft, "check/"))
    page = text(answer)
    for said in ("Đạt mọi quy định", "A11 · Nhập kinh doanh tiêu dùng", "CN · Trung Quốc", "Tổng tiền thuế",
                 "Nộp thuế trước hết ngày", "Giấy tờ cần chuẩn bị", "Điều trang này chưa biết",
                 "chạy thử không hỏi phân luồng"):  # fmt: skip
        assert said in page, said
    assert f'href="{address(draft, "transport/")}#f-gross_weight"' in answer.content.decode()
    assert Decision.objects.count() == decisions
    assert not Declaration.objects.exists()


def test_every_finding_of_the_last_look_leads_to_its_field(trader: Client, draft: Draft) -> None:
    post(trader, draft, "transport/", gross_weight="x", vessel_name="", later="1")
    post(trader, draft, "goods/2/", hs_code="00000000", later="1")
    page = trader.get(address(draft, "check/")).content.decode()
    for place in ("transport/#f-gross_weight", "transport/#f-vessel_name", "goods/2/#f-hs_code"):
        assert f'<a href="{address(draft, place)}">' in page, place
    assert "disabled" in page
    assert 'id="sure"' not in page


def test_lodging_asks_for_the_trader_s_word(trader: Client, draft: Draft) -> None:
    answer = trader.post(address(draft, "lodge"), {"revision": draft.revision})
    assert answer["Location"] == address(draft, "check/?unsure=1#sure")
    assert "Anh/chị đánh dấu vào ô này trước" in text(trader.get(address(draft, "check/?unsure=1")))
    assert not Declaration.objects.exists()


def test_lodging_leads_to_the_receipt_and_a_second_time_to_the_same(trader: Client, draft: Draft) -> None:
    first = lodged(trader, draft)
    found = Declaration.objects.get()
    assert first["Location"] == f"/declarations/{found.number}/receipt/"
    assert "Tờ khai đã được nộp và đăng ký." in text(trader.get(first["Location"]))
    again = lodged(trader, draft)
    assert again["Location"] == first["Location"]
    assert "không bị nộp hai lần" in text(trader.get(again["Location"]))
    assert Declaration.objects.count() == 1
    for rest in ("", "transport/", "goods/", "goods/1/", "goods/sheet/", "check/", "delete/"):
        assert trader.get(address(draft, rest))["Location"] == first["Location"]
    assert post(trader, draft, "transport/", marks="x")["Location"] == first["Location"]


def test_a_page_that_is_old_lodges_nothing(trader: Client, draft: Draft) -> None:
    old = {"revision": draft.revision, "sure": "1"}
    post(trader, draft, "transport/", marks="A")
    answer = trader.post(address(draft, "lodge"), old, follow=True)
    assert "Anh/chị xem lại một lần nữa" in text(answer)
    assert not Declaration.objects.exists()


def test_what_is_refused_at_lodging_is_shown_with_its_fields(trader: Client, draft: Draft) -> None:
    post(trader, draft, "transport/", gross_weight="0", later="1")
    answer = lodged(trader, draft)
    assert answer.status_code == 400
    assert address(draft, "transport/#f-gross_weight") in answer.content.decode()
    assert not Declaration.objects.exists()


def test_an_intake_that_does_not_answer_in_time_says_how_to_go_on(
    trader: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import TimeoutError as NoAnswer

    def slow(raw: Any, by: Any, arrival: Any = None, timeout: float = 30) -> Answer:
        raise NoAnswer

    monkeypatch.setattr(INTAKE, "lodge", slow)
    answer = lodged(trader, draft)
    assert answer.status_code == 503
    assert "không bao giờ bị nộp hai lần" in text(answer)


def test_a_draft_is_deleted_only_after_asking(trader: Client, draft: Draft) -> None:
    assert "Xóa bản nháp này?" in text(trader.get(address(draft, "delete/")))
    assert Draft.objects.exists()
    answer = trader.post(address(draft, "delete/"), follow=True)
    assert "Đã xóa bản nháp" in text(answer)
    assert not Draft.objects.exists()


def test_copies_are_made_of_drafts_and_of_declarations(trader: Client, draft: Draft) -> None:
    trader.post(address(draft, "copy"))
    lodged(trader, draft)
    number = Declaration.objects.get().number
    trader.post(f"/declarations/{number}/copy")
    assert Draft.objects.count() == 3
    assert len(set(Draft.objects.values_list("reference", flat=True))) == 3


def receipt_of(client: Client) -> tuple[Declaration, str]:
    found = Declaration.objects.get()
    log.sequence()
    log.sign_head(NOW)
    return found, client.get(f"/declarations/{found.number}/receipt/").content.decode()


def test_the_receipt_tells_number_next_step_and_reason_as_a_class_only(trader: Client, draft: Draft) -> None:
    lodged(trader, draft)
    found, page = receipt_of(trader)
    decision = Decision.objects.get(subject=found.pk)
    for said in (f"{found.number[:3]}<i>{found.number[3:6]}</i>", "Đã nộp và đăng ký", "Nộp thuế", "22/12/2023"):
        assert said in page, said
    for secret in (decision.hits, decision.rule, str(decision.draw), str(decision.threshold)):
        assert len(secret) < 3 or secret not in page
    assert 'style="' not in page
    assert "<svg" in page


def test_the_receipt_s_file_is_checked_without_the_site(trader: Client, draft: Draft) -> None:
    lodged(trader, draft)
    found, _ = receipt_of(trader)
    answer = trader.get(f"/declarations/{found.number}/receipt.json")
    told = answer.json()
    assert verify_receipt.faults(told) == []
    assert "inclusion" in told
    assert f'filename="receipt-{found.number}.json"' in answer["Content-Disposition"]


def test_anyone_with_the_code_checks_the_receipt_and_learns_nothing_more(trader: Client, draft: Draft) -> None:
    lodged(trader, draft)
    found, page = receipt_of(trader)
    link = re.search(r"http://testserver(/receipts/[\w-]+/)", page)
    assert link
    answer = Client().get(link[1])
    told = text(answer)
    assert answer.status_code == 200
    assert "Biên nhận đúng" in told
    assert found.number in told.replace(" ", "")
    for private in (found.party, found.party_name, "Luồng", "Xanh", "Vàng", "Đỏ", "kiểm tra theo", "20BB"):
        assert private not in told, private
    assert '"channel"' not in unescape(answer.content.decode())
    typed = Client().get("/receipts/", {"word": link[1].strip("/").split("/")[1].lower()})
    assert typed["Location"].upper() == link[1].upper()


@pytest.mark.parametrize("change", ["proof", "leaf", "nonsense", "long", "path"])
def test_a_check_word_cannot_be_guessed_from_another(trader: Client, draft: Draft, change: str) -> None:
    lodged(trader, draft)
    found, _ = receipt_of(trader)
    right = ground.check_word(found.pk)
    word = {
        "proof": right[:-1] + ("0" if right[-1] != "0" else "1"),
        "leaf": checkwords.word(found.pk + 1, b"x" * 16),
        "nonsense": "hello", "long": "Z" * 400, "path": "..%2F..%2Fetc",
    }[change]  # fmt: skip
    answer = Client().get(f"/receipts/{word}/")
    assert answer.status_code == 404
    assert found.number not in text(answer).replace(" ", "")


def test_a_leaf_without_a_receipt_has_no_public_page(trader: Client) -> None:
    leaf = ground.newest()
    assert Client().get(f"/receipts/{ground.check_word(leaf)}/").status_code == 404


def test_anothers_receipt_is_not_there(enter: Enter, lodge: Lodge) -> None:
    answers = lodge(6)
    client = enter("trader")
    mine = set(Declaration.objects.filter(party=PARTY).values_list("number", flat=True))
    for answer in answers:
        wanted = 200 if answer.number in mine else 404
        for rest in ("receipt/", "receipt.json"):
            assert client.get(f"/declarations/{answer.number}/{rest}").status_code == wanted
        assert client.post(f"/declarations/{answer.number}/copy").status_code == (302 if wanted == 200 else 404)


def test_the_list_of_a_trader_begins_with_what_needs_it(enter: Enter, lodge: Lodge) -> None:
    lodge(6)
    client = enter("trader")
    mine = Declaration.objects.filter(party=PARTY)
    mine.update(state="awaiting_payment", due_at=None)
    [(amount, _)] = revenue.owing([mine.filter(tax_total__gt=0)[0].pk]).values()
    drafts.begin(direction="export", party=PARTY, title="Nháp của tôi", by=COLLEAGUE, at=NOW)
    page = client.get("/declarations/")
    told = text(page)
    assert (
        told.index("Cần anh/chị làm") < told.index(f"Nộp {amount:,} đ".replace(",", ".")) < told.index("Nháp của tôi")
    )
    assert told.index("Nháp của tôi") < told.index("Hàng hóa, mã HS")
    assert "Bản nháp 1" in told
    assert "Cần anh/chị làm" not in text(client.get("/declarations/?state=open"))


def test_what_customs_asks_stands_before_everything_else_with_its_deadline(enter: Enter, lodge: Lodge) -> None:
    lodge(6)
    client = enter("trader")
    mine = Declaration.objects.filter(party=PARTY)
    mine.update(state="awaiting_payment", due_at=None)
    asked = mine.order_by("id")[0]
    mine.filter(pk=asked.pk).update(state="document_query", due_at=NOW.replace(year=NOW.year + 9))
    page = client.get("/declarations/")
    assert text(page).index("Cần anh/chị làm") < text(page).index("Trả lời hải quan")
    assert f"/declarations/{asked.number}/acts/answer/" in page.content.decode()
    mine.filter(pk=asked.pk).update(due_at=NOW.replace(year=NOW.year - 1))
    assert text(client.get("/declarations/")).count("Quá hạn") >= 1


def test_lists_that_are_empty_say_where_to_begin(trader: Client) -> None:
    assert "Chưa có tờ khai" in text(trader.get("/declarations/"))
    page = trader.get("/declarations/drafts/")
    assert "Chưa có bản nháp" in text(page)
    assert 'href="/declarations/new/"' in page.content.decode()


def test_no_page_of_a_trader_tells_more_of_a_selection_than_its_class_of_reason(enter: Enter, lodge: Lodge) -> None:
    lodge(12)
    client = enter("trader")
    mine = Declaration.objects.filter(party=PARTY)
    pages = ["/declarations/", "/declarations/export.csv"]
    for found in mine:
        at = f"/declarations/{found.number}/"
        pages += [at, f"{at}receipt/", f"{at}receipt.json", f"{at}proofs/{found.leaf}.json"]
    for place in pages:
        answer = client.get(place)
        held = b"".join(answer.streaming_content) if answer.streaming else answer.content
        page = held.decode()
        for word in (
            "Hồ sơ rủi ro",
            "Risk profile",
            "ngưỡng",
            "threshold",
            "probability",
            '"draw"',
            "hits",
            "unserved",
        ):
            assert word not in page, (place, word)
        for decision in Decision.objects.filter(subject__in=mine.values("id")):
            for secret in filter(None, (*decision.hits.split(), decision.rule)):
                assert secret not in page, (place, secret)


def test_pages_of_a_draft_ask_a_bounded_number_of_questions(
    trader: Client, draft: Draft, django_assert_max_num_queries: Any
) -> None:
    row = load(draft.body).items[0]
    drafts.take_items(draft.pk, [row] * 999, replace=True, seen=seen(draft), by=TRADER, at=NOW)
    for rest in ("", "transport/", "goods/", "goods/7/", "check/"):
        trader.get(address(draft, rest))
        with django_assert_max_num_queries(12):
            assert trader.get(address(draft, rest)).status_code == 200
