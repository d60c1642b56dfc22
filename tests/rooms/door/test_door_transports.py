"""Programs try, register, list and read transports; the operator's program records departure and arrival."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rooms.door.conftest import DAY, FIRST, OPENS, SECOND, Ask, grant

from motcua.declarations import services as declarations
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.people import services as tokens
from motcua.transport import factories, services
from motcua.transport.domain.message import Transport as Message
from motcua.transport.domain.message import write
from motcua.transport.models import Transport

PLACE = "/api/transports"
OFFICER = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
PASSING = b'{"containers": [{"number": "MHOU0000001", "seals": ["HQ1"]}]}'
pytestmark = pytest.mark.django_db


def message(**changes: Any) -> Message:
    return factories.transport(day=DAY, **{"party": SECOND, "transporter": SECOND, **changes})


def test_trying_out_tells_every_finding_and_keeps_nothing(ask: Ask) -> None:
    tried = ask(f"{PLACE}?dry_run=1", write(message(purpose="EXP", route="1" * 36)))
    assert (tried.status_code, tried.told["accepted"]) == (200, False)
    assert {error["code"] for error in tried.told["errors"]} == {"BTR-BTR-01B", "BTR-BTR-35"}
    assert ask(f"{PLACE}?dry_run=1", write(message())).told == {"accepted": True, "errors": []}
    assert not Transport.objects.exists()


def test_registering_twice_is_told_the_same_and_stands_in_the_list(ask: Ask) -> None:
    first = ask(PLACE, write(message()))
    again = ask(PLACE, write(message()))
    assert (first.status_code, again.told["number"]) == (201, first.told["number"])
    found = ask(f"{PLACE}?state=waiting").told
    assert [line["number"] for line in found["transports"]] == [first.told["number"]]
    assert ask(f"{PLACE}/{first.told['number']}").told["declared"]["route"] == "QL18"


def test_what_breaks_a_rule_or_belongs_to_another_is_refused(ask: Ask) -> None:
    wrong = ask(PLACE, write(message(office="20ZZ")))
    assert (wrong.status_code, wrong.told["errors"][0]["path"]) == (422, "/from_area")
    assert ask(PLACE, write(message(party=FIRST))).status_code == 422
    assert ask(PLACE, b"{").status_code == 400
    other = services.register(message(party=FIRST, transporter=FIRST), by=SYSTEM, at=OPENS)
    assert ask(f"{PLACE}/{other.number}").status_code == 404
    assert ask(f"{PLACE}?state=lost").status_code == 400


def test_only_the_operator_of_the_place_records_there(ask: Ask) -> None:
    number = ask(PLACE, write(message())).told["number"]
    services.approve(number, by=OFFICER, at=OPENS)
    refused = ask(f"{PLACE}/{number}/departure", PASSING)
    assert (refused.status_code, refused.told["code"]) == (409, "TRN-E05")
    declarations.name_operator("20BBX01", SECOND, by=SYSTEM, at=OPENS)
    left = ask(f"{PLACE}/{number}/departure", PASSING)
    assert (left.status_code, left.told["transport"]["state"]) == (200, "under_way")
    again = ask(f"{PLACE}/{number}/departure", PASSING)
    assert (again.status_code, again["Idempotent-Replayed"]) == (200, "true")
    declarations.name_operator("20CFX05", SECOND, by=SYSTEM, at=OPENS)
    came = ask(f"{PLACE}/{number}/arrival", b'{"containers": [{"number": "MHOU0000001", "seals": ["HQ2"]}]}')
    assert came.told["transport"]["state"] == "differing"
    assert came.told["differences"] == [
        {"kind": "seals", "container": "MHOU0000001", "before": ["HQ1"], "after": ["HQ2"]}
    ]


def test_a_token_without_the_scope_is_refused(ask: Ask) -> None:
    secret = tokens.give_token(
        grant("chỉ đọc", scopes=frozenset({"declarations:read"})), by=SYSTEM, at=OPENS
    )[1]  # fmt: skip
    assert ask(PLACE, write(message()), token=secret).status_code == 403


def test_a_program_asks_for_more_time_and_reads_the_answer(ask: Ask) -> None:
    number = ask(PLACE, write(message())).told["number"]
    services.approve(number, by=OFFICER, at=OPENS)
    until = (Transport.objects.get().end_at + timedelta(hours=3)).isoformat()
    sent = f'{{"until": "{until}", "reason": "Xe hỏng"}}'.encode()
    for wrong in (b"{", b'{"until": "2030-01-01T10:00:00", "reason": "x"}', b'{"reason": "x"}'):
        assert ask(f"{PLACE}/{number}/time", wrong).status_code == 400
    early = b'{"until": "2023-01-01T10:00:00+07:00", "reason": "x"}'
    refused = ask(f"{PLACE}/{number}/time", early)
    assert (refused.status_code, refused.told["code"]) == (409, "TRN-E09")
    asked = ask(f"{PLACE}/{number}/time", sent)
    assert asked.status_code == 202
    assert datetime.fromisoformat(asked.told["transport"]["asked_until"]) == datetime.fromisoformat(until)
    assert ask(f"{PLACE}/{number}/time", sent)["Idempotent-Replayed"] == "true"
    services.deny_time(number, note="Không", by=OFFICER, at=OPENS)
    read = ask(f"{PLACE}/{number}").told
    assert (read["transport"]["asked_until"], read["steps"][-1]["verb"]) == (None, "deny time")


def test_a_moment_in_the_zone_of_the_sender_is_kept_in_utc_and_verified(ask: Ask) -> None:
    number = ask(PLACE, write(message())).told["number"]
    services.approve(number, by=OFFICER, at=OPENS)
    asked = ask(f"{PLACE}/{number}/time", b'{"until": "2023-06-01T20:00:00+07:00", "reason": "x"}')
    assert (asked.status_code, asked.told["transport"]["asked_until"]) == (202, "2023-06-01T13:00:00Z")
    log.sequence()
    assert verification.verify().faults == []


@pytest.mark.parametrize("until", ["9999-12-31T23:00:00-12:00", "9999-12-31T23:00:00Z", "0001-01-01T00:00:00+07:00"])
def test_a_moment_at_the_end_of_the_calendar_is_told_back_as_unreadable(ask: Ask, until: str) -> None:
    number = ask(PLACE, write(message())).told["number"]
    services.approve(number, by=OFFICER, at=OPENS)
    refused = ask(f"{PLACE}/{number}/time", f'{{"until": "{until}", "reason": "x"}}'.encode())
    assert (refused.status_code, refused.told["errors"][0]["code"]) == (400, "TRN-E01")
