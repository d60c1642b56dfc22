"""What a party must be."""

from datetime import date

import pytest

from motcua.parties.domain import (
    LEVELS,
    STATUSES,
    BadLevel,
    BadTaxCode,
    Party,
    RegisteredBeforeFounded,
    check_party,
    level_words,
    status_words,
)


@pytest.mark.parametrize("tax_code", ["5700000001", "5700000001-001", "5700000001001", "022123456789"])
def test_a_tax_code_has_10_13_or_12_digits(tax_code: str) -> None:
    check_party(Party(tax_code, "A"))


@pytest.mark.parametrize(
    "tax_code",
    [
        "",
        "570000000",
        "57000000011",
        "5700000001-01",
        "570000000A",
        " 5700000001",
        "5700000001\n",
        "５７０００００００１",
    ],
)
def test_any_other_tax_code_is_refused(tax_code: str) -> None:
    with pytest.raises(BadTaxCode):
        check_party(Party(tax_code, "A"))


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_outside_1_to_5_is_refused(level: int) -> None:
    with pytest.raises(BadLevel):
        check_party(Party("5700000001", "A", level=level))


def test_a_party_may_be_registered_on_the_day_of_its_founding_and_not_before() -> None:
    founded = date(2020, 5, 4)
    check_party(Party("5700000001", "A", founded_on=founded, registered_on=founded))
    with pytest.raises(RegisteredBeforeFounded):
        check_party(Party("5700000001", "A", founded_on=founded, registered_on=date(2020, 5, 3)))


def test_levels_and_statuses_have_names_in_both_languages() -> None:
    assert list(LEVELS) == [1, 2, 3, 4, 5]
    assert level_words(1).vi.startswith("Mức 1")
    assert set(STATUSES) == {"active", "suspended", "closed"}
    assert status_words("closed").en == "Closed"
