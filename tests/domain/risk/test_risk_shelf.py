"""The shelf: which version counts on which day, and from when a decision counts."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec
import pytest
from tests.domain.risk.risk_factories import DAY, profile

from motcua.kernel.days import law_moment
from motcua.risk.domain.life import State, earliest, lived, persons
from motcua.risk.domain.profiles import packaged
from motcua.risk.domain.shelf import Entry, Shelf

JULY, AUGUST, LAST = date(2023, 7, 1), date(2023, 8, 1), date(2023, 8, 31)


def entry(
    leaf: int, since: date, *, until: date | None = None, retired: date | None = None, code: str = "O-NEW"
) -> Entry:
    return Entry(leaf, msgspec.structs.replace(profile(code), since=since, until=until), retired)


def standing(shelf: Shelf, day: date, code: str = "O-NEW") -> date | None:
    """The first day of the version in force."""
    return next((each.since for each in shelf.book(day) if each.code == code), None)


def test_where_nothing_was_written_the_book_is_the_packaged_one():
    assert {each.code for each in Shelf().book(DAY)} == {each.code for each in packaged() if each.in_force(DAY)}


def test_a_version_counts_from_its_first_day_to_its_last():
    shelf = Shelf([entry(1, JULY, until=LAST)])
    days = (JULY - timedelta(days=1), JULY, LAST, LAST + timedelta(days=1))
    assert [standing(shelf, day) for day in days] == [None, JULY, JULY, None]


def test_a_later_version_takes_over_on_its_first_day_and_the_older_never_comes_back():
    shelf = Shelf([entry(1, JULY), entry(2, AUGUST, until=LAST)])
    days = (AUGUST - timedelta(days=1), AUGUST, LAST + timedelta(days=1))
    assert [standing(shelf, day) for day in days] == [JULY, AUGUST, None]


def test_of_two_versions_of_one_day_the_later_counts():
    shelf = Shelf([entry(2, JULY, until=LAST), entry(1, JULY)])
    assert shelf.standing("O-NEW", JULY).leaf == 2


def test_a_retired_version_counts_until_the_day_before():
    shelf = Shelf([entry(1, JULY, retired=AUGUST)])
    assert [standing(shelf, day) for day in (AUGUST - timedelta(days=1), AUGUST)] == [JULY, None]


def test_a_version_retired_before_it_began_leaves_the_older_in_force():
    shelf = Shelf([entry(1, JULY), entry(2, AUGUST, retired=AUGUST)])
    assert standing(shelf, AUGUST) == JULY


def test_a_version_written_here_replaces_the_packaged_profile_of_its_code():
    code = next(each.code for each in packaged() if each.kind == "office")
    shelf = Shelf([entry(1, JULY, until=LAST, code=code)])
    packaged_since = standing(shelf, JULY - timedelta(days=1), code)
    assert packaged_since == date(2020, 1, 1)
    assert [standing(shelf, day, code) for day in (JULY, LAST + timedelta(days=1))] == [JULY, None]


def test_a_packaged_profile_is_retired_from_a_day_on():
    code = next(each.code for each in packaged() if each.kind == "office")
    shelf = Shelf(retired={code: JULY})
    assert standing(shelf, JULY - timedelta(days=1), code) is not None
    assert standing(shelf, JULY, code) is None


def test_days_with_the_same_profiles_share_one_book():
    shelf = Shelf([entry(1, JULY)])
    assert shelf.book(JULY) is shelf.book(LAST)
    assert shelf.book(JULY) is not shelf.book(JULY - timedelta(days=1))


@pytest.mark.parametrize(("at", "decided", "day"), [
    (law_moment(DAY, 9), None, 1), (law_moment(DAY, 9), DAY, 1), (law_moment(DAY, 23, 49), DAY, 1),
    (law_moment(DAY, 23, 50), DAY, 2), (law_moment(DAY, 9), DAY + timedelta(days=3), 4),
])  # fmt: skip
def test_a_decision_counts_from_a_day_that_has_not_begun(at: datetime, decided: date | None, day: int):
    assert earliest(at, decided) == DAY + timedelta(days=day)


def test_a_delegate_and_the_absent_one_are_both_behind_what_is_done():
    assert persons("account/5 for account/9") == {"account/5", "account/9"}
    assert persons("system") == {"system"}


def test_the_profiles_of_some_days_are_those_of_each_of_them_as_they_were_last():
    shelf = Shelf([entry(1, JULY, until=AUGUST), entry(2, LAST, code="O-LATER")], {"O-LEVEL5": JULY})
    codes = [each.code for each in shelf.over(JULY, LAST - timedelta(days=1))]
    assert {"O-NEW", "L-INFORMATION"} <= set(codes)
    assert not {"O-LATER", "O-LEVEL5"} & set(codes)
    assert len(codes) == len(set(codes))
    assert "O-LATER" in [each.code for each in shelf.over(LAST, LAST)]
    assert next(each for each in Shelf([entry(1, AUGUST, code="O-LEVEL5")]).over(JULY, LAST)
                if each.code == "O-LEVEL5").since == AUGUST  # fmt: skip


class Step(NamedTuple):
    verb: str
    state: State
    actor: str = "account/2"
    day: date | None = None
    at: datetime = law_moment(DAY, 12)


WRITTEN = Step("propose", State.PROPOSED, "account/1")
NEXT = DAY + timedelta(days=1)


@pytest.mark.parametrize(("steps", "fits"), [
    ([], True), ([WRITTEN], True),
    ([WRITTEN, Step("approve", State.APPROVED, day=NEXT), Step("retire", State.RETIRED, day=NEXT)], True),
    ([WRITTEN, Step("approve", State.APPROVED, day=DAY)], False),
    ([WRITTEN, Step("approve", State.APPROVED, "account/1", NEXT)], False),
    ([WRITTEN, Step("approve", State.APPROVED, "account/3 for account/1", NEXT)], False),
    ([Step("approve", State.APPROVED, day=NEXT)], False),
    ([WRITTEN, Step("approve", State.REFUSED)], False),
])  # fmt: skip
def test_steps_are_a_life_in_their_order_from_days_to_come_and_decided_by_others(steps, fits):
    assert lived(steps, ["account/1"]) is fits
