"""Two reports as JSON, figure by figure and sentence by sentence."""

import json
from typing import Any

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
