"""The trader's form: steps, goods, spreadsheets, the last look, lodging, the receipt and its public check."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.rooms.declarations.draft_factories import COLLEAGUE, PARTY, STRANGER, TRADER, ready, seen
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories, services
from motcua.declarations.domain.drafting import files
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.services import Answer, drafts
from motcua.declarations.services.intake import INTAKE
from motcua.ground import queries as ground
from motcua.ground.domain import checkwords, verify_receipt
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties
from motcua.risk.models import Decision

Enter = Callable[..., Client]
Lodge = Callable[..., list[Answer]]
EVIL = "<script>alert(1)</script>\"'&"


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lodging stores in the test's own transaction, which the writer's thread could not see."""
    monkeypatch.setattr(INTAKE, "lodge", lambda raw, by, timeout=30: services.submit([raw], by=by)[0])


@pytest.fixture
def trader(enter: Enter, demonstration: Any) -> Client:
    """A trader of the first enterprise, signed in."""
    parties.register(
        [factories.party(no) for no in range(1, 4)], by=SYSTEM, at=NOW - timedelta(days=400)
    )  # fmt: skip
    return enter("trader")


@pytest.fixture
def draft(trader: Client) -> Draft:
    """An import draft that can be lodged."""
    return ready(at=NOW)


def text(answer: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def address(draft: Draft, rest: str = "") -> str:
    return f"/declarations/drafts/{draft.pk}/{rest}"


def header(draft: Draft) -> dict[str, str]:
    return load(Draft.objects.get(pk=draft.pk).body).header


def post(client: Client, draft: Draft, rest: str, **data: Any) -> Any:
    known = {"revision": Draft.objects.get(pk=draft.pk).revision, "form": "tab"}
    return client.post(address(draft, rest), {**known, **data})


def test_a_new_draft_begins_at_the_first_step(trader: Client) -> None:
    assert "Anh/chị khai hàng gì?" in text(trader.get("/declarations/new/"))
    answer = trader.post("/declarations/new/", {"direction": "export", "title": "Sầu riêng"})
    made = Draft.objects.get()
    assert answer["Location"] == address(made, "procedure/")
    assert (made.direction, made.party, made.title) == ("export", PARTY, "Sầu riêng")


@pytest.mark.parametrize("direction", ["", "transit"])
def test_a_draft_without_direction_is_asked_for_it(trader: Client, direction: str) -> None:
    answer = trader.post("/declarations/new/", {"direction": direction})
    assert answer.status_code == 400
    assert "Lỗi:" in answer.content.decode()
    assert "Chọn nhập khẩu hoặc xuất khẩu." in text(answer)


def test_whoever_acts_for_several_enterprises_chooses_one(trader: Client, enter: Enter) -> None:
    from motcua.people import services as people
    from motcua.people.domain import Tenure
    from motcua.people.models import Account

    both = Account.objects.get(username__startswith="trader")
    tenure = Tenure(role="trader", since=date(2022, 1, 1), party=factories.party(2).tax_code)
    people.give_post(account=both.pk, tenure=tenure, by=SYSTEM, at=NOW)
    page = trader.get("/declarations/new/")
    assert factories.party(2).tax_code in page.content.decode()
    assert trader.post("/declarations/new/", {"direction": "import"}).status_code == 400
    other = {"direction": "import", "party": factories.party(3).tax_code}
    assert trader.post("/declarations/new/", other).status_code == 400
    trader.post("/declarations/new/", {"direction": "import", "party": factories.party(2).tax_code})
    assert Draft.objects.get().party == factories.party(2).tax_code


@pytest.mark.parametrize("step", ["procedure", "parties", "transport", "invoice", "papers"])
def test_a_step_that_is_right_leads_on(trader: Client, draft: Draft, step: str) -> None:
    assert trader.get(address(draft, f"{step}/")).status_code == 200
    answer = post(trader, draft, f"{step}/")
    assert answer.status_code == 302
    onward = {"procedure": "parties/", "parties": "transport/", "transport": "invoice/", "invoice": "goods/"}
    assert answer["Location"] == address(draft, onward.get(step, ""))


@pytest.mark.parametrize(
    ("step", "field", "value", "said"),
    [("transport", "gross_weight", "mười tấn", "không đọc được “mười tấn”"),
     ("transport", "gross_weight", "0", "Tổng trọng lượng lớn hơn 0"),
     ("transport", "arrival_on", "31/02/2023", "Nhập ngày/tháng/năm"),
     ("invoice", "currency", "tiền gì đó lạ", "Chọn trong danh mục"),
     ("invoice", "invoice_on", "23/12/2023", "Ngày hóa đơn không sau ngày đăng ký"),
     ("procedure", "office", "", "Phải có mã cơ quan hải quan")],
)  # fmt: skip
def test_a_step_that_is_wrong_is_kept_and_says_what_to_do(
    trader: Client, draft: Draft, step: str, field: str, value: str, said: str
) -> None:
    answer = post(trader, draft, f"{step}/", **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert header(draft).get(field, "") == value
    assert said in text(answer)
    assert f'href="#f-{field}"' in page
    assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true"', page)
    assert f"f-{field}-error" in page
    later = post(trader, draft, f"{step}/", **{field: value}, later="1")
    assert later["Location"] == address(draft)


def test_script_in_any_text_is_shown_as_text(trader: Client, draft: Draft) -> None:
    post(trader, draft, "parties/", foreign_name=EVIL, **{"foreign_address.0": EVIL}, later="1")
    post(trader, draft, "transport/", gross_weight=EVIL, marks=EVIL, bills=EVIL, later="1")
    post(trader, draft, "goods/1/", description=EVIL, hs_code=EVIL, quantity=EVIL, later="1")
    for rest in ("", "parties/", "transport/", "goods/", "goods/1/", "goods/1/remove/", "check/", "delete/"):
        page = trader.get(address(draft, rest)).content.decode()
        assert "<script>alert" not in page, rest
    assert EVIL in text(trader.get(address(draft, "check/"))).replace('"', '"')


def test_a_draft_saves_itself_and_says_so(trader: Client, draft: Draft) -> None:
    answer = post(trader, draft, "transport/autosave", marks="A/1")
    assert answer.status_code == 200
    assert "Đã tự lưu lúc 10:0" in text(answer)
    assert f'name="revision" id="revision" value="{draft.revision + 1}" hx-swap-oob="true"' in answer.content.decode()
    assert header(draft)["marks"] == "A/1"


def test_saving_by_itself_and_by_the_button_do_not_collide(trader: Client, draft: Draft) -> None:
    old = {"revision": draft.revision, "form": "tab-1"}
    trader.post(address(draft, "transport/autosave"), {**old, "marks": "A"})
    assert trader.post(address(draft, "transport/"), {**old, "marks": "AB"}).status_code == 302
    assert header(draft)["marks"] == "AB"


def test_a_second_window_overwrites_nothing_and_shows_both(trader: Client, draft: Draft) -> None:
    old = {"revision": draft.revision, "form": "tab-1"}
    post(trader, draft, "transport/", marks="của đồng nghiệp")
    auto = trader.post(address(draft, "transport/autosave"), {**old, "marks": "của tôi"})
    assert (auto.status_code, header(draft)["marks"]) == (409, "của đồng nghiệp")
    answer = trader.post(address(draft, "transport/"), {**old, "marks": "của tôi"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Trong bản nháp hiện là: của đồng nghiệp" in text(answer)
    assert 'value="của tôi"' in page
    assert header(draft)["marks"] == "của đồng nghiệp"
    revision = re.search(r'name="revision" id="revision" value="(\d+)"', page)
    form = re.search(r'name="form" value="([^"]+)"', page)
    assert revision
    assert form
    again = {"revision": revision[1], "form": form[1], "marks": "của tôi"}
    assert trader.post(address(draft, "transport/"), again).status_code == 302
    assert header(draft)["marks"] == "của tôi"


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 10])
def test_a_form_without_its_revision_changes_nothing(trader: Client, draft: Draft, revision: str) -> None:
    answer = trader.post(address(draft, "transport/"), {"revision": revision, "marks": "x"})
    assert answer.status_code == 400
    assert "marks" not in header(draft)


def test_anothers_draft_is_not_there_at_all(trader: Client, draft: Draft) -> None:
    other = drafts.begin(direction="import", party=factories.party(2).tax_code, by=STRANGER, at=NOW)
    pages = ("", "procedure/", "goods/", "goods/1/", "goods/sheet/", "goods/template.xlsx", "check/", "delete/")
    for rest in pages:
        assert trader.get(address(other, rest)).status_code == 404, rest
    for rest in ("procedure/", "procedure/autosave", "goods/add", "goods/1/copy", "goods/sheet/", "lodge", "copy"):
        assert post(trader, other, rest).status_code == 404, rest
    assert trader.post(address(other, "delete/")).status_code == 404
    assert trader.get("/declarations/drafts/999999999999999999999/").status_code == 404
    assert str(other.pk) not in trader.get("/declarations/drafts/").content.decode()


@pytest.mark.parametrize("role", ["officer", "head", "leader", "risk", "revenue", "admin"])
def test_customs_sees_no_draft(enter: Enter, draft: Draft, role: str) -> None:
    client = enter(role)
    for rest in ("", "procedure/", "goods/", "check/"):
        assert client.get(address(draft, rest)).status_code == 403
    assert client.get("/declarations/drafts/").status_code == 403
    assert client.post(address(draft, "lodge"), {"revision": draft.revision}).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: Client, draft: Draft) -> None:
    client.logout()
    assert client.get(address(draft))["Location"].startswith("/login/")
    assert client.post(address(draft, "lodge")).status_code == 403


def test_the_tasks_say_what_is_complete_and_whose_turn_it_is(trader: Client, draft: Draft) -> None:
    page = text(trader.get(address(draft)))
    assert "Đã xong 6/6 phần" in page
    assert "Cần anh/chị làm" in page
    assert "Sau đó hải quan làm" in page
    post(trader, draft, "transport/", gross_weight="", later="1")
    page = text(trader.get(address(draft)))
    assert "Đã xong 5/6 phần" in page
    assert "Còn 1 điều cần sửa" in page


def test_an_item_is_added_filled_and_put_right(trader: Client, draft: Draft) -> None:
    answer = post(trader, draft, "goods/add")
    assert answer["Location"] == address(draft, "goods/3/")
    wrong = post(trader, draft, "goods/3/", hs_code="12", description="Áo", quantity="hai")
    assert wrong.status_code == 400
    assert "không đọc được “hai”" in text(wrong)
    fine = load(Draft.objects.get(pk=draft.pk).body).items[0]
    assert post(trader, draft, "goods/3/", **fine)["Location"] == address(draft, "goods/")
    assert post(trader, draft, "goods/3/", **fine, another="1")["Location"] == address(draft, "goods/4/")


def test_a_code_is_found_by_words_without_accents_and_taken_with_its_unit(trader: Client, draft: Draft) -> None:
    post(trader, draft, "goods/add")
    found = post(trader, draft, "goods/3/", hs_code="may tinh xach tay", description="Máy", unit="")
    assert found.status_code == 400
    found = post(trader, draft, "goods/3/", hs_code="may tinh xach tay", description="Máy", unit="", find="1")
    assert 'name="hs" value="84713020"' in found.content.decode()
    answer = post(trader, draft, "goods/3/", hs_code="may tinh xach tay", description="Máy", unit="", hs="84713020")
    assert answer["Location"].startswith(address(draft, "goods/3/"))
    item = load(Draft.objects.get(pk=draft.pk).body).items[2]
    assert (item["hs_code"], item["unit"], item["description"]) == ("84713020", "PCE", "Máy")
    part = trader.get(address(draft, "goods/find?hs_code=xach+tay"), headers={"HX-Request": "true"})
    assert 'value="84713020"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_items_are_moved_copied_and_taken_out_by_buttons(trader: Client, draft: Draft) -> None:
    def names() -> list[str]:
        return [item["description"] for item in load(Draft.objects.get(pk=draft.pk).body).items]

    first, second = names()
    post(trader, draft, "goods/2/up")
    assert names() == [second, first]
    post(trader, draft, "goods/1/down")
    assert names() == [first, second]
    assert post(trader, draft, "goods/1/copy")["Location"] == address(draft, "goods/2/")
    assert post(trader, draft, "goods/1/move", to="3").status_code == 302
    assert names() == [first, second, first]
    assert "Bỏ dòng 2?" in text(trader.get(address(draft, "goods/2/remove/")))
    assert len(names()) == 3
    post(trader, draft, "goods/2/remove/")
    assert names() == [first, first]
    assert post(trader, draft, "goods/1/burn").status_code == 404
    assert post(trader, draft, "goods/9/copy").status_code == 404


def test_many_items_come_in_pages(trader: Client, draft: Draft) -> None:
    row = load(draft.body).items[0]
    drafts.take_items(draft.pk, [row] * 999, replace=True, seen=seen(draft), by=TRADER, at=NOW)
    page = trader.get(address(draft, "goods/?page=40")).content.decode()
    assert page.count('class="row-link"') == 24
    assert address(draft, "goods/999/") in page
    assert trader.get(address(draft, "check/?page=50")).status_code == 200
    full = post(trader, draft, "goods/add")
    assert full.status_code == 409
    assert "tối đa 999 dòng hàng" in text(full)


TITLES = ["Mã HS", "Mô tả hàng hóa", "Xuất xứ", "Số lượng", "Đơn vị tính", "Đơn giá", "Đồng tiền đơn giá",
          "ĐVT của đơn giá", "Trị giá hóa đơn", "Mã biểu thuế"]  # fmt: skip
GOOD = ["61091010", "Áo phông nam", "CN", "2.500", "PCE", "3,5", "USD", "PCE", "8.750", "B01"]


def table(*rows: list[str]) -> str:
    return "\n".join("\t".join(row) for row in (TITLES, *rows))


def taken(page: str) -> str:
    found = re.search(r'<textarea name="table"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_a_pasted_sheet_is_shown_row_by_row_before_it_is_taken(trader: Client, draft: Draft) -> None:
    wrong = [*GOOD[:3], "nhiều", *GOOD[4:]]
    answer = post(trader, draft, "goods/sheet/", pasted=table(GOOD, wrong, [EVIL, *GOOD[1:]], GOOD))
    page = text(answer)
    assert "2 dòng đạt, 2 dòng có lỗi" in page
    assert "3 Số lượng nhiều" in page
    assert "Nhập một số, ví dụ 1.234,5." in page
    assert "<script>alert" not in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).items == 2
    carried = taken(answer.content.decode())
    assert post(trader, draft, "goods/sheet/take", table=carried, how="append").status_code == 302
    assert Draft.objects.get(pk=draft.pk).items == 4
    assert load(Draft.objects.get(pk=draft.pk).body).items[3]["quantity"] == "2.500"
    post(trader, draft, "goods/sheet/take", table=carried, how="replace")
    assert Draft.objects.get(pk=draft.pk).items == 2


def test_a_preview_of_an_old_window_takes_nothing(trader: Client, draft: Draft) -> None:
    carried = taken(post(trader, draft, "goods/sheet/", pasted=table(GOOD)).content.decode())
    old = {"revision": draft.revision, "form": "tab-1", "table": carried, "how": "replace"}
    post(trader, draft, "transport/", marks="A")
    assert trader.post(address(draft, "goods/sheet/take"), old)["Location"] == address(draft, "goods/sheet/")
    assert Draft.objects.get(pk=draft.pk).items == 2


def test_the_template_filled_in_and_uploaded_comes_back_whole(trader: Client, draft: Draft) -> None:
    before = load(draft.body).items
    answer = trader.get(address(draft, "goods/template.xlsx"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Mã HS", "Mô tả hàng hóa"]
    file = SimpleUploadedFile("goods.xlsx", answer.content)
    preview = post(trader, draft, "goods/sheet/", file=file)
    assert "2 dòng đạt" in text(preview)
    post(trader, draft, "goods/sheet/take", table=taken(preview.content.decode()), how="replace")
    assert load(Draft.objects.get(pk=draft.pk).body).items == before


def test_no_text_in_the_template_is_a_formula(trader: Client, draft: Draft) -> None:
    post(trader, draft, "goods/1/", description='=HYPERLINK("http://evil.example")', later="1")
    content = trader.get(address(draft, "goods/template.xlsx")).content
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_formulas_of_an_upload_are_read_as_values(trader: Client, draft: Draft) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, GOOD)
        sheet.write_formula(1, 8, "=D2*F2", None, 8750)
    answer = post(trader, draft, "goods/sheet/", file=SimpleUploadedFile("g.xlsx", buffer.getvalue()))
    assert "1 dòng đạt" in text(answer)
    assert "\t8750\t" in taken(answer.content.decode())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "dán bảng hoặc chọn tệp"), (b"\xff\xff\xff", "lưu lại dạng XLSX"), (b"PK\x03\x04", "lưu lại dạng XLSX"),
     ("Mã HS;Tên\n1;Áo".encode("cp1258", "replace"), "UTF-8"), (b"a,b\n1,2", "dòng tiêu đề cột"),
     (table().encode(), "không có dòng hàng nào"), (table(*[GOOD] * 1000).encode(), "1000 dòng hàng")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_with_a_way_on(
    trader: Client, draft: Draft, content: bytes, said: str
) -> None:
    answer = post(trader, draft, "goods/sheet/", file=SimpleUploadedFile("g.csv", content))
    assert answer.status_code == 400
    assert said in text(answer)
    assert "Chưa lấy dòng nào" in text(answer)


def test_a_huge_upload_is_refused_before_it_is_read(trader: Client, draft: Draft) -> None:
    huge = SimpleUploadedFile("g.xlsx", b"PK" + bytes(files.LARGEST + (1 << 17)))
    answer = post(trader, draft, "goods/sheet/", file=huge)
    assert answer.status_code == 400
    assert "tối đa 3 MB" in text(answer)


def test_the_sheet_form_asks_for_its_token(draft: Draft, enter: Enter) -> None:
    strict = Client(enforce_csrf_checks=True)
    from motcua.people.models import Account

    strict.force_login(Account.objects.get(username__startswith="trader"))
    assert strict.post(address(draft, "goods/sheet/"), {"revision": 1, "pasted": table(GOOD)}).status_code == 403


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


def lodged(client: Client, draft: Draft) -> Any:
    data = {"revision": Draft.objects.get(pk=draft.pk).revision, "key": draft.reference, "sure": "1"}
    return client.post(address(draft, "lodge"), data)


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

    def slow(raw: Any, by: Any, timeout: float = 30) -> Answer:
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
    Declaration.objects.filter(party=PARTY).update(state="awaiting_payment", tax_total=1_234_000, due_at=None)
    drafts.begin(direction="export", party=PARTY, title="Nháp của tôi", by=COLLEAGUE, at=NOW)
    page = client.get("/declarations/")
    told = text(page)
    assert told.index("Cần anh/chị làm") < told.index("Nộp 1.234.000 đ") < told.index("Nháp của tôi")
    assert told.index("Nháp của tôi") < told.index("Hàng hóa, mã HS")
    assert "Bản nháp 1" in told
    assert "Cần anh/chị làm" not in text(client.get("/declarations/?state=open"))


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
        for word in ("Hồ sơ rủi ro", "Risk profile", "ngưỡng", "threshold", "probability", "draw", "hits", "unserved"):
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
