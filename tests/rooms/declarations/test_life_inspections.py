"""A physical inspection counts once two officers have signed its record, which contradicts nothing."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.rooms.declarations.test_life import lodged, state

from motcua.declarations import services
from motcua.declarations.domain.errors import NoRecordWaits, OwnRecord, RecordContradicts, RecordWaits
from motcua.declarations.domain.inspecting import FoundLine, Record, contradiction
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Countersigned, Declaration, Inspected, Item
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor, Post
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed
from motcua.reference.domain import UnknownCode
from motcua.risk.models import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
SECOND = Actor(8, "Phạm Thị Hai", posts=frozenset({Post("officer", "20BB")}))
DECLARED = {1: Decimal(100), 2: Decimal(5)}


def record(at: datetime, **changes) -> Record:
    return Record(**{"began_at": at, "place": "Km3+4", "method": "TC", "rate": 10, "finding": "KHOP", **changes})


@pytest.fixture
def red(at: datetime) -> Declaration:
    return lodged(at, Channel.RED)


@pytest.mark.parametrize(("changes", "field"), [
    ({}, ""), ({"rate": 0}, "rate"), ({"rate": 101}, "rate"), ({"rate": 100}, ""), ({"rate": 1}, ""),
    ({"lines": (FoundLine(3),)}, "lines"), ({"lines": (FoundLine(1, Decimal(100)),)}, ""),
    ({"lines": (FoundLine(1, Decimal("99.9999")),)}, "finding"), ({"lines": (FoundLine(2, None, "TEN"),)}, "finding"),
    ({"finding": "THIEU"}, "note"), ({"finding": "THIEU", "note": "thiếu 2 kiện"}, ""),
    ({"finding": "THIEU", "lines": (FoundLine(1, Decimal(90)),)}, ""), ({"analysis": True}, "samples"),
    ({"analysis": True, "samples": "2 x 500 g"}, ""),
])  # fmt: skip
def test_a_record_neither_contradicts_itself_nor_the_goods(at: datetime, changes, field: str) -> None:
    assert contradiction(record(at, **changes), DECLARED) == field


def test_one_officer_writes_and_another_signs_before_anything_moves(at: datetime, officer: Actor, red) -> None:
    services.write_record(red.id, record(at), by=officer, at=at + HOUR)
    assert state(red) == State.PHYSICAL_CHECK
    with pytest.raises(OwnRecord):
        services.sign_record(red.id, agreed=True, note="", by=officer, at=at + 2 * HOUR)
    services.sign_record(red.id, agreed=True, note="", by=SECOND, at=at + 2 * HOUR)
    assert state(red) == State.AWAITING_PAYMENT
    assert Outcome.objects.get(subject=red.id).finding == "KHOP"
    log.sequence()
    log.sign_head(at + 3 * HOUR)
    assert verification.verify().faults == []


def test_a_returned_record_is_written_anew(at: datetime, officer: Actor, red) -> None:
    services.write_record(red.id, record(at), by=officer, at=at + HOUR)
    with pytest.raises(RecordWaits):
        services.write_record(red.id, record(at), by=SECOND, at=at + HOUR)
    services.sign_record(red.id, agreed=False, note="Thiếu số niêm phong", by=SECOND, at=at + 2 * HOUR)
    assert (state(red), Countersigned.objects.get().verdict) == (State.PHYSICAL_CHECK, "returned")
    services.write_record(red.id, record(at, seals="S1/S2"), by=officer, at=at + 3 * HOUR)
    assert list(Inspected.objects.order_by("no").values_list("no", flat=True)) == [1, 2]


def test_samples_that_wait_send_the_goods_back_to_the_documents(at: datetime, officer: Actor, red) -> None:
    services.write_record(red.id, record(at, analysis=True, samples="2 x 500 g"), by=officer, at=at + HOUR)
    services.sign_record(red.id, agreed=True, note="", by=SECOND, at=at + 2 * HOUR)
    assert state(red) == State.DOCUMENT_CHECK


def test_what_was_found_of_each_item_is_kept(at: datetime, officer: Actor, red) -> None:
    declared = Item.objects.get(declaration_id=red.id, version=1, no=1)
    found = FoundLine(1, Decimal(declared.quantity_e4) / 10_000 - 1, "THIEU", "thiếu 1")
    services.write_record(red.id, record(at, finding="THIEU", lines=(found,)), by=officer, at=at + HOUR)
    from motcua.declarations.models import InspectedLine

    kept = InspectedLine.objects.get()
    assert (kept.line, kept.found_e4, kept.finding) == (1, declared.quantity_e4 - 10_000, "THIEU")


@pytest.mark.parametrize(("changes", "refusal"), [
    ({"method": "??"}, UnknownCode), ({"finding": "??"}, UnknownCode), ({"rate": 0}, RecordContradicts),
])  # fmt: skip
def test_a_faulty_record_is_refused_and_not_kept(at: datetime, officer: Actor, red, changes, refusal) -> None:
    with pytest.raises(refusal):
        services.write_record(red.id, record(at, **changes), by=officer, at=at)
    assert not Inspected.objects.exists()


def test_only_officers_of_the_branch_write_and_sign_and_only_while_goods_are_inspected(
    at: datetime, officer: Actor, red
) -> None:
    stranger = Actor(5, "Lạ", posts=frozenset({Post("officer", "20CF")}))
    with pytest.raises(NotAllowed):
        services.write_record(red.id, record(at), by=stranger, at=at)
    with pytest.raises(NoRecordWaits):
        services.sign_record(red.id, agreed=True, note="", by=officer, at=at)
    yellow = Declaration.objects.filter(channel=Channel.YELLOW).first()
    assert yellow is not None
    with pytest.raises(Impossible):
        services.write_record(yellow.id, record(at), by=officer, at=at)
