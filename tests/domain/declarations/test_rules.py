"""Every rule: an example that passes, one that fails on this rule alone, and the boundary."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.domain.declarations.rules_desk import base_names, cases, declaration, desk

from motcua.declarations.domain.judging import judge
from motcua.declarations.domain.rules import BOOK
from motcua.kernel.rules import Finding

CASES = dict(cases())


def findings(case: Mapping[str, Any], changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    return judge(declaration(case["base"], changes), desk())


def codes(case: Mapping[str, Any], changes: Mapping[str, Any]) -> list[str]:
    return sorted({found.code for found in findings(case, changes)})


def test_every_rule_has_its_examples() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in BOOK)
    assert all({"base", "passes", "fails", "at", "boundary"} <= set(case) for case in CASES.values())


@pytest.mark.parametrize("base", base_names())
def test_a_valid_declaration_has_no_findings(base: str) -> None:
    assert judge(declaration(base), desk()) == ()


@pytest.mark.parametrize("code", CASES)
def test_the_passing_example_passes(code: str) -> None:
    case = CASES[code]
    assert codes(case, case["passes"]) == case.get("passes_only", [])


@pytest.mark.parametrize("code", CASES)
def test_the_boundary_still_passes(code: str) -> None:
    case = CASES[code]
    assert codes(case, case["boundary"]) == case.get("boundary_only", [])


@pytest.mark.parametrize("code", CASES)
def test_the_failing_example_meets_this_rule_alone_and_at_its_field(code: str) -> None:
    case = CASES[code]
    found = findings(case, case["fails"])
    assert sorted({each.code for each in found}) == sorted(case.get("only", [code]))
    first = next(each for each in found if each.code == code)
    assert first.path == case["at"]
    assert first.severity == BOOK[code].severity
    assert first.message == BOOK[code].sentence


ALSO = [(code, changes, case["at"]) for code, case in CASES.items() for changes in case.get("also_fails", [])] + [
    (code, changes, at) for code, case in CASES.items() for changes, at in case.get("also_fails_at", [])
]


@pytest.mark.parametrize(("code", "changes", "at"), ALSO)
def test_other_ways_to_fail_meet_this_rule_alone_too(code: str, changes: Mapping[str, Any], at: str) -> None:
    found = findings(CASES[code], changes)
    assert [(each.code, each.path) for each in found if each.path == at] == [(code, at)]
    assert {each.code for each in found} == {code}
