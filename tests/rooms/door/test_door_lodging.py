"""Lodging at the programs' door: one, many, tried out, repeated, refused."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.rooms.door.conftest import FIRST, OPENS, Ask, body, sequenced

from motcua.declarations import factories
from motcua.declarations.models import Declaration, Number
from motcua.ground.domain import verify_receipt
from motcua.ground.keyring import public_key
from motcua.ground.models import File, Key, Leaf, Message
from motcua.ground.queries.verification import verify
from motcua.ground.services import files

LODGE = "/api/declarations"
pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Declaration, Number, Key, Leaf, Message, File)}


def test_a_good_declaration_is_answered_with_its_number_receipt_and_sums(ask: Ask) -> None:
    answer = ask(LODGE, body())
    stored = Declaration.objects.get()
    told = answer.told
    assert (answer.status_code, answer["Location"]) == (201, f"/api/declarations/{stored.number}")
    assert (told["number"], told["tax_total"]) == (stored.number, stored.tax_total)
    assert timedelta(0) <= datetime.fromisoformat(told["registered_at"]) - OPENS < timedelta(minutes=1)
    assert told["channel"] in ("green", "yellow", "red")
    assert verify_receipt.faults(told["receipt"], public_key()) == []
    assert json.loads(told["receipt"]["body"])["subject"] == f"declaration/{stored.number}"


def test_the_same_key_and_body_get_the_same_answer_byte_for_byte(ask: Ask) -> None:
    changes: dict[str, Any] = {"reference": "", "arrival_on": OPENS.date().replace(year=2022)}
    first = ask(LODGE, body(1, **changes), Idempotency_Key="k-1")
    again = ask(LODGE, body(1, **changes), Idempotency_Key="k-1")
    assert first.told["warnings"], "the example should bear a warning"
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Declaration.objects.count() == 1


def test_the_same_reference_finds_it_without_a_key_also_after_it_stands_in_the_tree(ask: Ask) -> None:
    first = ask(LODGE, body())
    sequenced()
    assert ask(LODGE, body()).content == first.content


@pytest.mark.parametrize(("reference", "code"), [("", "DCL-E05"), ("R1", "DCL-E02")])
def test_a_key_or_reference_with_another_body_is_refused(ask: Ask, reference: str, code: str) -> None:
    key = {} if reference else {"Idempotency_Key": "k-1"}
    ask(LODGE, body(1, reference=reference), **key)
    other = ask(LODGE, body(1, reference=reference, gross_weight=Decimal(9999)), **key)
    assert (other.status_code, [each["code"] for each in other.told["errors"]]) == (422, [code])
    assert Declaration.objects.count() == 1


def test_a_refusal_uses_up_no_key(ask: Ask) -> None:
    assert ask(LODGE, body(1, incoterm="XXX"), Idempotency_Key="k-1").status_code == 422
    assert ask(LODGE, body(1), Idempotency_Key="k-1").status_code == 201


def test_a_refusal_tells_everything_that_is_wrong_and_where(ask: Ask) -> None:
    answer = ask(LODGE, body(1, incoterm="XXX", currency="ZZZ"))
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    wrong = {each["path"]: each for each in answer.told["errors"] if each["severity"] == "refuse"}
    assert {"/incoterm", "/currency"} <= set(wrong)
    assert {"code", "path", "value", "expected", "message_vi", "message_en", "remedy_vi"} <= set(wrong["/incoterm"])
    assert wrong["/incoterm"]["value"] == "XXX"
    row = Message.objects.get()
    assert files.slice(row.answer, row.answer_start, row.answer_length) == answer.content


def test_nobody_lodges_for_another_enterprise(ask: Ask, give: Any) -> None:
    answer = ask(LODGE, body(), token=give(party=FIRST))
    assert (answer.status_code, answer.told["errors"][0]["code"]) == (422, "DCL-E04")
    assert ask(f"{LODGE}?dry_run=1", body(), token=give(party=FIRST)).told["errors"][0]["code"] == "DCL-E04"


def test_trying_out_tells_sums_papers_and_deadline_and_keeps_nothing(ask: Ask) -> None:
    before = counts()
    told = ask(f"{LODGE}?dry_run=1", body(1, bills=("B1",))).told
    assert counts() == before
    assert told["accepted"]
    assert [item["no"] for item in told["items"]] == [1, 2, 3, 4]
    assert sum(item["total"] for item in told["items"]) == told["tax_total"] == sum(told["duties"].values())
    assert told["due_on"] == "2023-05-04"
    assert [paper["code"] for paper in told["documents"]] == ["invoice", "transport"]
    assert told["likely_times"] is None
    assert ask(LODGE, body(1, bills=("B1",))).told["tax_total"] == told["tax_total"]


def test_trying_out_finds_what_lodging_would_find(ask: Ask) -> None:
    bad = body(1, incoterm="XXX", currency="ZZZ")
    tried, lodged = ask(f"{LODGE}?dry_run=1", bad).told, ask(LODGE, bad).told
    assert [each["code"] for each in tried["errors"]] == [
        each["code"] for each in lodged["errors"] if each["severity"] == "refuse"
    ]
    ask(LODGE, body())
    assert ask(f"{LODGE}?dry_run=1", body()).told["registered_as"] == Declaration.objects.get().number
    other = ask(f"{LODGE}?dry_run=1", body(1, gross_weight=Decimal(9999))).told
    assert [each["code"] for each in other["errors"]] == ["DCL-E02"]


@pytest.mark.parametrize("lined", [True, False])
def test_many_are_answered_each_in_its_place(ask: Ask, lined: bool) -> None:
    sent = [body(1), b"{", body(6, incoterm="XXX"), body(11)] if lined else [body(1), b"{}", body(6), body(11)]
    raw = b"\n".join(sent) if lined else b"[" + b",".join(sent) + b"]"
    kind = "application/x-ndjson" if lined else "application/json"
    answer = ask(LODGE, raw, kind=kind)
    statuses = [each["status"] for each in answer.told["outcomes"]]
    assert statuses == ([201, 400, 422, 201] if lined else [201, 400, 201, 201])
    assert (answer.status_code, answer.told["accepted"]) == (207, 2 if lined else 3)
    assert [each["place"] for each in answer.told["outcomes"]] == [0, 1, 2, 3]
    assert Declaration.objects.count() == answer.told["accepted"]


def test_many_of_which_all_are_accepted_get_the_same_answer_again(ask: Ask) -> None:
    raw = b"[" + b",".join(body(no, reference="") for no in (1, 6, 11)) + b"]"
    first, again = ask(LODGE, raw), ask(LODGE, raw)
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert Declaration.objects.count() == 3


def test_many_whose_answer_was_lost_are_found_and_not_stored_twice(ask: Ask) -> None:
    raw = b"[" + b",".join(body(no, reference="") for no in (1, 6, 11)) + b"]"
    first = ask(LODGE, raw).told
    Message.objects.update(answered_at=None, status=0)
    again = ask(LODGE, raw).told
    numbers = [[each["registered"]["number"] for each in told["outcomes"]] for told in (first, again)]
    assert numbers[0] == numbers[1]
    assert Declaration.objects.count() == 3


def test_a_mixed_sending_is_read_anew_without_a_key_of_its_own(ask: Ask) -> None:
    raw = b"[" + body(1) + b",{}]"
    assert ask(LODGE, raw).status_code == 207
    outcomes = ask(LODGE, raw).told["outcomes"]
    assert [(each["status"], each.get("repeated", False)) for each in outcomes] == [(200, True), (400, False)]


@pytest.mark.parametrize(("count", "status"), [(0, 400), (1, 422), (500, 422), (501, 413)])
def test_so_many_go_into_one_call(ask: Ask, count: int, status: int) -> None:
    raw = b"[" + b",".join([b'{"direction":"import"}'] * count) + b"]"
    assert ask(LODGE, raw).status_code == status


@pytest.mark.parametrize(("lines", "status"), [(999, 201), (1000, 422), (1001, 422), (2001, 400)])
def test_a_declaration_has_as_many_items_as_the_rules_allow(ask: Ask, lines: int, status: int) -> None:
    item = factories.declaration(1, day=OPENS.date(), lines=1).items[0]
    total = (item.invoice_value or Decimal(0)) * lines
    raw = body(1, items=(item,) * lines, invoice_total=total, gross_weight=Decimal(500_000), bills=("B1",))
    answer = ask(LODGE, raw)
    assert answer.status_code == status, answer.told
    if status != 201:
        assert "/items" in {each["path"] for each in answer.told["errors"]}
        assert len(answer.told["errors"]) <= 500 <= 500 + answer.told["errors_total"]


def test_after_all_this_the_log_verifies(ask: Ask) -> None:
    ask(LODGE, body(1), Idempotency_Key="k")
    ask(LODGE, b"[" + body(6) + b",{}]")
    ask(LODGE, body(11, incoterm="XXX"))
    sequenced()
    assert verify().faults == []
