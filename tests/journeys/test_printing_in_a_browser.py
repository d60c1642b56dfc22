"""What comes out of the printer: a declaration, what it owes, the record of its inspection, without the shell."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, known, lodged, opened
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.domain.inspecting import FoundLine, Record
from motcua.kernel.actor import Actor, Post

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
SHELL = (".bar", ".rail", ".foot", ".actions", ".trail", "main form", "#acts", "#prints", "#desk")
OFFICERS = [Actor(no, f"Công chức {no}", posts=frozenset({Post("officer", "20BB")})) for no in (901, 902)]


def printed(page: Any, picture: Picture, name: str, *, sheets: int) -> str:
    """The page as it goes to paper; nothing of the shell on it, nothing cut off at its edge."""
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    for each in SHELL:
        for found in page.locator(each).all():
            assert not found.is_visible(), each
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert 1 <= page.pdf(format="A4").count(b"/Type /Page\n") <= sheets
    picture(page, f"print {name}")
    return str(page.inner_text("main"))


def test_a_declaration_is_printed_with_its_goods_and_its_sum(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None]
) -> None:
    known(1)
    drawn(2)
    trader = page_for("trader", **DESK)
    found = lodged(trader)
    opened(trader, found)
    text = printed(trader, picture, "declaration", sheets=4)
    assert found.number in text.replace(" ", "").replace("\xa0", "")
    assert found.party_name in text
    officer = page_for("officer", **DESK)
    opened(officer, found)
    assert officer.locator("#acts").is_visible()
    printed(officer, picture, "declaration for customs", sheets=4)
    assert trader.said == officer.said == []


def test_a_tax_notice_is_printed_with_what_is_owed_and_where_to(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None]
) -> None:
    known(1)
    drawn(1)
    trader = page_for("trader", **DESK)
    found = lodged(trader)
    opened(trader, found, "pay/")
    text = printed(trader, picture, "tax", sheets=2)
    assert f"{found.tax_total:,}".replace(",", ".") in text.replace("\xa0", "")
    assert trader.said == []


def test_a_record_of_inspection_is_printed_with_both_signatures(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None]
) -> None:
    known(1)
    drawn(3)
    found = lodged(page_for("trader", **DESK))
    record = Record(NOW, "Km3+4", "TC", 100, "KHOP", seals="HQ1/HQ2", lines=(FoundLine(1),))
    services.write_record(found.id, record, by=OFFICERS[0], at=NOW)
    services.sign_record(found.id, agreed=True, note="Đúng", by=OFFICERS[1], at=NOW)
    officer = page_for("officer", **DESK)
    opened(officer, found, "inspection/")
    text = printed(officer, picture, "record", sheets=1)
    for said in ("Km3+4", "HQ1/HQ2", "Đúng"):
        assert said in text
    assert officer.said == []
