"""The nomenclature changed on 1 December 2022: each code in its days, the same goods at the same rates."""

from collections import Counter

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.tariff.domain import Line, UnknownLine, packaged
from motcua.tariff.domain.packaged import layer, rows, sources

LAST_OLD, FIRST_NEW = day("2022-11-30"), day("2022-12-01")
CHANGES = [(row["old"], row["new"]) for row in rows("correlations.csv")]


def of(edition: str) -> dict[str, Line]:
    """The packaged lines of an edition that end or begin with the change."""
    return {line.code: line for line in layer()[0] if line.edition == edition}


def test_the_telephone_and_the_solar_panel_changed_their_codes() -> None:
    assert ("85171200", "85171300") in CHANGES
    assert ("85171200", "85171400") in CHANGES
    assert ("85414022", "85414300") in CHANGES


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_each_code_may_be_declared_in_its_days_and_not_in_the_others(old: str, new: str) -> None:
    before, after = packaged().on(LAST_OLD), packaged().on(FIRST_NEW)
    assert before.import_rate(old, "AU", "B01").ppm == after.import_rate(new, "AU", "B01").ppm
    for today, code in ((before, new), (after, old)):
        assert today.line(code) is None
        with pytest.raises(UnknownLine):
            today.import_rate(code, "AU", "B01")
        with pytest.raises(UnknownLine):
            today.export(code)
        with pytest.raises(UnknownLine):
            today.excise(code)


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_the_change_of_code_changed_no_rate(old: str, new: str) -> None:
    before, after = packaged().on(LAST_OLD), packaged().on(FIRST_NEW)
    for key in packaged().schedules:
        was = sorted(str(entry.says) for entry in before.entries(key, old))
        assert was == sorted(str(entry.says) for entry in after.entries(key, new)), key


def test_no_rate_of_a_line_lies_outside_the_lines_days() -> None:
    lines = {line.code: line for line in layer()[0]}
    for entry in layer()[1]:
        line = lines.get(entry.code)
        if line is not None:
            assert entry.since >= line.since, entry
            assert line.until is None or (entry.until is not None and entry.until <= line.until), entry


def test_every_line_that_ends_or_begins_with_the_change_has_its_correlation() -> None:
    old, new = of("AHTN 2017"), {code for code, line in of("AHTN 2022").items() if line.since == FIRST_NEW}
    assert {line.until for line in old.values()} == {LAST_OLD}
    assert ({pair[0] for pair in CHANGES}, {pair[1] for pair in CHANGES}) == (old.keys(), new)


def test_a_correlation_stands_once_with_its_act_and_nobody_has_verified_it() -> None:
    assert max(Counter(CHANGES).values()) == 1
    for row in rows("correlations.csv"):
        assert row["since"] == FIRST_NEW.isoformat()
        assert row["source"] in sources()
        assert (row["evidence"], row["verified"]) == ("recalled", "0")
