"""Every rule of a procedure refuses the content that breaks it, at its place, and lets the boundary pass."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from motcua.kernel.words import Words
from motcua.procedures.domain import checking, packaged
from motcua.procedures.domain.content import Content, Limit, Paper, Step, Term, Unit

CASES = Path(__file__).parents[2] / "cases" / "procedures" / "procedure_steps.yaml"
GOOD = next(each for each in packaged.contents() if each.code == "QT-TH-12")
"""Five working days in five steps, of hours and days."""
W = Words("Việc", "Work")
HELD: list[dict[str, Any]] = msgspec.yaml.decode(CASES.read_bytes())


def step(index: int, **changed: Any) -> Content:
    steps = list(GOOD.steps)
    steps[index] = replace(steps[index], **changed)
    return replace(GOOD, steps=tuple(steps))


def limit(**changed: Any) -> Content:
    return replace(GOOD, limit=replace(GOOD.limit, **changed))


def broken(content: Content) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in checking.faults(content)]


def test_a_sound_procedure_breaks_no_rule() -> None:
    assert broken(GOOD) == []


TWICE = {
    "papers": replace(GOOD, papers=(*GOOD.papers, GOOD.papers[0])),
    "templates": replace(GOOD, templates=(*GOOD.templates, GOOD.templates[0])),
    "records": replace(GOOD, records=(*GOOD.records, GOOD.records[0])),
    "terms": replace(GOOD, terms=(Term("X", W), Term("X", W))),
}


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (replace(GOOD, code="QT-TH-1"), "P01", "code"), (replace(GOOD, code="BM-TH-12"), "P01", "code"),
        (replace(GOOD, code="QT-TH-123"), "P01", "code"), (replace(GOOD, level="D"), "P02", "level"),
        (replace(GOOD, area="nowhere"), "P03", "area"), (replace(GOOD, area="documents"), "P03", "area"),
        (replace(GOOD, national_code=""), "P04", "national_code"),
        (replace(GOOD, national_code="1.00 1234"), "P04", "national_code"),
        (limit(amount=Decimal(0), unit=""), "P05", "limit.words"), (limit(amount=Decimal(0)), "P06", "limit.amount"),
        (limit(amount=Decimal(1), unit="", words=W), "P06", "limit.amount"),
        (limit(longer=Decimal(5)), "P07", "limit.longer"), (step(1, no=3), "P08", "steps[1].no"),
        (step(0, no=0), "P08", "steps[0].no"), (step(2, role="nobody"), "P09", "steps[2].role"),
        (step(2, role="officer,head"), "P09", "steps[2].role"),
        (step(2, output=Words(" ", "")), "P10", "steps[2].output"), (step(2, unit="d"), "P11", "steps[2].unit"),
        (step(2, unit=""), "P11", "steps[2].unit"), (step(2, amount=Decimal(-1)), "P12", "steps[2].amount"),
        (step(2, amount=Decimal("1.125")), "P13", "steps"), (step(2, pauses=True), "P13", "steps"),
        (limit(amount=Decimal(6)), "P13", "steps"), (step(1, form="BM-TH-12-99"), "P14", "steps[1].form"),
        *((content, "P15", f"{name}[{len(getattr(content, name)) - 1}]") for name, content in TWICE.items()),
        (replace(GOOD, purpose=None), "P16", "purpose"), (replace(GOOD, scope=None), "P16", "scope"),
        (replace(GOOD, steps=()), "P16", "steps"), (replace(GOOD, templates=()), "P16", "templates"),
        (replace(GOOD, records=()), "P16", "records"), (replace(GOOD, title=Words("Tên", " ")), "P17", "title"),
        (step(1, words=Words("", "Only English")), "P17", "steps[1].words"), (replace(GOOD, sets=0), "P18", "sets"),
        (replace(GOOD, fee_dong=-1), "P18", "fee_dong"),
        (replace(GOOD, papers=(Paper("GT1", W, 0, 0),)), "P18", "papers[0]"),
        (replace(GOOD, records=(replace(GOOD.records[0], years=0),)), "P18", "records[0].years"),
        (replace(GOOD, basis=()), "P19", "basis"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told_at_its_place(content: Content, code: str, place: str) -> None:
    assert (code, place) in broken(content)


@pytest.mark.parametrize(
    "content",
    [
        replace(GOOD, national_code="1.009794"), replace(GOOD, national_code="B-BTC-050627-TT"),
        limit(longer=Decimal("5.125")), step(1, branches=()), replace(GOOD, fee_dong=0),
        replace(GOOD, papers=(Paper("GT1", W, 1, 0),)), replace(GOOD, national_code=None),
    ],
)  # fmt: skip
def test_what_lies_on_the_right_side_of_a_rule_passes(content: Content) -> None:
    assert broken(content) == []


def test_a_procedure_without_steps_and_records_may_stand_short() -> None:
    short = replace(GOOD, full=False, purpose=None, scope=None, steps=(), templates=(), records=())
    assert broken(short) == []


def test_an_unsound_form_is_told_with_the_place_in_it() -> None:
    assert GOOD.form is not None
    first = replace(GOOD.form.sections[0], name="Not a name")
    unsound = replace(GOOD, form=replace(GOOD.form, sections=(first, *GOOD.form.sections[1:])))
    assert broken(unsound) == [("FRM-D01", "form.sections[0].name")]


def test_every_fault_says_in_both_languages_what_is_expected() -> None:
    worst = replace(limit(amount=Decimal(0), unit=""), code="x", level="", area="", basis=(), sets=0)
    for fault in checking.faults(worst):
        assert "%(" not in fault.words.vi + fault.words.en
        assert fault.words.vi != fault.words.en


def test_codes_of_several_procedures_differ() -> None:
    other = replace(GOOD, code="QT-TH-99")
    assert checking.clashes([GOOD, other]) == ()
    assert [fault.code for fault in checking.clashes([GOOD, GOOD])] == ["P20"]


def test_a_national_code_belongs_to_one_procedure_and_many_may_have_none() -> None:
    one, other = replace(GOOD, national_code="1.009794"), replace(GOOD, code="QT-TH-99", national_code="1.009794")
    assert [(fault.code, fault.place) for fault in checking.clashes([one, other])] == [
        ("P21", "QT-TH-99.national_code")
    ]


def test_every_rule_has_a_case_here() -> None:
    told = {rule.code for rule in checking.rules()}
    assert told == {f"P{number:02d}" for number in range(1, 20)}


def made(text: str, no: int) -> Step:
    amount, *rest = text.split()
    unit: Any = rest[0] if rest else ""
    return Step(no, W, "officer", Decimal(amount), unit, W, pauses="pause" in rest)


@pytest.mark.parametrize("case", HELD, ids=[case["name"] for case in HELD])
def test_the_sum_of_steps_is_the_one_worked_by_hand(case: dict[str, Any]) -> None:
    steps = [made(text, no) for no, text in enumerate(case["steps"], start=1)]
    expected = None if case["sum"] == "none" else Decimal(str(case["sum"]))
    assert checking.running(steps, case["unit"]) == expected


quarters = st.integers(0, 200).map(lambda number: Decimal(number) / 4)


@given(st.lists(st.tuples(quarters, st.sampled_from(["wh", "wd"]), st.booleans()), max_size=12))
def test_a_limit_of_the_sum_is_kept_in_hours_as_in_days(drawn: list[tuple[Decimal, Unit, bool]]) -> None:
    steps = tuple(
        Step(no, W, "officer", amount, unit, W, "", pauses) for no, (amount, unit, pauses) in enumerate(drawn, 1)
    )
    in_hours, in_days = checking.running(steps, "wh"), checking.running(steps, "wd")
    assert in_hours is not None
    assert in_days is not None
    assert in_hours == in_days * 8
    if in_hours and steps:
        held = replace(GOOD, steps=steps, limit=Limit(in_hours, "wh"))
        assert "P13" not in [fault.code for fault in checking.faults(held)]
        assert ("P13", "steps") in broken(replace(held, limit=Limit(in_hours + Decimal("0.25"), "wh")))
