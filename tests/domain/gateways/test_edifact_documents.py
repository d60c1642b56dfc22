"""Documents of a call as messages: nothing is lost on the way there and back, and all that is odd is told."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.gateways.edifact_documents import MAPPED, document
from tests.domain.gateways.edifact_factories import MESSAGES, envelope, only

from motcua.gateways.edifact.domain.documents import Read, body, identifier, place_of, understand
from motcua.gateways.edifact.domain.judging import judge
from motcua.gateways.edifact.domain.mapping import every, mappings
from motcua.gateways.edifact.domain.writing import interchange, message, write
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.shapes import Bill, BillParty, Container, Goods, Person


def written(found: neutral.Document, function: str = "9") -> bytes:
    return interchange(envelope(), [message("1", identifier(neutral.kind_of(found)), body(found, function))])


def understood(raw: bytes) -> Read:
    found = only(raw)
    (places,) = judge(found)
    assert found.faults == []
    return understand(found.messages[0], places)


@pytest.mark.parametrize("kind", MAPPED)
@given(seed=st.integers(0, 10**9))
def test_a_document_is_written_right_by_the_table_and_read_again_the_same(kind: str, seed: int) -> None:
    made = document(kind, random.Random(seed))
    read = understood(written(made))
    assert read.document == made
    assert read.kept == ()


@pytest.mark.parametrize("name", sorted(path.name for path in (MESSAGES / "good").iterdir()))
def test_our_own_messages_are_read_as_their_golden_documents(name: str) -> None:
    raw = (MESSAGES / "good" / name).read_bytes()
    read = understood(raw)
    assert read.document is not None
    golden = neutral.read((MESSAGES / "documents" / name).with_suffix(".json").read_bytes())
    assert read.document == golden
    again = understood(written(read.document, read.function))
    assert again.document == golden


@pytest.mark.parametrize("kind", MAPPED)
def test_every_field_of_a_document_has_its_place_in_the_message(kind: str) -> None:
    def fields(owner: type, above: str = "") -> set[str]:
        found: set[str] = set()
        for field in msgspec.structs.fields(owner):
            inner = _struct_in(field.type)
            found |= fields(inner, f"{above}{field.name}/") if inner else {f"{above}{field.name}"}
        return found

    said = {
        "/".join((*above, each.name.strip("%")))
        for above, _, template in every(mappings()[kind].plan)
        for each in template.parts
        if each.name
    }
    said |= {"direction"}
    said |= {f"{each}{end}" for each in said for end in ("_on", "_time")}
    said |= {each.replace("%equipment/", "bills/containers/") for each in said}
    assert fields(neutral.KINDS[kind]) - said == set()


def _struct_in(kind: object) -> type | None:
    options = (kind, *get_args(kind))
    return next((each for each in options if isinstance(each, type) and issubclass(each, msgspec.Struct)), None)


BOX = Container(number="ABCU1234567", size="22", type="GP", status="5", seals=("S1",))
SHIP = {"direction": "I", "call_sign": "9HA2345", "voyage": "017N", "port": "VNHPH", "expected_on": date(2026, 3, 2)}


def manifest(*bills: Bill) -> neutral.CargoManifest:
    return neutral.CargoManifest(**SHIP, bills=bills)  # type: ignore[arg-type]


def test_a_container_of_two_bills_stands_once_in_the_message_and_in_both_bills() -> None:
    made = manifest(Bill(number="B1", goods=(Goods(description="A"),), containers=(BOX,)),
                    Bill(number="B2", goods=(Goods(description="B"),), containers=(BOX,)))  # fmt: skip
    raw = written(made)
    assert raw.count(b"EQD+CN+ABCU1234567") == 1
    assert raw.count(b"SGP+ABCU1234567") == 2
    assert understood(raw).document == made


@pytest.mark.parametrize("many", [99, 100, 199])
def test_more_containers_than_one_goods_row_may_name_are_named_by_more(many: int) -> None:
    boxes = tuple(Container(number=f"ABCU{number:07d}") for number in range(many))
    made = manifest(Bill(number="B1", goods=(Goods(description="A"),), containers=boxes))
    assert understood(written(made)).document == made


def test_a_bill_of_empty_containers_has_neither_number_nor_goods() -> None:
    made = manifest(Bill(containers=(BOX,)))
    assert understood(written(made)).document == made


def test_several_bills_of_one_consignment_are_taken_as_so_many() -> None:
    raw = written(manifest(Bill(number="B1", goods=(Goods(description="A"),))))
    more = raw.replace(b"UNT+11", b"UNT+13").replace(b"UNT+10", b"UNT+12").replace(b"UNT+9", b"UNT+11")
    more = more.replace(b"UNT", b"RFF+BM:B2'\nGID+1'\nUNT")
    found = understood(more)
    assert [bill.number for bill in neutral.bills_of(found.document)] == ["B1", "B2"]  # type: ignore[arg-type]


def test_a_container_that_no_bill_names_is_kept() -> None:
    raw = written(manifest(Bill(number="B1", containers=(BOX,)))).replace(b"SGP+ABCU1234567", b"SGP+ABCU7654321")
    found = understood(raw)
    assert [each.segment[0][0] for each in found.kept] == ["EQD"]


def test_what_has_no_field_is_kept_with_its_place() -> None:
    raw = written(manifest(Bill(number="B1"))).replace(b"CNI", b"LOC+125+CNSHA'\nCNI", 1)
    raw = raw.replace(b"UNT+8", b"UNT+9")
    found = only(raw)
    (places,) = judge(found)
    read = understand(found.messages[0], places)
    assert [write([each.segment]).strip() for each in read.kept] == ["LOC+125+CNSHA'"]


def test_a_value_that_cannot_be_read_is_told_with_its_place() -> None:
    made = manifest(Bill(number="B1", freight=Decimal(12), freight_currency="USD", transit_days=3))
    raw = written(made).replace(b"MOA+64:12:", b"MOA+64:1.2.3:").replace(b"132:20260302:102", b"132:2026030:102")
    found = only(raw)
    (places,) = judge(found)
    read = understand(found.messages[0], places)
    assert read.document is None
    assert [each.path for each in read.misread] == ["/expected_on", "/bills/0/freight"]
    spot = place_of(read, "/bills/0/freight")
    assert spot is not None
    assert found.segments[spot.segment] == (("MOA",), ("64", "1.2.3", "USD"))
    assert (spot.element, spot.component) == (1, 1)


@pytest.mark.parametrize(
    ("told", "day"),
    [("19780706:102", date(1978, 7, 6)), ("780706", date(1978, 7, 6)), ("290101:101", date(2029, 1, 1)),
     ("300101:101", date(1930, 1, 1))],
)  # fmt: skip
def test_days_of_birth_are_read_in_the_formats_of_the_world(told: str, day: date) -> None:
    made = neutral.PassengerList(**SHIP, people=(Person(last_name="A", born_on=date(2001, 1, 1)),))  # type: ignore[arg-type]
    raw = written(made).replace(b"DTM+329:20010101:102", f"DTM+329:{told}".encode())
    read = understood(raw)
    assert isinstance(read.document, neutral.PassengerList)
    assert read.document.people[0].born_on == day


@pytest.mark.parametrize(
    ("told", "clock"), [("202603021730:203", "17:30"), ("2603021730:201", "17:30"), ("20260302:102", "")]
)
def test_the_hour_of_arrival_is_read_where_it_is_told(told: str, clock: str) -> None:
    raw = written(manifest(Bill(number="B1"))).replace(b"132:20260302:102", f"132:{told}".encode())
    read = understood(raw)
    assert read.document is not None
    assert (read.document.expected_on, read.document.expected_time) == (date(2026, 3, 2), clock)


def test_an_address_in_free_lines_keeps_what_it_says() -> None:
    made = manifest(Bill(number="B1", consignee=BillParty(name="C", district="Hạ Long")))
    raw = written(made)
    assert "NAD+CN++-:Hạ Long+C".encode() in raw
    assert understood(raw).document == made


def test_a_line_break_of_a_text_becomes_a_blank() -> None:
    made = neutral.CargoManifest(**SHIP, notes="one\ntwo", bills=(Bill(number="B1"),))  # type: ignore[arg-type]
    read = understood(written(made))
    assert read.document is not None
    assert read.document.notes == "one two"


LISTS = {"paxlst-1.edi": ("crew", 8, "Steur"), "paxlst-2.edi": ("passengers", 2, "BARRETT"),
         "paxlst-3.edi": ("passengers", 2, "CLARK")}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_segment_of_others_passenger_lists_lands_in_a_field_or_is_kept(samples: Path, name: str) -> None:
    found = only((samples / "edifact" / "messages" / name).read_bytes())
    (places,) = judge(found)
    read = understand(found.messages[0], places)
    kind, many, first = LISTS[name]
    assert isinstance(read.document, neutral.CrewList | neutral.PassengerList)
    assert (read.kind, len(read.document.people), read.document.people[0].last_name) == (kind, many, first)
    taken = {place.segment for place in read.places.values()} | {each.at for each in read.kept}
    message_ = found.messages[0]
    unt = message_.at + len(message_.segments) - 1
    rest = [found.segments[at] for at in range(message_.at + 1, unt) if at not in taken]
    assert all(each == (("BGM",), ("745",)) for each in rest), rest
