"""Profiles: criteria at their boundaries, packaged data, shares of an ordinary trade."""

from datetime import date

import msgspec
import pytest
from tests.domain.risk.risk_factories import (
    DAY,
    NOON,
    candidate,
    decided_trade,
    facts,
    ordinary_trade,
    profile,
    terms,
)

from motcua.risk.domain import PACKAGED, RED, YELLOW, Bucket, ProfileBook, decide, indicate
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.profiles import Profile, UnknownProfile, packaged
from motcua.risk.domain.reference_values import reference_value


def hit(criteria: dict[str, object], **changes: object) -> bool:
    return indicate(facts(**changes), ProfileBook([profile("P", **criteria)])) == ("P",)


@pytest.mark.parametrize(("criteria", "inside", "outside"), [
    ({"directions": ("export",)}, {"direction": "export"}, {"direction": "import"}),
    ({"offices": ("20BB", "20CE")}, {"office": "20CE"}, {"office": "20CF"}),
    ({"procedures": ("A12",)}, {"procedure": "A12"}, {"procedure": "A11"}),
    ({"levels": (4, 5)}, {"level": 4}, {"level": 3}),
    ({"preference": True}, {"preference": True}, {"preference": False}),
    ({"preference": False}, {"preference": False}, {"preference": True}),
    ({"parties": ("5700000009",)}, {"party": "5700000009"}, {"party": "5700000008"}),
    ({"headings": ("6109",)}, {"codes": ("25231090", "61091010")}, {"codes": ("61101010",)}),
    ({"headings": ("61",)}, {"codes": ("61101010",)}, {"codes": ("16011010",)}),
    ({"headings": ("61091010",)}, {"codes": ("61091010",)}, {"codes": ("61091020",)}),
    ({"levels": (3,), "not_headings": ("2523",)}, {"codes": ("25171000",)}, {"codes": ("25171000", "25231090")}),
    ({"origins": ("CN",)}, {"origin": "CN"}, {"origin": "KR"}),
    ({"origins": ("CN",)}, {"origin": "KR", "origins": ("KR", "CN")}, {"origin": "KR", "origins": ("KR", "JP")}),
    ({"flags": ("policy", "gift")}, {"flags": frozenset({"gift"})}, {"flags": frozenset({"temporary"})}),
    ({"value_from": 1_000}, {"value": 1_000}, {"value": 999}),
    ({"value_below": 1_000}, {"value": 999}, {"value": 1_000}),
    ({"tax_from": 1_000}, {"tax": 1_000}, {"tax": 999}),
    ({"tax_below": 1_000}, {"tax": 999}, {"tax": 1_000}),
    ({"weight_from": 500}, {"weight": 500}, {"weight": 499}),
    ({"weight_below": 500}, {"weight": 499}, {"weight": 500}),
    ({"lines_to": 1}, {"codes": ("61091010",)}, {"codes": ("61091010",) * 2}),
    ({"agents": ("9900000001",)}, {"agent": "9900000001"}, {"agent": ""}),
    ({"countries": ("CN", "HK")}, {"country": "HK"}, {"country": "VN"}),
    ({"modes": ("4",)}, {"mode": "4"}, {"mode": "2"}),
    ({"lines_from": 2}, {"codes": ("61091010",) * 2}, {"codes": ("61091010",)}),
    ({"younger_than_days": 90}, {"age_days": 89}, {"age_days": 90}),
    ({"younger_than_days": 90}, {"age_days": 0}, {"age_days": -1}),
])  # fmt: skip
def test_a_criterion_holds_inside_its_boundary_and_not_outside(criteria, inside, outside):
    assert hit(criteria, **inside)
    assert not hit(criteria, **outside)


def test_heading_and_origin_must_meet_on_one_line():
    asked = {"headings": ("6109",), "origins": ("CN",)}
    lines = {"codes": ("61091010", "84159099"), "origin": "CN"}
    assert hit(asked, **lines, origins=("CN", "KR"))
    assert not hit(asked, **lines, origins=("KR", "CN"))
    assert hit(asked, **lines)


def test_all_parts_of_a_criterion_must_hold():
    asked = {"levels": (3,), "value_from": 1_000, "headings": ("6109",)}
    assert hit(asked, value=1_000)
    assert not hit(asked, value=999)
    assert not hit(asked, value=1_000, level=2)
    assert not hit(asked, value=1_000, codes=("62034200",))


def test_a_value_at_the_share_of_its_reference_is_not_yet_low():
    usual = reference_value("61091010", "PCE")
    goods = {"units": ("PCE",), "codes": ("61091010",)}
    assert usual > 0
    assert not hit({"below_reference_ppm": 500_000}, **goods, unit_values=(usual // 2,))
    assert hit({"below_reference_ppm": 500_000}, **goods, unit_values=(usual // 2 - 1,))


@pytest.mark.parametrize(("unit", "value"), [("PCE", 0), ("KGM", 1)])
def test_an_unknown_value_or_unit_is_never_low(unit, value):
    assert not hit({"below_reference_ppm": 999_999}, units=(unit,), unit_values=(value,))


@pytest.mark.parametrize("wrong", [{}, {"flags": ("polcy",)}, {"headings": ("61.09",)}, {"headings": ("6",)},
                                   {"levels": (6,)}, {"directions": ("transit",)}, {"value_from": -1},
                                   {"below_reference_ppm": 1_000_001}, {"countries": ("c n",)}])  # fmt: skip
def test_criteria_that_cannot_be_meant_are_refused(wrong):
    with pytest.raises(ValueError, match="."):
        Criteria(**wrong)


def test_an_unknown_word_in_the_data_is_refused():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"ofices": ["20BB"]}, Criteria)


def test_a_profile_works_on_its_first_and_last_day_only_and_between():
    dated = msgspec.structs.replace(profile("P"), since=date(2023, 1, 1), until=date(2023, 1, 31))
    assert dated.in_force(date(2023, 1, 1))
    assert dated.in_force(date(2023, 1, 31))
    assert not dated.in_force(date(2022, 12, 31))
    assert not dated.in_force(date(2023, 2, 1))


def test_what_the_law_orders_is_no_matter_of_shares():
    with pytest.raises(ValueError, match="shares"):
        profile("P", "legal", share_ppm=500_000)


def test_the_largest_share_speaks_for_profiles_hit_together():
    book = ProfileBook([profile("A", share_ppm=100_000), profile("B", share_ppm=300_000)])
    weight = book.weigh(("A", "B"))
    assert (weight.office, weight.office_ppm, weight.hits) == ("B", 300_000, "A B")


def test_a_hit_of_another_days_profile_is_an_error():
    with pytest.raises(UnknownProfile):
        decide([candidate(1, "GONE")], Bucket(), lambda day: terms(day), at=NOON)


def test_a_profile_looks_at_its_share_of_those_it_hits():
    decisions = decide(
        [candidate(running, "HALF") for running in range(4_000)],
        Bucket(10_000_000_000), lambda day: terms(day), at=NOON,
    )  # fmt: skip
    red = [each for each in decisions if each.channel == RED and each.source == "profile"]
    assert abs(len(red) - 2_000) < 5 * 1_000**0.5
    assert {each.probability_ppm for each in decisions} == {502_500}


def test_packaged_profiles_are_worded_dated_and_have_a_basis():
    profiles = packaged()
    assert len(profiles) >= 25
    assert {each.kind for each in profiles} == {"legal", "office", "yellow"}
    assert all(each.reason["vi"] != each.reason["en"] and each.basis and not each.verified for each in profiles)
    assert len(PACKAGED.book(DAY)) == len([each for each in profiles if each.in_force(DAY)])


def _example(of: Profile) -> dict[str, object]:
    asked = of.criteria
    heading = asked.headings[0] if asked.headings else "99"
    usual = reference_value("61091010", "PCE")
    low = {"codes": ("61091010",), "units": ("PCE",), "unit_values": (usual // 4,)}
    plain = {
        "direction": (asked.directions or ("import",))[0], "office": (asked.offices or ("20CF",))[0],
        "level": (asked.levels or (3,))[0], "preference": bool(asked.preference), "value": 10**10, "tax": 10**10,
        "codes": (heading.ljust(8, "0"),) * max(asked.lines_from, 1), "origin": (asked.origins or ("JP",))[0],
        "flags": frozenset(asked.flags[:1]), "age_days": 1 if asked.younger_than_days else 9_999,
    }  # fmt: skip
    return {**plain, **(low if asked.below_reference_ppm else {})}


@pytest.mark.parametrize("of", packaged(), ids=lambda each: each.code)
def test_every_packaged_profile_can_be_hit(of):
    assert of.code in indicate(facts(**_example(of)), PACKAGED.book(DAY))


@pytest.mark.parametrize("seed", [1, 2])
def test_on_an_ordinary_trade_red_nears_the_cap_and_yellow_lies_where_it_should(seed):
    decisions = decided_trade(ordinary_trade(20_000, seed))
    red = sum(each.channel == RED for each in decisions) / len(decisions)
    yellow = sum(each.channel == YELLOW for each in decisions) / len(decisions)
    assert 0.045 <= red <= 0.05
    assert 0.24 <= yellow <= 0.30
    assert {each.source for each in decisions if each.channel == RED} == {"legal", "profile", "random"}


def test_priority_enterprises_are_looked_at_far_less():
    decisions = decided_trade(ordinary_trade(20_000))

    def checked(level):
        of_level = [each for each in decisions if each.level == level]
        return sum(each.channel > 1 for each in of_level) / len(of_level)

    assert checked(1) < 0.12 < 0.8 < checked(5)
