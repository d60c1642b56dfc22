"""Every rule of form D: an example that fails on this rule alone, and one at the boundary that still passes."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from motcua.kernel.moves import Impossible, move
from motcua.kernel.rules import Finding
from motcua.origin import factories
from motcua.origin.domain.bearing import Days, late
from motcua.origin.domain.certificate import Certificate, Line, read, write
from motcua.origin.domain.context import desk_on
from motcua.origin.domain.judging import judge
from motcua.origin.domain.life import (
    ACT_STEPS,
    APP_MOVES,
    APP_WORDS,
    CLAIM_WORDS,
    DEAD,
    MOVES,
    STATE_WORDS,
    STEPS,
    AppState,
    ClaimState,
    State,
)
from motcua.origin.domain.rules import BOOK
from motcua.origin.domain.validity import valid_until

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "origin" / "rules.yaml").read_text("utf-8")
)
DAY = date(2023, 5, 4)


def made(changes: Mapping[str, Any]) -> Certificate:
    told = dict(changes)
    plain = msgspec.to_builtins(factories.certificate())
    line = msgspec.convert({**msgspec.to_builtins(factories.line()), **told.pop("line", {})}, Line)
    return msgspec.convert({**plain, **told, "lines": [msgspec.to_builtins(line)]}, Certificate)


def findings(changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    return judge(made(changes), desk_on(DAY))


def test_every_rule_of_a_certificate_has_its_examples() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in BOOK if rule.scope != "claim")


@pytest.mark.parametrize("code", CASES)
def test_the_plain_certificate_and_the_boundary_pass(code: str) -> None:
    assert findings({}) == ()
    assert findings(CASES[code]["boundary"]) == ()


@pytest.mark.parametrize("code", CASES)
def test_the_failing_example_meets_this_rule_alone_and_at_its_field(code: str) -> None:
    case = CASES[code]
    found = findings(case["fails"])
    assert sorted({each.code for each in found}) == sorted(case.get("only", [code]))
    assert next(each for each in found if each.code == code).path == case["at"]


@pytest.mark.parametrize(
    ("issued", "last"),
    [("2023-04-27", "2024-04-27"), ("2024-02-29", "2025-02-28"), ("2023-12-31", "2024-12-31")],
)
def test_twelve_months_end_on_the_same_day_or_the_last_of_a_shorter_month(issued: str, last: str) -> None:
    assert valid_until(date.fromisoformat(issued)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("registered", "after", "too_late"),
    [("2023-07-14", 30, False), ("2023-07-14", 31, True), ("2023-07-15", 365, False), ("2023-07-15", 366, True)],
)
def test_late_filing_follows_the_law_of_the_day_of_registration(registered: str, after: int, too_late: bool) -> None:
    first = date.fromisoformat(registered)
    then = first + timedelta(days=after)
    assert late(Days(first, then, then)) is too_late


def test_a_certificate_is_written_and_read_the_same_and_every_misread_value_is_told() -> None:
    whole = made({})
    assert read(write(whole)) == whole
    wrong = read(b'{"lines": [{"no": "x", "quantity": "a"}, 3], "issued_on": "2023-02-30", "flags": [1]}')
    assert isinstance(wrong, list)
    assert {each.path for each in wrong} == {"/lines/0/no", "/lines/0/quantity", "/lines/1", "/issued_on", "/flags"}
    for raw in (b"", b"[]", b"\xff", b'{"lines":[{"quantity":"1e99"}]}', b'{"reference":"a\\u0000"}'):
        assert isinstance(read(raw), list)


def test_every_state_and_verb_has_words_and_nothing_follows_an_end() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(CLAIM_WORDS) == set(ClaimState)
    assert set(APP_WORDS) == set(AppState)
    assert {verb for _, verb in MOVES} | {"receive"} == set(STEPS)
    assert {verb for _, verb in APP_MOVES} | {"apply"} == set(ACT_STEPS)
    for state in DEAD:
        with pytest.raises(Impossible):
            move(MOVES, state, "accept")
