"""Papers, the feed, the checklist, history and release times on pages; traders never learn how they were selected."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.site.form_pages import in_english, text
from tests.rooms.site.test_pages_acts import address, of, seen, stream  # noqa: F401 - a fixture

from motcua.declarations.domain import enclosing
from motcua.declarations.models import Declaration, Instruction, Paper, Ticked
from motcua.risk.models import Decision

Enter = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("stream")
PDF = b"%PDF-1.7 x"


@pytest.fixture
def enter(enter: Enter) -> Enter:
    """Signs in, with pages in English."""
    return in_english(enter)


def file(content: bytes = PDF, name: str = "hóa đơn.exe") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def where(found: Declaration, rest: str = "papers/") -> str:
    return f"/declarations/{found.number}/{rest}"


def test_a_trader_hands_in_and_an_officer_takes_a_copy(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader", party=found.party)
    sent = {"kind": "INV", "file": file(), "title": "Số <7>"}
    assert trader.post(where(found), sent).status_code == 302
    assert "Số &lt;7&gt;" in trader.get(where(found)).content.decode()
    officer = enter("officer")
    answer = officer.get(where(found, "papers/1"))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert ".pdf" in answer["Content-Disposition"]
    assert ".exe" not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert officer.post(where(found), sent).status_code == 403
    assert Paper.objects.get().number in text(officer.get(where(found, ""))).replace("\xa0", "").replace(" ", "")


@pytest.mark.parametrize("content", [b"MZ", b"", b"<html></html>"])
def test_what_is_no_paper_is_told_beside_the_field(enter: Enter, content: bytes) -> None:
    found = of(2)
    answer = enter("trader", party=found.party).post(where(found), {"kind": "INV", "file": file(content)})
    assert answer.status_code == 400
    assert "error-summary" in answer.content.decode()
    assert not Paper.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_received(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader", party=found.party)
    length = str(enclosing.LARGEST + (1 << 17))
    answer = trader.post(where(found), {"kind": "INV"}, headers={"content-length": length})
    assert answer.status_code == 400
    assert "10 MB" in text(answer)


def test_an_answer_carries_the_papers_that_were_asked_for(enter: Enter) -> None:
    found = of(2)
    asked = {"seen": seen(found), "kind": "A", "papers": ["CON"], "note": "Nộp hợp đồng"}
    assert enter("officer").post(address(found, "ask"), asked).status_code == 302
    trader = enter("trader", party=found.party)
    assert 'name="paper_CON"' in trader.get(address(found, "answer")).content.decode()
    said = {"seen": seen(found), "note": "Đã nộp", "paper_CON": file()}
    assert trader.post(address(found, "answer"), said).status_code == 302
    assert Paper.objects.get().instruction == Instruction.objects.get().leaf
    assert "received" in text(trader.get(where(found)))
    officer = enter("officer")
    again = {"seen": seen(found), "kind": "A", "papers": ["CON"], "note": "Nộp lại"}
    refused = officer.post(address(found, "ask"), again)
    assert refused.status_code == 400
    assert Paper.objects.get().number in text(refused)
    assert officer.post(address(found, "ask"), {**again, "again": "on"}).status_code == 302
    assert "Asked again although it is held: CON" in text(enter("trader", party=found.party).get(where(found, "")))


def test_a_paper_that_was_asked_for_stands_once_on_the_list(enter: Enter) -> None:
    found = of(2)
    asked = {"seen": seen(found), "kind": "A", "papers": ["CON"], "note": "Nộp hợp đồng"}
    assert enter("officer").post(address(found, "ask"), asked).status_code == 302
    trader = enter("trader", party=found.party)
    for kind in ("INV", "CON"):
        assert trader.post(where(found), {"kind": kind, "file": file(), "title": kind}).status_code == 302
    for place in (where(found), where(found, "")):
        page = trader.get(place).content.decode()
        for no in (1, 2):
            assert page.count(f'href="{where(found)}{no}"') == 1, (place, no)


def test_what_was_ticked_stands_with_the_acceptance(enter: Enter) -> None:
    found = of(2)
    officer = enter("officer")
    sent = {"seen": seen(found), "note": "", "points": ["HD"]}
    assert officer.post(address(found, "accept"), sent).status_code == 302
    kept = Ticked.objects.get()
    assert kept.ticked == "HD"
    assert "MS" in kept.left.split()
    assert "Looked at on acceptance" in text(officer.get(where(found, "")))
    assert "Looked at on acceptance" not in text(enter("trader", party=found.party).get(where(found, "")))


def test_history_and_times_are_for_the_department(enter: Enter) -> None:
    found = of(3)
    officer = enter("officer")
    assert "declarations in the twelve months before" in text(officer.get(where(found, "history/")))
    partial = officer.get(where(found, "history/"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial
    assert officer.get("/declarations/branch/times/?office=20BB").status_code == 200
    assert b"".join(officer.get("/declarations/branch/times.csv").streaming_content).count(b"\n") >= 1
    trader = enter("trader", party=found.party)
    assert trader.get(where(found, "history/")).status_code == 403
    assert trader.get("/declarations/branch/times/").status_code == 403


@pytest.mark.parametrize("channel", [1, 2, 3])
def test_no_page_tells_a_trader_how_it_was_selected(enter: Enter, channel: int) -> None:
    found = of(channel)
    decision = Decision.objects.get(subject=found.id)
    trader = enter("trader", party=found.party)
    secrets = [str(decision.draw), str(decision.share_draw), decision.rule, *decision.hits.split()]
    for rest in ("", "receipt/", "receipt.json", "papers/", "amend/", "cancellation/", "inspection/"):
        page = trader.get(where(found, rest)).content.decode()
        assert not [secret for secret in secrets if len(secret) > 3 and secret in page], rest  # noqa: PLR2004
    shown = text(trader.get(where(found, "")))
    classes = ("No check is required.", "A check required by law.", "under risk management.", "by random selection.")
    assert any(each in shown for each in classes)
