"""What a certificate bears: of its goods and country, in converted units, never below nothing; and costs explained."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.origin import factories
from motcua.origin.domain.bearing import Bearer, Days, Held, Taken, Wanted, bears, take
from motcua.origin.domain.context import desk_on
from motcua.origin.domain.costing import Costs, Material, Verdict, decide, regional_value
from motcua.origin.domain.wish import faults, verdict

DAY = date(2023, 5, 4)
DAYS = Days(DAY, DAY, DAY)
MEMBERS = desk_on(DAY).members


def held(*lines: Bearer, **changes: object) -> Held:
    facts = {
        "id": 1, "country": "TH", "reference": "A", "state": "received", "flagged": "", "issued_on": date(2023, 4, 27),
        "valid_until": date(2024, 4, 27), "lines": list(lines or [Bearer(1, "090121", "TH", 10_000, "TNE")]),
    }  # fmt: skip
    return Held(**{**facts, **changes})  # type: ignore[arg-type]


def wanted(quantity: int = 400, unit: str = "KGM", **changes: object) -> Wanted:
    facts = {
        "line": 1, "reference": "A", "hs_code": "09012120", "origin": "TH", "quantity_e4": quantity * 10_000,
        "unit": unit,
    }  # fmt: skip
    return Wanted(**{**facts, **changes})  # type: ignore[arg-type]


def test_kilograms_are_taken_of_tonnes() -> None:
    assert bears(wanted(400), held(), DAYS) == (Taken(1, 4_000, "TNE", 4_000_000, "KGM"),)


def test_the_second_quantity_serves_where_the_first_does_not_convert() -> None:
    pieces = wanted(10, "PCE", quantity2_e4=4_000_000, unit2="KGM")
    assert bears(pieces, held(), DAYS) == (Taken(1, 4_000, "TNE", 4_000_000, "KGM"),)


def test_several_lines_of_the_same_goods_bear_together_what_none_bears_alone() -> None:
    lines = (Bearer(1, "090121", "TH", 3_000, "TNE"), Bearer(2, "090121", "TH", 3_000, "TNE"))
    found = bears(wanted(500), held(*lines), DAYS)
    assert not isinstance(found, str)
    assert [(each.line, each.change_e4) for each in found] == [(1, 3_000), (2, 2_000)]
    assert sum(each.declared_e4 for each in found) == 5_000_000


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "checking"}, "STATE"), ({"flagged": "withdrawn"}, "STATE"),
        ({"valid_until": date(2023, 5, 3)}, "EXPIRED"), ({"issued_on": date(2023, 5, 5)}, "NOTYET"),
        ({"lines": [Bearer(1, "090122", "TH", 1, "TNE")]}, "GOODS"),
        ({"lines": [Bearer(1, "090121", "MY", 1, "TNE")]}, "COUNTRY"),
        ({"lines": [Bearer(1, "090121", "TH", 10_000, "TNE", 0, False)]}, "PARTIAL"),
        ({"lines": [Bearer(1, "090121", "TH", 10_000, "PCE")]}, "UNIT"),
        ({"lines": [Bearer(1, "090121", "TH", 10_000, "TNE", 6_001)]}, "QUANTITY"),
    ],
)  # fmt: skip
def test_why_a_certificate_does_not_bear_a_line(changes: dict[str, object], why: str) -> None:
    assert bears(wanted(400), held(**changes), DAYS) == why


@given(st.lists(st.tuples(st.integers(1, 2_000), st.sampled_from(["KGM", "TNE", "GRM"])), max_size=12))
def test_whatever_is_declared_a_line_never_goes_below_nothing_and_giving_back_restores_it(
    declared: list[tuple[int, str]],
) -> None:
    certificate = held(Bearer(1, "090121", "TH", 20_000, "TNE"), Bearer(2, "090121", "TH", 5_000, "TNE"))
    taken = []
    for quantity, unit in declared:
        found = bears(wanted(quantity, unit), certificate, DAYS)
        if not isinstance(found, str):
            take(certificate, found)
            taken.append(found)
        assert all(0 <= line.used_e4 <= line.quantity_e4 for line in certificate.lines)
    used = sum(line.used_e4 for line in certificate.lines)
    assert used == sum(part.change_e4 for parts in taken for part in parts)
    for parts in taken:
        back = [Taken(each.line, -each.change_e4, each.unit, -each.declared_e4, each.declared_unit) for each in parts]
        take(certificate, back)
    assert [line.used_e4 for line in certificate.lines] == [0, 0]


def test_more_than_was_taken_cannot_be_given_back() -> None:
    with pytest.raises(ValueError, match="line 1"):
        take(held(), [Taken(1, -1, "TNE", -1, "TNE")])


def costs(foreign: int, code: str = "63053390", fob: int = 100) -> Costs:
    return Costs(1, "09012120", Decimal(fob), (Material("X", code, "CN", Decimal(foreign)),))


def decided(criterion: str, told: Costs) -> Verdict:
    return decide(criterion, told, home="VN", members=MEMBERS, least=40, minimis=10)


@pytest.mark.parametrize(("foreign", "met"), [(60, True), (61, False)])
def test_forty_percent_of_regional_value_is_enough(foreign: int, met: bool) -> None:
    assert decided("RVC", costs(foreign)).met is met


def test_the_regional_value_is_rounded_down() -> None:
    told = Costs(1, "", Decimal(3), (Material("X", "", "CN", Decimal(1)),))
    assert regional_value(told, "VN", MEMBERS) == Decimal("66.66")


@pytest.mark.parametrize(
    ("criterion", "code", "foreign", "met"),
    [
        ("CTH", "09011110", 50, False), ("CTSH", "09011110", 50, True), ("CC", "10011100", 50, True),
        ("CTH", "09011110", 10, False), ("CTSH", "09012110", 10, True), ("CTSH", "09012110", 11, False),
    ],
)  # fmt: skip
def test_a_change_of_code_looks_at_its_digits_and_leaves_a_tenth(
    criterion: str, code: str, foreign: int, met: bool
) -> None:
    found = decided(criterion, costs(foreign, code))
    if criterion == "CTH" and foreign == 10:
        assert found.met  # a tenth of FOB may keep its heading
    else:
        assert found.met is met
    assert found.steps


@pytest.mark.parametrize(("proven", "rvc"), [(True, Decimal("100.00")), (False, Decimal("40.00"))])
def test_a_material_of_a_member_counts_with_its_proof(proven: bool, rvc: Decimal) -> None:
    told = Costs(1, "", Decimal(100), (Material("X", "", "TH", Decimal(60), proven),))
    assert regional_value(told, "VN", MEMBERS) == rvc


@given(st.integers(0, 200), st.integers(1, 200))
def test_more_foreign_material_never_makes_it_better(foreign: int, more: int) -> None:
    first, second = (regional_value(costs(each), "VN", MEMBERS) for each in (foreign, foreign + more))
    assert Decimal(0) <= second <= first <= Decimal(100)


def test_a_wish_is_whole_or_all_that_lacks_is_told() -> None:
    desk = desk_on(DAY)
    asked = factories.wish()
    assert faults(asked, desk) == ()
    found = verdict(asked.certificate.lines[0], asked, desk)
    assert found is not None
    assert found.met
    bare = factories.wish(costs=(), certificate=factories.certificate(partner="VN"))
    assert {each.code for each in faults(bare, desk)} == {"ORI-APP-01", "ORI-APP-02"}
