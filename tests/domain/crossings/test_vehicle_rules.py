"""Every rule of vehicles: an example that passes, one that fails on this rule alone, and the boundary."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from motcua.crossings import factories
from motcua.crossings.domain.context import Correction, Desk
from motcua.crossings.domain.errors import Unreadable
from motcua.crossings.domain.gates import gates_on
from motcua.crossings.domain.judging import faults, judge, judge_extension
from motcua.crossings.domain.life import MOVES, STATE_WORDS, STEPS, State
from motcua.crossings.domain.message import Extension, Vehicle, read, write
from motcua.crossings.domain.rules import BOOK
from motcua.ground.domain import numbers
from motcua.kernel.moves import Impossible, move

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "crossings" / "vehicles.yaml").read_text("utf-8")
)
DAY = date(2023, 5, 4)
_ENDS = {"temporary": False, "permit": "", "permit_on": None, "permit_agency": "", "days": None, "exit_on": None}
_ENDS |= {"exit_gate": "", "area": ""}
BASES: dict[str, dict[str, Any]] = {
    "": {},
    "return": {**_ENDS, "country": "VN", "returns": "630000000110"},
    "leave": {**_ENDS, "direction": "out", "returns": "620000000110"},
    "bus": {"kind": "persons", "passengers": 40},
}
OPENED = {"return": "630000000110", "leave": "620000000110"}


def desk(told: Mapping[str, Any], base: str) -> Desk:
    """What is known on the day, as an example tells it."""
    facts = {"opened": OPENED.get(base), **told}
    return Desk(
        day=DAY, countries=frozenset({"CN", "VN", "LA", "KH"}), gates=frozenset(gates_on(DAY)),
        known=frozenset({"5799900001", "5799900002"}), **facts,
    )  # fmt: skip


def made(changes: Mapping[str, Any], base: str) -> Vehicle:
    """A declaration with the changes of an example."""
    told = {**BASES[base], **changes}
    drivers = [factories.driver(no) for no in range(1, told.pop("drivers", 1) + 1)]
    if told.pop("same_passport", False):
        drivers = [msgspec.structs.replace(each, passport="EH0000001") for each in drivers]
    if "driver" in told:
        drivers = [msgspec.structs.replace(drivers[0], **told.pop("driver"))]
    boxes = [factories.box(no) for no in range(1, told.pop("boxes", 0) + 1)]
    if "box" in told:
        boxes = [msgspec.convert({**msgspec.to_builtins(factories.box()), **told.pop("box")}, type(factories.box()))]
    if isinstance(told.get("declarations"), int):
        told["declarations"] = [numbers.number("10", no) for no in range(1, told["declarations"] + 1)]
    told["declarations"] = tuple(told.get("declarations", ()))
    return factories.vehicle(day=DAY, drivers=tuple(drivers), containers=tuple(boxes), **told)


def broken(code: str, changes: Mapping[str, Any]) -> set[str]:
    """Codes of the rules that an example breaks."""
    case, told = CASES[code], dict(changes)
    scope, known = case.get("scope", "vehicle"), told.pop("desk", {})
    if scope == "extension":
        facts = {
            "document": "12",
            "until": date(2023, 6, 1),
            "agency": "HQ",
            "issued_on": date(2023, 5, 3),
            "reason": "S",
        }
        return {each.code for each in judge_extension(Extension(**{**facts, **told}), desk({}, ""))}
    if scope == "correction":
        told["changed"] = tuple(told.get("changed", ()))
        return set(faults(Correction(**{"state": "announced", **told})))
    base = case.get("base", "")
    return {each.code for each in judge(made(told, base), desk(known, base))}


def test_every_rule_has_its_examples() -> None:
    assert set(CASES) == {rule.code for rule in BOOK}


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_rule_holds_for_what_is_right_and_at_its_boundary(code: str) -> None:
    assert broken(code, CASES[code]["passes"]) == set()
    assert broken(code, CASES[code]["boundary"]) == set()


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_rule_finds_what_is_wrong_and_no_other_does(code: str) -> None:
    assert broken(code, CASES[code]["fails"]) == {code}


@pytest.mark.parametrize(
    ("code", "no"), [(c, n) for c in sorted(CASES) for n in range(len(CASES[c].get("also_fails", ())))]
)
def test_a_rule_finds_it_in_every_form(code: str, no: int) -> None:
    assert code in broken(code, CASES[code]["also_fails"][no])


def test_a_message_is_the_same_after_writing_and_reading() -> None:
    message = made({"boxes": 2, "drivers": 3}, "")
    assert read(write(message)) == message


@pytest.mark.parametrize("content", [b"", b"[]", b'{"plate": 5}', b'{"colour": "x", "wings": 2}', b"\xff"])
def test_what_is_no_declaration_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_every_state_and_verb_has_words_and_all_else_is_impossible() -> None:
    assert {state for state, _ in MOVES} | set(MOVES.values()) == set(STATE_WORDS) == set(State)
    verbs = {verb for _, verb in MOVES}
    assert verbs | {"register"} == set(STEPS)
    for state in State:
        for verb in verbs:
            if (state, verb) not in MOVES:
                with pytest.raises(Impossible):
                    move(MOVES, state, verb)
