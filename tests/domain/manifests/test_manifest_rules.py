"""Every rule of ships' documents: an example that passes, one that fails at its field, and the boundary."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible, move
from motcua.manifests import factories
from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.judging import judge, judge_head
from motcua.manifests.domain.life import MOVES, PAPER_MOVES, PAPER_WORDS, STATE_WORDS, STEPS, Paper, State
from motcua.manifests.domain.message import KINDS, Document
from motcua.manifests.domain.rules import BOOK
from motcua.reference import domain as reference

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "manifests" / "rules.yaml").read_text("utf-8")
)
DAY = date(2023, 5, 4)
NOW = law_moment(DAY, 9)
MAKERS = {
    "cargo": factories.cargo, "house": factories.house, "general": factories.general, "crew": factories.crew,
    "effects": factories.effects, "stores": factories.stores, "passengers": factories.passengers,
    "dangerous": factories.dangerous, "health": factories.health, "containers": factories.containers,
}  # fmt: skip


@cache
def listed() -> dict[str, Any]:
    places = reference.code_list("location").on(DAY)
    return {
        "offices": frozenset(office.code for office in reference.branches(DAY)),
        "ports": {code: entry.extra.get("country", "") for code, entry in places.items()},
        "countries": reference.code_list("country").codes(DAY),
    }


def desk(told: Mapping[str, Any], document: Document) -> Desk:
    """Real lists, three vessels, two carriers, the first master bill, and what an example tells."""
    facts = dict(told)
    if "before" in facts:
        facts["before"] = msgspec.structs.replace(document, **facts["before"])
    if "elsewhere" in facts:
        facts["elsewhere"] = {number: frozenset(marks) for number, marks in facts["elsewhere"].items()}
    if "due" in facts:
        facts["due"] = datetime.fromisoformat(facts["due"])
    if "lists" in facts:
        facts["lists"] = frozenset(facts["lists"])
    return Desk(
        **{
            "day": DAY, "now": NOW, **listed(), "vessels": {f"XVMH{no}": f"MINH HOA {no:02d}" for no in (1, 2, 3)},
            "carriers": {"MHSL": "5799900001", "MHFW": "5799900002"}, "masters": {"MHSL00001001": "20CF"},
            "sums": {"MHSL00001001": (20, 10_010_000)}, **facts,
        }
    )  # fmt: skip


def made(kind: str, changes: Mapping[str, Any]) -> Document:
    told = _filled(MAKERS[kind]())
    for path, value in changes.items():
        _set(told, path.split("/"), value)
    told.pop("document", None)
    return msgspec.convert({"document": kind, **told}, KINDS[kind], strict=False)


def _filled(document: Document) -> dict[str, Any]:
    """A document with every field, so that an example may change any."""

    def plain(value: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        if isinstance(value, tuple):
            return [plain(each) for each in value]
        return value

    return plain(document)


def _set(told: Any, path: list[str], value: Any) -> None:
    *way, last = path
    for part in way[:-1] if last == "times" else way:
        told = told[int(part)] if part.isdecimal() else told[part]
    if last == "times":
        held = told[way[-1]]
        told[way[-1]] = [held[at % len(held)] if held else None for at in range(value)]
        if value > 1:
            told[way[-1]] = [dict(held[0]) for _ in range(value)]
    else:
        told[last] = value


def test_every_rule_has_its_examples() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in BOOK)


@pytest.mark.parametrize("code", CASES)
def test_the_passing_example_and_the_boundary_pass(code: str) -> None:
    case = CASES[code]
    for changes, told in (
        (case["passes"], case.get("passes_desk", case.get("desk", {}))),
        (case["boundary"], case.get("boundary_desk", case.get("desk", {}))),
    ):
        document = made(case["kind"], changes)
        assert [each for each in judge(document, desk(told, document)) if each.code == code] == []


@pytest.mark.parametrize("code", CASES)
def test_the_failing_example_meets_this_rule_alone_and_at_its_field(code: str) -> None:
    case = CASES[code]
    document = made(case["kind"], case["fails"])
    found = judge(document, desk(case.get("desk", {}), document))
    assert sorted({each.code for each in found}) == sorted(case.get("only", [code]))
    assert next(each for each in found if each.code == code).path == case["at"]


@pytest.mark.parametrize("kind", MAKERS)
def test_every_made_up_document_is_sound(kind: str) -> None:
    document = MAKERS[kind]()
    assert judge(document, desk({}, document)) == ()


def test_a_call_is_announced_by_its_head_alone() -> None:
    bare = KINDS["general"](**factories.head())
    assert judge(bare, desk({}, bare)) != ()
    assert judge_head(bare, desk({}, bare)) == ()
    wrong = KINDS["general"](**factories.head(port="CNSHA", office=""))
    assert {each.code for each in judge_head(wrong, desk({}, wrong))} == {"MAN-MAN-01", "VES-VES-02"}


def test_every_state_and_verb_has_words_and_nothing_follows_an_end() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(PAPER_WORDS) == set(Paper)
    assert {verb for _, verb in MOVES} | {"open", "await", "correct"} == set(STEPS)
    for state in (State.CLEARED_OUT, State.CANCELLED):
        assert [verb for at, verb in MOVES if at is state] == []
        with pytest.raises(Impossible):
            move(MOVES, state, "lodge")


@given(st.lists(st.sampled_from(sorted({verb for _, verb in MOVES})), max_size=12))
def test_whatever_is_tried_a_ship_is_cleared_only_after_acceptance(verbs: list[str]) -> None:
    state, accepted = State.DRAFT, False
    for verb in verbs:
        if (state, verb) in MOVES:
            cleared = verb in ("clear in", "clear out")
            assert accepted or not cleared
            state = move(MOVES, state, verb)
            accepted = state is State.ACCEPTED


@given(st.lists(st.sampled_from(sorted({verb for _, verb in PAPER_MOVES})), max_size=9))
def test_whatever_is_tried_a_cancelled_document_stays_cancelled(verbs: list[str]) -> None:
    paper, ended = Paper.AWAITED, False
    for verb in verbs:
        if (paper, verb) in PAPER_MOVES:
            assert not ended
            paper = move(PAPER_MOVES, paper, verb)
            ended = paper is Paper.CANCELLED
