"""Versions compared place by place, procedures laid out, drawn, found, written and read: without tables."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.words import Words
from motcua.procedures.domain import comparing, editing, flow, outline, packaged, record, wording
from motcua.procedures.domain.content import Limit, Step
from motcua.procedures.domain.finding import found
from motcua.procedures.domain.life import MOVES, State, persons, stands
from motcua.procedures.factories import FORM, content

replace = msgspec.structs.replace
STEPS = content().steps


def places(before, after) -> list[str]:
    return [each.place for each in comparing.compare(before, after)]


def test_nothing_differs_from_itself():
    assert comparing.compare(content(), content()) == ()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"sets": 2}, "sets"), ({"limit": Limit(Decimal(3), "wd", source="giả định")}, "limit"),
        ({"limit": Limit(Decimal(2), "wd", source="giả định", uncertain=False)}, "limit.uncertain"),
        ({"form": None}, "form"), ({"fee_dong": 20_000}, "fee_dong"), ({"papers": ()}, "papers[DON]"),
        ({"steps": (STEPS[0], replace(STEPS[1], role="head"), STEPS[2])}, "steps[Thẩm định].role"),
        ({"title": Words("Khác", "Confirmation for tests")}, "title"),
    ],
)  # fmt: skip
def test_a_change_is_named_by_its_place(changed, place):
    assert place in places(content(), content(**changed))


def test_a_step_put_between_others_does_not_change_those_around_it():
    new = Step(2, Words("Mới", "New"), "officer", Decimal(0), "", Words("Ghi chú", "Note"))
    after = content(steps=(STEPS[0], new, replace(STEPS[1], no=3), replace(STEPS[2], no=4)))
    changed = places(content(), after)
    assert "steps[Mới]" in changed
    assert {each for each in changed if "Phê duyệt" in each} == {"steps[Phê duyệt].no"}


def test_a_change_that_only_moves_things_is_still_a_change():
    first, second = content().papers[0], replace(content().papers[0], code="B")
    assert places(content(papers=(first, second)), content(papers=(second, first)))


@given(st.sampled_from(packaged.contents()), st.sampled_from(packaged.contents()))
def test_two_packaged_procedures_are_equal_exactly_where_nothing_differs(one, other):
    assert (comparing.compare(one, other) == ()) == (one == other)


@given(st.sampled_from(packaged.contents()))
def test_what_is_kept_or_written_as_text_reads_back_as_it_was(one):
    assert record.read(record.write(one)) == one
    assert editing.read_content(editing.text_of(one)) == (one, ())


@given(st.sampled_from(packaged.contents()), st.sampled_from(["vi", "en"]))
def test_each_step_stands_in_the_table_and_in_the_drawing(one, language):
    grid = next((each.grid for each in outline.parts(one) if each.steps), None)
    drawn = flow.svg(one.steps, language)
    assert (grid is not None) == bool(drawn)
    if grid is not None:
        assert len(grid.rows) == len(one.steps)
        assert all(f"{step.no}. " in drawn for step in one.steps)


def test_a_drawing_says_nothing_that_a_text_could_break_out_of():
    wicked = replace(STEPS[0], words=Words('<script>"&', "x"), branches=(Words("</text>", "y"),))
    drawn = flow.svg((wicked,), "vi")
    assert "<script" not in drawn
    assert "</text></text>" not in drawn


@given(st.text(max_size=300), st.integers(40, 400))
def test_wrapped_lines_hold_every_word(text, room):
    assert "".join(flow.wrapped(text, room)).replace(" ", "") == "".join(text.split())


@given(st.text(max_size=400))
def test_any_text_is_read_as_a_form_or_sent_back_with_a_fault(text):
    form, faults = editing.read_form(text)
    assert form is not None or faults or not text.strip()


def test_a_form_reads_back_as_it_was_written():
    assert editing.read_form(editing.text_of(FORM)) == (FORM, ())


def test_a_fault_names_the_line_at_which_it_stands():
    text = editing.text_of(content()).replace("role: head", "role: boss")
    [fault] = editing.read_content(text)[1]
    assert text.splitlines()[fault.line - 1].strip() == "role: boss"


def test_an_anchor_that_would_grow_without_end_is_not_read():
    lines = ["a: &a [x, x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20))]
    form, [fault] = editing.read_form("\n".join(lines))
    assert form is None
    assert fault.line == 1


@pytest.mark.parametrize(
    "asked", ["xac nhan thu nghiem", "XÁC NHẬN", "don de nghi", "xac nhan thu ngiem", "confirmation"]
)
def test_a_procedure_is_found_without_accents_by_paper_and_nearly(asked):
    assert content() in found([content("QT-ZZ-02", title=Words("Hủy", "Cancel"), papers=()), content()], asked)


def test_what_nobody_wrote_is_not_found():
    assert found([content()], "tau bien nhap canh") == []


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [("2", "wh", "2 giờ làm việc", "2 working hours"), ("1", "wd", "1 ngày làm việc", "1 working day"),
     ("0.5", "wd", "0,5 ngày làm việc", "0.5 working days"), ("30", "d", "30 ngày", "30 days"),
     ("0", "", "ngay", "at once")],
)  # fmt: skip
def test_times_are_said_in_both_languages(amount, unit, vi, en):
    assert wording.duration(Decimal(amount), unit) == Words(vi, en)


@pytest.mark.parametrize("state", list(State))
def test_every_state_but_the_last_leads_somewhere(state):
    leads = any(at is state for at, _ in MOVES)
    assert leads == (state is not State.WITHDRAWN)


def test_how_a_version_stands_follows_its_days():
    from datetime import date

    first, last, none = date(2023, 5, 4), date(2023, 5, 31), None
    told = [stands("replaced", first, last, day) for day in (date(2023, 5, 3), first, last, date(2023, 6, 1))]
    assert told == ["to_come", "in_force", "in_force", "replaced"]
    assert stands("withdrawn", first, date(2023, 5, 3), first) == "withdrawn"
    assert stands("draft", none, none, first) == "draft"


def test_who_stands_in_is_both_persons():
    assert persons("account/5 for account/7") == {5, 7}
    assert persons("system") == frozenset()
