"""The device at the gate: prepared once, its list, its officers, its store, what its screen finds."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from tests.rooms.crossings.conftest import CARRIER, GATE
from tests.rooms.crossings.offline_factories import (
    AT,
    DAY,
    HOUR,
    MINUTE,
    Device,
    device,
    listed,
    merged,
    officer,
    passes,
    refuses,
)

from motcua.crossings import factories as made
from motcua.crossings.device import entering, line, recording
from motcua.crossings.device.finding import Place, expected, find
from motcua.crossings.device.installation import Installation, prepare
from motcua.crossings.device.store import NAME
from motcua.crossings.domain.errors import AlreadyThere, NeedsReason
from motcua.crossings.domain.offline import batches
from motcua.crossings.domain.offline.errors import (
    BadSignature,
    LineDown,
    ListExpired,
    NotPrepared,
    OlderList,
    OtherGate,
    TooManyTries,
    WrongCode,
)
from motcua.crossings.domain.offline.framing import ANSWER
from motcua.crossings.services import announcing, offline, permits
from motcua.crossings.services.recording import record_passages
from motcua.ground.services import signing
from motcua.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db
IN, OUT = Place("VNMC0", "V1", "in"), Place("VNMC0", "R1", "out")
NUMBER = "102345678901"


@pytest.fixture
def an(department: None) -> tuple[Actor, str]:
    """An officer and the paper code."""
    return officer()


@pytest.fixture
def held(an: tuple[Actor, str], tmp_path: Path) -> Device:
    """A device with a list of nine o'clock."""
    found = device(tmp_path / "gate")
    listed(found)
    return found


def test_the_department_signs_as_the_gate_expects() -> None:
    assert ANSWER == signing.PURPOSE


def test_a_device_is_prepared_once_for_a_gate_that_there_is(tmp_path: Path) -> None:
    told = {"name": "Máy", "department": "http://x", "department_key": "ab" * 32}
    with pytest.raises(NotPrepared):
        prepare(tmp_path, gate="XX", **told)
    with pytest.raises(NotPrepared):
        Installation(tmp_path)
    prepare(tmp_path, gate="VNMC0", **told)
    with pytest.raises(NotPrepared):
        prepare(tmp_path, gate="VNMC0", **told)
    assert (tmp_path / "gate.key").stat().st_mode & 0o77 == 0
    with pytest.raises(NotPrepared):
        _ = Installation(tmp_path).number


def test_the_store_is_durable_before_anything_is_told(held: Device) -> None:
    [(level,)] = held.store._held.execute("PRAGMA synchronous")
    assert level == 2
    assert next(held.store._held.execute("PRAGMA journal_mode")) == ("wal",)


def test_no_password_and_no_code_lies_on_the_device(held: Device, an: tuple[Actor, str], tmp_path: Path) -> None:
    held.store.close()
    content = b"".join(path.read_bytes() for path in sorted((tmp_path / "gate").iterdir()))
    assert an[1].encode() not in content
    assert b"pbkdf2" not in content
    assert b"argon2" not in content


def test_a_list_for_another_gate_an_older_one_or_a_forged_one_is_not_loaded(held: Device, tmp_path: Path) -> None:
    other = device(tmp_path / "other", "VNMC1")
    with pytest.raises(OtherGate):
        held.load(offline.issue(other.number, by=SYSTEM, at=AT))
    second = offline.issue(held.number, by=SYSTEM, at=AT)
    third = offline.issue(held.number, by=SYSTEM, at=AT)
    held.load(third)
    with pytest.raises(OlderList):
        held.load(second)
    with pytest.raises(BadSignature):
        held.load(third.replace(b'"number":3', b'"number":4'))
    assert held.state().list == 3


def test_an_officer_signs_in_with_the_code_and_wrong_ones_soon_wait(held: Device, an: tuple[Actor, str]) -> None:
    by, code = an
    assert entering.enter(held, by.account, code.lower()).name == "An"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode, match=f"{left} tries"):
            entering.enter(held, by.account, "AAAA-AAAA")
    with pytest.raises(TooManyTries):
        entering.enter(held, by.account, code)


def test_a_right_code_ends_the_count_and_a_stranger_is_not_told_apart(held: Device, an: tuple[Actor, str]) -> None:
    with pytest.raises(WrongCode):
        entering.enter(held, an[0].account, "AAAA-AAAA")
    entering.enter(held, an[0].account, an[1])
    with pytest.raises(WrongCode, match="4 tries"):
        entering.enter(held, an[0].account, "AAAA-AAAA")
    with pytest.raises(WrongCode):
        entering.enter(held, 999_999, an[1])


def test_the_same_form_sent_twice_records_once(held: Device, an: tuple[Actor, str]) -> None:
    said = recording.Said(an[0].account, "form-1", made.passage(AT))
    first, again = recording.let_pass(held, said), recording.let_pass(held, said)
    assert first == again
    assert held.store.last_number() == 1


def test_what_another_process_recorded_counts_too(held: Device, an: tuple[Actor, str], tmp_path: Path) -> None:
    beside = Device(tmp_path / "gate")
    passes(beside, an[0])
    with pytest.raises(AlreadyThere):
        passes(held, an[0])
    assert passes(held, an[0], 2).record.number == 2
    beside.store.close()


def test_a_number_or_a_form_is_never_written_twice(held: Device, an: tuple[Actor, str], tmp_path: Path) -> None:
    passes(held, an[0])
    with pytest.raises(sqlite3.IntegrityError), held.store.writing() as store:
        store.execute("INSERT INTO record VALUES (1, 'x', x'00')")
    assert batches.read(held.batch(1), held.public).head.count == 1
    assert sqlite3.connect(tmp_path / "gate" / NAME).execute("SELECT COUNT(*) FROM record").fetchone() == (1,)


def test_a_refusal_needs_a_reason_and_a_list_that_ran_out_lets_nobody_pass(held: Device, an: tuple[Actor, str]) -> None:
    with pytest.raises(NeedsReason):
        refuses(held, an[0], made.passage(AT))
    held.at = AT + 12 * HOUR + MINUTE
    with pytest.raises(ListExpired):
        passes(held, an[0])
    assert refuses(held, an[0], made.passage(AT, note="hết hạn danh sách")).record.verb == "refuse"


def test_the_screen_finds_by_the_end_of_a_plate_by_number_and_by_what_a_qr_code_says(
    an: tuple[Actor, str], tmp_path: Path
) -> None:
    number = announcing.announce(made.vehicle(41, day=DAY), by=CARRIER, at=AT - HOUR).number
    announcing.announce(made.vehicle(42, day=DAY), by=CARRIER, at=AT - HOUR)
    record_passages([made.passage(AT - HOUR, 51)], by=GATE, at=AT - HOUR)
    held = device(tmp_path / "gate")
    listed(held)
    standing = held.standing()
    for asked in ("00041", made.plate(41).lower(), number, f"https://x.vn/v/{number}/"):
        [one] = find(standing, asked, IN, held.now())
        assert (one.announced.number if one.announced else "", one.problem) == (number, None)
    assert len(find(standing, "GUIP", IN, held.now())) == 0
    assert len(expected(standing, IN, held.now())) == 2
    [leaving] = find(standing, "00051", OUT, held.now())
    assert (leaving.announced, leaving.problem, leaving.remarks) == (None, None, ())
    assert find(standing, "00051", IN, held.now()) == []


def test_what_passed_is_no_longer_expected_and_what_is_on_hold_says_why(an: tuple[Actor, str], tmp_path: Path) -> None:
    announcing.announce(made.vehicle(41, day=DAY), by=CARRIER, at=AT - HOUR)
    held = device(tmp_path / "gate")
    [row] = listed(held).announced
    passes(held, an[0], 41, announced=row.passage.announced, announced_as=row.number)
    assert expected(held.standing(), IN, held.now()) == []


def test_goods_whose_permit_is_spent_may_pass_as_a_part(an: tuple[Actor, str], tmp_path: Path) -> None:
    permits.permit([made.permit(NUMBER, AT - HOUR)])
    held = device(tmp_path / "gate")
    listed(held)
    passes(held, an[0], 1, laden=True, declarations=(NUMBER,))
    passes(held, an[0], 2, laden=True, declarations=(NUMBER,), part=True)
    assert merged(held).merged == 2


def test_where_nobody_answers_everything_stays_as_it_is(held: Device, an: tuple[Actor, str]) -> None:
    passes(held, an[0])
    for ask in (line.fetch, line.send):
        with pytest.raises(LineDown):
            ask(held)
    state = held.state()
    assert (state.list, state.records, state.waiting) == (1, 1, 1)


def test_a_list_says_what_the_department_has_of_this_gate(held: Device, an: tuple[Actor, str]) -> None:
    passes(held, an[0], 1)
    passes(held, an[0], 2)
    merged(held, 1, 1)
    listed(held, held.at + HOUR + MINUTE)
    assert (held.next_to_send(), held.state().waiting) == (2, 1)
    with pytest.raises(AlreadyThere):
        passes(held, an[0], 1)
    with pytest.raises(AlreadyThere):
        passes(held, an[0], 2, after=timedelta(minutes=2))
