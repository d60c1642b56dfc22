"""Licences and checks: a line says which it may need, each with its act, its days and its paper."""

from collections import Counter
from datetime import date

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.reference.domain import code_list
from motcua.tariff.domain.controls import controls, known, lines
from motcua.tariff.domain.packaged import layer, rows, sources

DAY = day("2023-05-02")


def keys(code: str, direction: str, asked: date = DAY) -> set[str]:
    """The keys of the controls on a line."""
    return {each.key for each in controls(code, direction, asked)}


@pytest.mark.parametrize(("code", "direction", "key", "paper"), [
    ("03061711", "import", "aquatic_quarantine", "GCKD"), ("08081000", "import", "plant_quarantine", "GCKD"),
    ("28151100", "import", "chemicals_declared", "KBHC"), ("72044900", "import", "scrap", "XNMT"),
    ("31053000", "import", "fertiliser_quality", "TBCL"), ("17011400", "import", "tariff_quota", "HNTQ"),
    ("27011100", "export", "coal_export", "GPXK"), ("85171300", "import", "telecom_certified", "TBCL"),
    ("10063099", "export", "rice_export", "GPXK"), ("87032363", "import", "transport_before", "TBCL"),
])  # fmt: skip
def test_a_line_names_the_control_and_the_paper_that_it_needs(code: str, direction: str, key: str, paper: str) -> None:
    assert key in keys(code, direction)
    assert {each.paper for each in controls(code, direction, DAY) if each.key == key} == {paper}


def test_a_control_of_one_direction_does_not_trouble_the_other() -> None:
    assert "scrap" not in keys("72044900", "export")
    assert "coal_export" not in keys("27011100", "import")
    assert "plant_quarantine" in keys("08081000", "export")


@pytest.mark.parametrize(("asked", "act"), [("2023-05-31", "28/2020/QĐ-TTg"), ("2023-06-01", "13/2023/QĐ-TTg")])
def test_a_control_names_the_act_of_its_day(asked: str, act: str) -> None:
    assert [each.act for each in controls("72044900", "import", day(asked)) if each.key == "scrap"] == [act]


def test_a_code_that_ended_has_the_controls_of_what_followed_it() -> None:
    assert "telecom_certified" in keys("85171200", "import", day("2022-11-30"))


def test_a_sub_line_of_ten_digits_has_the_controls_of_its_line() -> None:
    assert controls("0808100010", "import", DAY) == controls("08081000", "import", DAY)


def test_a_line_that_nobody_has_looked_at_has_none() -> None:
    assert controls("99999999", "import", DAY) == ()


def test_every_control_is_whole_and_nobody_claims_to_have_read_its_act() -> None:
    papers = {entry.code for entry in code_list("licence_kind").entries}
    for each in known():
        assert each.words.vi != each.words.en
        assert each.agency.vi
        assert each.agency.en
        assert each.act in sources()
        assert each.paper == "" or each.paper in papers
        assert each.direction in ("import", "export", "both")
        assert each.evidence in ("transcribed", "recalled")
        assert not each.verified


def test_the_periods_of_a_control_do_not_overlap_unless_two_acts_rule_together() -> None:
    together = {"food_safety_health"}
    for key in {each.key for each in known()} - together:
        periods = sorted((each.since, each.until or date.max) for each in known() if each.key == key)
        assert all(before[1] < after[0] for before, after in zip(periods, periods[1:], strict=False)), key


def test_every_line_with_controls_is_a_packaged_line_and_every_control_has_a_line() -> None:
    packaged_codes = {line.code for line in layer()[0]}
    assert lines().keys() <= packaged_codes
    assert {key for found in lines().values() for key in found} == {each.key for each in known()}
    assert max(Counter(row["code"] for row in rows("control_lines.csv")).values()) == 1
    assert len({each.key for each in known()}) >= 60
