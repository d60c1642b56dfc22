"""A ship comes: its agent announces it and lodges the dossier, an officer clears it. Desk, phone, without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER, browser, page_for, picture  # noqa: F401 - fixtures
from tests.journeys.steps import WAYS, known
from tests.rooms.site.conftest import NOW, account, demonstration, fresh  # noqa: F401 - fixtures

from motcua.kernel.actor import SYSTEM
from motcua.manifests import factories, services
from motcua.manifests.domain import sheets
from motcua.manifests.domain.message import clock_of
from motcua.manifests.models import Call, Document
from motcua.manifests.services import sheets as workbooks

pytestmark = BROWSER
ON, TIME = clock_of(NOW + timedelta(days=1))
HEAD = {"expected_on": ON, "expected_time": TIME}


@pytest.fixture
def port(demonstration: Any) -> None:  # noqa: F811
    """Two enterprises, three vessels, a line."""
    known(1, 2, 3)
    services.register_vessels([factories.vessel(no) for no in range(1, 4)], by=SYSTEM, at=NOW)
    services.register_carriers([factories.carrier()], by=SYSTEM, at=NOW)


def announced(page: Any) -> Call:
    """The agent announces a ship for tomorrow."""
    page.goto("/manifests/new/")
    page.fill("#h-call_sign", "XVMH1")
    page.fill("#h-voyage", "001N")
    page.select_option("#h-port", "VNHLG")
    page.select_option("#h-office", "20CF")
    page.fill("#h-expected_on", f"{ON:%d/%m/%Y}")
    page.fill("#h-expected_time", TIME)
    page.click("main form .is-main")
    number = re.search(r"/manifests/(\d{12})/", page.url)
    assert number, page.inner_text("main")
    return Call.objects.get(number=number[1])


@pytest.mark.parametrize("way", WAYS)
def test_an_agent_announces_a_ship_and_lodges_its_dossier(
    way: str,
    page_for: Callable[..., Any],  # noqa: F811
    picture: Callable[..., None],  # noqa: F811
    port: None,
    tmp_path: Path,
) -> None:
    page = page_for("trader", **WAYS[way])
    call = announced(page)
    page.goto("/manifests/tasks/")
    picture(page, f"vessels-tasks-{way}")
    page.click("text=Bản khai dự trữ của tàu")
    page.fill("#d-r0-name", "DẦU ĐI-Ê-DEN")
    page.fill("#d-r0-quantity", "hai trăm")
    page.click("main form .is-main")
    assert "Không đọc được số" in page.inner_text("#errors")
    page.fill("#d-r0-quantity", "120,5")
    page.fill("#d-r0-unit", "TNE")
    picture(page, f"vessels-form-{way}")
    page.click("main form .is-main")
    assert "/documents/" in page.url, page.inner_text("main")
    file = tmp_path / "manifest.xlsx"
    _keys, rows = sheets.table_of(factories.cargo(bills=30, **HEAD))
    rows[3][0] = "SỐ VẬN ĐƠN QUÁ DÀI " * 3
    file.write_bytes(workbooks.template("cargo", "vi", rows))
    page.goto(f"/manifests/{call.number}/lodge/cargo/sheet/")
    page.set_input_files("#s-file", file)
    page.click("main form[enctype] .is-main")
    assert "A5" in page.inner_text("main")
    picture(page, f"vessels-sheet-{way}")
    rows[3][0] = rows[2][0]
    file.write_bytes(workbooks.template("cargo", "vi", rows))
    page.set_input_files("#s-file", file)
    page.click("main form[enctype] .is-main")
    assert "/documents/" in page.url, page.inner_text("main")
    picture(page, f"vessels-manifest-{way}")
    others = (factories.crew, factories.effects, factories.health, factories.general)
    services.submit_many([services.Submission(make(**HEAD), SYSTEM, NOW) for make in others])
    page.goto(f"/manifests/{call.number}/")
    assert "Đã nhận đủ" in page.inner_text("main h1")
    picture(page, f"vessels-dossier-{way}")
    assert [each for each in page.said if "400 (Bad Request)" not in each] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_duty_officer_finds_a_ship_on_the_board_asks_and_clears_it(
    way: str,
    page_for: Callable[..., Any],  # noqa: F811
    picture: Callable[..., None],  # noqa: F811
    port: None,
) -> None:
    services.submit_many([services.Submission(each, SYSTEM, NOW) for each in factories.dossier(1, **HEAD)])
    services.open_call(factories.general(2, expected_on=NOW.date(), expected_time="14:00"), by=SYSTEM, at=NOW)
    page = page_for("officer", {"office": "20CF"}, **WAYS[way])
    page.goto("/manifests/board/")
    picture(page, f"vessels-board-{way}")
    page.click("text=MINH HOA 01")
    page.click("text=Yêu cầu bổ sung")
    page.select_option("#a-document", label="Danh sách thuyền viên · Đã nộp")
    page.fill("#a-note", "Thiếu thuyền trưởng")
    picture(page, f"vessels-act-{way}")
    page.click("main form .is-main")
    services.submit(factories.crew(people=19, **HEAD), by=SYSTEM, at=NOW)
    for name in ("Chấp nhận hồ sơ", "Ghi tàu đến", "Thông quan nhập cảnh"):
        page.goto(f"/manifests/{Call.objects.get(call_sign='XVMH1').number}/")
        page.click(f"#acts >> text={name}")
        page.click("main form .is-main")
    assert "Đã thông quan nhập cảnh" in page.inner_text("main h1")
    picture(page, f"vessels-cleared-{way}")
    page.goto(f"/manifests/berths/?day={ON.isoformat()}")
    picture(page, f"vessels-berths-{way}")
    number = Document.objects.get(kind="crew", version=2).number
    page.goto(f"/manifests/{Call.objects.get(call_sign='XVMH1').number}/documents/{number}/")
    assert "Bản này đã đổi gì" in page.inner_text("main")
    picture(page, f"vessels-document-{way}")
    assert page.said == []
