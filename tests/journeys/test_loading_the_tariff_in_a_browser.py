"""An administrator loads a table and takes it back: on a phone, without JavaScript, by keyboard, under the policy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.test_pages_in_a_browser import (  # noqa: F401 - fixtures
    CHROMIUM,
    browser,
    page_for,
)
from tests.rooms.site.conftest import account, demonstration, fresh  # noqa: F401 - fixtures

from motcua.tariff import queries

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration"),
]
TABLE = "code,mfn,export,mystery\n27011900,4,10,x\n25231090,25,5,\n2701190X,1,,\n" + "\n".join(
    f"{chapter:02d}999900,{chapter},," for chapter in range(1, 70)
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "bieu.csv"
    file.write_text(TABLE)
    return file


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_table_is_sent_seen_loaded_and_taken_back(
    page_for: Callable[..., Any],  # noqa: F811
    table: Path,
    width: int,
    script: bool,
) -> None:
    page = page_for("admin", viewport={"width": width, "height": 900}, java_script_enabled=script)
    page.goto("/tariff/loads/")
    page.click("text=Nạp một tệp >> nth=0")
    page.set_input_files("#id_file", str(table))
    page.fill("#id_since", "01/01/2024")
    page.fill("#id_source", "1/2024/NĐ-CP")
    page.click("form.card button.is-main")
    assert "Chưa nạp gì" in page.inner_text("main")
    page.click(".tabs >> text=Thay đổi")
    assert "4 %" in page.inner_text("#rows")
    page.click(".tabs >> text=Lỗi")
    assert "2701190X" in page.inner_text("#rows")
    page.check("#without")
    page.focus("section form.card-body button.is-main")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=chưa có lần nạp nào chồng lên")
    assert len(queries.version()) == 1
    page.go_back()
    page.reload()
    assert page.locator("text=Tệp này đã được nạp").count() == 1
    page.click("text=Mở lần nạp")
    page.click(".actions >> text=Rút lần nạp")
    assert "2 %" in page.inner_text("#rows")
    page.fill("#id_reason", "nhầm tệp")
    page.click("form.card button.is-main")
    page.wait_for_selector("text=Đã rút: không còn hiệu lực")
    assert queries.version() == ()


@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_loading_scrolls_sideways_or_breaks_the_policy(
    page_for: Callable[..., Any],  # noqa: F811
    table: Path,
    width: int,
) -> None:
    page = page_for("admin", viewport={"width": width, "height": 800})
    page.goto("/tariff/loads/new/")
    page.set_input_files("#id_file", str(table))
    page.click("form.card button.is-main")
    preview = page.url
    for show in ("changed", "new", "faults", "columns", "unnamed"):
        page.goto(f"{preview}?show={show}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, show
    page.check("#without")
    page.click("section form.card-body button.is-main")
    for address in (page.url, f"{page.url}withdraw/", "/tariff/loads/", "/tariff/loads/new/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.said == []
