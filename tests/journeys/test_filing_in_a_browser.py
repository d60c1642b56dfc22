"""An enterprise files a dossier, supplements it and receives the signed result, while the office works on it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS
from tests.journeys.test_axe_finds_no_serious_fault import faults as axe_faults
from tests.rooms.dossiers.filing import filing_arguments as arguments
from tests.rooms.dossiers.filing import filing_factories as filing
from tests.rooms.site.conftest import NOW

from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services.results import Decision
from motcua.kernel.actor import SYSTEM, Actor, Post

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
HOUR = timedelta(hours=1)
HEAD = Actor(34, "Bùi Văn Trưởng", posts=frozenset({Post("head", filing.OFFICE)}))


def aside(work: Callable[[], Any]) -> Any:
    """Done in a thread of its own: signing needs an event loop, and the browser keeps one in this thread."""

    def done() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(done).result()


def press(page: Any) -> None:
    """The main button of the form on the page."""
    page.click("main form[method=post] button.is-main >> nth=-1")


def fill(page: Any, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"#f-{name}", text)


def attach(page: Any, paper: str, file: Path) -> None:
    page.set_input_files(f"#p-{paper}", str(file))
    page.click(f"form:has(#p-{paper}) button")
    assert file.name in page.inner_text("main")


def chosen(page: Any) -> None:
    """From the search to a draft."""
    page.goto("/dossiers/mine/")
    page.click("main .title a[href='/dossiers/new/']")
    page.fill("#f-q", "xac nhan thu nghiem")
    page.click("main form[role=search] button")
    page.click("main a.row-link")
    press(page)


def filled(page: Any) -> None:
    """Both pages of the form, with a row added by its button and a fault put right."""
    page.click(".tasks a >> nth=0")
    fill(page, contact="Nguyễn Minh Họa")
    press(page)
    page.check("#f-kind-0")
    fill(page, since="22/12/2023", until="21/12/2023", total="1.500,5")
    page.fill("#f-lines-0-name", "Lụa")
    page.fill("#f-lines-0-quantity", "1000")
    page.click("button[name=add]")
    page.fill("#f-lines-1-name", "Gạo")
    page.fill("#f-lines-1-quantity", "500,5")
    press(page)
    assert page.locator("#errors a[href='#f-since']").count() == 1, page.inner_text("main")


@pytest.mark.parametrize("way", WAYS)
def test_an_enterprise_files_supplements_and_receives(
    page_for: Pages, picture: Picture, tmp_path: Path, way: str
) -> None:
    filing.known()
    filing.in_force()
    paper = tmp_path / "don.pdf"
    paper.write_bytes(filing.PDF)
    page = page_for("trader", **WAYS[way])
    chosen(page)
    filled(page)
    picture(page, f"filing {way} 1 to put right")
    fill(page, until="31/12/2023")
    press(page)
    attach(page, "DON", paper)
    page.click("main > .actions a.is-main")
    picture(page, f"filing {way} 2 check")
    page.check("#sure")
    press(page)
    picture(page, f"filing {way} 3 receipt")
    found = Dossier.objects.get()
    assert found.number in page.inner_text("main")
    assert json.loads(Sending.objects.get().answers)["lines"][1] == {"name": "Gạo", "quantity": "500.5"}

    services.receive(found.number, by=SYSTEM, at=NOW + HOUR)
    services.ask_supplement(found.number, points=["Thiếu phụ lục"], by=SYSTEM, at=NOW + 2 * HOUR)
    page.goto(f"/dossiers/mine/{found.number}/")
    picture(page, f"filing {way} 4 asked")
    page.click("#points button")
    page.click(".tasks a[href$='/papers/']")
    attach(page, "PHULUC", paper)
    page.click("main > .actions a.is-main")
    page.check("#sure")
    press(page)
    assert "Đã bổ sung" in page.inner_text("main")

    aside(lambda: services.finish(found.number, Decision("15/XN", "Đồng ý."), by=HEAD, at=NOW + 3 * HOUR))
    services.give_result(found.number, originals_seen=True, by=SYSTEM, at=NOW + 4 * HOUR)
    page.goto(f"/dossiers/{found.number}/")
    with page.expect_download() as told:
        page.click("a[href$='/result.pdf']")
    assert Path(told.value.path()).read_bytes().startswith(b"%PDF-")
    page.click("#acts a[href$='/rate/']")
    page.check("input[name=rating][value='4']")
    press(page)
    picture(page, f"filing {way} 5 rated")
    assert Dossier.objects.get().rating == 4
    assert [each for each in page.said if "400" not in each] == []


def test_no_page_of_an_applicant_has_a_serious_fault(page_for: Pages) -> None:
    filing.known()
    draft, number = arguments.a_draft(), aside(arguments.a_result)
    rated, asked = f"/dossiers/mine/{number}/", arguments.a_received()
    services.ask_supplement(asked, points=["Thiếu phụ lục"], by=SYSTEM, at=NOW + HOUR)
    page = page_for("trader", **WAYS["desk"])
    form = f"/dossiers/drafts/{draft}/"
    addresses = (
        "/dossiers/new/", "/dossiers/new/?q=xac nhan", f"/dossiers/new/{filing.CODE}/", "/dossiers/drafts/", form,
        f"{form}form/applicant/", f"{form}form/goods/", f"{form}papers/", f"{form}check/", f"{form}delete/",
        "/dossiers/mine/", rated, f"{rated}receipt/", f"{rated}rate/", f"/dossiers/mine/{asked}/",
        f"/dossiers/mine/{asked}/withdraw/", "/dossiers/package/",
    )  # fmt: skip
    assert [fault for address in addresses for fault in axe_faults(page, address)] == []
