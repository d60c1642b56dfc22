"""Why the department does not take a gate's record as it is: boundaries of clock, list and key."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from motcua.crossings import factories as made
from motcua.crossings.domain.offline.judging import OUTCOMES, REASONS, Facts, doubt
from motcua.crossings.domain.offline.records import FIRST, Record
from motcua.kernel.dated import Period

AT = datetime(2023, 5, 4, 2, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
DAY = date(2023, 5, 4)
FACTS = Facts(
    gate="VNMC0", key=Period(DAY, DAY), ended_at=None, issued={1: (AT, AT + 12 * HOUR)},
    officers=frozenset({(5, DAY)}), now=AT + 14 * HOUR, tolerance=5 * MINUTE,
)  # fmt: skip


def why(at: datetime = AT + HOUR, facts: Facts = FACTS, **changes: object) -> str:
    """Why a record of that moment is in doubt."""
    told = {"list": 1, "officer": 5, **changes}
    return doubt(Record(7, 1, FIRST, verb="pass", passage=made.passage(at), **told), facts)  # type: ignore[arg-type]


def test_a_record_in_order_is_in_no_doubt() -> None:
    assert why() == ""


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (AT - 5 * MINUTE, ""), (AT - 5 * MINUTE - INSTANT, "early"), (AT + 12 * HOUR + 5 * MINUTE, ""),
        (AT + 12 * HOUR + 5 * MINUTE + INSTANT, "expired"), (AT + 14 * HOUR + 5 * MINUTE + INSTANT, "future"),
    ],
)  # fmt: skip
def test_a_record_stands_between_the_making_and_the_end_of_its_list(at: datetime, reason: str) -> None:
    assert why(at) == reason


def test_a_key_is_good_on_its_days_and_until_it_was_ended() -> None:
    assert why(facts=msgspec.structs.replace(FACTS, key=Period(DAY + timedelta(days=1)))) == "key"
    assert why(facts=msgspec.structs.replace(FACTS, ended_at=AT + HOUR)) == "key"
    assert why(facts=msgspec.structs.replace(FACTS, ended_at=AT + HOUR + INSTANT)) == ""


def test_who_records_had_a_post_on_that_day() -> None:
    assert why(officer=6) == "officer"


def test_a_list_that_is_not_known_or_none_is_in_doubt() -> None:
    assert (why(list=2), why(list=0)) == ("list", "own")


def test_a_record_of_another_gate_is_in_doubt() -> None:
    assert why(facts=msgspec.structs.replace(FACTS, gate="VNMC1")) == "gate"


def test_every_reason_and_outcome_has_words_in_both_languages() -> None:
    assert all(words.vi and words.en for words in (*REASONS.values(), *OUTCOMES.values()))
