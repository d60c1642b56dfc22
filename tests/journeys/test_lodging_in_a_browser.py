"""A new trader lodges by form and by spreadsheet and checks the receipt: with JavaScript, without, on a phone."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE, act
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.domain.message import read
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.queries import one
from motcua.declarations.services.intake import INTAKE
from motcua.ground.domain import verify_receipt
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties

pytestmark = BROWSER
WAYS: dict[str, dict[str, Any]] = {
    "desk": DESK,
    "without JavaScript": {**DESK, "java_script_enabled": False},
    "phone": PHONE,
    "phone without JavaScript": {**PHONE, "java_script_enabled": False},
}
STEPS = {
    "import": [
        {"procedure": "A11", "office": "20BB"},
        {"foreign_name": "DONGXING ILLUSTRATIVE TRADING CO", "foreign_address.0": "1 EXAMPLE ROAD",
         "foreign_address.2": "DONGXING", "foreign_country": "Trung Quốc"},
        {"transport_mode": "4", "vessel_name": "15C-12345", "arrival_on": "21/12/2023", "unloading_place": "VNMC0",
         "loading_place": "CNDOX", "loading_name": "DONGXING", "packages": "120", "package_unit": "thung cac tong",
         "gross_weight": "1.650,5", "warehouse": "20BBX01"},
        {"invoice_number": "DX-118", "invoice_on": "18/12/2023", "payment_method": "TTR", "incoterm": "DAF",
         "currency": "USD", "invoice_total": "17.050"},
    ],
    "export": [
        {"procedure": "B11", "office": "20BB"},
        {"foreign_name": "DONGXING ILLUSTRATIVE TRADING CO", "foreign_address.0": "1 EXAMPLE ROAD",
         "foreign_country": "CN"},
        {"transport_mode": "4", "vessel_name": "15C-12345", "departure_on": "23/12/2023", "loading_place": "VNMC0",
         "destination_place": "CNDOX", "destination_name": "DONGXING", "packages": "900", "package_unit": "CT",
         "gross_weight": "18.200", "warehouse": "20BBX01"},
        {"invoice_number": "MC-207", "invoice_on": "21/12/2023", "payment_method": "TTR", "incoterm": "DAF",
         "currency": "USD", "invoice_total": "64.800"},
    ],
}  # fmt: skip
SHEET = (
    "Mã HS\tMô tả hàng hóa\tXuất xứ\tSố lượng\tĐVT\tĐơn giá\tĐồng tiền đơn giá\tĐVT của đơn giá\tThành tiền"
    "\tMã biểu thuế\n"
    "6109.10.10\tÁo phông nam dệt kim từ bông, mới 100%\tTrung Quốc\t2.500\tPCE\t3,5\tUSD\tPCE\t8.750\tB01\n"
    "85094000\tMáy xay sinh tố gia dụng 500 W, mới 100%\tCN\t415\tPCE\t20\tUSD\tPCE\t8.300\tB01\n"
    "85094000\tMáy sai\tCN\tbốn trăm\tPCE\t20\tUSD\tPCE\t8.300\tB01\n"
)
DURIAN = {
    "description": "Quả sầu riêng tươi#&VN", "quantity": "16.200", "unit_price": "4", "unit_price_unit": "KGM",
    "invoice_value": "64.800",
}  # fmt: skip


@pytest.fixture(autouse=True)
def department(demonstration: Any) -> Iterator[None]:
    """The trader's enterprise; the writer's thread ends with the test."""
    parties.register([factories.party(1)], by=SYSTEM, at=NOW - timedelta(days=400))
    yield
    INTAKE.close()


def fill(page: Any, values: dict[str, str]) -> None:
    for name, value in values.items():
        control = page.locator(f'[name="{name}"]')
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def main_button(page: Any) -> None:
    page.locator("main form.draft .button.is-main").click()


def begin(page: Any, direction: str) -> None:
    page.goto("/declarations/")
    page.locator(".title .is-main").click()
    page.locator(f'input[value="{direction}"]').check()
    page.locator("main form .is-main").click()
    for values in STEPS[direction]:
        fill(page, values)
        main_button(page)
    assert page.url.endswith("/goods/"), page.inner_text("main")


def lodge(page: Any) -> str:
    """From the goods through the papers to the receipt; the number."""
    page.locator(".actions .is-main").click()
    main_button(page)
    assert "6/6" in page.inner_text("main")
    page.locator(".title .is-main").click()
    assert page.locator("#errors").count() == 0, page.inner_text("#errors")
    page.check("#sure")
    page.locator("form[action$='/lodge'] .is-main").click()
    at = page.url.partition("#")[0]
    assert at.endswith("/receipt/"), page.inner_text("main")
    return at.split("/")[-3]


@pytest.mark.parametrize("way", WAYS)
def test_a_new_trader_lodges_an_import_from_a_spreadsheet(
    page_for: Callable[..., Any],
    way: str,
) -> None:
    page = page_for("trader", **WAYS[way])
    begin(page, "import")
    page.locator("a[href$='/goods/sheet/']").click()
    page.fill("#pasted", SHEET)
    page.locator("main form .is-main").click()
    assert "2 dòng đạt, 1 dòng có lỗi" in page.inner_text("h1")
    assert "bốn trăm" in page.inner_text("main")
    page.locator("button[name='how']").first.click()
    number = lodge(page)
    found = Declaration.objects.get()
    assert (found.number, found.items, found.tax_total) == (number, 2, 133_253_750)
    checked_by_anyone(page, page_for, number, **WAYS[way])
    assert [line for line in page.said if "400" not in line] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_new_trader_clears_a_green_export_in_one_sitting(
    page_for: Callable[..., Any], picture: Callable[[Any, str], None], drawn: Callable[[int], None], way: str
) -> None:
    drawn(1)
    page = page_for("trader", **WAYS[way])
    begin(page, "export")
    page.locator("form[action$='/goods/add'] button").click()
    fill(page, {"hs_code": "sau rieng tuoi"})
    page.locator("button[name='find']").click()
    page.locator("button[name='hs'][value='08106000']").first.click()
    assert page.input_value("#f-unit") == "KGM"
    fill(page, DURIAN)
    picture(page, f"green {way} 1 goods")
    main_button(page)
    assert page.url.partition("#")[0].endswith("/goods/"), page.inner_text("main")
    number = lodge(page)
    picture(page, f"green {way} 2 receipt")
    found = Declaration.objects.get(number=number)
    kept = read(one.original(one.versions(found.pk)[0]))
    assert not isinstance(kept, list)
    assert (kept.items[0].hs_code, str(kept.items[0].quantity), kept.destination_place) == (
        "08106000",
        "16200",
        "CNDOX",
    )
    assert (found.channel, found.state, found.tax_total) == (1, "cleared", 0)
    checked_by_anyone(page, page_for, number, **WAYS[way])
    act(page_for("officer", **WAYS[way]), found, "pass")
    page.goto(f"/declarations/{number}/")
    assert "Đã qua khu vực giám sát" in page.inner_text("h1")
    picture(page, f"green {way} 3 passed")


def checked_by_anyone(page: Any, page_for: Callable[..., Any], number: str, **context: Any) -> None:
    """The receipt is right as a file without the site, and as the page to which its code leads."""
    told = page.request.get(f"/declarations/{number}/receipt.json")
    assert verify_receipt.faults(json.loads(told.text())) == []
    link = page.locator("a[href*='/receipts/'][href*='-']").first.get_attribute("href")
    visitor = page_for(**context)
    visitor.goto(link)
    shown = visitor.inner_text("main")
    assert "Biên nhận đúng" in shown
    assert number in shown.replace(" ", "").replace("\u00a0", "")
    assert "Luồng" not in shown
    assert "Minh Họa" not in shown


def test_a_draft_saves_itself_some_seconds_after_a_change(page_for: Callable[..., Any]) -> None:
    page = page_for("trader", **WAYS["desk"])
    begin(page, "import")
    draft = Draft.objects.get()
    page.goto(f"/declarations/drafts/{draft.pk}/transport/")
    page.fill("#f-packages", "121")
    page.locator("#saved", has_text="Đã tự lưu").wait_for()
    assert load(Draft.objects.get().body).header["packages"] == "121"
    assert int(page.input_value("#revision")) == draft.revision + 1
    page.fill("#f-packages", "122")
    main_button(page)
    assert page.url.endswith("/invoice/")
    assert load(Draft.objects.get().body).header["packages"] == "122"
    assert page.said == []


def test_two_windows_do_not_overwrite_each_other(page_for: Callable[..., Any]) -> None:
    first = page_for("trader", **WAYS["desk"])
    begin(first, "import")
    address = f"/declarations/drafts/{Draft.objects.get().pk}/transport/"
    first.goto(address)
    second = first.context.new_page()
    second.goto(address)
    fill(second, {"packages": "200"})
    main_button(second)
    first.fill("#f-packages", "300")
    first.locator("#saved", has_text="Chưa lưu").wait_for()
    main_button(first)
    assert "Trong bản nháp hiện là: 200" in first.inner_text("main")
    assert load(Draft.objects.get().body).header["packages"] == "200"
    main_button(first)
    assert load(Draft.objects.get().body).header["packages"] == "300"


def test_typing_words_for_the_goods_offers_codes(page_for: Callable[..., Any]) -> None:
    page = page_for("trader", **WAYS["desk"])
    begin(page, "import")
    page.locator("form[action$='/goods/add'] button").click()
    page.type("#f-hs_code", "xach tay", delay=20)
    page.wait_for_selector("#hits button[value='84713020']")
    assert page.evaluate("document.activeElement.id") == "f-hs_code"
    page.click("#hits button[value='84713020']")
    assert page.input_value("#f-hs_code") == "84713020"
    assert page.said == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_of_a_draft_scrolls_sideways(page_for: Callable[..., Any], width: int) -> None:
    page = page_for("trader", viewport={"width": width, "height": 800})
    begin(page, "import")
    page.locator("a[href$='/goods/sheet/']").click()
    page.fill("#pasted", SHEET)
    page.locator("main form .is-main").click()
    page.locator("button[name='how']").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("button[name='how']").first.click()
    at = f"/declarations/drafts/{Draft.objects.get().pk}/"
    steps = ["procedure/", "parties/", "transport/", "invoice/", "papers/", "goods/", "goods/1/", "goods/1/remove/"]
    for rest in ["", *steps, "goods/sheet/", "check/", "delete/"]:
        page.goto(at + rest)
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, rest
    for place in ("/declarations/", "/declarations/drafts/", "/declarations/new/"):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert page.said == []


def test_the_receipt_is_one_sheet_of_paper(page_for: Callable[..., Any]) -> None:
    page = page_for("trader", **WAYS["desk"])
    begin(page, "import")
    page.locator("a[href$='/goods/sheet/']").click()
    page.fill("#pasted", SHEET)
    page.locator("main form .is-main").click()
    page.locator("button[name='how']").first.click()
    lodge(page)
    page.emulate_media(media="print")
    for hidden in (".bar", ".foot", ".actions", ".trail"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".qr svg").is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
