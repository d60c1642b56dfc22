"""Every rule of transports: an example that passes, one that fails on this rule alone, and the boundary."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from motcua.kernel.moves import Impossible, move
from motcua.kernel.rules import Finding
from motcua.reference import domain as reference
from motcua.transport import factories
from motcua.transport.domain.comparing import compare
from motcua.transport.domain.context import Act, Desk, Security
from motcua.transport.domain.errors import Unreadable
from motcua.transport.domain.judging import faults, judge
from motcua.transport.domain.life import ENDED, MOVES, OPEN, STATE_WORDS, STEPS, State
from motcua.transport.domain.message import Box, Transport, read, write
from motcua.transport.domain.rules import BOOK

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "transport" / "rules.yaml").read_text("utf-8")
)
DAY = date(2023, 5, 4)


@cache
def lists(name: str) -> Mapping[str, reference.Entry]:
    return reference.code_list(name).on(DAY)


def desk(told: Mapping[str, Any]) -> Desk:
    """Real lists, two known enterprises, and what an example tells of cargo and guarantee."""
    security = Security(tuple(told.get("faults", ())), told.get("until")) if told else None
    return Desk(
        day=DAY, lists=reference.lists_on(DAY),
        places={code: entry.extra["office"] for code, entry in lists("warehouse").items()},
        offices=frozenset(office.code for office in reference.branches(DAY)),
        purposes={code: entry.extra.get("direction", "") for code, entry in lists("transport_purpose").items()},
        boxed=frozenset(code for code, entry in lists("transport_means").items() if entry.says("boxes")),
        carried={code: frozenset(e.extra["place"].split()) for code, e in lists("transport_manifest").items()},
        located={code: entry.extra.get("kind", "") for code, entry in lists("location").items()},
        known=frozenset({"5799900001", "5799900002"}),
        used={"MINHHOA000001": told["used"]} if "used" in told else {}, security=security,
    )  # fmt: skip


def made(changes: Mapping[str, Any]) -> Transport:
    told = dict(changes)
    cargo = [factories.cargo(no) for no in range(1, told.pop("cargo_count", 1) + 1)]
    if "cargo" in told:
        cargo = [msgspec.convert({**msgspec.to_builtins(cargo[0]), **told.pop("cargo")}, type(cargo[0]))]
    if "boxes" in told:
        told["containers"] = tuple(Box(number) for number in told.pop("boxes"))
    return factories.transport(cargo=tuple(cargo), **told)


def findings(case: Mapping[str, Any], changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    return judge(made(changes), desk(case.get("desk", {})))


def test_every_rule_of_a_message_has_its_examples() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in BOOK if rule.scope != "act")


@pytest.mark.parametrize("code", CASES)
def test_the_passing_example_and_the_boundary_pass(code: str) -> None:
    case = CASES[code]
    assert judge(made(case["passes"]), desk({})) == ()
    known = case.get("desk", {}) if case["boundary"] else {}
    assert judge(made(case["boundary"]), desk(known)) == ()


@pytest.mark.parametrize("code", CASES)
def test_the_failing_example_meets_this_rule_alone_and_at_its_field(code: str) -> None:
    case = CASES[code]
    found = findings(case, case["fails"])
    assert sorted({each.code for each in found}) == sorted(case.get("only", [code]))
    assert next(each for each in found if each.code == code).path == case["at"]


@pytest.mark.parametrize(
    ("act", "broken"),
    [
        (Act("depart", "approved"), []), (Act("depart", "registered"), ["BTR-BTR-21"]),
        (Act("arrive", "approved"), ["BTR-BTR-21"]), (Act("cancel departure", "under_way"), []),
        (Act("cancel departure", "arrived"), ["BTR-BTR-21"]), (Act("arrive", "under_way", recorder="operator"), []),
        (Act("arrive", "under_way", recorder="other"), ["BTR-BTR-22"]),
        (Act("arrive", "under_way", berth=True, recorder="operator"), ["BTR-BTR-22"]),
    ],
)  # fmt: skip
def test_departure_and_arrival_follow_their_order_and_are_recorded_by_who_is_in_charge(
    act: Act, broken: list[str]
) -> None:
    assert faults(act) == broken


def test_every_state_and_verb_has_words_and_nothing_follows_an_end() -> None:
    assert set(STATE_WORDS) == set(State) == {*OPEN, *ENDED}
    assert {verb for _, verb in MOVES} | {"register"} == set(STEPS)
    for state in ENDED:
        assert [verb for at, verb in MOVES if at is state] == []
        with pytest.raises(Impossible):
            move(MOVES, state, "depart")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([Box("A", ("1", "2"))], [Box("a", ("2", "1"))], []),
        ([Box("TCLU 400500-3", ("hq1",))], [Box("TCLU4005003", ("HQ1",))], []),
        ([Box("A", ("1",))], [Box("A", ("1", "2"))], ["seals"]),
        ([Box("A"), Box("B")], [Box("A")], ["missing"]),
        ([Box("A")], [Box("A"), Box("C")], ["extra"]),
        ([Box("A", ("1",))], [], ["missing"]),
    ],
)  # fmt: skip
def test_seals_are_compared_without_regard_to_order_case_and_blanks(
    before: list[Box], after: list[Box], kinds: list[str]
) -> None:
    assert [each.kind for each in compare(before, after)] == kinds


def test_a_message_is_read_as_it_was_written_and_nothing_unknown_is_taken() -> None:
    assert read(write(factories.transport())) == factories.transport()
    for wrong in (b"", b"[]", b'{"direktion": "I"}', b'{"start_on": "4/5/2023"}'):
        with pytest.raises(Unreadable):
            read(wrong)
