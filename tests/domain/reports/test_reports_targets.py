"""Targets: what can be set, how each stands at its boundaries, and files that come back as they went."""

from datetime import date
from typing import Any

import msgspec
import pytest

from motcua.kernel.refusals import Refusal
from motcua.reports.domain import targets_file
from motcua.reports.domain.errors import (
    NoNumber,
    NoSource,
    UnknownChoice,
    WrongFile,
    WrongLine,
    WrongPeriod,
    WrongValue,
)
from motcua.reports.domain.targets_kept import Goal, days, fit, packaged
from motcua.reports.domain.targets_pace import Measured, Period, standing

STRETCH = Goal("stretch", "revenue", "2023", "", 16_000, "report", True)
CAP = Goal("own", "inspection_rate", "2024", "", 50_000, "report", True)
RUNS = Period(begun=True, over=False, worked=240, left=5)
OVER = Period(begun=True, over=True, worked=245, left=0)
BEFORE = Period(begun=False, over=False, worked=0, left=250)
HEADS = ",".join(targets_file.COLUMNS)


def money(done: int, *ahead: int) -> Measured:
    expected, low, high = ahead or (None, None, None)
    return Measured(done, expected, low, high, adds_up=True)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
    ],
)
def test_a_period_is_a_year_a_quarter_or_a_month(told: str, first: date, last: date) -> None:
    assert days(told) == (first, last)


@pytest.mark.parametrize(
    "told", ["", "2019", "2100", "9999", "0001", "2024-13", "2024-Q5", "2024-1", "2024\x00", "２０２４"]
)
def test_what_is_no_period_is_refused(told: str) -> None:
    with pytest.raises(WrongPeriod):
        days(told)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"setter": "mayor"}, UnknownChoice), ({"kind": "luck"}, UnknownChoice), ({"office": "20ZZ"}, UnknownChoice),
        ({"value": 0}, WrongValue), ({"value": -1}, WrongValue), ({"value": 10**15 + 1}, WrongValue),
        ({"value": 10**40}, WrongValue), ({"kind": "inspection_rate", "value": 1_000_001}, WrongValue),
        ({"kind": "growth", "value": 10_000_001}, WrongValue), ({"source": " "}, NoSource),
        ({"source": "x" * 401}, NoSource), ({"source": "a\x00b"}, NoSource), ({"value": None}, NoNumber),
        ({"note": "x" * 401}, NoNumber),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_both_languages(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as found:
        fit(msgspec.structs.replace(STRETCH, **wrong))
    assert found.value.in_language("vi") != found.value.in_language("en")


@pytest.mark.parametrize(
    "right",
    [
        {"value": 1}, {"value": 10**15}, {"kind": "inspection_rate", "value": 1_000_000},
        {"kind": "growth", "value": 0},
        {"value": None, "note": "Vượt chỉ tiêu được giao"}, {"office": "20BB"}, {"source": "x" * 400},
    ],
)  # fmt: skip
def test_what_lies_just_inside_is_taken(right: dict[str, Any]) -> None:
    wanted = msgspec.structs.replace(STRETCH, **right)
    assert fit(wanted) == wanted


def test_the_packaged_targets_keep_their_numbers() -> None:
    found = {goal.code: goal.value for goal in packaged()}
    assert found == {
        "2023-ministry-revenue": 11_500 * 10**9, "2023-province-revenue": 12_000 * 10**9,
        "2023-stretch-revenue": 16_000 * 10**9, "2024-own-inspectionrate": 50_000,
    }  # fmt: skip
    assert [fit(goal) for goal in packaged()] == packaged()


@pytest.mark.parametrize(
    ("found", "period", "state"),
    [
        (money(16_000, 16_500, 16_400, 16_600), RUNS, "reached"),
        (money(15_999, 16_000, 15_900, 16_100), RUNS, "on_course"),
        (money(15_900, 15_999, 15_950, 16_000), RUNS, "at_risk"),
        (money(15_900, 15_990, 15_950, 15_999), RUNS, "will_miss"),
        (money(15_999), RUNS, "at_risk"),
        (money(16_000), OVER, "reached"),
        (money(15_999), OVER, "missed"),
        (Measured(None), BEFORE, "not_begun"),
        (Measured(None), RUNS, "not_measured"),
    ],
)
def test_money_against_its_target(found: Measured, period: Period, state: str) -> None:
    assert standing(STRETCH, found, period).state == state


@pytest.mark.parametrize(
    ("done", "period", "state"),
    [(50_000, RUNS, "on_course"), (50_001, RUNS, "at_risk"), (50_000, OVER, "reached"), (50_001, OVER, "missed")],
)
def test_a_cap_is_kept_at_its_value_and_broken_above(done: int, period: Period, state: str) -> None:
    found = standing(CAP, Measured(done), period)
    assert (found.state, found.missing, found.needed) == (state, None, None)


def test_each_working_day_left_bears_an_equal_part_rounded_up() -> None:
    found = standing(STRETCH, money(15_996), RUNS)
    assert (found.missing, found.needed, found.pace, found.share_ppm) == (4, 1, 15_996 // 240, 999_750)
    assert standing(STRETCH, money(15_994), RUNS).needed == 2
    assert standing(STRETCH, money(15_994), OVER).needed is None
    assert standing(STRETCH, money(16_500), RUNS).missing == 0


def test_a_condition_without_a_number_is_not_measured() -> None:
    words = msgspec.structs.replace(STRETCH, value=None, note="Vượt chỉ tiêu được giao")
    for period in (RUNS, OVER, BEFORE):
        found = standing(words, money(10**13), period)
        assert (found.state, found.share_ppm, found.needed) == ("not_measured", None, None)


def test_a_file_comes_back_as_it_went() -> None:
    goals = [*packaged(), Goal("own", "control", "2024", "", None, 'giấy "A", số 1', note="Vượt, có dấu phẩy")]
    lines = [",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in targets_file.written(goals)]
    assert targets_file.read("\r\n".join([HEADS, *lines, ""]).encode("utf-8-sig")) == goals


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"a,b\n1,2", HEADS.encode() + b"\nown,rev\x00enue", HEADS.encode() + b'\n"open',
     b"x" * (1 << 19), (HEADS + "\n" + "own,revenue,2024,,1,x,0,\n" * 501).encode()],
)  # fmt: skip
def test_what_is_no_file_of_targets_is_refused(content: bytes) -> None:
    with pytest.raises(WrongFile):
        targets_file.read(content)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("own,revenue,2024,,1.5,x,0,", 3), ("own,revenue,2024,,-1,x,0,", 3), ("own,revenue,2024,,1,x,yes,", 3),
        ("own,revenue,2024,,1,x,0", 3), ("own,revenue,20245,,1,x,0,", 3), ("ministry,revenue,2023,,1,x,0,", 3),
        ("own,revenue,2024,,9999999999999999999,x,0,", 3), ("own,revenue,2024,,٣,x,0,", 3),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_of_the_file_is_taken(line: str, place: int) -> None:
    with pytest.raises(WrongLine) as found:
        targets_file.read(f"{HEADS}\nministry,revenue,2023,,1,x,0,\n{line}\n".encode())
    assert found.value.facts["line"] == place
    assert f"Dòng {place}" in found.value.in_language("vi")
    assert f"Line {place}" in found.value.in_language("en")
