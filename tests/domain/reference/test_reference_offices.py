"""The tree of offices, before and after the reorganisation of March 2025."""

from datetime import date, timedelta

import pytest

from motcua.reference.domain import DEPARTMENT, UnknownOffice, all_offices, branches, children, names, office, offices

BRANCHES = ["20BB", "20BC", "20BD", "20CE", "20CF", "20CG"]
LAST_OLD, FIRST_NEW = date(2025, 3, 14), date(2025, 3, 15)


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2023, 12, 31), LAST_OLD, FIRST_NEW, date(2026, 11, 1)])
def test_the_department_has_its_six_branches(day: date) -> None:
    assert [found.code for found in branches(day)] == BRANCHES


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("20ZZ", "Cục Hải quan tỉnh Quảng Ninh", "Chi cục Hải quan khu vực VIII"),
        ("20BB", "Chi cục Hải quan cửa khẩu Móng Cái", "Hải quan cửa khẩu quốc tế Móng Cái"),
        ("20CF", "Chi cục Hải quan cửa khẩu cảng Hòn Gai", "Hải quan cửa khẩu cảng Hòn Gai"),
    ],
)
def test_an_office_keeps_its_code_and_changes_its_name_on_15_march_2025(code: str, old: str, new: str) -> None:
    assert office(code, LAST_OLD).words.vi == old
    assert office(code, FIRST_NEW).words.vi == new


def test_the_central_department_changes_on_1_march_2025() -> None:
    assert office(DEPARTMENT, date(2025, 2, 28)).parent == "TCHQ"
    assert office(DEPARTMENT, date(2025, 3, 1)).parent == "CHQ"
    with pytest.raises(UnknownOffice):
        office("TCHQ", date(2025, 3, 1))


def test_the_branch_of_cai_lan_is_legacy() -> None:
    assert office("20CD", date(2019, 12, 31)).kind == "branch"
    with pytest.raises(UnknownOffice, match="20CD"):
        office("20CD", date(2020, 1, 1))


def change_days() -> list[date]:
    ends = {found.until + timedelta(days=1) for found in all_offices() if found.until}
    return sorted({found.since for found in all_offices()} | ends)


@pytest.mark.parametrize("day", change_days())
def test_on_every_day_of_change_codes_are_unique_and_every_parent_exists(day: date) -> None:
    codes = [found.code for found in offices(day)]
    assert len(codes) == len(set(codes))
    assert {found.parent for found in offices(day) if found.parent} <= set(codes)


def test_no_office_has_a_day_without_a_name_between_its_first_and_its_last() -> None:
    for code in BRANCHES + [DEPARTMENT]:
        periods = [found for found in all_offices() if found.code == code]
        for earlier, later in zip(periods, periods[1:], strict=False):
            assert earlier.until is not None
            assert later.since == earlier.until + timedelta(days=1)


def test_branches_take_both_directions_and_units_take_none() -> None:
    assert all(found.handles == {"import", "export"} for found in branches(FIRST_NEW))
    assert all(not found.handles for found in children(DEPARTMENT, FIRST_NEW) if found.kind == "unit")


def test_what_is_asked_for_a_day_cannot_be_changed_by_the_asker() -> None:
    offices(FIRST_NEW).clear()
    assert offices(FIRST_NEW)


def test_names_are_those_of_the_day_and_the_last_of_an_office_that_was_not_there() -> None:
    before, after = (names(day) for day in (date(2023, 12, 22), date(2025, 6, 1)))
    assert before["20BB"].vi == "Chi cục Hải quan cửa khẩu Móng Cái"
    assert after["20BB"].vi == "Hải quan cửa khẩu quốc tế Móng Cái"
    assert before.keys() == after.keys() == {found.code for found in all_offices()}
