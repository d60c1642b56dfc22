"""A definition is judged before anybody fills it in: each unsound one is told, with its place."""

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import made_forms
from tests.made_forms import CODES, TODAY

from motcua.kernel.words import Words
from motcua.procedures.domain.form import bounds
from motcua.procedures.domain.form.definition import Choice, Field, Form, Group, Rule, Section, When
from motcua.procedures.domain.form.judging import judge
from motcua.procedures.domain.form.soundness import faults

W = Words("Một", "One")
TEXT = Field("a", W, "text")
YES = Field("y", W, "yes")
C = (Choice("c", W),)


def form(*parts: Any, rules: tuple[Rule, ...] = ()) -> Form:
    return Form((Section("s", W, parts),), rules)


def field(**changes: Any) -> Field:
    return msgspec.structs.replace(Field("b", W, "text"), **changes)


RULE = Rule("R", "different", ("a", "b"), W)


@pytest.mark.parametrize(
    ("made", "path", "code"),
    [
        (Form(()), "sections", "FRM-D03"),
        (Form((Section("s", W, ()),)), "sections[0]", "FRM-D03"),
        (Form((Section("s", W, (TEXT,)),) * 31), "sections", "FRM-D03"),
        (form(field(name="B")), "sections[0].parts[0].name", "FRM-D01"),
        (form(field(name="x" * 41)), "sections[0].parts[0].name", "FRM-D01"),
        (form(field(name="a.b")), "sections[0].parts[0].name", "FRM-D01"),
        (form(field(words=Words("", "x"))), "sections[0].parts[0].words", "FRM-D04"),
        (form(TEXT, TEXT), "sections", "FRM-D02"),
        (form(TEXT, Group("a", W, (TEXT,))), "sections", "FRM-D02"),
        (form(Group("g", W, (TEXT, TEXT))), "sections[0].parts[0]", "FRM-D02"),
        (form(Group("g", W, ())), "sections[0].parts[0]", "FRM-D03"),
        (form(Group("g", W, (TEXT,), 3, 2)), "sections[0].parts[0].most", "FRM-D03"),
        (form(Group("g", W, (TEXT,), 1, 201)), "sections[0].parts[0].most", "FRM-D03"),
        (form(Group("g", W, tuple(field(name=f"f{n}") for n in range(20)), 1, 100)), "sections[0]", "FRM-D03"),
        (form(*(field(name=f"f{n}", longest=9_000) for n in range(30))), "sections[0]", "FRM-D03"),
        (form(field(longest=0)), "sections[0].parts[0].longest", "FRM-D03"),
        (form(field(least="1")), "sections[0].parts[0].least", "FRM-D06"),
        (form(field(kind="integer", least="x")), "sections[0].parts[0].least", "FRM-D06"),
        (form(field(kind="integer", least="2", most="1")), "sections[0].parts[0].most", "FRM-D06"),
        (form(field(kind="date", most="31/12/2023")), "sections[0].parts[0].most", "FRM-D06"),
        (form(field(kind="date", most="2023-02-30")), "sections[0].parts[0].most", "FRM-D06"),
        (form(field(kind="date", least="today+2", most="today")), "sections[0].parts[0].most", "FRM-D06"),
        (form(field(kind="choice")), "sections[0].parts[0].choices", "FRM-D07"),
        (form(field(choices=C)), "sections[0].parts[0].choices", "FRM-D07"),
        (form(field(kind="choice", choices=C + C)), "sections[0].parts[0].choices", "FRM-D07"),
        (form(field(kind="choice", choices=(Choice("a b", W),))), "sections[0].parts[0].choices[0].code", "FRM-D01"),
        (form(field(kind="money", prefill="party.name")), "sections[0].parts[0].prefill", "FRM-D08"),
        (form(field(when=When("z", ("yes",)))), "sections[0].parts[0].when", "FRM-D05"),
        (form(field(when=When("b", ("x",)))), "sections[0].parts[0].when", "FRM-D05"),
        (form(YES, field(when=When("y", ("maybe",)))), "sections[0].parts[1].when", "FRM-D05"),
        (form(YES, field(when=When("y", ()))), "sections[0].parts[1].when", "FRM-D05"),
        (form(YES, Group("g", W, (field(when=When("y", ("yes",))),))),
         "sections[0].parts[1].fields[0].when", "FRM-D05"),
        (form(field(name="c", kind="yes", when=When("b", ("yes",))), field(kind="yes", when=When("c", ("yes",)))),
         "sections[0].parts[0].when", "FRM-D05"),
        (form(TEXT, rules=(RULE,)), "rules[0].fields", "FRM-D09"),
        (form(TEXT, field(), rules=(RULE, RULE)), "rules", "FRM-D02"),
        (form(TEXT, field(), rules=(Rule("R", "sum", ("a", "b"), W),)), "rules[0].fields", "FRM-D09"),
        (form(TEXT, field(kind="date"), rules=(Rule("R", "ordered", ("a", "b"), W),)), "rules[0].fields", "FRM-D09"),
        (form(TEXT, rules=(Rule("R", "one_of", ("a",), W),)), "rules[0].fields", "FRM-D09"),
        (form(TEXT, Group("g", W, (TEXT,)), rules=(Rule("R", "together", ("a", "g.a"), W),)),
         "rules[0].fields", "FRM-D09"),
        (form(TEXT, field(), rules=(msgspec.structs.replace(RULE, words=Words("x", "")),)),
         "rules[0].words", "FRM-D04"),
    ],
)  # fmt: skip
def test_each_unsound_definition_is_told_at_its_place(made: Form, path: str, code: str) -> None:
    found = faults(made)
    assert (path, code) in [(each.path, each.code) for each in found], found
    assert all(each.words.vi and each.words.en and each.expected.vi for each in found)


def test_conditions_may_ask_across_sections_and_bounds_at_their_ends() -> None:
    made = Form((
        Section("one", W, (YES, field(when=When("y", ("no",)), longest=bounds.LONGEST))),
        Section("two", W, (field(name="c", when=When("y", ("yes",))), Group("g", W, (TEXT,), 0, bounds.ROWS))),
    ))  # fmt: skip
    assert faults(made) == ()


SPOILT = st.randoms(use_true_random=False)


@given(SPOILT)
def test_no_definition_however_spoilt_breaks_the_look_at_it_or_the_judging_by_it(draw: Random) -> None:
    told = msgspec.to_builtins(made_forms.form(draw))
    for _ in range(draw.randint(1, 6)):
        _spoil(draw, told)
    try:
        made = msgspec.convert(told, Form)
    except msgspec.ValidationError:
        return
    for each in faults(made):
        msgspec.json.encode(each)
    judge(made, made_forms.hostile(draw, made_forms.form(draw)), today=TODAY, codes=CODES, typed=True)
    judge(made, made_forms.anything(draw, made), today=TODAY, codes=CODES)


def _spoil(draw: Random, told: Any) -> None:
    """Put something else at some place of a definition."""
    while told:
        keys = list(told) if isinstance(told, dict) else list(range(len(told)))
        key = draw.choice(keys)
        if not (isinstance(told[key], dict | list) and told[key] and draw.random() < 0.85):
            told[key] = draw.choice(
                ["", "x", "n0", "n1", "n1.n2", "yes", [], -1, 0, 10**6, "today+99999", "\x00", told[key]]
            )
            return
        told = told[key]
