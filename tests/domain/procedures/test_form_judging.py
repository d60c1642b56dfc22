"""Answers against a form: what is taken, what is told, and that nothing can break it."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import made_forms
from tests.made_forms import CODES, TODAY

from motcua.kernel.words import Words
from motcua.procedures.domain.form import limits, posted, shown
from motcua.procedures.domain.form.definition import Choice, Field, Form, Group, Rule, Section, When
from motcua.procedures.domain.form.judging import Judged, judge
from motcua.procedures.domain.form.posted import parts_of
from motcua.procedures.domain.form.soundness import faults

W = Words("Một", "One")
draws = st.randoms(use_true_random=False)


def form(*parts: Field | Group, rules: tuple[Rule, ...] = ()) -> Form:
    return Form((Section("s", W, parts),), rules)


def judged(parts: Any, answers: Any, *, rules: tuple[Rule, ...] = (), typed: bool = False) -> Judged:
    made = form(*parts, rules=rules)
    assert not faults(made), faults(made)
    return judge(made, answers, today=TODAY, codes=CODES, typed=typed)


@pytest.mark.parametrize(
    ("kind", "typed", "canonical"),
    [
        ("text", "  Cà\u00a0phê \t rang ", "Cà phê rang"), ("text", "Ca\u0300 phe", "Cà phe"),
        ("long", "một \r\n hai\x07 \n", "một\nhai"), ("integer", "1.234", "1234"), ("integer", "-5", "-5"),
        ("decimal", "1.234,50", "1234.5"), ("decimal", "1,2340", "1.234"), ("money", "20 000", "20000"),
        ("date", "22.12.2023", "2023-12-22"), ("date", "2023-12-22", "2023-12-22"), ("yes", "Có", "yes"),
        ("yes", "off", "no"), ("tax_code", "5799900001 001", "5799900001001"), ("hs_code", "6109.10.10", "61091010"),
        ("declaration", "1000 0000 0110", "100000000110"), ("country", "vn", "VN"), ("office", "20bb", "20BB"),
        ("email", " ten@congty.vn ", "ten@congty.vn"), ("telephone", "(0203) 3.825-999", "02033825999"),
    ],
)  # fmt: skip
def test_what_people_type_has_one_writing(kind: Any, typed: str, canonical: str) -> None:
    found = judged([Field("a", W, kind)], {"a": typed}, typed=True)
    assert (found.answers, found.faults) == ({"a": canonical}, ())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "1,5"), ("integer", "1e3"), ("integer", "9" * 16), ("decimal", "0.0000001"), ("decimal", "a"),
        ("money", "-1"), ("money", "0,5"), ("date", "31/02/2023"), ("date", "22/12/1899"), ("yes", "maybe"),
        ("tax_code", "123"), ("hs_code", "6109"), ("declaration", "100000000120"), ("country", "XX"),
        ("office", "99ZZ"), ("email", "a@b"), ("telephone", "12"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_was_expected(kind: Any, text: str) -> None:
    (fault,) = judged([Field("a", W, kind)], {"a": text}, typed=True).faults
    assert (fault.path, fault.code, fault.value) == ("a", "FRM-UNREAD", text)
    assert fault.expected.vi
    assert fault.expected.en


def test_a_plain_decimal_of_a_program_is_no_thousand() -> None:
    assert judged([Field("a", W, "decimal")], {"a": "1.234"}).answers == {"a": "1.234"}
    assert judged([Field("a", W, "decimal")], {"a": "1.234"}, typed=True).answers == {"a": "1234"}


@pytest.mark.parametrize(
    ("value", "kind", "canonical"),
    [(5, "integer", "5"), (1.5, "decimal", "1.5"), (True, "yes", "yes"), (date(2023, 1, 2), "date", "2023-01-02"),
     (Decimal("2.50"), "decimal", "2.5"), (["x"], "text", "x")],
)  # fmt: skip
def test_programs_may_send_numbers_days_and_truths(value: Any, kind: Any, canonical: str) -> None:
    assert judged([Field("a", W, kind)], {"a": value}).answers == {"a": canonical}


@pytest.mark.parametrize(("day", "taken"), [("21/12/2023", False), ("22/12/2023", True), ("21/01/2024", True),
                                            ("22/01/2024", False)])  # fmt: skip
def test_days_are_bounded_from_today(day: str, taken: bool) -> None:
    found = judged([Field("a", W, "date", least="today", most="today+30")], {"a": day}, typed=True)
    assert found.accepted is taken
    assert taken or found.faults[0].expected.en == "from 22/12/2023 up to 21/01/2024"


@pytest.mark.parametrize(("number", "taken"), [("0", False), ("1", True), ("9", True), ("10", False)])
def test_numbers_keep_their_bounds(number: str, taken: bool) -> None:
    assert judged([Field("a", W, "integer", least="1", most="9")], {"a": number}).accepted is taken


@pytest.mark.parametrize(("length", "taken"), [(5, True), (6, False)])
def test_a_text_is_as_long_as_it_may_be(length: int, taken: bool) -> None:
    assert judged([Field("a", W, "text", longest=5)], {"a": "ệ" * length}).accepted is taken


def test_what_is_not_asked_is_dropped_and_named() -> None:
    asked = Field("b", W, "text", when=When("a", ("yes",)))
    parts = [Field("a", W, "yes"), asked]
    assert judged(parts, {"a": "no", "b": "left over"}) == Judged({"a": "no"}, (), ("b",))
    assert judged(parts, {"a": "yes"}).faults[0].code == "FRM-MISSING"
    assert judged(parts, {"a": "no"}) == Judged({"a": "no"})


def test_a_condition_on_what_is_itself_not_asked_is_not_met() -> None:
    parts = [
        Field("a", W, "yes"), Field("b", W, "yes", when=When("a", ("yes",))),
        Field("c", W, "text", when=When("b", ("yes",))),
    ]  # fmt: skip
    assert judged(parts, {"a": "no", "b": "yes", "c": "x"}).dropped == ("b", "c")


def test_names_that_the_form_does_not_know_are_told() -> None:
    (fault,) = judged([Field("a", W, "text", required=False)], {"extra": "x"}).faults
    assert (fault.path, fault.code) == ("extra", "FRM-UNKNOWN")


TABLE = Group("goods", W, (Field("name", W, "text"), Field("number", W, "integer", required=False)), least=1, most=3)


def test_blank_rows_count_for_nothing_and_faults_stand_in_the_row_that_was_sent() -> None:
    rows = [{"name": ""}, {"name": "Gạo", "number": "2"}, {"number": "3"}]
    found = judged([TABLE], {"goods": rows})
    assert found.answers["goods"] == [{"name": "Gạo", "number": "2"}, {"number": "3"}]
    assert [each.path for each in found.faults] == ["goods[2].name"]
    assert judged([TABLE], {"goods": [{"name": " "}]}).faults[0].code == "FRM-FEW"
    assert judged([TABLE], {"goods": [{"name": "x"}] * 4}).faults[0].code == "FRM-MUCH"
    assert judged([TABLE], {"goods": "x"}).faults[0].code == "FRM-SHAPE"


def rule(kind: Any, *fields: str) -> tuple[Rule, ...]:
    return (Rule("R1", kind, fields, W),)


DAYS = [Field("a", W, "date", required=False), Field("b", W, "date", required=False)]
TEXTS = [Field("a", W, "text", required=False), Field("b", W, "text", required=False)]
SUMS = [Field("total", W, "decimal", required=False), TABLE]


@pytest.mark.parametrize(
    ("parts", "rules", "answers", "path"),
    [
        (DAYS, rule("ordered", "a", "b"), {"a": "2023-01-02", "b": "2023-01-01"}, "a"),
        (DAYS, rule("ordered", "a", "b"), {"a": "2023-01-01", "b": "2023-01-01"}, ""),
        (DAYS, rule("ordered", "a", "b"), {"a": "2023-01-02"}, ""),
        (TEXTS, rule("different", "a", "b"), {"a": "x", "b": "x"}, "a"),
        (TEXTS, rule("different", "a", "b"), {"a": "x", "b": "y"}, ""),
        (TEXTS, rule("one_of", "a", "b"), {}, "a"),
        (TEXTS, rule("one_of", "a", "b"), {"b": "x"}, ""),
        (TEXTS, rule("together", "a", "b"), {"b": "x"}, "a"),
        (TEXTS, rule("together", "a", "b"), {}, ""),
        (SUMS, rule("sum", "total", "goods.number"), {"total": "5", "goods": [{"name": "x", "number": "5"}]}, ""),
        (SUMS, rule("sum", "total", "goods.number"), {"total": "6", "goods": [{"name": "x", "number": "5"}]}, "total"),
        ([TABLE], rule("different", "goods.name"), {"goods": [{"name": "x"}, {"name": "x"}]}, "goods[1].name"),
        ([TABLE], rule("together", "goods.name", "goods.number"), {"goods": [{"name": "x"}]}, "goods[0].name"),
    ],
)  # fmt: skip
def test_rules_hold_between_fields_within_rows_and_over_columns(
    parts: Any, rules: Any, answers: Any, path: str
) -> None:  # fmt: skip
    found = judged(parts, answers, rules=rules)
    assert [(each.path, each.code) for each in found.faults] == ([(path, "R1")] if path else [])


def test_a_sum_says_what_it_should_be_and_is_silent_where_a_part_cannot_be_read() -> None:
    rules = rule("sum", "total", "goods.number")
    rows = [{"name": "x", "number": "1200"}, {"name": "y", "number": "34"}]
    (fault,) = judged(SUMS, {"total": "1", "goods": rows}, rules=rules).faults
    assert fault.expected == Words("tổng 1.234", "a sum of 1,234")
    rows[0]["number"] = "x"
    assert [each.code for each in judged(SUMS, {"total": "1", "goods": rows}, rules=rules).faults] == ["FRM-UNREAD"]


def test_a_page_of_the_form_is_judged_by_itself() -> None:
    made = Form((Section("one", W, (Field("a", W, "text"),)), Section("two", W, (Field("b", W, "text"),))))
    assert [each.path for each in judge(made, {}, today=TODAY, codes=CODES, only="two").faults] == ["b"]


def test_what_a_browser_posts_is_unfolded_and_nothing_is_lost() -> None:
    made = form(Field("a", W, "text"), Field("c", W, "choices", choices=(Choice("x", W), Choice("y", W))), TABLE)
    raw = {"a": ["1"], "c": ["x", "y"], "goods[4].name": ["second"], "goods[0].name": ["first"], "goods[0].zz": ["?"],
           "goods[99999].name": [""], "b": ["?"]}  # fmt: skip
    answers, unknown = posted.unfold(parts_of(made), raw)
    assert answers == {"a": "1", "c": ["x", "y"], "goods": [{"name": "first"}, {"name": "second"}]}
    assert unknown == ("goods[0].zz", "goods[99999].name", "b")
    assert posted.unfold(parts_of(made), posted.fold(answers))[0] == answers


@given(draws)
def test_made_up_forms_are_sound(draw: Random) -> None:
    assert faults(made_forms.form(draw)) == ()


@settings(max_examples=150)
@given(draws)
def test_judging_never_raises_whatever_it_is_given(draw: Random) -> None:
    made = made_forms.form(draw)
    for _ in range(5):
        for typed in (True, False):
            found = judge(made, made_forms.anything(draw, made), today=TODAY, codes=CODES, typed=typed)
            msgspec.json.encode(found)


@settings(max_examples=150)
@given(draws)
def test_canonical_answers_are_judged_to_themselves(draw: Random) -> None:
    made = made_forms.form(draw)
    for told in (made_forms.good(draw, made), made_forms.hostile(draw, made), made_forms.anything(draw, made)):
        found = judge(made, told, today=TODAY, codes=CODES, typed=True)
        if found.accepted:
            assert judge(made, found.answers, today=TODAY, codes=CODES) == Judged(found.answers)
            for language in ("vi", "en"):
                typed = shown.as_typed(made, found.answers, language)
                assert judge(made, typed, today=TODAY, codes=CODES, typed=True) == Judged(found.answers)


@settings(max_examples=150)
@given(draws)
def test_what_is_accepted_keeps_every_bound_that_is_declared(draw: Random) -> None:
    made = made_forms.form(draw)
    found = judge(made, made_forms.hostile(draw, made), today=TODAY, codes=CODES, typed=True)
    for part in parts_of(made) if found.accepted else ():
        value = found.answers.get(part.name)
        if isinstance(part, Group):
            assert part.least <= len(value or ()) <= part.most
        for row in (value or ()) if isinstance(part, Group) else [found.answers]:
            for field in part.fields if isinstance(part, Group) else [part]:
                _keeps(field, row.get(field.name))


def _keeps(field: Field, value: Any) -> None:
    if value is None:
        assert not field.required or field.when is not None
    elif field.kind == "choices":
        assert value
        assert set(value) <= {each.code for each in field.choices}
    else:
        assert 0 < len(value) <= field.longest
        assert limits.kept(field, value, TODAY) is None


@settings(max_examples=100)
@given(draws)
def test_every_form_and_answer_can_be_shown(draw: Random) -> None:
    made = made_forms.form(draw)
    told = made_forms.hostile(draw, made)
    found = judge(made, told, today=TODAY, codes=CODES, typed=True)
    pages = shown.tree(made, told, found.faults, "vi", codes=CODES)
    told_at = {each.path for each in found.faults if each.code != "FRM-UNKNOWN"}
    assert sum(len(page.errors) for page in pages) >= len(told_at)
    shown.summary(made, found.answers, "en", codes=CODES)
