"""What is decided where people cross: rules, allowances at their boundaries, residents' days; without Django."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.crossings.domain import passengers, residents
from motcua.crossings.domain.allowances import GOODS, Item, amount_e4, decide
from motcua.crossings.domain.passengers import Count, judge, quarter_at, quarter_of
from motcua.crossings.domain.people_data import BUTTONS, COMMUNES, GATES, allowances, limit, nations, papers, thresholds
from motcua.crossings.domain.people_errors import UnreadableCount
from motcua.crossings.domain.people_rules import BOOK
from motcua.crossings.domain.persons import Person, committed, erase_on, read, write
from motcua.crossings.domain.residents import Declared, ResidentItem, Seen, Used, parts_above
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import law_moment
from motcua.reference import domain as reference

DAY = date(2023, 5, 4)
NOW = law_moment(DAY, 9, 20)
RATES = {"USD": 233_700_000, "CNY": 33_116_800, "EUR": 251_433_000, "VND": 10_000}
_CASES = Path(__file__).resolve().parents[2] / "cases" / "crossings"
RULES: dict[str, Any] = yaml.safe_load((_CASES / "people.yaml").read_text("utf-8"))
BAGGAGE: list[Any] = yaml.safe_load((_CASES / "baggage.yaml").read_text("utf-8"))
FRUIT = ResidentItem("Hoa quả", 300_000, "KGM", 1_500_000)


def codes(of: str, changes: dict[str, Any]) -> list[str]:
    told = dict(changes)
    if of == "count":
        sound: dict[str, Any] = {
            "gate": "VNMC1", "day": DAY, "quarter": 37, "direction": "in", "nationality": "VN", "document": "T",
            "count": 1,
        }  # fmt: skip
        return [each.code for each in judge([Count(**{**sound, **told})], NOW, corrects=False)]
    goods = (FRUIT,) * told.pop("goods_times", 1)
    if "goods" in told:
        goods = tuple(msgspec.convert(each, ResidentItem) for each in told.pop("goods"))
    sound = {"card": "GTH000001", "commune": "QN-HS", "gate": "VNMC1", "day": DAY, "direction": "in", "goods": goods}
    return [each.code for each in residents.judge([Declared(**{**sound, **told})], Seen(DAY, 31))]


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_passes_fails_alone_and_holds_at_its_boundary(code: str) -> None:
    case = RULES[code]
    assert codes(case["of"], case["passes"]) == []
    assert codes(case["of"], case["boundary"]) == []
    for changes in (case["fails"], *case["also_fails"]):
        assert codes(case["of"], changes) == [code], changes


def test_every_rule_has_its_example_and_every_example_its_rule() -> None:
    assert {rule.code for rule in BOOK} == set(RULES)


@pytest.mark.parametrize("case", BAGGAGE, ids=lambda case: case["what"])
def test_baggage_at_the_boundaries(case: dict[str, Any]) -> None:
    items = msgspec.convert(case["items"], list[Item], strict=False)
    found = decide(items, case.get("direction", "in"), DAY, RATES)
    assert [told.verdict for told in found.items] == case["verdicts"]
    assert [told.dutiable for told in found.items] == case["above"]


def test_a_day_before_the_text_is_an_error_and_never_free() -> None:
    with pytest.raises(NotInForce):
        decide([Item("spirits", Decimal(1), 1)], "in", date(2016, 8, 31), RATES)


def test_a_number_with_more_than_four_decimals_is_none() -> None:
    with pytest.raises(ValueError, match="1.00001"):
        amount_e4(Item("spirits", Decimal("1.00001")))


quantities = st.decimals(0, 500, places=4)
baggage = st.lists(
    st.builds(Item, st.sampled_from(GOODS), quantities, st.integers(0, 50_000_000)), max_size=8
)  # fmt: skip


@given(baggage)
def test_what_is_free_and_what_is_above_make_up_what_was_brought(items: list[Item]) -> None:
    found = decide(items, "in", DAY, RATES)
    for told in found.items:
        whole = told.item.value * 10_000 if told.item.kind == "other" else amount_e4(told.item)
        assert told.free_e4 + told.above_e4 == whole
        assert 0 <= told.dutiable <= told.item.value
        assert (told.verdict == "dutiable") == (told.above_e4 > 0)


@given(baggage)
def test_nobody_is_freed_of_more_than_one_kind_of_a_shared_allowance(items: list[Item]) -> None:
    held = allowances(DAY)
    found = decide(items, "in", DAY, RATES)
    for share in ("drink", "smoke"):
        kinds = {told.item.kind for told in found.items if told.free_e4 and held[told.item.kind].share == share}
        assert len(kinds) <= 1
        for kind in kinds:
            assert sum(told.free_e4 for told in found.items if told.item.kind == kind) <= held[kind].most_e4


@given(st.integers(1_640_995_200, 1_703_980_800).map(lambda second: datetime.fromtimestamp(second, UTC)))
def test_a_moment_lies_in_its_quarter_hour(at: datetime) -> None:
    day, quarter = quarter_of(at)
    begun = law_moment(day) + timedelta(minutes=15 * quarter)
    assert begun <= at < begun + timedelta(minutes=15)
    assert quarter_at(passengers.hour_of(quarter)) == quarter


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("9:20", 37), ("09h20", 37), ("0920", 37), ("9", 36), ("23:59", 95), ("24:00", None), ("ab", None), ("9:61", None),
     ("", None)],
)  # fmt: skip
def test_hours_as_people_type_them(text: str, quarter: int | None) -> None:
    assert quarter_at(text) == quarter


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"rows": [{"gate": "VNMC1"}]}', b'{"rows": [], "extra": 1}', b"\xff",
     b'{"rows": [{"gate": "V", "at": "2023-05-04T09:00:00", "direction": "in", "nationality": "VN", "document": "T",'
     b' "count": 1}]}'],
)  # fmt: skip
def test_what_is_no_list_of_counts_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCount):
        passengers.read(content)


def test_a_message_is_read_into_quarter_hours_of_the_law_day() -> None:
    content = (
        b'{"rows": [{"gate": "VNMC1", "at": "2023-05-03T23:59:00Z", "direction": "in", "nationality": "VN",'
        b' "document": "T", "count": 3}], "note": ""}'
    )
    assert passengers.read(content)[0] == [Count("VNMC1", DAY, 27, "in", "VN", "T", 3)]


def test_a_person_is_kept_whole_and_hashed_with_salt() -> None:
    person = Person("Trần Văn Minh Họa", "C1", date(1990, 1, 2), "ghi chú")
    assert read(write(person)) == person
    assert committed(person, b"1" * 32) != committed(person, b"2" * 32)
    assert erase_on(DAY) == DAY + timedelta(days=730)


@pytest.mark.parametrize(
    ("value", "used", "over", "outcome", "within", "above"),
    [
        (2_000_000, Used(0, 0, False), "refer", "free", 2_000_000, 0),
        (2_000_001, Used(0, 0, False), "refer", "referred", 0, 0),
        (2_000_001, Used(0, 0, False), "tax", "taxed", 2_000_000, 1),
        (1, Used(2_000_000, 4, True), "refer", "referred", 0, 0),
        (1, Used(1_999_999, 4, True), "refer", "free", 1, 0),
        (1, Used(0, 4, False), "tax", "referred", 0, 0),
        (1, Used(0, 3, False), "refer", "free", 1, 0),
    ],
)
def test_a_residents_day_and_month(  # noqa: PLR0913 - a table
    value: int, used: Used, over: residents.Over, outcome: str, within: int, above: int
) -> None:
    found = residents.decide(value, used, 2_000_000, 4, over)
    assert (found.outcome, found.within, found.above) == (outcome, within, above)


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=6), st.data())
def test_the_part_above_falls_on_goods_to_the_dong(values: list[int], data: st.DataObject) -> None:
    goods = [msgspec.structs.replace(FRUIT, value=value) for value in values]
    above = data.draw(st.integers(0, sum(values)))
    parts = parts_above(goods, above)
    assert sum(part for _, part in parts) == above
    assert all(0 < part <= each.value for each, part in parts)


def test_the_tables_name_offices_countries_papers_and_gates_that_exist() -> None:
    offices = {office.code for office in reference.branches(DAY)}
    assert {gate.office for gate in GATES.values()} <= offices
    assert {commune.gate for commune in COMMUNES.values()} <= set(GATES)
    for nationality, document in BUTTONS:
        assert nationality in nations(DAY)
        assert document in papers(DAY)
    assert limit("resident day", DAY).value == 2_000_000
    told = [*allowances(DAY).values(), *thresholds(DAY).values(), limit("resident month", DAY)]
    assert all(each.source and not each.verified for each in told)
