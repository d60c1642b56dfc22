"""Notices of a bank: taken once, booked on their debt, cleared at once; money that fits nowhere is never refused."""

import json
from base64 import b64decode, b64encode
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.test import Client
from tests.rooms.gateways.bank_factories import (
    ACCOUNT,
    AT,
    BANK,
    DAY,
    HOUR,
    KEY,
    department,
    good,
    known,
    notice,
    owing,
    send,
    told,
)

from motcua.declarations import services as declarations
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Declaration
from motcua.gateways.bank import queries, services
from motcua.gateways.bank.domain.errors import BadKey, KeyGone, KeyKnown
from motcua.gateways.bank.models import Notice
from motcua.ground.domain import verify_receipt
from motcua.ground.models import Message
from motcua.ground.services import clock, signing
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.revenue.models import Obligation, Payment, Suspense, Transfer

pytestmark = pytest.mark.django_db
OTHER = Ed25519PrivateKey.from_private_bytes(b"a key that customs does not know")


@pytest.fixture(autouse=True)
def house() -> None:
    department()
    known()


def state(found: Declaration) -> str:
    return Declaration.objects.get(pk=found.pk).state


def test_a_notice_books_its_money_and_clears_the_declaration_at_once() -> None:
    found = owing()
    assert state(found) == State.AWAITING_PAYMENT
    answer = told(send(notice(found)))
    assert (answer["accepted"], answer["outcome"], answer["declaration"]) == (True, "booked", found.number)
    cleared = Declaration.objects.get(pk=found.pk)
    assert (cleared.state, cleared.cleared_at) == (State.CLEARED, AT + HOUR)
    assert Payment.objects.get().amount == found.tax_total
    assert good() == []


def test_the_receipt_of_a_notice_can_be_checked_by_itself() -> None:
    answer = told(send(notice(owing())))
    assert answer["receipt"]["leaf"] == answer["leaf"]
    assert json.loads(answer["receipt"]["body"])["verb"] == "bank.noticed"
    assert verify_receipt.faults(answer["receipt"], bytes.fromhex(answer["receipt"]["key"])) == []


def test_the_same_notice_again_gets_the_same_answer_byte_for_byte_and_books_nothing() -> None:
    body = notice(owing())
    first = send(body)
    again = send(body, at=AT + 2 * HOUR)
    assert (again.content, again.status) == (first.content, 200)
    assert Payment.objects.count() == Notice.objects.count() == 1


def test_another_content_under_the_same_number_is_refused() -> None:
    found = owing()
    send(notice(found))
    answer = send(notice(found, items=[{"item": "1702", "amount": 5}]))
    assert (answer.status, told(answer)["code"]) == (409, "BNK-E10")


def test_the_same_money_told_twice_under_two_numbers_is_booked_once() -> None:
    found = owing()
    whole = json.loads(notice(found))
    send(json.dumps(whole).encode())
    answer = told(send(json.dumps({**whole, "notice": "N2"}).encode()))
    assert (answer["accepted"], answer["outcome"]) == (True, "known")
    assert Payment.objects.count() == 1
    assert good() == []


def test_a_reference_of_a_bank_stands_for_one_payment() -> None:
    found = owing()
    send(notice(found))
    answer = send(notice(found, "N2", reference="FT-N1", items=[{"item": "1702", "amount": 9}]))
    assert (answer.status, told(answer)["code"]) == (409, "REV-E02")


def test_paid_too_much_is_held_and_paid_twice_all_of_it() -> None:
    found = owing()
    items = [{"item": "1702", "amount": found.tax_total + 500}]
    assert told(send(notice(found, items=items)))["held"] == 500
    again = told(send(notice(found, "N2", items=[{"item": "1702", "amount": 700}])))
    assert (again["outcome"], again["held"]) == ("held", 700)
    assert Obligation.objects.get(pk=found.id).held == 1200
    assert good() == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"declaration": "109999999990"}, "unknown"), ({"declaration": ""}, "unknown"),
        ({"payer": "5700000009"}, "party"), ({"items": [{"item": "2663", "amount": 20}]}, "item"),
        ({"account": "9999"}, "account"),
    ],
)  # fmt: skip
def test_money_that_fits_nowhere_goes_to_suspense(changes: dict, reason: str) -> None:
    found = owing()
    answer = told(send(notice(found, **changes)))
    assert (answer["accepted"], answer["outcome"], answer["reason"]) == (True, "suspended", reason)
    held = Suspense.objects.get()
    assert (held.reason, held.bank) == (reason, BANK)
    assert Transfer.objects.filter(credit="339", amount=held.amount).count() == 1
    assert state(found) == State.AWAITING_PAYMENT
    assert good() == []


def test_money_for_a_cancelled_declaration_or_one_without_tax_waits() -> None:
    found = owing()
    body = notice(found)
    declarations.cancel([declarations.Cancellation(found.id, AT + HOUR / 2, "E3")], by=SYSTEM)
    assert told(send(body))["reason"] == "cancelled"
    assert good() == []


def test_a_number_of_a_later_version_finds_its_declaration() -> None:
    found = owing()
    assert told(send(notice(found, declaration=f"{found.number[:11]}2")))["outcome"] == "booked"


def test_a_yellow_declaration_paid_first_is_cleared_when_its_check_ends() -> None:
    found = owing(Channel.YELLOW)
    assert told(send(notice(found)))["outcome"] == "booked"
    assert state(found) == State.DOCUMENT_CHECK
    declarations.accept_documents([declarations.Step(found.id, AT + 2 * HOUR)], by=SYSTEM)
    assert state(found) == State.CLEARED


def test_late_interest_counts_to_the_day_before_the_payment_not_before_the_notice() -> None:
    found = owing()
    Obligation.objects.filter(pk=found.id).update(late_from=DAY)
    told_on = AT + timedelta(days=20)
    send(notice(found, at=AT + timedelta(days=10)), at=told_on)
    interest = Transfer.objects.get(declaration_id=found.id, kind="interest").amount
    assert interest == round(found.tax_total * 300 * 9 / 1_000_000)


@pytest.mark.parametrize(
    ("key", "bank", "status", "code"), [(OTHER, BANK, 401, "BNK-E03"), (KEY, "XXX", 401, "BNK-E02")]
)
def test_what_no_key_of_the_bank_signed_is_refused_and_not_kept(
    key: Ed25519PrivateKey, bank: str, status: int, code: str
) -> None:
    answer = send(notice(owing()), key=key, bank=bank)
    assert (answer.status, told(answer)["code"]) == (status, code)
    assert not Message.objects.exists()


def test_a_changed_byte_breaks_the_signature() -> None:
    body = notice(owing())
    answer = services.take(body + b" ", bank=BANK, signature=KEY.sign(body), at=AT + HOUR)
    assert told(answer)["code"] == "BNK-E03"


@pytest.mark.parametrize(("day", "taken"), [(0, True), (-1, False), (30, True), (31, False)])
def test_a_key_signs_from_its_first_day_to_its_last(day: int, taken: bool) -> None:
    found = owing()
    key = Ed25519PrivateKey.from_private_bytes(b"another key of the invented bank")
    known(key, until=DAY + timedelta(days=30))
    at = AT + HOUR + timedelta(days=day)
    answer = send(notice(found, at=at), key=key, at=at)
    assert told(answer)["accepted"] is taken
    assert taken or (answer.status, told(answer)["code"]) == (401, "BNK-E04")


def test_a_notice_refused_for_its_key_is_kept_and_taken_once_another_key_signs_it() -> None:
    found = owing()
    ended = services.end_key(queries.registered(BANK)[0].leaf, note="lộ khóa", by=SYSTEM, at=AT)
    assert ended
    body = notice(found)
    assert send(body).status == 401
    assert Message.objects.get().status == 401
    fresh = Ed25519PrivateKey.generate()
    known(fresh)
    assert told(send(body, key=fresh))["outcome"] == "booked"
    assert good() == []


def test_a_notice_that_names_another_bank_than_its_signer_is_refused() -> None:
    known(OTHER, bank="KHAC")
    answer = send(notice(owing()), key=OTHER, bank="KHAC")
    assert told(answer)["code"] == "BNK-E05"


def test_a_wrong_notice_leaves_nothing_but_itself_and_may_be_put_right() -> None:
    found = owing()
    wrong = json.loads(notice(found))
    answer = send(json.dumps({**wrong, "total": wrong["total"] + 1}).encode())
    assert (answer.status, told(answer)["code"]) == (422, "BNK-E07")
    assert not Payment.objects.exists()
    assert told(send(json.dumps(wrong).encode()))["outcome"] == "booked"


def test_keys_are_registered_and_ended_by_administrators_alone() -> None:
    clerk = Actor(5, "An", posts=frozenset({Post("revenue", "20ZZ")}))
    key = queries.registered(BANK)[0]
    with pytest.raises(NotAllowed):
        services.end_key(key.leaf, note="", by=clerk, at=AT)
    with pytest.raises(KeyKnown):
        known()
    with pytest.raises(BadKey):
        known(OTHER, until=DAY - timedelta(days=1))
    services.end_key(key.leaf, note="x", by=Actor(6, "B", posts=frozenset({Post("admin")})), at=AT)
    with pytest.raises(KeyGone):
        services.end_key(key.leaf, note="x", by=SYSTEM, at=AT)
    assert good() == []


def test_the_door_answers_with_its_signature_also_what_it_refuses(client: Client) -> None:
    clock.set_demonstration(AT + HOUR)
    found = owing()
    body = notice(found)
    headers = {"X-Bank": BANK, "X-Signature": b64encode(KEY.sign(body)).decode()}
    answer = client.post("/bank/notices", body, content_type="application/json", headers=headers)
    assert answer.status_code == 200
    for each in (answer, client.post("/bank/notices", b"{}", content_type="text/plain")):
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(each["X-Motcua-Key"]))
        key.verify(b64decode(each["X-Motcua-Signature"]), signing.PURPOSE + each.content)
    assert state(found) == State.CLEARED
    clock.forget()


@pytest.mark.parametrize("signature", ["", "!!", b64encode(b"short").decode()])
def test_a_door_that_is_knocked_at_wrongly_says_what_it_needs(client: Client, signature: str) -> None:
    answer = client.post(
        "/bank/notices", b"{}", content_type="application/json", headers={"X-Bank": BANK, "X-Signature": signature}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "BNK-E01")
    too_long = client.post("/bank/notices", b"x" * 1_100_000, content_type="application/json")
    assert too_long.status_code == 400


def test_the_statement_of_the_day_shows_what_either_side_lacks() -> None:
    found = owing()
    send(notice(found))
    send(notice(None, "N2"))
    lines = [
        {"notice": "N1", "reference": "FT-N1", "total": found.tax_total},
        {"notice": "N9", "reference": "FT-N9", "total": 77},
    ]  # fmt: skip
    statement = {
        "kind": "statement", "bank": BANK, "notice": "S1", "day": DAY.isoformat(), "lines": lines, "count": 2,
        "total": found.tax_total + 77,
    }  # fmt: skip
    assert not queries.reconcile(BANK, DAY).clean
    assert told(send(json.dumps(statement).encode()))["outcome"] == "kept"
    found_ = queries.reconcile(BANK, DAY)
    assert {(each.notice, each.state) for each in found_.rows} == {
        ("N1", "agrees"), ("N2", "missing_there"), ("N9", "missing_here"),
    }  # fmt: skip
    whole = [*lines[:1], {"notice": "N2", "reference": "FT-N2", "total": 1000}]
    better = {**statement, "notice": "S2", "lines": whole, "total": found.tax_total + 1000}
    send(json.dumps(better).encode())
    assert queries.reconcile(BANK, DAY).clean
    assert good() == []


def test_a_bank_registers_extends_and_ends_its_guarantee_by_notice() -> None:
    given = {
        "kind": "guarantee", "bank": BANK, "notice": "G1", "type": "general", "year": 2023, "symbol": "BL",
        "number": "7", "party": "5799900001", "amount": 1000, "since": "2023-05-01", "until": "2023-06-01",
    }  # fmt: skip
    assert told(send(json.dumps(given).encode()))["outcome"] == "registered"
    named = {"kind": "change", "bank": BANK, "year": 2023, "symbol": "BL", "number": "7"}
    longer = {**named, "notice": "G2", "verb": "extend", "until": "2023-07-01"}
    assert told(send(json.dumps(longer).encode()))["outcome"] == "extend"
    shorter = send(json.dumps({**longer, "notice": "G3", "until": "2023-06-30"}).encode())
    assert (shorter.status, told(shorter)["code"]) == (409, "REV-E21")
    assert told(send(json.dumps({**named, "notice": "G4", "verb": "end"}).encode()))["outcome"] == "end"
    assert told(send(json.dumps({**named, "notice": "G5", "verb": "end", "number": "8"}).encode()))["code"] == "BNK-E14"
    assert told(send(json.dumps({**given, "notice": "G6", "amount": 2}).encode()))["code"] == "REV-E20"
    assert good() == []


def test_verify_finds_a_notice_whose_money_is_not_booked() -> None:
    send(notice(owing(), account=ACCOUNT))
    Payment.objects.update(amount=1)
    assert any("not booked" in fault for fault in good())


def test_the_day_of_a_key_is_that_of_the_law(client: Client) -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"a third key of the invented bank")
    known(key, since=date(2023, 5, 5))
    found = owing()
    late = AT + timedelta(hours=15, seconds=1)  # one second past midnight in Viet Nam
    assert told(send(notice(found, at=late), key=key, at=late))["accepted"]
