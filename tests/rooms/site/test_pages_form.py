"""The trader's form: beginning, steps, saving by itself, rights, goods line by line."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.conftest import SOAK
from tests.rooms.declarations.draft_factories import PARTY, STRANGER, TRADER, ready, seen
from tests.rooms.site.conftest import NOW
from tests.rooms.site.form_pages import EVIL, Enter, address, header, lodged, post, text

from motcua.declarations import factories
from motcua.declarations.domain.drafting import slots
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Draft
from motcua.declarations.services import drafts
from motcua.kernel.actor import SYSTEM

pytestmark = pytest.mark.usefixtures("straight")


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


NASTY = ("9" * 40, "-1", "0", "1e400", "NaN", "31/12/9999", "01/01/0001", "\u202eabc", "٣", "\U0001f600", "a" * 3000,
         "'; DROP TABLE x;--", "{{ 7|add:7 }}", "%s %(x)s", "\x00\x07", ",", "1,2,3", "\n\n")  # fmt: skip


TRIED = [("import", value) for value in NASTY] + [("export", value) for value in NASTY[:: 1 if SOAK else 4]]
"""The fields of an export are read as those of an import are: some values there, all of them in `make soak`."""


@pytest.mark.parametrize(("direction", "value"), TRIED)
def test_no_value_in_any_field_breaks_a_page(trader: Client, direction: str, value: str) -> None:
    draft = ready(direction, at=NOW)
    everywhere = dict.fromkeys(slots.slots(direction), value)
    items = dict.fromkeys(slots.item_slots(direction), value)
    for step in slots.HEADER_STEPS:
        assert post(trader, draft, f"{step}/", **everywhere).status_code in (302, 400)
    assert post(trader, draft, "goods/1/", **items).status_code in (302, 400)
    for rest in ("", *(f"{step}/" for step in slots.HEADER_STEPS), "goods/", "goods/1/", "check/"):
        assert trader.get(address(draft, rest)).status_code == 200, rest
    assert trader.get(address(draft, "goods/template.xlsx")).status_code == 200
    assert lodged(trader, Draft.objects.get(pk=draft.pk)).status_code == 400


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
        assert client.get(address(draft, rest)).status_code == (404 if role == "officer" else 403)
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
