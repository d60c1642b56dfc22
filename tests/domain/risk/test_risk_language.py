"""The language of criteria: what is written reads back the same, and what is wrong is told with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import PPM
from motcua.risk.domain.criteria import LISTED, NUMBERS, Criteria
from motcua.risk.domain.facts import FLAGS
from motcua.risk.domain.language import criteria_of, parsed, percent, written
from motcua.risk.domain.past import LARGEST, OF, Earlier

_codes = st.from_regex(r"[A-Z0-9]{1,14}", fullmatch=True)
_headings = st.from_regex(r"[0-9]{2,8}", fullmatch=True)
_VALUES = {
    "directions": st.sampled_from(["import", "export"]), "levels": st.integers(1, 5), "headings": _headings,
    "not_headings": _headings, "flags": st.sampled_from(sorted(FLAGS)),
    "parties": st.from_regex(r"[0-9A-Z-]{2,14}", fullmatch=True),
    "agents": st.from_regex(r"[0-9A-Z-]{2,14}", fullmatch=True),
}  # fmt: skip
_earlier = st.builds(
    Earlier, st.sampled_from(sorted(OF)),
    st.sampled_from(["checks_from", "checks_below", "hits_from", "rate_from_ppm"]), st.integers(1, PPM),
)  # fmt: skip
criteria = (
    st.fixed_dictionaries(
        {},
        optional={
            **{part: st.lists(_VALUES.get(part, _codes), min_size=1, max_size=4).map(tuple) for part in LISTED},
            **{part: st.integers(1, PPM if part == "below_reference_ppm" else LARGEST) for part in NUMBERS},
            "preference": st.booleans(),
            "earlier": st.lists(_earlier, min_size=1, max_size=4, unique_by=lambda each: (each.of, each.what)).map(
                tuple
            ),
        },
    )
    .filter(bool)
    .map(lambda parts: Criteria(**parts))
)


@given(criteria)
def test_what_is_written_reads_back_the_same(asked: Criteria) -> None:
    assert parsed(written(asked)) == asked


@given(criteria)
def test_parts_may_stand_on_one_line_joined_by_and(asked: Criteria) -> None:
    assert parsed(" and ".join(written(asked).splitlines())) == asked


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_places_in_it(text: str) -> None:
    found = parsed(text)
    if not isinstance(found, Criteria):
        lines = text.replace("\r\n", "\n").split("\n")
        assert found
        assert all(1 <= fault.line <= len(lines) and fault.column >= 1 for fault in found)


@pytest.mark.parametrize(("text", "line", "column", "found"), [
    ("directions in import", 1, 1, "directions"),
    ("direction in import\nlevel in 3, 9", 2, 13, "9"),
    ("value > 5", 1, 7, ">"),
    ("value >= 0", 1, 10, "0"),
    ("value >= 1.000", 1, 10, "1.000"),
    (f"value >= {'0' * 19}1{'0' * 20}", 1, 10, f"{'0' * 19}1{'0' * 20}"),
    (f"value >= {'0' * 19}1{'0' * 5000}", 1, 10, f"{'0' * 19}1{'0' * 5000}"),
    ("unit_value < 12.34567 %", 1, 14, "12.34567"),
    ("unit_value < 55", 1, 16, ""),
    ("unit_value < 100.1 %", 1, 14, "100.1"),
    ("heading in 6", 1, 12, "6"),
    ("heading not 6109", 1, 9, "not"),
    ("origin in CN,", 1, 14, ""),
    ("origin in cn", 1, 11, "cn"),
    ("level in 3 value >= 5", 1, 12, "value"),
    ("level in 3 and", 1, 15, ""),
    ("level in 3\nlevel in 4", 2, 1, "level"),
    ("past.party.hit >= 2", 1, 1, "past.party.hit"),
    ("past.party.hits < 2", 1, 17, "<"),
    ("past.party.hits >= 2 and past.party.hits >= 3", 1, 26, "past.party.hits"),
    ("preference = maybe", 1, 14, "maybe"),
    ("level in ３", 1, 10, "３"),
    (f"value >= {LARGEST + 1}", 1, 10, f"{LARGEST + 1}"),
    (f"past.party.hits >= {LARGEST + 1}", 1, 20, f"{LARGEST + 1}"),
    ("value >= " + "9" * 5_000, 1, 10, "9" * 5_000),
    ("value >= 000", 1, 10, "000"),
    ("", 1, 1, ""),
    ("# a remark alone", 1, 1, ""),
])  # fmt: skip
def test_a_fault_is_told_with_its_line_its_place_and_what_was_expected(text, line, column, found):
    (fault, *_) = parsed(text)
    assert (fault.line, fault.column, fault.found) == (line, column, found)
    assert fault.expected.vi
    assert fault.expected.en


def test_every_fault_of_a_text_is_told_at_once():
    found = parsed("level in 9 and colour in red\nvalue >= x and tax >= 5\norigin in CN")
    assert [(fault.line, fault.found) for fault in found] == [(1, "9"), (1, "colour"), (2, "x")]


@pytest.mark.parametrize(("digits", "value"), [
    ("007", 7), ("0" * 30 + "1", 1), ("1_000", 1_000), (str(LARGEST), LARGEST), ("00" + str(LARGEST), LARGEST),
])  # fmt: skip
def test_a_number_is_read_with_zeros_before_it_up_to_the_largest(digits, value):
    assert parsed(f"value >= {digits}") == Criteria(value_from=value)
    assert parsed(f"past.party.hits >= {digits}") == Criteria(earlier=(Earlier("party", "hits_from", value),))


def test_no_bound_is_above_the_largest():
    with pytest.raises(ValueError, match="bound"):
        Earlier("party", "hits_from", LARGEST + 1)
    with pytest.raises(ValueError, match="bound"):
        Criteria(value_from=LARGEST + 1)


def test_remarks_and_empty_lines_say_nothing():
    assert parsed("# only imports\n\ndirection in import # of all branches\n") == Criteria(directions=("import",))


@pytest.mark.parametrize(("ppm", "text"), [(1, "0.0001 %"), (10_000, "1 %"), (125_000, "12.5 %"), (PPM, "100 %")])
def test_a_share_is_written_with_the_decimals_it_has(ppm, text):
    assert percent(ppm) == text
    assert parsed(f"unit_value < {text}") == Criteria(below_reference_ppm=ppm)


def test_criteria_that_are_known_to_be_good_are_an_error_where_they_are_not():
    assert criteria_of("level in 5") == Criteria(levels=(5,))
    with pytest.raises(ValueError, match="level"):
        criteria_of("level in 6")
