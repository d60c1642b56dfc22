"""Programs lodge dossiers, supplement and withdraw them, and read their state, timeline and result."""

import json
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.door.conftest import DAY, FIRST, OPENS, SECOND, Ask

from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services import Decision
from motcua.ground.domain import verify_receipt
from motcua.kernel.actor import SYSTEM
from motcua.procedures import factories
from motcua.procedures import services as procedures

PLACE = "/api/dossiers"
CODE = "QT-TN-01"
HOUR = timedelta(hours=1)
PDF = b64encode(b"%PDF-1.4\n% don\n").decode()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_force(db: None) -> None:
    """A procedure in force."""
    procedures.load_packaged(
        [factories.content(CODE)], in_force_from=DAY.replace(day=1), by=SYSTEM, at=OPENS - timedelta(days=60)
    )


def sent(**told: Any) -> bytes:
    whole = {
        "code": CODE, "office": "20BB", "party": SECOND, "answers": {"subject": "Xác nhận"},
        "files": [{"paper": "DON", "name": "don.pdf", "content": PDF}], **told,
    }  # fmt: skip
    return json.dumps(whole).encode()


def test_lodging_twice_is_one_dossier_and_its_timeline_is_read(ask: Ask) -> None:
    first, again = ask(PLACE, sent()), ask(PLACE, sent())
    assert (first.status_code, again.told["number"]) == (201, first.told["number"])
    assert Dossier.objects.get().channel == "api"
    number = first.told["number"]
    services.receive(number, by=SYSTEM, at=OPENS)
    shown = ask(f"{PLACE}/{number}").told
    assert (shown["dossier"]["state_number"], [each["verb"] for each in shown["timeline"]]) == (2, ["receive"])
    assert len(ask(f"{PLACE}?state=open").told["dossiers"]) == 1
    assert ask(f"{PLACE}?state=lost").status_code == 400


def test_every_fault_of_the_form_is_told_by_its_path(ask: Ask) -> None:
    bare = ask(PLACE, sent(answers={}))
    assert (bare.status_code, bare.told["errors"][0]["path"]) == (422, "/answers/subject")
    assert ask(PLACE, sent(files=[])).told["code"] == "DOS-E03"
    assert ask(PLACE, sent(party=FIRST)).status_code == 422
    assert ask(PLACE, b"[]").status_code == 400
    assert ask(PLACE, sent(more=1)).status_code == 400
    assert not Dossier.objects.exists()


def test_a_program_supplements_and_withdraws(ask: Ask) -> None:
    number = ask(PLACE, sent()).told["number"]
    services.ask_supplement(number, points=["Bản dịch"], by=SYSTEM, at=OPENS)
    assert ask(f"{PLACE}/{number}").told["points"] == ["Bản dịch"]
    more = json.dumps({"files": [{"paper": "DON", "name": "dich.pdf", "content": PDF}]}).encode()
    assert ask(f"{PLACE}/{number}/supplement", more).told["state"] == "new"
    assert ask(f"{PLACE}/{number}/supplement", more).told["state"] == "new"
    assert ask(f"{PLACE}/{number}/withdrawal", b'{"note": "x"}').told["state"] == "withdrawn"
    assert ask(f"{PLACE}/20BB-230101-0001/withdrawal", b"{}").status_code == 404


MORE = json.dumps({"files": [{"paper": "DON", "name": "dich.pdf", "content": PDF}]}).encode()


def wanting(*numbers: str) -> None:
    for number in numbers:
        services.ask_supplement(number, points=["Bản dịch"], by=SYSTEM, at=OPENS)


def test_the_same_supplement_of_two_dossiers_is_taken_for_each(ask: Ask) -> None:
    numbers = [ask(PLACE, sent(answers={"subject": each})).told["number"] for each in ("Một", "Hai")]
    wanting(*numbers)
    for number in numbers:
        told = ask(f"{PLACE}/{number}/supplement", MORE)
        assert (told.status_code, told.told["number"], told.told["state"]) == (200, number, "new")


def test_long_keys_that_begin_alike_are_two_keys(ask: Ask) -> None:
    found = [ask(PLACE, sent(answers={"subject": each}), Idempotency_Key=f"{'k' * 90}{each}") for each in ("1", "2")]
    assert [each.status_code for each in found] == [201, 201]
    assert Dossier.objects.count() == 2


def test_what_is_lodged_and_supplemented_gets_a_signed_receipt_that_checks(ask: Ask) -> None:
    lodged = ask(PLACE, sent())
    assert verify_receipt.faults(lodged.told["receipt"]) == []
    assert lodged.told["receipt"]["leaf"] == str(Dossier.objects.get().pk)
    number = lodged.told["number"]
    wanting(number)
    supplemented = ask(f"{PLACE}/{number}/supplement", MORE).told["receipt"]
    assert verify_receipt.faults(supplemented) == []
    assert supplemented["leaf"] == str(Sending.objects.get(no=2).leaf)


def test_what_the_office_notes_for_itself_is_not_told(ask: Ask) -> None:
    number = ask(PLACE, sent()).told["number"]
    services.receive(number, note="Đủ giấy tờ", by=SYSTEM, at=OPENS)
    services.hand_over(number, note="Nghi gian lận", by=SYSTEM, at=OPENS)
    services.finish(number, Decision("1/XN", "Xác nhận cho"), by=SYSTEM, at=OPENS + HOUR)
    told = ask(f"{PLACE}/{number}")
    assert [each["note"] for each in told.told["timeline"]] == ["Đủ giấy tờ", "", ""]
    assert "Xác nhận cho" not in told.content.decode()


def test_a_result_is_read_once_it_is_returned(ask: Ask) -> None:
    number = ask(PLACE, sent()).told["number"]
    services.receive(number, by=SYSTEM, at=OPENS)
    services.finish(number, Decision("1/XN", "Xác nhận"), by=SYSTEM, at=OPENS + HOUR)
    assert ask(f"{PLACE}/{number}/result").status_code == 404
    services.give_result(number, originals_seen=True, by=SYSTEM, at=OPENS + 2 * HOUR)
    told = ask(f"{PLACE}/{number}/result").told
    assert (told["signed_well"], b64decode(told["document"])[:5]) == (True, b"%PDF-")
