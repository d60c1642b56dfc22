"""Reading one declaration: what could hold up or break whoever reckons with it is told as unreadable."""

import json
from datetime import date
from typing import Any

import pytest

from motcua.declarations.domain.message import MOST_MISREAD, MOST_ROWS, Declaration, read
from motcua.declarations.factories import body

PLAIN = json.loads(body(1, day=date(2023, 5, 4)))


def written(literal: bytes = b"", **changes: Any) -> bytes:
    """The plain declaration with changes; `"@"` stands for the literal."""
    return json.dumps({**PLAIN, **changes}).encode().replace(b'"@"', literal or b'"@"')


def paths(raw: bytes) -> list[str]:
    found = read(raw)
    assert isinstance(found, list), "it was read"
    return [each.path for each in found]


@pytest.mark.parametrize("number", [b"1e31", b"1e400", b"1e-31", b"1e999999999", b"1e-999999999", b'"1E+400"'])
def test_a_number_out_of_reach_is_no_number(number: bytes) -> None:
    assert paths(written(number, invoice_total="@")) == ["/invoice_total"]


@pytest.mark.parametrize("number", [b"1e9", b"1.5e10", b'"1e12"', b"12E-3"])
def test_a_number_with_an_exponent_within_reach_is_read(number: bytes) -> None:
    assert isinstance(read(written(number, invoice_total="@")), Declaration)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e9999999999999999999", b"1" + b"0" * 5000])
def test_what_json_has_no_number_for_is_told_and_never_raised(number: bytes) -> None:
    assert paths(written(number, packages="@")) == [""]


def test_a_text_with_a_nul_is_told_where_it_stands() -> None:
    assert paths(written(bills=["AB", "a\0b"])) == ["/bills/1"]


def test_a_text_that_looks_like_an_exponent_or_names_a_nul_is_a_text() -> None:
    assert isinstance(read(written(notes="model 9E400, written \\u0000")), Declaration)


@pytest.mark.parametrize(("count", "good"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
@pytest.mark.parametrize("wrong", [{}, {"packages": "many"}])
def test_a_list_beyond_all_limits_is_not_looked_into(count: int, good: bool, wrong: dict[str, str]) -> None:
    filled = [{"description": "x" * 20}] * count
    if good and not wrong:
        assert isinstance(read(written(items=filled)), Declaration)
    else:
        assert paths(written(items=filled, **wrong)) == (["/packages"] if good else ["/items"])


def test_taxes_of_an_item_are_bounded_too() -> None:
    taxed = {**PLAIN["items"][0], "other_taxes": [{"code": "TB010" + "0" * 20}] * (MOST_ROWS + 1)}
    assert paths(written(items=[taxed])) == ["/items/0/other_taxes"]


def test_so_many_misread_values_are_told_and_no_more() -> None:
    assert len(paths(written(items=[{"quantity": "x"}] * 2000))) == MOST_MISREAD


def test_deep_nesting_is_told() -> None:
    assert paths(b'{"direction":"import","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}") == [""]
