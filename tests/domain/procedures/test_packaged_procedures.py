"""The procedures that come with the program: so many, each keeping every rule, nothing claimed that nobody has seen."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.ground.domain.numbers import number
from motcua.kernel.words import Words
from motcua.procedures.domain import checking, packaged
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field, Form, Group
from motcua.procedures.domain.form.judging import judge
from motcua.procedures.domain.form.posted import parts_of

ALL = packaged.contents()
FILED = [content for content in ALL if content.form]
TODAY = date(2023, 12, 22)
CODES = Codes({"VN": Words("Việt Nam", "Viet Nam")}, {"20BB": Words("Chi cục", "Branch")})
BASES = [(each.code, basis) for each in ALL for basis in (*each.basis, *each.references)]
EXAMPLE = packaged.DATA / "taxes" / "QT-TH-12.yaml"


@pytest.mark.parametrize("content", ALL, ids=[each.code for each in ALL])
def test_a_packaged_procedure_keeps_every_rule(content: Content) -> None:
    assert checking.faults(content) == ()


def test_no_code_stands_twice() -> None:
    assert checking.clashes(ALL) == ()


def test_there_are_the_procedures_of_the_year() -> None:
    assert Counter(each.kind for each in ALL) == {"administrative": 104, "internal": 9}
    assert len({each.area for each in ALL if each.kind == "internal"}) == 4


def test_every_area_has_procedures_and_a_name_in_both_languages() -> None:
    assert {area.code for area in packaged.areas()} == {each.area for each in ALL}
    assert all(area.vi and area.en for area in packaged.areas())


def test_most_are_written_out_and_many_can_be_filed() -> None:
    assert sum(each.full for each in ALL if each.kind == "administrative") >= 50
    assert all(each.full for each in ALL if each.kind == "internal")
    assert len(FILED) >= 30
    assert all(each.full and each.papers for each in FILED)


def test_every_procedure_of_the_public_names_papers_and_result() -> None:
    short = [each for each in ALL if each.kind == "administrative"]
    assert [each.code for each in short if not each.papers or not each.result] == []


def test_a_written_out_procedure_has_four_to_nine_steps_and_says_where_they_may_branch() -> None:
    full = [each for each in ALL if each.full]
    assert [each.code for each in full if not 4 <= len(each.steps) <= 9] == []
    assert [each.code for each in full if not any(step.branches for step in each.steps)] == []


def test_nobody_has_verified_any_act() -> None:
    assert [code for code, basis in BASES if basis.verified] == []


@pytest.mark.parametrize("act", sorted({(basis.act, basis.article) for _, basis in BASES}), ids=" ".join)
def test_an_act_is_named_with_its_number_and_an_article_only_as_a_number(act: tuple[str, str]) -> None:
    name, article = act
    assert re.search(r"\d{4}", name)
    assert re.fullmatch(r"(Điều \d+[a-z]?|khoản \d+\.\d+)?", article)


def test_every_procedure_has_its_source_of_the_limit_or_says_that_it_is_uncertain() -> None:
    assert [each.code for each in ALL if not each.limit.source and not each.limit.uncertain] == []


def test_no_national_code_is_made_up() -> None:
    assert [each.code for each in ALL if each.national_code is not None] == []


def sent_to(content: Content) -> set[str]:
    """The codes of procedures that its texts name."""
    return {
        code for _, words in checking.texts(content) for text in words for code in re.findall(r"QT-\w\w-\d\d", text)
    }


@pytest.mark.parametrize("content", ALL, ids=[each.code for each in ALL])
def test_a_procedure_sends_only_to_procedures_that_exist(content: Content) -> None:
    told = sent_to(content)
    assert told <= {each.code for each in ALL}
    assert content.code not in told


def test_some_procedures_send_to_others() -> None:
    assert any(map(sent_to, ALL))


def test_full_procedures_do_not_share_their_purpose() -> None:
    shared = Counter(each.purpose for each in ALL if each.full)
    assert [purpose for purpose, times in shared.items() if times > 1] == []


# ---- forms


def _value(field: Field, no: int) -> Any:
    plain = {
        "decimal": "5", "money": "5000", "date": TODAY.isoformat(),
        "yes": "yes", "hs_code": "84713020", "country": "VN", "office": "20BB", "email": "ten@congty.vn",
        "telephone": "02033825999", "tax_code": "5799900001" if field.name == "tax_code" else "5799900002",
        "declaration": number("10", 1000 + sum(map(ord, field.name)) + no),
    }  # fmt: skip
    if field.kind == "integer":
        return str(max(int(field.least or 1), 1) + no)
    if field.kind in ("choice", "choices"):
        return field.choices[0].code if field.kind == "choice" else [field.choices[0].code]
    return plain.get(field.kind, f"{field.name} {no}"[: field.longest])


def _filled(fields: Any, no: int) -> dict[str, Any]:
    return {field.name: _value(field, no) for field in fields}


def _answers(form: Form) -> dict[str, Any]:
    parts = list(parts_of(form))
    answers = _filled([part for part in parts if isinstance(part, Field)], 0)
    for part in parts:
        if isinstance(part, Group):
            answers[part.name] = [_filled(part.fields, no) for no in range(max(part.least, 1))]
    return answers


@pytest.mark.parametrize("content", FILED, ids=[each.code for each in FILED])
def test_a_form_can_be_filled_in_and_is_taken(content: Content) -> None:
    assert content.form is not None
    found = judge(content.form, _answers(content.form), today=TODAY, codes=CODES)
    assert found.faults == ()


@pytest.mark.parametrize("content", FILED, ids=[each.code for each in FILED])
def test_an_empty_form_is_refused_and_never_asks_nothing(content: Content) -> None:
    assert content.form is not None
    assert judge(content.form, {}, today=TODAY, codes=CODES).faults


@pytest.mark.parametrize("content", FILED, ids=[each.code for each in FILED])
def test_a_form_fills_in_what_the_enterprise_has_told_already(content: Content) -> None:
    assert content.form is not None
    prefilled = {part.prefill for part in parts_of(content.form) if isinstance(part, Field)}
    assert {"party.name", "party.address", "party.telephone"} <= prefilled


def test_forms_use_every_kind_of_rule_but_all_or_none() -> None:
    kinds = {rule.kind for each in FILED if each.form for rule in each.form.rules}
    assert kinds >= {"sum", "ordered", "different", "one_of"}


def test_a_rule_of_a_form_refuses_a_wrong_total() -> None:
    refund = next(each for each in FILED if each.code == "QT-TH-04")
    assert refund.form is not None
    wrong = _answers(refund.form) | {"total_dong": "5001"}
    assert [fault.code for fault in judge(refund.form, wrong, today=TODAY, codes=CODES).faults] == ["TH04-R1"]


# ---- files


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("level: B", "level: B\nlevl: C", "$.levl: no such field"),
        ("role: reception", "role: nobody", "$.steps[0].role"),
        ("amount: 5", "amount: five", "$.limit.amount"),
        ("    role: officer", "    role: officer\n    colour: red", "$.steps[1].colour: no such field"),
        ("code: QT-TH-12", "code: QT-TH-13", "its place is taxes/QT-TH-13.yaml"),
        ("kind: administrative", "kind: [", "QT-TH-12.yaml"),
        ("- name: applicant", "- nam: applicant", "$.form.sections[0]"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_name_and_the_place(tmp_path: Path, before: str, after: str, told: str) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert before in text
    path = tmp_path / "taxes" / "QT-TH-12.yaml"
    path.parent.mkdir()
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(packaged.BrokenFile) as refused:
        packaged.read(path)
    assert "taxes/QT-TH-12.yaml" in str(refused.value)
    assert told in str(refused.value)


def test_steps_are_counted_in_their_order() -> None:
    content = packaged.read(EXAMPLE)
    assert [step.no for step in content.steps] == list(range(1, len(content.steps) + 1))
