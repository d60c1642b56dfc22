"""Document numbers: 12 digits with a check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.domain.numbers import LAST, NotANumber, Number, check_digit, number, parse


def test_the_check_digit_is_the_remainder_by_seven() -> None:
    assert check_digit(86254401) == 2
    assert number("10", 86254401) == "108625440120"


@given(st.integers(0, 99), st.integers(1, LAST), st.integers(0, 9))
def test_what_is_written_is_read_back(kind: int, running: int, branch: int) -> None:
    text = number(f"{kind:02d}", running, branch)
    assert len(text) == 12
    assert parse(text) == Number(f"{kind:02d}", running, branch)
    assert str(parse(text)) == text


@given(st.integers(1, LAST), st.integers(2, 9), st.integers(1, 9))
def test_one_wrong_digit_of_the_running_number_is_seen_unless_it_is_off_by_seven(
    running: int, place: int, off: int
) -> None:
    text = number("10", running)
    digit = (int(text[place]) + off) % 10
    changed = text[:place] + str(digit) + text[place + 1 :]
    if (digit - int(text[place])) % 7 == 0 and int(changed[2:10]):
        assert parse(changed).running != running
    else:
        with pytest.raises(NotANumber):
            parse(changed)


def test_hyphens_and_spaces_between_the_parts_are_read_over() -> None:
    assert parse("10-86254401-2 0") == Number("10", 86254401, 0)


@pytest.mark.parametrize(
    "text", ["", "10862544012", "1086254401200", "108625440130", "10000000000x", "100000000000", "１08625440120"]
)
def test_anything_else_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        parse(text)
    assert "số chứng từ" in refusal.value.in_language("vi")


@pytest.mark.parametrize(("running", "branch"), [(0, 0), (LAST + 1, 0), (1, 10), (1, -1)])
def test_numbers_beyond_their_digits_cannot_be_written(running: int, branch: int) -> None:
    with pytest.raises(ValueError, match="range"):
        number("10", running, branch)


@pytest.mark.parametrize("kind", ["1", "100", "AB", "¹0"])
def test_a_document_type_is_two_digits(kind: str) -> None:
    with pytest.raises(ValueError, match="two digits"):
        number(kind, 1)


def test_the_root_of_a_number_stays_over_amendments() -> None:
    assert parse(number("10", 5, 3)).root == parse(number("10", 5, 0)).root == "10000000055"
