"""What travels between the department and a gate that is cut off: forged, cut, reordered and replayed documents."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from motcua.crossings import factories as made
from motcua.crossings.domain.offline import batches, codes, lists
from motcua.crossings.domain.offline.errors import BadChain, BadDocument, BadSignature
from motcua.crossings.domain.offline.framing import ANSWER, fingerprint
from motcua.crossings.domain.offline.judging import missing
from motcua.crossings.domain.offline.records import FIRST, Record, Signed, need_follows, sign, well_written
from motcua.kernel.canonical import encode

AT = datetime(2023, 5, 4, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = Ed25519PrivateKey.from_private_bytes(b"g" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
HOUSE = Ed25519PrivateKey.from_private_bytes(b"h" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()


def house(content: bytes) -> bytes:
    """As the department signs."""
    return HOUSE.sign(ANSWER + content)


def record(no: int = 1, previous: str = FIRST, **changes: object) -> Record:
    """A truck passes."""
    facts = {"gate": 7, "list": 1, "officer": 5, "verb": "pass", "passage": made.passage(AT + no * HOUR, no)}
    return Record(number=no, previous=previous, **{**facts, **changes})  # type: ignore[arg-type]


def chain(count: int) -> list[Signed]:
    """Records in a row."""
    found: list[Signed] = []
    for no in range(1, count + 1):
        found.append(sign(record(no, found[-1].hash if found else FIRST), KEY.sign))
    return found


def batch(records: Sequence[Signed], key: Ed25519PrivateKey = KEY, **changes: object) -> bytes:
    """Records as they travel."""
    head = batches.Head(**{"gate": 7, "count": len(records), "made_at": AT, **changes})  # type: ignore[arg-type]
    return batches.write(head, records, key.sign)


GATE_LIST = lists.GateList(
    installation=7, gate="VNMC0", office="20BB", number=3, made_at=AT, expires_at=AT + 12 * HOUR, next=1,
    permits=(made.permit("102345678901", AT),),
)  # fmt: skip
DOCUMENT = lists.write(GATE_LIST, house)
BATCH = batch(chain(4))


def test_a_list_is_read_as_it_was_written_and_always_the_same_bytes() -> None:
    assert lists.read(DOCUMENT, HOUSE.public_key().public_bytes_raw()) == GATE_LIST
    assert lists.write(GATE_LIST, house) == DOCUMENT


def test_a_list_that_another_signed_is_refused() -> None:
    with pytest.raises(BadSignature):
        lists.read(DOCUMENT, PUBLIC)
    with pytest.raises(BadSignature):
        lists.read(lists.write(GATE_LIST, HOUSE.sign), HOUSE.public_key().public_bytes_raw())


@pytest.mark.parametrize(("after", "stands"), [(0, True), (12, True)])
def test_a_list_stands_until_its_very_last_moment(after: int, stands: bool) -> None:
    assert GATE_LIST.in_force(AT + after * HOUR) is stands
    assert not GATE_LIST.in_force(AT + 12 * HOUR + timedelta(microseconds=1))


@given(st.integers(0, len(DOCUMENT) - 1), st.integers(1, 255))
def test_a_list_with_any_byte_changed_is_refused(place: int, change: int) -> None:
    spoiled = bytearray(DOCUMENT)
    spoiled[place] ^= change
    if spoiled.lower() == DOCUMENT:  # the digits of a signature in capitals say the same
        return
    with pytest.raises((BadDocument, BadSignature)):
        lists.read(bytes(spoiled), HOUSE.public_key().public_bytes_raw())


@given(st.integers(0, len(BATCH) - 1))
def test_a_batch_that_was_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises((BadDocument, BadSignature)):
        batches.read(BATCH[:length], PUBLIC)


@given(st.integers(0, len(BATCH) - 1), st.integers(1, 255))
def test_a_batch_with_any_byte_changed_is_refused(place: int, change: int) -> None:
    spoiled = bytearray(BATCH)
    spoiled[place] ^= change
    if bytes(spoiled[:-130]) == BATCH[:-130] and spoiled.lower() == BATCH.lower():
        return
    with pytest.raises((BadDocument, BadSignature)):
        batches.read(bytes(spoiled), PUBLIC)


@given(st.permutations(range(4)))
def test_records_in_another_order_are_no_chain(order: list[int]) -> None:
    records = chain(4)
    told = batch([records[place] for place in order])
    if order == [0, 1, 2, 3]:
        assert len(batches.read(told, PUBLIC).records) == 4
        return
    with pytest.raises(BadChain):
        batches.read(told, PUBLIC)


@given(st.integers(0, 3), st.integers(0, 4))
def test_any_part_of_a_chain_in_a_row_is_a_batch(first: int, count: int) -> None:
    part = chain(4)[first : first + count]
    assert batches.read(batch(part), PUBLIC).records == tuple(part)


def test_a_chain_that_lacks_a_record_is_refused() -> None:
    records = chain(3)
    with pytest.raises(BadChain):
        batches.read(batch([records[0], records[2]]), PUBLIC)


def test_a_record_that_another_key_signed_is_refused_though_the_batch_is_signed() -> None:
    forged = sign(record(), OTHER.sign)
    with pytest.raises(BadChain):
        batches.read(batch([forged]), PUBLIC)
    with pytest.raises(BadSignature):
        batches.read(batch([forged], OTHER), PUBLIC)


def test_a_record_of_another_gate_is_refused() -> None:
    with pytest.raises(BadChain):
        batches.read(batch([sign(record(gate=8), KEY.sign)]), PUBLIC)


def test_a_head_that_counts_otherwise_is_refused() -> None:
    with pytest.raises(BadDocument):
        batches.read(batch(chain(2), count=3), PUBLIC)


def test_the_first_record_follows_nothing_and_no_other_does() -> None:
    for wrong in (record(2, FIRST), record(1, "1" * 64), record(0, FIRST)):
        with pytest.raises(BadChain):
            need_follows(None, sign(wrong, KEY.sign))


def test_a_batch_is_no_list_and_a_list_no_batch() -> None:
    with pytest.raises(BadDocument):
        lists.read(BATCH, PUBLIC)
    with pytest.raises(BadDocument):
        batches.gate_of(DOCUMENT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"note": "x" * 401}, {"plate": "X" * 21}, {"country": "CHN"}, {"passengers": -1}, {"passengers": 1000},
        {"days": 1000}, {"announced": -1}, {"declarations": ("1" * 21,)}, {"boxes": ("A",) * 41},
        {"at": datetime(2023, 5, 4, 2)},  # noqa: DTZ001 - that is what is wrong
        {"at": datetime(1999, 5, 4, 2, tzinfo=UTC)}, {"note": "a\0b"},
    ],
)  # fmt: skip
def test_what_no_column_could_hold_is_no_record(wrong: dict[str, object]) -> None:
    told = msgspec.structs.replace(made.passage(AT), **wrong)
    assert well_written(record())
    assert not well_written(record(passage=told))


def test_numbers_that_no_column_could_hold_are_no_record() -> None:
    for wrong in ({"number": 2**31}, {"number": 0}, {"list": -1}, {"officer": 2**63}):
        assert not well_written(msgspec.structs.replace(record(), **wrong))


def test_a_record_is_hashed_as_it_was_signed() -> None:
    one = sign(record(), KEY.sign)
    assert one.content == encode(one.record)
    assert one.hash != sign(record(part=True), KEY.sign).hash


@pytest.mark.parametrize(
    ("expected", "numbers", "asked"),
    [(1, [], None), (1, [1, 2], None), (1, [3], (1, 2)), (4, [4, 5, 8], (6, 7)), (4, [9], (4, 8))],
)
def test_the_first_missing_records_are_asked_for(
    expected: int, numbers: list[int], asked: tuple[int, int] | None
) -> None:
    assert missing(expected, numbers) == asked


def test_a_code_is_known_however_it_is_typed_and_no_other_is() -> None:
    code = codes.from_bytes(bytes(range(32)))
    kept = codes.slow_hash(code, b"salt")
    assert codes.is_code(f" {code.lower().replace('-', ' ')} ", b"salt", kept)
    assert not codes.is_code(code, b"other", kept)
    assert not codes.is_code(code[:-1] + ("2" if code[-1] != "2" else "3"), b"salt", kept)


@given(st.binary(min_size=16, max_size=32))
def test_a_code_has_eight_signs_that_nobody_takes_for_others(drawn: bytes) -> None:
    plain = codes.plain(codes.from_bytes(drawn))
    assert len(plain) == 8
    assert not set(plain) & set("01OIL")


def test_a_fingerprint_is_short_enough_for_the_telephone() -> None:
    assert len(fingerprint(PUBLIC).split()) == 4
    assert fingerprint(PUBLIC) != fingerprint(OTHER.public_key().public_bytes_raw())
