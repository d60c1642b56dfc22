"""The gate's desk: found by number or container, recorded once, seen by the trader, printed with a QR."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Passage
from motcua.declarations.services import Answer, Raw
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

Enter = Callable[..., Client]
FIRST, SECOND = "CSQU3054383", "MSKU6011672"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def cleared(**changes: Any) -> Declaration:
    """An export of the first enterprise without tax that is cleared."""
    message = factories.declaration(
        5, day=date(2023, 12, 20), lines=1, direction="export", incoterm="FOB", party_id="5799900001", **changes
    )
    answer = services.submit([Raw(write(message), law_moment(date(2023, 12, 20), 9))], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    found = Declaration.objects.get(pk=answer.declaration_id)
    if found.tax_total:
        services.pay([services.Payment(found.id, NOW, found.tax_total, "R1", "VCB")], by=SYSTEM)
    for act in (
        lambda: services.accept_documents([services.Step(found.id, NOW)], by=SYSTEM),
        lambda: services.record_inspections([services.Inspection(found.id, NOW, "KHOP")], by=SYSTEM),
    ):
        if Declaration.objects.get(pk=found.pk).state in ("document_check", "physical_check"):
            act()
    found.refresh_from_db()
    return found


@pytest.fixture
def boxed(lodge: Callable[..., list[Answer]]) -> Declaration:
    lodge(1)
    return cleared(containers=(FIRST, SECOND))


@pytest.fixture
def packed(lodge: Callable[..., list[Answer]]) -> Declaration:
    lodge(1)
    return cleared(packages=30)


def address(found: Declaration) -> str:
    return f"/declarations/{found.number}/passage/"


@pytest.mark.parametrize("asked", ["csqu 305", FIRST, "number", "beginning"])
def test_one_that_is_found_alone_is_opened(enter: Enter, boxed: Declaration, asked: str) -> None:
    wanted = {"number": boxed.number, "beginning": boxed.number[:11]}.get(asked, asked)
    answer = enter("officer").get("/declarations/gate/", {"q": wanted})
    assert answer["Location"].startswith(address(boxed))
    page = text(enter("officer").get(answer["Location"]))
    assert f'value="{FIRST}"' in page
    if asked == FIRST:
        assert page.count(" checked") == 1


def test_several_are_listed_with_what_is_left(enter: Enter, boxed: Declaration) -> None:
    other = cleared(containers=(FIRST,), reference="T9")
    page = text(enter("officer").get("/declarations/gate/", {"q": "CSQU"}))
    assert address(boxed) in page
    assert address(other) in page
    assert SECOND in page
    nothing = text(enter("officer").get("/declarations/gate/", {"q": "ZZZZ"}))
    assert 'class="empty"' in nothing
    assert 'class="empty"' in text(enter("officer").get("/declarations/gate/"))


def test_a_container_that_waits_for_another_declaration_says_so(enter: Enter, boxed: Declaration) -> None:
    other = cleared(containers=(FIRST,), reference="T9")
    Declaration.objects.filter(pk=other.pk).update(state="document_check")
    officer = enter("officer")
    assert f"tờ khai {other.number}" in text(officer.get(address(boxed)))
    assert officer.post(address(boxed), {"boxes": [FIRST], "gate": "2", "after": 0}).status_code == 400
    assert officer.post(address(boxed), {"boxes": [SECOND], "gate": "2", "after": 0}).status_code == 302


def test_an_officer_ticks_and_the_trader_sees_it(enter: Enter, boxed: Declaration) -> None:
    officer = enter("officer")
    sent = {"boxes": [FIRST], "gate": "Cổng 2", "note": "", "after": 0}
    assert officer.post(address(boxed), sent).status_code == 302
    again = officer.post(address(boxed), sent)
    assert again.status_code == 400
    assert Passage.objects.count() == 1
    assert 'value="Cổng 2"' in text(officer.get(address(boxed)))
    assert "Cổng 2" in text(officer.get("/declarations/gate/"))
    trader = enter("trader")
    page = text(trader.get(address(boxed)))
    assert FIRST in page
    assert '<form class="card-body" method="post">' not in page
    assert address(boxed) in text(trader.get(f"/declarations/{boxed.number}/"))


def test_the_last_part_closes_the_form_and_nothing_is_taken_back_after_it(enter: Enter, boxed: Declaration) -> None:
    officer = enter("officer")
    officer.post(address(boxed), {"boxes": [FIRST, SECOND], "gate": "2", "after": 0})
    boxed.refresh_from_db()
    assert boxed.passed_at is not None
    page = text(officer.get(address(boxed)))
    assert 'name="back"' not in page
    assert officer.post(address(boxed), {"back": "1", "reason": "Nhầm"}).status_code == 400


def test_a_mistake_is_taken_back_with_a_reason(enter: Enter, boxed: Declaration) -> None:
    officer = enter("officer")
    officer.post(address(boxed), {"boxes": [FIRST], "gate": "2", "after": 0})
    assert officer.post(address(boxed), {"back": "1", "reason": " "}).status_code == 400
    assert officer.post(address(boxed), {"back": "x", "reason": "Nhầm"}).status_code == 400
    assert officer.post(address(boxed), {"back": "1", "reason": "Nhầm <xe>"}).status_code == 302
    assert "Nhầm &lt;xe&gt;" in text(officer.get(address(boxed)))


def test_a_quantity_is_read_as_it_is_written_here_and_counts_once(enter: Enter, packed: Declaration) -> None:
    officer = enter("officer")
    for wrong in ("", "nhiều", "31", "1,5", "0"):
        assert officer.post(address(packed), {"quantity": wrong, "gate": "2", "after": 0}).status_code == 400
    sent = {"quantity": "10,0", "gate": "2", "after": 0}
    assert officer.post(address(packed), sent).status_code == 302
    assert officer.post(address(packed), sent).status_code == 400
    assert Passage.objects.get().quantity_e4 == 100_000


def test_only_an_officer_of_the_branch_records(enter: Enter, boxed: Declaration) -> None:
    sent = {"boxes": [FIRST], "gate": "2", "after": 0}
    assert enter("officer", office="20CF").post(address(boxed), sent).status_code == 403
    assert enter("head").post(address(boxed), sent).status_code == 403
    assert enter("trader").post(address(boxed), sent).status_code == 403
    assert enter("trader", party="5799900002").get(address(boxed)).status_code == 404
    assert not Passage.objects.exists()


def test_the_list_for_the_gate_is_printed_while_goods_may_pass(enter: Enter, boxed: Declaration) -> None:
    trader = enter("trader")
    print_ = f"/declarations/{boxed.number}/print/passage.pdf"
    answer = trader.get(print_)
    assert answer.content.startswith(b"%PDF-")
    services.pass_supervision([services.Step(boxed.id, NOW)], by=SYSTEM)
    assert trader.get(print_).status_code == 404


def test_goods_that_may_not_pass_have_no_form(enter: Enter, lodge: Callable[..., list[Answer]]) -> None:
    lodge(6)
    waits = Declaration.objects.filter(cleared_at=None).first()
    assert waits is not None
    page = text(enter("officer").get(address(waits)))
    assert 'name="gate"' not in page
    assert enter("officer").post(address(waits), {"quantity": "1", "gate": "2", "after": 0}).status_code == 400


def test_an_administrator_names_an_operator_and_ends_it_with_a_reason(
    enter: Enter, lodge: Callable[..., list[Answer]]
) -> None:
    lodge(1)
    admin, page = enter("admin"), "/declarations/operators/"
    assert 'class="empty"' in text(admin.get(page))
    for wrong in ({"place": "20BBX01", "party": "1"}, {"place": "X", "party": "5799900003"},
                  {"place": "20BBX01", "party": "0100000000"}):  # fmt: skip
        assert admin.post(page, wrong).status_code == 400
    for _ in range(2):
        assert admin.post(page, {"place": "20BBX01", "party": "5799900003", "note": "HĐ 1"}).status_code == 302
    assert text(admin.get(page)).count("HĐ 1") == 1
    assert admin.post(page, {"end": "20BBX01 5799900003", "reason": ""}).status_code == 400
    assert admin.post(page, {"end": "20BBX01 5799900003", "reason": "Hết hạn"}).status_code == 302
    assert 'name="end"' not in text(admin.get(page))
    assert enter("head").get(page).status_code == 403
