"""The department's gate programs write counts and residents' declarations; no enterprise's program does."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from tests.rooms.door.conftest import OPENS, Ask

from motcua.crossings.models import PassengerCount, ResidentDeclaration
from motcua.ground.models import Message
from motcua.ground.services import files
from motcua.kernel.days import law_day

pytestmark = pytest.mark.django_db
NOW = OPENS
ROW = {"gate": "VNMC1", "at": NOW.isoformat(), "direction": "in", "nationality": "VN", "document": "T", "count": 3}
RESIDENT = {
    "card": "GTH000001", "commune": "QN-HS", "gate": "VNMC1", "day": law_day(NOW).isoformat(), "direction": "in",
    "goods": [{"description": "Hoa quả", "quantity_e4": 30_000, "unit": "KGM", "value": 1_500_000}],
}  # fmt: skip


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"passengers:write"}))


def body(*rows: dict[str, Any], **more: Any) -> bytes:
    return msgspec.json.encode({"rows": rows, **more})


def test_counts_are_written_once_and_the_same_again_is_told_what_was_told(ask: Ask, token: str) -> None:
    first = ask("/api/passengers", body(ROW), token=token)
    assert (first.status_code, first.told["rows"], first.told["people"]) == (201, 1, 3)
    again = ask("/api/passengers", body(ROW), token=token)
    assert (again.content, again["Idempotent-Replayed"]) == (first.content, "true")
    assert PassengerCount.objects.count() == 1


def test_a_correction_needs_its_note_and_never_passes_zero(ask: Ask, token: str) -> None:
    ask("/api/passengers", body(ROW), token=token)
    assert ask("/api/passengers", body({**ROW, "count": -1}), token=token).told["code"] == "PAX-E03"
    assert ask("/api/passengers", body({**ROW, "count": -4}, note="nhầm"), token=token).told["code"] == "PAX-E02"
    assert ask("/api/passengers", body({**ROW, "count": -3}, note="nhầm"), token=token).status_code == 201


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"x", 400, "PAX-E05"), (body(), 409, "PAX-E04"), (body({**ROW, "gate": "X"}), 422, "PAX-PAX-01")],
)
def test_what_cannot_be_written_is_a_problem_with_its_code(
    ask: Ask, token: str, content: bytes, status: int, code: str
) -> None:
    told = ask("/api/passengers", content, token=token)
    assert told.status_code == status
    assert code in (told.told["code"], *(each["code"] for each in told.told.get("errors", ())))


def test_residents_are_taken_and_their_cards_are_kept_nowhere(ask: Ask, token: str) -> None:
    told = ask("/api/residents", body(RESIDENT, RESIDENT), token=token)
    assert [each["outcome"] for each in told.told["declarations"]] == ["free", "referred"]
    assert ResidentDeclaration.objects.count() == 2
    assert ask("/api/residents", body(RESIDENT, RESIDENT), token=token).content == told.content
    kept = b"".join(files.read(each.file) for each in Message.objects.filter(kind="residents"))
    assert b"GTH000001" not in kept
    wrong = ask("/api/residents", body({**RESIDENT, "card": "12"}), token=token)
    assert wrong.told["errors"][0]["code"] == "PAX-RES-01"


def test_a_program_of_an_enterprise_writes_neither(ask: Ask, give: Callable[..., str]) -> None:
    other = give(scopes=frozenset({"transport:write"}))
    for place, content in (("/api/passengers", body(ROW)), ("/api/residents", body(RESIDENT))):
        assert ask(place, content, token=other).status_code == 403
    assert PassengerCount.objects.count() == 0
