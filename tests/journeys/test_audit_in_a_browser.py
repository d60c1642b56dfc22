"""An internal audit in the browser: from the programme to the closed nonconformity, by five people."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS, press

from motcua.procedures.audit_models import Record

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
HOME = "/procedures/audit/"


def act(page: Any, found: Record, verb: str, **said: str) -> None:
    """From the page of a record to one of its acts; say what it asks for, and do it."""
    page.goto(f"{HOME}records/{found.number}/")
    page.click(f"#acts a[href$='/acts/{verb}/']")
    for field, text in said.items():
        page.fill(f"#a-{field}", text)
    press(page)
    assert "/acts/" not in page.url, page.inner_text("main")


@pytest.mark.parametrize("way", WAYS)
def test_an_audit_goes_from_the_programme_to_a_closed_nonconformity(
    page_for: Pages, picture: Picture, way: str
) -> None:
    iso, leader = page_for("iso", {"office": "20ZZ"}, **WAYS[way]), page_for("leader", {"office": "20ZZ"}, **WAYS[way])
    auditor = page_for("officer", {"office": "20CF"}, **WAYS[way])
    head, officer = page_for("head", **WAYS[way]), page_for("officer", **WAYS[way])

    iso.goto(f"{HOME}programmes/")
    iso.click("a[href$='/new/programme/']")
    for field, said in (("purpose", "Xem việc áp dụng"), ("scope", "Các chi cục"), ("v1_clauses", "8.2")):
        iso.fill(f"#a-{field}", said)
    iso.select_option("#a-v1_office", "20BB")
    iso.select_option("#a-v1_month", "12")
    picture(iso, f"audit {way} 1 programme")
    press(iso)
    programme = Record.objects.get()
    act(iso, programme, "propose")
    act(leader, programme, "approve")

    iso.goto(f"{HOME}records/{programme.number}/")
    iso.click("#acts a[href$='/visits/1/']")
    iso.fill("#a-since", "22/12/2023")
    iso.fill("#a-until", "22/12/2023")
    offered = iso.locator("#a-lead option").all_inner_texts()
    assert not any(name.endswith("20BB") for name in offered), offered
    iso.select_option("#a-lead", label=next(name for name in offered if name.endswith("20CF")))
    press(iso)
    audit = Record.objects.get(kind="audit")
    act(leader, audit, "approve")
    act(auditor, audit, "begin")

    auditor.goto(f"{HOME}records/{audit.number}/checklist/")
    picture(auditor, f"audit {way} 2 checklist")
    auditor.click(".title .is-main")
    auditor.check("[name='result'][value='nonconformity']")
    auditor.click("main form[method=post] .is-main")
    assert "8.2" in auditor.inner_text("h1")
    assert auditor.locator("#errors").count() == 1
    auditor.fill("#a-evidence", "3 trong 10 giấy hẹn sai ngày")
    picture(auditor, f"audit {way} 3 line")
    press(auditor)
    auditor.click(".title .is-main")
    auditor.fill("#a-conclusion", "Cần khắc phục giấy hẹn.")
    press(auditor)

    fault = Record.objects.get(kind="nonconformity")
    head.goto(HOME)
    picture(head, f"audit {way} 4 what waits")
    head.click(f"main a[href$='/records/{fault.number}/']")
    head.click("#acts a[href$='/acts/answer/']")
    for field, said in (
        ("correction", "Cấp lại"),
        ("cause", "Biểu mẫu cũ"),
        ("action", "Thu hồi"),
        ("due", "29/12/2023"),
    ):
        head.fill(f"#a-{field}", said)
    offered = head.locator("#a-owner option").all_inner_texts()
    head.select_option("#a-owner", label=next(name for name in offered if "officer" in name))
    press(head)
    act(auditor, fault, "accept")
    act(officer, fault, "done", done="Đã thu hồi biểu mẫu cũ.")
    act(auditor, fault, "verify", verification="Xem 10 giấy hẹn: đúng.")
    act(iso, fault, "close")
    picture(iso, f"audit {way} 5 closed")
    act(iso, audit, "close")
    assert Record.objects.get(pk=fault.pk).state == Record.objects.get(pk=audit.pk).state == "closed"
    for page in (iso, leader, head, officer):
        assert page.said == []
    assert [each for each in auditor.said if "400" not in each] == []
