"""An officer works a day's queue of one-stop dossiers; a head signs; a new version only touches new dossiers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import known
from tests.rooms.site.conftest import NOW

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Attached
from motcua.kernel.actor import SYSTEM
from motcua.procedures import factories
from motcua.procedures import services as procedures

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
CODE, HOUR = "QT-TN-01", timedelta(hours=1)


def lodge(no: int) -> Dossier:
    return services.lodge(
        CODE, {"subject": f"Xác nhận {no}"}, [Attached("DON", "don.pdf", b"%PDF-1.4")], party="5799900001",
        office="20BB", key=f"day-{no}", by=SYSTEM, at=NOW - HOUR,
    )  # fmt: skip


def act(page: Any, held: Dossier, name: str, **typed: str) -> None:
    """Open the dossier, choose the act, say what has to be said, do it."""
    page.goto(f"/dossiers/{held.number}/")
    page.click(f"a[href='/dossiers/{held.number}/acts/{name}/']")
    for field, text in typed.items():
        page.fill(f"#a-{field}", text)
    page.click("main form[method='post'] .is-main")
    page.wait_for_url(f"**/dossiers/{held.number}/")


def test_an_officer_works_a_days_queue_and_the_head_signs(page_for: Pages, picture: Picture) -> None:
    known(1)
    procedures.load_packaged([factories.content(CODE)], in_force_from=date(2023, 1, 1), by=SYSTEM, at=NOW - 9 * HOUR)
    first, second, third = lodge(1), lodge(2), lodge(3)
    officer = page_for("officer")
    officer.goto("/dossiers/reception/")
    assert officer.locator("#new .row-link").count() == 3
    picture(officer, "dossiers 1 reception")
    act(officer, first, "receive")
    act(officer, second, "refuse", note="Không thuộc thẩm quyền của đơn vị")
    act(officer, third, "receive")
    act(officer, third, "supplement", points="Bản dịch hợp đồng\nChứng từ thanh toán")
    act(officer, first, "hand", note="Hồ sơ đủ")
    officer.goto("/dossiers/reception/")
    assert officer.locator("#new .row-link").count() == 0
    officer.goto("/dossiers/desk/")
    assert officer.locator("#mine .row-link").all_inner_texts() == [third.number]
    assert officer.locator("#free .row-link").all_inner_texts() == [first.number]
    picture(officer, "dossiers 2 desk")
    head = page_for("head")
    head.goto(f"/dossiers/{first.number}/acts/finish/")
    head.fill("#a-reference", "15/HQMC-XN")
    head.fill("#a-words", "Chấp thuận theo đề nghị.")
    head.check("input[name='favourable'][value='1']")
    head.click("main form[method='post'] .is-main")
    head.wait_for_url(f"**/dossiers/{first.number}/")
    assert "15/HQMC-XN" in head.inner_text("#result")
    picture(head, "dossiers 3 signed")
    states = dict(Dossier.objects.values_list("number", "state"))
    assert [states[each.number] for each in (first, second, third)] == ["done", "refused", "supplement"]
    assert [*officer.said, *head.said] == []


def test_a_new_version_is_followed_by_new_dossiers_only(page_for: Pages) -> None:
    known(1)
    content = factories.content(CODE)
    procedures.load_packaged([content], in_force_from=date(2023, 1, 1), by=SYSTEM, at=NOW - 9 * HOUR)
    old = lodge(1)
    steps = (msgspec.structs.replace(content.steps[0], words=content.steps[0].words._replace(vi="Tiếp nhận mới")),)
    changed = msgspec.structs.replace(content, steps=(*steps, *content.steps[1:]))
    procedures.load_packaged([changed], in_force_from=NOW.date(), by=SYSTEM, at=NOW - 2 * HOUR)
    new = lodge(2)
    page = page_for("officer")
    page.goto(f"/dossiers/{old.number}/")
    assert "Tiếp nhận mới" not in page.inner_text("#steps")
    page.goto(f"/dossiers/{new.number}/")
    assert "Tiếp nhận mới" in page.inner_text("#steps")
    assert page.said == []
