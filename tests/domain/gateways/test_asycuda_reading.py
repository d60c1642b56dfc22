"""AWMDS: read tolerantly, told what is not known, written and read again the same, and nothing outside opened."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.domain.gateways.edifact_documents import document

from motcua.gateways.asycuda.domain.reading import Read, Refused, looks_like, place_of, read
from motcua.gateways.asycuda.domain.writing import Told, answer, write
from motcua.kernel.words import Words
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.shapes import Bill, Container, Goods

FILES = Path(__file__).parents[2] / "messages" / "asycuda"
GOOD = sorted(path.name for path in (FILES / "good").iterdir())
AWMDS = (FILES / "good" / "awmds.xml").read_bytes()


def understood(raw: bytes) -> Read:
    found = read(raw)
    assert isinstance(found, Read)
    return found


def cargo(raw: bytes) -> neutral.CargoManifest:
    found = understood(raw).document
    assert isinstance(found, neutral.CargoManifest)
    return found


@pytest.mark.parametrize("name", GOOD)
def test_our_own_files_are_read_as_their_golden_documents(name: str) -> None:
    found = understood((FILES / "good" / name).read_bytes())
    golden = neutral.read((FILES / "documents" / name).with_suffix(".json").read_bytes())
    assert found.document == golden
    assert found.unknown == ()


@pytest.mark.parametrize("kind", ["cargo", "house"])
@given(seed=st.integers(0, 10**9))
def test_what_is_written_is_read_and_written_again_the_same(kind: str, seed: int) -> None:
    first = understood(write(document(kind, random.Random(seed))))
    assert first.document is not None
    assert first.unknown == ()
    raw = write(first.document)
    assert understood(raw).document == first.document
    assert write(understood(raw).document) == raw  # type: ignore[arg-type]


def test_real_files_say_null_for_nothing_and_break_their_lines() -> None:
    raw = AWMDS.replace(b"<Voyage_number>001N</Voyage_number>", b"<Voyage_number>\n  001N\n </Voyage_number>")
    raw = raw.replace(b"<Marks1>SL01001</Marks1>", b"<Marks1><null/></Marks1><Marks2/>")
    found = cargo(raw)
    assert found.voyage == "001N"
    assert found.bills[0].containers[0].seals == ()
    assert understood(raw).unknown == ()


def test_an_element_that_is_not_known_is_told_with_path_line_and_value() -> None:
    raw = AWMDS.replace(b"<Totals_segment>", b"<Tonnage><Tonnage_gross_weight>9</Tonnage_gross_weight></Tonnage>"
                        b"<Totals_segment>")  # fmt: skip
    (unknown,) = understood(raw).unknown
    assert unknown.xpath == "/Awmds/General_segment/Tonnage/Tonnage_gross_weight"
    assert (unknown.line, unknown.value) == (10, "9")


@pytest.mark.parametrize(
    ("nature", "direction", "transit", "reason"),
    [("23", "I", "", ""), ("24", "I", "28", "TRT"), ("26", "I", "28", "POS"), ("28", "I", "28", "TRS")],
)
def test_the_nature_of_a_bill_tells_direction_and_transit(
    nature: str, direction: str, transit: str, reason: str
) -> None:
    found = cargo(AWMDS.replace(b"<Bol_nature>23<", f"<Bol_nature>{nature}<".encode()))
    assert found.direction == direction
    assert (found.bills[0].transit, found.bills[0].transit_reason) == (transit, reason)
    assert f"<Bol_nature>{nature}</Bol_nature>".encode() in write(found)


def test_bills_of_export_alone_are_of_a_departure() -> None:
    raw = AWMDS.replace(b"<Bol_nature>23<", b"<Bol_nature>22<").replace(b"Date_of_arrival", b"Date_of_departure")
    raw = raw.replace(b"Place_of_destination_code>VNHLG", b"Place_of_departure_code>VNHLG").replace(
        b"VNHLG</Place_of_destination_code", b"VNHLG</Place_of_departure_code"
    )
    found = cargo(raw)
    assert (found.direction, str(found.expected_on), found.port) == ("E", "2023-05-06", "VNHLG")


@pytest.mark.parametrize(
    ("unit", "told", "kilograms"), [("KGM", "1.5", "1.5"), ("TNE", "1.5", "1500"), ("LBR", "100", "45.359237")]
)
def test_masses_are_written_in_kilograms_exactly(unit: str, told: str, kilograms: str) -> None:
    goods = Goods(description="A", gross_weight=Decimal(told), weight_unit=unit)
    raw = write(neutral.CargoManifest(direction="I", bills=(Bill(number="B1", goods=(goods,)),)))
    assert f"<Gross_mass>{kilograms}</Gross_mass>".encode() in raw
    assert cargo(raw).bills[0].goods[0].gross_weight == Decimal(kilograms)


@pytest.mark.parametrize("seals", [(), ("S1",), ("S1", "S2", "S3"), ("S1", "S2", "S3", "S4", "S5")])
def test_more_seals_than_three_share_the_last_mark(seals: tuple[str, ...]) -> None:
    box = Container("ABCU1234567", seals)
    raw = write(neutral.CargoManifest(direction="I", bills=(Bill(number="B1", containers=(box,)),)))
    assert cargo(raw).bills[0].containers[0].seals == seals


def test_an_address_in_free_lines_is_the_street() -> None:
    raw = AWMDS.replace(b"street: So 1 duong Minh Hoa\ncity: Ha Long\ncountry: CN", b"12 LONG ROAD\nSHANGHAI")
    assert cargo(raw).bills[0].consignor.street == "12 LONG ROAD SHANGHAI"


def test_the_master_bill_of_house_bills_is_that_of_each() -> None:
    raw = (FILES / "good" / "awbolds.xml").read_bytes()
    found = understood(raw).document
    assert isinstance(found, neutral.HouseBills)
    assert {bill.master for bill in found.bills} == {"MHSL00001001"}
    assert b"<Reference_number>MHSL00001001</Reference_number>" in raw


def test_a_value_that_cannot_be_read_is_told_with_its_path_and_line() -> None:
    raw = AWMDS.replace(b"<Gross_mass>500.5<", b"<Gross_mass>five<", 1)
    found = understood(raw)
    (wrong,) = found.misread
    assert (wrong.path, wrong.value) == ("/bills/0/goods/0/gross_weight", "five")
    place = place_of(found, wrong.path)
    assert place is not None
    assert place.xpath == "/Awmds/Bol_segment/Goods_segment"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<Awmds>", "AWM-E01"), (b"<Awmds></Other>", "AWM-E01"), (b"<Awmds>\0</Awmds>", "AWM-E01"),
        (b'<!DOCTYPE Awmds [<!ENTITY a "b">]><Awmds>&a;</Awmds>', "AWM-E03"),
        (b'<!DOCTYPE Awmds SYSTEM "http://127.0.0.1/x.dtd"><Awmds/>', "AWM-E03"),
        (b"<Other><Awmds/></Other>", "AWM-E04"), (b"<Awmds>" + b" " * (10 << 20) + b"</Awmds>", "AWM-E02"),
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused_by_name(raw: bytes, code: str) -> None:
    found = read(raw)
    assert isinstance(found, Refused)
    assert found.code == code


@pytest.mark.parametrize(
    ("raw", "ours"),
    [(AWMDS, True), (b"<Awbolds/>", True), (b'<?xml version="1.0"?>\n<a:Awmds xmlns:a="x"/>', True),
     (b"<MetaData/>", False), (b"{}", False), (b"", False)],
)  # fmt: skip
def test_a_manifest_is_known_by_its_root(raw: bytes, ours: bool) -> None:
    assert looks_like(raw) is ours


@given(st.randoms(use_true_random=False))
def test_a_damaged_file_is_refused_or_read_and_never_fails(draw: random.Random) -> None:
    raw = bytearray(AWMDS)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(raw))
        raw[at : at + draw.randint(0, 5)] = bytes(draw.choices(b"<>&/ A0\xff", k=draw.randint(0, 3)))
    assert isinstance(read(bytes(raw)), Read | Refused)


def test_an_answer_tells_numbers_errors_and_notes_in_both_languages() -> None:
    wrong = Told("MAN-1", "/Awmds/X", 3, "bad\x01", Words("Sai.", "Wrong."))
    root = etree.fromstring(answer("cargo", "R1", "", "", [wrong]))
    assert root.findtext("Result") == "rejected"
    assert [root.findtext(f"Error/{name}") for name in ("Code", "Path", "Line", "Value")] == [
        "MAN-1", "/Awmds/X", "3", "bad",
    ]  # fmt: skip
    assert [each.text for each in root.iterfind("Error/Message")] == ["Sai.", "Wrong."]
    taken = etree.fromstring(answer("cargo", "R1", "710000000010", "700000000010", []))
    assert (taken.findtext("Result"), taken.findtext("Registration_number")) == ("accepted", "710000000010")
