"""Documents are read back as they were written, whole or with every misread value told; sheets and clocks likewise."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.manifests import factories
from motcua.manifests.domain import message as m
from motcua.manifests.domain import sheets
from motcua.manifests.domain.asking import Span, spans
from motcua.manifests.domain.clocks import due_at, due_of, moved
from motcua.manifests.domain.comparing import compare
from motcua.manifests.domain.data import deadlines
from motcua.manifests.domain.misread import Misread
from motcua.manifests.domain.sums import kilograms_e4

MAKERS = [
    factories.cargo, factories.house, factories.general, factories.crew, factories.effects, factories.stores,
    factories.passengers, factories.dangerous, factories.health, factories.containers,
]  # fmt: skip
HOUR = timedelta(hours=1)
COMES = datetime(2023, 5, 6, 1, tzinfo=UTC)
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@pytest.mark.parametrize("make", MAKERS)
def test_a_document_is_read_as_it_was_written(make: Any) -> None:
    document = make()
    assert m.read(m.write(document)) == document
    assert m.kind_of(document) in m.KINDS


@pytest.mark.parametrize("make", MAKERS)
def test_a_sheet_says_all_that_the_document_says(make: Any) -> None:
    document = make()
    keys, rows = sheets.table_of(document)
    table = sheets.read_table(m.kind_of(document), keys, rows)
    assert table.faults == ()
    assert msgspec.structs.replace(document, **table.values) == document


@given(st.lists(st.tuples(texts, texts, st.sampled_from(["", "M", "F"])), min_size=1, max_size=5))
def test_whatever_persons_are_called_a_sheet_keeps_them(people: list[tuple[str, str, str]]) -> None:
    held = tuple(factories.person(no, last_name=f"A{a.strip()}".strip(), first_name=b.strip(), sex=sex)
                 for no, (a, b, sex) in enumerate(people))  # fmt: skip
    document = factories.crew(people=1)
    document = msgspec.structs.replace(document, people=held)
    keys, rows = sheets.table_of(document)
    assert sheets.read_table("crew", keys, rows).values["people"] == held


@pytest.mark.parametrize(
    ("raw", "paths"),
    [
        (b"{", [""]), (b"[1]", [""]), (b'{"document": "boat"}', ["/document"]), (b'{"voyage": "1"}', ["/document"]),
        (b'{"document": "cargo", "port": 1, "bills": [{"goods": [{"packages": "x"}]}, 3]}',
         ["/port", "/bills/0/goods/0/packages", "/bills/1"]),
        (b'{"document": "crew", "people": [{"born_on": "2023-02-30"}, {"name": "A"}]}',
         ["/people/0/born_on", "/people/1/name"]),
        (b'{"document": "general", "berthed_time": "24:00"}', ["/berthed_time"]),
        (b'{"document": "general", "berthed_time": "12:00\\n"}', ["/berthed_time"]),
        (b'{"document": "stores", "stores": [{"quantity": "1e99"}]}', ["/stores/0/quantity"]),
        (b'{"document": "crew", "notes": "a\\u0000b"}', ["/notes"]),
    ],
)  # fmt: skip
def test_every_value_that_cannot_be_read_is_told_with_its_path(raw: bytes, paths: list[str]) -> None:
    found = m.read(raw)
    assert isinstance(found, list)
    assert all(isinstance(each, Misread) for each in found)
    assert [each.path for each in found] == paths


def test_titles_in_either_language_and_keys_are_known_and_others_are_told() -> None:
    vi, en = ["  mã  DỰ trữ", "Số lượng"], ["Stores code", "Quantity"]
    for heads in (vi, en, ["code", "quantity"]):
        table = sheets.read_table("stores", heads, [["F1", "1.234,5"]])
        assert table.values["stores"][0].quantity == Decimal("1234.5")
    (fault,) = sheets.read_table("stores", ["code", "Màu"], [["F1", "đỏ"]]).faults
    assert (fault.row, fault.value, fault.code) == (1, "Màu", "MNF-S01")


@pytest.mark.parametrize(
    ("kind", "key", "text", "value"),
    [
        ("crew", "born_on", "6/5/1990", "1990-05-06"), ("crew", "born_on", "1990-05-06", "1990-05-06"),
        ("stores", "quantity", "12,5", "12.5"), ("stores", "quantity", "12.5", "12.5"),
        ("general", "berthed_time", "9:05", "09:05"), ("general", "berthed_time", "0905", "09:05"),
        ("general", "transit", "có", "True"),
    ],
)  # fmt: skip
def test_days_numbers_and_hours_are_read_as_people_write_them(kind: str, key: str, text: str, value: str) -> None:
    table = sheets.read_table(kind, [key], [[text]])
    assert table.faults == ()
    held = table.values[key] if key in table.values else getattr(next(iter(table.values.values()))[0], key)
    assert str(held) == value


@pytest.mark.parametrize(("key", "text"), [("born_on", "31/02/1990"), ("born_on", "hôm qua")])
def test_what_cannot_be_read_is_told_at_its_row_and_column(key: str, text: str) -> None:
    (fault,) = sheets.read_table("crew", ["last_name", key], [["A", ""], ["B", text]]).faults
    assert (fault.row, fault.column, fault.value, fault.code) == (3, key, text, "MNF-S02")


def test_rows_with_the_same_bill_go_on_with_it_and_empty_containers_are_a_record_of_their_own() -> None:
    heads = ["bill.number", "goods.description", "container.number", "container.status"]
    rows = [["B1", "A", "C1", "5"], ["B1", "B", "", ""], ["", "", "C2", "5"], ["", "", "C3", "4"], ["B2", "D", "", ""]]
    bills = sheets.read_table("cargo", heads, rows).values["bills"]
    assert [(b.number, len(b.goods), len(b.containers)) for b in bills] == [("B1", 2, 2), ("", 0, 1), ("B2", 1, 0)]


@pytest.mark.parametrize(
    ("kind", "direction", "days", "hours"),
    [
        ("cargo", "I", None, 12), ("cargo", "I", 4, 12), ("cargo", "I", 5, 24), ("house", "I", 5, 24),
        ("general", "I", 9, 8), ("crew", "I", None, 8), ("cargo", "E", 9, 1), ("general", "E", None, 1),
    ],
)  # fmt: skip
def test_each_document_is_due_so_many_hours_before(kind: str, direction: str, days: int | None, hours: int) -> None:
    assert due_at(deadlines(direction, COMES.date())[kind], COMES, days) == COMES - hours * HOUR


def test_a_kind_without_a_deadline_has_none() -> None:
    told = {"since": COMES, "expected": COMES, "days_under_way": None, "outages": ()}
    assert due_of("containers", "I", **told) is None


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=5))
def test_an_outage_never_brings_a_deadline_forward(lost: list[tuple[int, int]]) -> None:
    since, due = COMES - 100 * HOUR, COMES - 8 * HOUR
    outages = [(since + start * HOUR, since + (start + length) * HOUR) for start, length in lost]
    after = moved(since, due, outages)
    assert due <= after <= due + sum((end - begin for begin, end in outages), timedelta())


@given(st.lists(st.tuples(st.integers(-10, 30), st.integers(1, 20)), max_size=8))
def test_no_two_ships_are_drawn_over_one_another(stays: list[tuple[int, int]]) -> None:
    day = (COMES, COMES + 24 * HOUR)
    held = sorted((COMES + a * HOUR, COMES + (a + b) * HOUR) for a, b in stays)
    found = spans(day, held)
    by_lane: dict[int, list[Span]] = {}
    for each in found:
        by_lane.setdefault(each.lane, []).append(each)
    for lane in by_lane.values():
        for earlier, later in zip(lane, lane[1:], strict=False):
            assert earlier.start + earlier.length <= later.start or earlier.length == 1


def test_a_weight_is_kilograms_whatever_its_unit() -> None:
    weights = [kilograms_e4(Decimal(each[0]), each[1]) for each in (("1.5", "TNE"), ("1500", "KGM"), ("1", "LBR"))]
    assert weights == [15_000_000, 15_000_000, 4_536]


def test_what_a_version_changed_is_told_bill_by_bill() -> None:
    before = factories.cargo()
    first, second = before.bills
    changed = msgspec.structs.replace(first, goods=(first.goods[0],), destination_name="HA NOI")
    after = msgspec.structs.replace(before, bills=(changed, factories.bill(9)))
    told = [(each.path, each.before, each.after) for each in compare(before, after)]
    assert told == [
        ("/bills/MHSL00001001/destination_name", "", "HA NOI"),
        ("/bills/MHSL00001001/goods/2", "LINH KIEN DIEN TU (MINH HOA)", ""),
        (f"/bills/{second.number}", second.number, ""), ("/bills/MHSL00000009", "", "MHSL00000009"),
    ]  # fmt: skip
