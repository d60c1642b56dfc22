"""Which type closes which, what is left, how a stay stands; and every rule on an earlier declaration."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from motcua.declarations.domain.linking import (
    TEMPORARY,
    Closing,
    Earlier,
    Line,
    Original,
    closed_by,
    closes,
    latest,
    standing,
)
from motcua.declarations.domain.originals import LINKS, judge

CASES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "originals.yaml").read_text(encoding="utf-8")
)
DAY = date(2023, 6, 1)
CLOSING = Closing("100000000700", "G21", "export", "5799900001", (Line(1, 1, "61091010", "PCE", 600_000),))
ORIGINAL = Original(
    "100000000700", "G11", "5799900001", cancelled=False, confirmed=True, due_on=date(2023, 6, 20),
    lines={1: Earlier(1, "61091010", "PCE", 1_000_000, 200_000)},
)  # fmt: skip


def found(changes: Mapping[str, Any]) -> list[tuple[str, str]]:
    line = msgspec.structs.replace(CLOSING.lines[0], **changes.get("line", {}))
    closing = msgspec.structs.replace(CLOSING, lines=(line,), **changes.get("closing", {}))
    original = msgspec.structs.replace(ORIGINAL, **changes.get("original", {}))
    return [(each.code, each.path) for each in judge(closing, original, changes.get("day", DAY))]


def test_every_rule_has_its_examples() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in LINKS if rule.severity == "refuse")
    assert found({}) == []


@pytest.mark.parametrize("code", CASES)
def test_the_failing_example_meets_this_rule_alone_and_the_boundary_passes(code: str) -> None:
    case = CASES[code]
    assert found(case["fails"]) == [(code, case["at"])]
    assert found(case["boundary"]) == []


def test_an_unknown_original_is_only_warned_of() -> None:
    [warning] = judge(CLOSING, None, DAY)
    assert (warning.code, warning.severity, warning.path) == ("DEC-LNK-18", "warn", "/prior_number")


@pytest.mark.parametrize(
    ("code", "direction", "originals"),
    [
        ("G21", "export", {"G11"}), ("G22", "export", {"G12"}), ("G23", "export", {"G13"}), ("G24", "export", {"G14"}),
        ("G51", "import", {"G61"}), ("B12", "export", {"G61"}), ("A21", "import", {"G11", "G12", "G13", "G14"}),
        ("A11", "import", set()), ("B11", "export", set()),
    ],
)  # fmt: skip
def test_a_type_closes_its_own_originals(code: str, direction: str, originals: set[str]) -> None:
    assert closes(code, direction, DAY) == originals


def test_changes_of_use_and_returns_follow_what_was_not_temporary() -> None:
    for code, direction in (("A42", "import"), ("B13", "export")):
        assert {"A11", "E31"} <= closes(code, direction, DAY)
        assert not closes(code, direction, DAY) & (TEMPORARY | {"B11"})
    assert "B11" in closes("A31", "import", DAY)
    assert sorted(TEMPORARY) == ["G11", "G12", "G13", "G14", "G61"]
    assert closed_by("G61", DAY) == (("export", "B12"), ("import", "G51"))


@pytest.mark.parametrize(
    ("days", "state"), [(-8, "open"), (-7, "soon"), (0, "soon"), (1, "overdue")]
)  # fmt: skip
def test_a_stay_is_over_on_the_day_after_its_last(days: int, state: str) -> None:
    last = date(2023, 6, 20)
    told = standing(due_on=last, ended="", cleared=True, day=last + timedelta(days=days))
    assert told == state


def test_what_ended_or_is_not_cleared_is_said_so() -> None:
    last = date(2023, 6, 20)
    assert standing(due_on=last, ended="closed", cleared=True, day=last + timedelta(days=9)) == "closed"
    assert standing(due_on=last, ended="", cleared=False, day=last) == "waiting"


def test_only_known_law_bounds_an_extension() -> None:
    assert latest("G11", date(2023, 6, 20), DAY) == date(2023, 7, 20)
    assert latest("G13", date(2023, 6, 20), DAY) is None
