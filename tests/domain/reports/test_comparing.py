"""Two reports as JSON, figure by figure and sentence by sentence."""

import json
from typing import Any

import msgspec
import pytest

from motcua.reports.domain.comparing import Told, compared, read
from motcua.reports.domain.errors import NotAReport


def report(values: dict[str, Any], sentence: str = "Như cũ.") -> Told:
    """A report of these values."""
    figures = [
        {"id": id_, "value": value, "unit": "count", "text": str(value), "rows": ""} for id_, value in values.items()
    ]
    told = {"year": 2023, "as_of": "2023-11-30", "fingerprint": json.dumps(values), "figures": figures, "more": 1,
            "sections": [{"id": "S1", "title": "Thu", "sentences": [{"text": sentence, "figures": []}]}]}  # fmt: skip
    return read(json.dumps(told).encode(), "a.json")


def test_figures_are_told_as_same_up_down_new_or_gone() -> None:
    found = compared(report({"a": 1, "b": 10, "c": 5, "d": 7, "s": "20BB"}),
                     report({"a": 1, "b": 15, "c": 4, "e": 1, "s": "20BC"}))  # fmt: skip
    kinds = {row.id: row.kind for row in found.figures}
    assert kinds == {"a": "same", "b": "up", "c": "down", "e": "added", "s": "other", "d": "removed"}
    up = next(row for row in found.figures if row.id == "b")
    assert (up.difference, up.per_cent) == (5, 50.0)
    assert not found.same


def lines(told: Told, *rows: dict[str, Any]) -> Told:
    """The same report with lines of branches."""
    return msgspec.structs.replace(told, by_branch=rows, fingerprint=json.dumps(rows))


def test_reports_are_the_same_where_no_figure_and_no_line_differs() -> None:
    """Two days on which nothing happened have two fingerprints: the day is in it."""
    one, other = report({"a": 1}), msgspec.structs.replace(report({"a": 1}), as_of="2023-12-01", fingerprint="x")
    assert compared(one, other).same
    held = lines(one, {"key": "20BB", "label": "Móng Cái", "revenue": 5})
    assert compared(held, lines(other, {"key": "20BB", "label": "Mong Cai", "revenue": 5})).same
    assert not compared(held, lines(other, {"key": "20BB", "label": "Móng Cái", "revenue": 6})).same
    assert not compared(held, other).same
    assert not compared(report({"a": 1}), report({"a": 1, "b": 2})).same
    assert not compared(report({"a": 1, "b": 2}), report({"a": 1})).same


def test_a_share_that_moved_is_told_in_points_and_what_was_nothing_has_no_growth() -> None:
    one, other = report({"rate": 4.0, "count": 0}), report({"rate": 5.0, "count": 3})
    rates = [msgspec.structs.replace(each, unit="percent") if each.id == "rate" else each for each in other.figures]
    rate, count = compared(one, msgspec.structs.replace(other, figures=tuple(rates))).figures
    assert (rate.kind, rate.difference, rate.per_cent) == ("up", 1.0, None)
    assert (count.kind, count.difference, count.per_cent) == ("up", 3, None)


def test_a_section_that_is_gone_is_told_with_its_sentences() -> None:
    (part,) = compared(report({"a": 1}), msgspec.structs.replace(report({"a": 1}), sections=())).text
    assert (part.section, part.title, part.gone, part.new) == ("S1", "Thu", ("Như cũ.",), ())


def test_only_sentences_that_differ_are_told() -> None:
    same = compared(report({"a": 1}), report({"a": 1}))
    assert (same.same, same.text) == (True, ())
    (part,) = compared(report({"a": 1}), report({"a": 1}, "Khác rồi.")).text
    assert (part.gone, part.new) == (("Như cũ.",), ("Khác rồi.",))


def test_a_report_of_before_there_was_text_can_be_compared() -> None:
    old = read(b'{"year": 2022, "as_of": "2022-12-31", "fingerprint": "", "figures": []}', "old.json")
    assert compared(old, report({"a": 1})).text[0].new == ("Như cũ.",)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\x00", b'{"year": "x"}', b"[" * 100_000, "ư".encode("utf-16")]
)
def test_what_is_no_report_is_refused_with_its_name(content: bytes) -> None:
    with pytest.raises(NotAReport, match="odd.json"):
        read(content, "odd.json")
