"""A period asked for: the year of its last day where no first one is given, and nothing that is yet to come."""

from datetime import date

import pytest

from motcua.design.periods import PeriodForm

TODAY = date(2024, 2, 10)
OFFICES = [("", "The department"), ("20BB", "Móng Cái")]


@pytest.mark.parametrize(("since", "until", "days"), [
    ("", "", (date(2024, 1, 1), TODAY)),
    ("", "22/12/2023", (date(2023, 1, 1), date(2023, 12, 22))),
    ("05/12/2023", "", (date(2023, 12, 5), TODAY)),
    ("05/12/2023", "2023-12-04", (date(2023, 12, 4), date(2023, 12, 4))),
    ("", "11/02/2024", (date(2024, 1, 1), TODAY)),
    ("99/99/2023", "x", (date(2024, 1, 1), TODAY)),
])  # fmt: skip
def test_without_a_first_day_a_period_begins_with_the_year_of_its_last(since, until, days):
    assert PeriodForm({"since": since, "until": until}, TODAY, OFFICES).days() == days


@pytest.mark.parametrize(("asked", "chosen"), [("20BB", "20BB"), ("", ""), ("20CF", "")])
def test_an_office_that_is_not_offered_is_not_chosen(asked, chosen):
    assert PeriodForm({"office": asked}, TODAY, OFFICES).chosen() == chosen
    assert PeriodForm({"office": asked}, TODAY, OFFICES[1:]).chosen() == "20BB"
