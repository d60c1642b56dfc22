"""What may pass the supervised area: a container once, a quantity never beyond what is declared."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.declarations.domain.boxes import fold, is_numbered
from motcua.declarations.domain.gate_errors import (
    MoreThanDeclared,
    NoPassingBox,
    NothingToPass,
    OtherMeasure,
    PassedAlready,
    PassedMoreThanAmended,
    RecordedMeanwhile,
)
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.passing import Left, Measure, Part, Wanted, declared, left, may_add, need_room_for
from motcua.kernel.refusals import Refusal

AT = datetime(2023, 12, 22, 3, tzinfo=UTC)
FIRST, SECOND, OTHER = "CSQU3054383", "MSKU6011672", "TGHU1234562"
NAMED = declared(Declaration("export", containers=(FIRST, SECOND), container_count=2))
COUNTED = declared(Declaration("import", container_count=2, packages=30))
PACKED = declared(Declaration("import", packages=30, package_unit="CT", gross_weight=Decimal(900)))
LOOSE = declared(Declaration("import", packages=1, package_unit="VR", gross_weight=Decimal("26.5"), weight_unit="TNE"))


def passed(*boxes: str, no: int = 1) -> Part:
    return Part(no, AT, boxes)


def so_much(quantity: str, no: int = 1, unit: str = "CT") -> Part:
    return Part(no, AT, (), int(Decimal(quantity) * 10_000), unit)


@pytest.mark.parametrize(("written", "read"), [("csqu 305438-3", FIRST), ("ＣＳＱＵ", ""), (" msku6011672 ", SECOND)])
def test_a_container_is_read_as_two_people_would_write_it_alike(written: str, read: str) -> None:
    assert fold(written) == read


def test_what_is_declared_decides_by_what_goods_are_counted() -> None:
    measures = [each.measure for each in (NAMED, COUNTED, PACKED, LOOSE)]
    assert measures == [Measure.CONTAINERS, Measure.CONTAINERS, Measure.PACKAGES, Measure.WEIGHT]
    assert left(NAMED, []) == Left((FIRST, SECOND))
    assert left(COUNTED, []) == Left(unnamed=2)
    assert left(PACKED, []) == Left(quantity_e4=300_000)
    assert left(LOOSE, []) == Left(quantity_e4=265_000)


def test_a_container_passes_once() -> None:
    assert may_add("1", NAMED, [], Wanted((FIRST.lower(),))) == ((FIRST,), 0)
    with pytest.raises(PassedAlready, match="record 3"):
        may_add("1", NAMED, [passed(FIRST, no=3)], Wanted((FIRST,)))
    assert left(NAMED, [passed(FIRST), passed(SECOND, no=2)]).nothing


def test_a_container_that_is_counted_and_not_named_passes_by_its_right_number_while_there_is_room() -> None:
    assert is_numbered(FIRST)
    assert may_add("1", COUNTED, [], Wanted((FIRST, SECOND)))[0] == (FIRST, SECOND)
    with pytest.raises(NoPassingBox):
        may_add("1", COUNTED, [], Wanted(("CSQU3054384",)))
    with pytest.raises(NoPassingBox):
        may_add("1", COUNTED, [passed(FIRST, SECOND)], Wanted((OTHER,)))
    with pytest.raises(NoPassingBox):
        may_add("1", NAMED, [], Wanted((OTHER,)))


@pytest.mark.parametrize(("quantity", "goes"), [("0", False), ("-1", False), ("1", True), ("10", True), ("11", False),
                                                ("2.5", False), ("NaN", False), ("1E+40", False)])  # fmt: skip
def test_packages_pass_up_to_what_is_left(quantity: str, goes: bool) -> None:
    wanted = Wanted(quantity=Decimal(quantity))
    if goes:
        assert may_add("1", PACKED, [so_much("20")], wanted) == ((), int(quantity) * 10_000)
    else:
        with pytest.raises(MoreThanDeclared):
            may_add("1", PACKED, [so_much("20")], wanted)


def test_what_is_not_countable_passes_by_weight_to_the_last_gram() -> None:
    assert may_add("1", LOOSE, [so_much("20", unit="TNE")], Wanted(quantity=Decimal("6.5"))) == ((), 65_000)
    with pytest.raises(MoreThanDeclared):
        may_add("1", LOOSE, [so_much("20", unit="TNE")], Wanted(quantity=Decimal("6.5001")))
    with pytest.raises(MoreThanDeclared):
        may_add("1", LOOSE, [], Wanted(quantity=Decimal("0.00001")))


@pytest.mark.parametrize(("all_", "wanted"), [
    (NAMED, Wanted(quantity=Decimal(1))), (PACKED, Wanted((FIRST,))), (NAMED, Wanted((FIRST,), Decimal(1))),
])  # fmt: skip
def test_containers_and_quantities_are_not_mixed(all_, wanted: Wanted) -> None:
    with pytest.raises(OtherMeasure):
        may_add("1", all_, [], wanted)


def test_a_record_of_nothing_is_none() -> None:
    for all_ in (NAMED, PACKED):
        with pytest.raises(NothingToPass):
            may_add("1", all_, [], Wanted(("", " - ")))


def test_a_quantity_counts_only_on_the_sight_of_the_last_record() -> None:
    assert may_add("1", PACKED, [so_much("5", no=4)], Wanted(quantity=Decimal(5), after=4))
    with pytest.raises(RecordedMeanwhile):
        may_add("1", PACKED, [so_much("5", no=4)], Wanted(quantity=Decimal(5), after=0))


@pytest.mark.parametrize(("parts", "all_", "fits"), [
    ([passed(FIRST)], NAMED, True), ([passed(OTHER)], NAMED, False), ([passed(OTHER)], COUNTED, True),
    ([passed(FIRST)], PACKED, False), ([so_much("30")], PACKED, True), ([so_much("31")], PACKED, False),
    ([so_much("5", unit="PK")], PACKED, False), ([so_much("5")], NAMED, False), ([], NAMED, True),
])  # fmt: skip
def test_an_amendment_leaves_room_for_what_has_passed(parts: list[Part], all_, fits: bool) -> None:
    if fits:
        need_room_for("1", all_, parts)
    else:
        with pytest.raises(PassedMoreThanAmended):
            need_room_for("1", all_, parts)


@given(st.integers(1, 60), st.lists(st.integers(-2, 30), max_size=12))
def test_whatever_is_tried_the_parts_never_sum_above_what_is_declared(all_: int, tried: list[int]) -> None:
    known = declared(Declaration("import", packages=all_, package_unit="CT"))
    parts: list[Part] = []
    for each in tried:
        try:
            _, quantity = may_add("1", known, parts, Wanted(quantity=Decimal(each)))
        except Refusal:
            continue
        parts.append(Part(len(parts) + 1, AT, (), quantity, "CT"))
    sum_ = sum(part.quantity_e4 for part in parts)
    assert sum_ <= known.quantity_e4
    assert left(known, parts).quantity_e4 == known.quantity_e4 - sum_
