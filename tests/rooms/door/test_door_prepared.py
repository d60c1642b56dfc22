"""`prepared_on` at the programs' door: what was tried out is what is lodged, or nothing is."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.door.conftest import Ask, body

from motcua.declarations.models import Declaration
from motcua.ground.services import clock
from motcua.kernel.days import law_moment

pytestmark = pytest.mark.django_db
LODGE = "/api/declarations"
SUNDAY, MONDAY = date(2023, 5, 7), date(2023, 5, 8)


def sent(no: int = 1, **changes: Any) -> bytes:
    return body(no, declared_on=None, **changes)


def test_a_dry_run_s_day_given_when_lodging_lodges_while_the_sums_hold(ask: Ask) -> None:
    tried = ask(f"{LODGE}?dry_run=1", sent()).told
    assert (tried["day"], tried["sums_hold_until"]) == ("2023-05-04", "2023-05-07")
    assert [each["currency"] for each in tried["exchange_rates"]] == ["USD"]
    assert sum(each["amount"] for each in tried["payables"]) == tried["tax_total"]
    clock.set_demonstration(law_moment(SUNDAY, 23, 59))
    lodged = ask(f"{LODGE}?prepared_on={tried['day']}", sent())
    assert (lodged.status_code, lodged.told["tax_total"]) == (201, tried["tax_total"])


def test_after_the_week_it_is_refused_with_both_totals_and_nothing_is_lodged(ask: Ask) -> None:
    before = ask(f"{LODGE}?dry_run=1", sent()).told["tax_total"]
    clock.set_demonstration(law_moment(MONDAY))
    after = ask(f"{LODGE}?dry_run=1", sent()).told["tax_total"]
    answer = ask(f"{LODGE}?prepared_on=2023-05-04", sent(), Idempotency_Key="k")
    assert answer.status_code == 422
    first = answer.told["errors"][0]
    assert (first["code"], first["path"], first["value"]) == ("DEC-VAL-12", "/", str(after))
    assert f"{before:,}" in first["message_en"]
    assert f"{after:,}" in first["message_en"]
    assert not Declaration.objects.exists()
    tried = ask(f"{LODGE}?dry_run=1&prepared_on=2023-05-04", sent()).told
    assert [each["code"] for each in tried["errors"]] == ["DEC-VAL-12"] * 2
    assert ask(f"{LODGE}?prepared_on=2023-05-08", sent(), Idempotency_Key="k").status_code == 201
    again = ask(f"{LODGE}?prepared_on=2023-05-04", sent(), Idempotency_Key="k")
    assert (again.status_code, again["Idempotent-Replayed"]) == (200, "true")


def test_of_many_each_is_held_to_what_was_shown(ask: Ask) -> None:
    clock.set_demonstration(law_moment(MONDAY))
    raw = b"[" + b",".join((sent(1), sent(6))) + b"]"
    assert ask(f"{LODGE}?prepared_on=2023-05-04", raw).status_code == 422
    assert ask(f"{LODGE}?prepared_on=2023-05-08", raw).status_code == 200
    assert Declaration.objects.count() == 2


@pytest.mark.parametrize("day", ["2023-05-05", "1999-01-01", "0001-01-01", "9999-12-31", "yesterday", "2023-13-01"])
def test_a_day_that_cannot_be_told_of_is_refused_in_the_request(ask: Ask, day: str) -> None:
    answer = ask(f"{LODGE}?prepared_on={day}", sent())
    assert (answer.status_code, answer.told["errors"][0]["path"]) == (400, "?prepared_on")
    assert not Declaration.objects.exists()
