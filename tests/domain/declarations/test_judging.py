"""Judging reports everything at once, in order, whatever was sent, and knows its fields."""

import ast
import inspect
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.declarations.rules_desk import DAY, base_names, cases, declaration, desk, plain

from motcua.declarations.domain.fields import field_at, fields
from motcua.declarations.domain.fusing import fuse
from motcua.declarations.domain.judging import judge, plan
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules import BOOK
from motcua.declarations.domain.sets import LIMITS, rows


def test_all_faults_are_reported_at_once_in_order_of_path() -> None:
    found = judge(
        declaration("border", {"office": "", "packages": 0, "items/1/unit": "", "items/0/origin": "QQ"}), desk()
    )
    assert [each.path for each in found] == ["/items/0/origin", "/items/1/unit", "/office", "/packages"]


def test_the_tenth_item_comes_after_the_ninth() -> None:
    found = judge(declaration("coal", {"items/times": 11, "items/9/unit": "", "items/10/unit": ""}), desk())
    items = [each.path for each in found if each.path.startswith("/items/")]
    assert items == ["/items/9/unit", "/items/10/unit"]


def test_a_finding_says_what_was_met_what_was_expected_and_what_to_do() -> None:
    (found,) = judge(declaration("border", {"transport_mode": "7"}), desk())
    assert found.value == "7"
    assert "1, 2, 3, 4, 5, 6" in found.message.en
    assert "1, 2, 3, 4, 5, 6" in found.message.vi
    assert found.remedy.en
    assert found.published == ("IDA S1005", "EDA S1005")


def test_an_empty_message_is_refused_with_every_missing_field() -> None:
    codes = {found.code for found in judge(Declaration(direction="import"), desk())}
    assert {"DEC-PTY-01", "DEC-PRC-01", "DEC-PRC-07", "DEC-PRC-16", "IMP-TRN-16", "DEC-TRN-01"} <= codes
    assert not codes & {"DEC-PTY-02", "DEC-TRN-11", "DEC-TRN-35", "DEC-INV-11"}


def test_a_rule_applies_from_its_first_day() -> None:
    late = BOOK["DEC-PRC-24"]
    before = plan("import", late.since - timedelta(days=1))
    assert late not in before.declaration.rules
    assert late in plan("import", late.since).declaration.rules


def test_import_rules_do_not_judge_exports() -> None:
    exports = plan("export", DAY)
    asked = exports.declaration.rules + exports.item.rules
    assert asked
    assert not [rule.code for rule in asked if rule.code.startswith("IMP")]


def test_every_check_is_one_expression_below_its_sentence() -> None:
    for rule in BOOK:
        (function,) = ast.parse(inspect.cleandoc(inspect.getsource(rule.check))).body
        assert isinstance(function, ast.FunctionDef)
        assert [type(line) for line in function.body] == [ast.Expr, ast.Return], rule.code


def test_rules_fused_into_one_function_say_what_each_says_alone() -> None:
    for code, case in cases():
        for changes in (case["passes"], case["fails"], case["boundary"]):
            d = declaration(case["base"], changes)
            asked = plan(d.direction, DAY)
            alone = [place for place, rule in enumerate(asked.declaration.rules) if not rule.check(d, desk())]
            assert asked.declaration.faults(d, desk()) == alone, code
            for i in d.items[:3]:
                alone = [place for place, rule in enumerate(asked.item.rules) if not rule.check(i, d, desk())]
                assert asked.item.faults(i, d, desk()) == alone, code


def test_checks_without_a_source_are_asked_one_by_one() -> None:
    checks = [eval(f"lambda number: number != {no}") for no in range(3)]
    assert fuse(checks)(1) == [1]
    assert fuse([])(1) == []


def decimal_fields(shape: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(shape) if Decimal in getattr(field.type, "__args__", ())]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "-1E+999999", "1E-999999"])
@pytest.mark.parametrize("name", [*decimal_fields(Declaration), *[f"items/0/{name}" for name in decimal_fields(Item)]])
def test_a_number_that_cannot_be_reckoned_with_is_refused_and_never_raises(name: str, number: str) -> None:
    for base in ("container", "clinker", "relief", "valued", "split"):
        foreign = {"freight", "insurance"} if base == "clinker" else {"export_value"}
        d = declaration(base, {name: Decimal(number)})
        found = judge(d, desk())
        if name not in foreign:
            assert any(each.path == f"/{name}" and each.severity == "refuse" for each in found), (base, found)


texts = st.text(max_size=12)
amounts = st.none() | st.decimals(allow_nan=True, allow_infinity=True)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            field.name: texts for field in msgspec.structs.fields(Declaration) if field.type is str
        },
    ),
    st.lists(st.builds(Item, hs_code=texts, unit=texts, origin=texts, quantity=amounts, invoice_value=amounts,
                       unit_price=amounts, unit_price_unit=texts, description=texts, tariff_table=texts)),
    st.sampled_from(["import", "export"]),
)  # fmt: skip
def test_whatever_is_sent_is_judged(header: dict[str, str], items: list[Item], direction: Any) -> None:
    found = judge(Declaration(**{**header, "direction": direction, "items": tuple(items)}), desk())
    assert [each for each in found if each.severity == "refuse"]
    assert list(found) == sorted(found, key=lambda each: ([
        (int(part), "") if part.isdecimal() else (-1, part) for part in each.path.split("/")
    ], each.code))  # fmt: skip


def test_every_rule_names_a_field_of_the_message() -> None:
    inside = {"bill": "bills", "container": "containers", "licence": "licences", "adjustment": "adjustments",
              "attachment": "attachments", "transit": "transits", "item": "items",
              "other_tax": "items/other_taxes", "declaration": ""}  # fmt: skip
    rows_of = {"items", "items/other_taxes", "adjustments", "transits", "licences", "attachments"}
    for rule in BOOK:
        path = f"{inside.get(rule.scope, '')}/{rule.path}".strip("/")
        if rule.scope != "text" and path not in rows_of:
            assert field_at(path), rule.code


def names_of(shape: type[msgspec.Struct], before: str = "") -> list[str]:
    names = []
    for field in msgspec.structs.fields(shape):
        inner = [part for part in getattr(field.type, "__args__", ()) if isinstance(part, type)]
        structs = [part for part in inner if issubclass(part, msgspec.Struct)]
        names += names_of(structs[0], f"{before}{field.name}.") if structs else [before + field.name]
    return names


def test_every_field_of_the_message_has_its_names() -> None:
    assert sorted([*fields(), "kept"]) == sorted(names_of(Declaration))
    assert all(field.words.vi and field.words.en and field.length > 0 for field in fields().values())


def test_a_path_finds_its_field() -> None:
    assert field_at("/items/3/hs_code") == fields()["items.hs_code"]
    assert field_at("/adjustments/0/amount") == fields()["adjustments.amount"]
    assert field_at("/nothing") is None


def test_sets_and_limits_name_their_source() -> None:
    for name in ("sets.csv", "limits.csv"):
        for row in rows(name):
            assert row["source"]
            assert date.fromisoformat(row["since"])
    assert LIMITS["items"] == 999


def test_the_book_is_large_and_every_rule_speaks_both_languages() -> None:
    assert len(BOOK) >= 110
    for rule in BOOK:
        assert rule.sentence.vi.endswith(".")
        assert rule.sentence.en.endswith((".", "…"))
        assert rule.remedy.vi
        assert rule.remedy.en
        assert rule.source
        assert all(code.split()[0] in {"IDA", "EDA", "IDC", "EDC", "IVA"} for code in rule.published)


def test_four_plain_items_are_judged_without_a_finding() -> None:
    d = declaration("border", {"items/times": 4, "invoice_total": "120000", "items/1/description": "b",
                               "items/2/description": "c", "items/3/description": "d"})  # fmt: skip
    assert judge(d, desk()) == ()


def test_plain_bases_read_back_as_json() -> None:
    for base in base_names():
        assert msgspec.json.decode(msgspec.json.encode(declaration(base)), type=Declaration) == declaration(base)
        assert plain(base)["items"]


def test_the_first_questions_of_many_threads_at_once_are_all_answered() -> None:
    program = (
        "from concurrent.futures import ThreadPoolExecutor; from datetime import date\n"
        "from motcua.declarations.domain.judging import plan\n"
        "with ThreadPoolExecutor(16) as pool:\n"
        "    asked = [(way, date(2022 + n % 3, 1 + n % 12, 1)) for n in range(64) for way in ('import', 'export')]\n"
        "    print(len(list(pool.map(lambda each: plan(*each), asked))))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert ended.stdout.strip() == "128", ended.stderr[-1000:]
