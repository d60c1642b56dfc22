"""Notices of banks are read strictly, and a statement is compared with what was taken."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.gateways.bank.domain import read
from motcua.gateways.bank.domain.errors import (
    BadAmount,
    ItemTwice,
    OtherCurrency,
    Refused,
    Unreadable,
    WrongDay,
    WrongSum,
)
from motcua.gateways.bank.domain.reconciling import Entry, compare

NOW = datetime(2023, 12, 22, 3, tzinfo=UTC)
PAID: dict[str, Any] = {
    "kind": "payment", "bank": "VCB", "notice": "N1", "paid_at": "2023-12-22T09:59:00+07:00", "payer": "5700000001",
    "account": "0000.7111.2001", "declaration": "100000000110",
    "items": [{"item": "1901", "amount": 70}, {"item": "1702", "amount": 30}], "total": 100, "currency": "VND",
    "reference": "FT1",
}  # fmt: skip


def told(**changes: Any) -> bytes:
    return json.dumps({**PAID, **changes}).encode()


def test_a_whole_notice_is_read() -> None:
    assert read(told(), NOW).notice == "N1"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"items": [{"item": "1901", "amount": 0}], "total": 0}, BadAmount),
        ({"items": [{"item": "1901", "amount": -5}], "total": -5}, BadAmount),
        ({"items": [{"item": "1901", "amount": 10**15 + 1}], "total": 10**15 + 1}, BadAmount),
        ({"items": [{"item": "1901", "amount": 10**15}], "total": 10**15}, None),
        ({"items": [{"item": "1901", "amount": 105}, {"item": "1702", "amount": -5}]}, BadAmount),
        ({"total": 101}, WrongSum),
        ({"items": [{"item": "1901", "amount": 50}, {"item": "1901", "amount": 50}]}, ItemTwice),
        ({"items": []}, Unreadable), ({"items": [{"item": "19", "amount": 100}]}, Unreadable),
        ({"currency": "USD"}, OtherCurrency), ({"total": 100.5}, Unreadable), ({"total": "100"}, Unreadable),
        ({"total": 1e400}, Unreadable), ({"total": 10**30}, Refused),
        ({"paid_at": "2023-12-22T10:10:00+07:00"}, None), ({"paid_at": "2023-12-22T10:10:01+07:00"}, WrongDay),
        ({"paid_at": "2023-09-01T10:00:00+07:00"}, WrongDay), ({"paid_at": "2023-12-22T10:00:00"}, Unreadable),
        ({"payer": "57"}, Unreadable), ({"surprise": 1}, Unreadable), ({"kind": "gift"}, Unreadable),
        ({"notice": ""}, Unreadable), ({"notice": "x" * 41}, Unreadable), ({"bank": "vcb"}, Unreadable),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_notice_is_refused_by_name(changes: dict[str, Any], refusal: type[Refused] | None) -> None:
    if refusal is None:
        read(told(**changes), NOW)
        return
    with pytest.raises(refusal):
        read(told(**changes), NOW)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    with pytest.raises(Refused):
        read(raw, NOW)


def test_nesting_without_end_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(b'{"kind":"payment","items":' + b"[" * 100_000, NOW)


def test_a_statement_adds_up_and_counts_its_lines() -> None:
    lines = [{"notice": "N1", "reference": "FT1", "total": 100}]
    whole = {"kind": "statement", "bank": "VCB", "notice": "S1", "day": "2023-12-22", "lines": lines, "count": 1}
    assert read(json.dumps({**whole, "total": 100}).encode(), NOW).notice == "S1"
    for wrong in ({"total": 99}, {"total": 100, "count": 2}):
        with pytest.raises(WrongSum):
            read(json.dumps({**whole, **wrong}).encode(), NOW)


def test_each_side_of_a_day_is_told_what_the_other_has_not() -> None:
    theirs = {name: Entry(name, f"F{name}", 10) for name in ("a", "b", "d")}
    ours = {"a": Entry("a", "Fa", 10), "b": Entry("b", "Fb", 11), "c": Entry("c", "Fc", 5)}
    found = compare(theirs, ours, {"Fz": Entry("", "Fz", 3)})
    assert {(each.state, each.notice or each.reference) for each in found} == {
        ("agrees", "a"), ("differs", "b"), ("missing_there", "c"), ("missing_here", "d"), ("ledger_only", "Fz"),
    }  # fmt: skip
    assert found[-1].state == "agrees"
