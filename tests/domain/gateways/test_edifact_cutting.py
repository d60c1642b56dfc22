"""Cutting and framing: what is meant is read, wherever lines break, whatever marks are used."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.gateways.edifact_factories import around, envelope, known, made_up, only

from motcua.gateways.edifact.domain.cutting import Segment, cut
from motcua.gateways.edifact.domain.envelopes import MOST_BYTES, TooLarge, looks_like, read
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.locating import offset
from motcua.gateways.edifact.domain.marks import Marks
from motcua.gateways.edifact.domain.writing import encode, interchange, message, segment, write

BODY = "UNH+1+CUSCAR:D:96B:UN'BGM+785+M1+9'UNT+3+1'"
SENT = f"UNB+UNOC:3+A+B+260301:1200+R1'{BODY}UNZ+1+R1'"
ODD = Marks("|", "^", ",", "!", " ", "~")


def lists(text: str, marks: Marks | None = None) -> list[list[list[str]]]:
    segments, _ = cut(text, marks) if marks else cut(text)
    return [[list(element) for element in each] for each in segments]


def test_segments_elements_and_components_are_divided_by_their_marks() -> None:
    assert lists("DTM+137:2026:102'FTX+AAI+++A:B'") == [
        [["DTM"], ["137", "2026", "102"]], [["FTX"], ["AAI"], [""], [""], ["A", "B"]],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("A?'B", "A'B"), ("A?+B", "A+B"), ("A?:B", "A:B"), ("A??B", "A?B"), ("A???'B", "A?'B"), ("A?.B", "A.B"),
        ('A"B', 'A"B'), ("A\\B", "A\\B"), ("A[],B", "A[],B"), ("Đệ", "Đệ"), ("??", "?"), ("x?' y", "x' y"),
    ],
)  # fmt: skip
def test_what_is_released_stands_for_itself(written: str, meant: str) -> None:
    assert lists(f"FTX+{written}'") == [[["FTX"], [meant]]]


@pytest.mark.parametrize("end", ["\r\n", "\n", " ", "\r\n  ", ""])
def test_line_ends_and_blanks_between_segments_mean_nothing(end: str) -> None:
    assert lists(f"BGM+1'{end}LOC+2'{end}") == [[["BGM"], ["1"]], [["LOC"], ["2"]]]


def test_a_line_that_was_wrapped_within_a_segment_is_made_whole() -> None:
    assert lists("FTX+AAI+++ONE\r\nTWO'") == [[["FTX"], ["AAI"], [""], [""], ["ONETWO"]]]


def test_other_marks_told_by_una_are_used_and_the_usual_ones_are_then_letters() -> None:
    assert lists("FTX^A+B:C'D?|E!^F!!~", ODD) == [[["FTX"], ["A+B:C'D?", "E^F!"]]]


def test_several_interchanges_of_a_file_each_have_their_own_marks() -> None:
    other = write([*cut(SENT)[0]], ODD)
    first, second = read(f"{SENT}\r\n{ODD.advice}{other}".encode())
    assert first.segments == second.segments
    assert (second.marks, second.messages[0].type) == (ODD, "CUSCAR")


def test_a_released_terminator_before_unb_ends_no_interchange() -> None:
    sent = SENT.replace("M1", "M?'UNB+x")
    assert len(read(sent.encode())) == 1
    assert only(sent.encode()).segments[2][2] == ("M'UNB",)


@pytest.mark.parametrize("advice", ["UNA''.? '", "UNAa+.? '", "UNA:\".? '", "UNA++.? '"])
def test_marks_that_cannot_serve_are_refused(advice: str) -> None:
    assert [fault.code for fault in only((advice + SENT).encode()).faults] == ["20"]


def test_the_repetition_mark_of_version_4_is_a_letter_like_any_other() -> None:
    assert only(SENT.replace("UNOC:3+A", "UNOA:4+AP*C").encode()).sender == "AP*C"


def test_what_stands_after_the_end_is_kept_and_no_fault() -> None:
    found = only(SENT.encode() + b"\n13Nov09\n")
    assert (found.rest, found.faults) == (b"13Nov09", [])


def test_a_segment_that_is_not_ended_is_kept_and_unz_is_missing() -> None:
    found = only(SENT[:-1].encode())
    assert found.rest == b"UNZ+1+R1"
    assert ("13", "UNZ") in [(fault.code, fault.tag) for fault in found.faults]


@pytest.mark.parametrize(
    ("charset", "level"), [("iso8859-1", "UNOC:3"), ("utf-8", "UNOW:4"), ("iso8859-5", "UNOE:3"), ("utf-8", "UNOY:4")]
)
def test_each_level_is_read_in_its_own_characters(charset: str, level: str) -> None:
    word = {"iso8859-1": "Éric", "utf-8": "Hạ Long", "iso8859-5": "Москва"}[charset]
    sent = SENT.replace("UNOC:3", level).replace("M1", word).encode(charset)
    assert only(sent).segments[2][2] == (word,)


def test_more_than_ten_megabytes_are_not_read() -> None:
    with pytest.raises(TooLarge):
        read(b"UNB+" + b"x" * MOST_BYTES)


@pytest.mark.parametrize("raw", [b"'" * 600_000, b"UNB" + b"+" * 5_100_000 + b"'"])
def test_a_file_of_marks_alone_does_not_fill_the_memory(raw: bytes) -> None:
    with pytest.raises(TooLarge):
        read(raw)


@pytest.mark.parametrize(
    ("raw", "ours"),
    [(b"UNB+UNOA:1", True), (b" \r\nUNA:+.? 'UNB", True), (b"UNH+1+CUSCAR", True), (b"{}", False), (b"<x/>", False),
     (b"", False), (b"UNA", False)],
)  # fmt: skip
def test_an_interchange_is_known_by_its_beginning(raw: bytes, ours: bool) -> None:
    assert looks_like(raw) is ours


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("UNT+3", "UNT+4"), ("29", "UNT", "4+1'")),
        (("UNT+3+1", "UNT+3+2"), ("28", "UNT", "2'UNZ")),
        (("UNZ+1", "UNZ+2"), ("29", "UNZ", "2+R1")),
        (("UNZ+1+R1", "UNZ+1+R2"), ("28", "UNZ", "R2'")),
        (("UNT+3+1'", ""), ("13", "UNT", "UNZ+")),
        (("UNZ+1+R1'", ""), ("13", "UNZ", "")),
        (("UNB+UNOC:3+A+B+260301:1200+R1'", ""), ("13", "UNB", "UNH+1")),
        (("UNH+1+CUSCAR:D:96B:UN'", ""), ("33", "BGM", "BGM+785")),
        (("UNOC:3", "ANSI:3"), ("2", "UNB", "ANSI")),
        (("UNOC:3", "UNOC:7"), ("2", "UNB", "7+A")),
        ((BODY, ""), ("32", "UNB", "UNB+")),
    ],
)
def test_a_frame_that_does_not_hold_is_told_with_its_byte(change: tuple[str, str], fault: tuple[str, str, str]) -> None:
    raw = SENT.replace(*change).encode()
    found = only(raw)
    told = [(each.code, each.tag, raw[offset(raw, found, each) :].decode()) for each in found.faults]
    code, tag, there = fault
    assert any((code, tag) == each[:2] and each[2].startswith(there) for each in told), told


def test_a_functional_group_has_its_own_count_and_reference() -> None:
    group = f"UNB+UNOC:3+A+B+260301:1200+R1'UNG+CUSCAR+A+B+260301:1200+7+UN+D:96B'{BODY}UNE+1+7'UNZ+1+R1'"
    assert only(group.encode()).faults == []
    wrong = only(group.replace("UNE+1+7", "UNE+2+8").encode())
    assert [(fault.code, fault.level, fault.element) for fault in wrong.faults] == [
        ("29", "group", 2), ("28", "group", 3),
    ]  # fmt: skip


def test_the_place_of_an_element_is_its_byte_also_behind_released_marks() -> None:
    raw = around([segment("BGM", "785", "A'B?C:D", "9"), segment("XXX", "1")])
    found = only(raw)
    at = raw.index(b"9'")
    fault = found.faults[0] if found.faults else None
    assert fault is None
    assert offset(raw, found, Fault("12", "message", "BGM", 2, 4)) == at


texts = st.text(st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=("C", "Z")), max_size=12)
any_segments = st.lists(
    st.builds(
        lambda tag, elements: segment(tag, *elements),
        st.sampled_from(["BGM", "FTX", "LOC", "ZZZ"]),
        st.lists(st.lists(texts, min_size=1, max_size=4), max_size=5),
    ),
    max_size=8,
)


@given(any_segments)
def test_what_is_written_is_read_the_same(body: list[Segment]) -> None:
    raw = interchange(envelope(), [message("1", ("CUSCAR", "D", "96B", "UN"), body)])
    found = only(raw)
    assert found.segments[2:-2] == body
    assert found.faults == []


@given(any_segments)
def test_what_is_written_with_other_marks_is_read_the_same(body: list[Segment]) -> None:
    text = ODD.advice + write([segment("UNB", ("UNOW", "4")), *body], ODD)
    assert only(text.encode()).segments[1:] == body


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_within_an_interchange_are_read_without_failing(noise: bytes, at: int) -> None:
    raw = around(made_up(known("CUSREP"), random.Random(1)))
    read(raw[:at] + noise + raw[at:])
    read(noise)


def test_letters_that_a_level_lacks_lose_their_marks() -> None:
    assert encode("Đường Hạ Long €", "UNOA") == b"Duong Ha Long _"
    assert encode("Café Hạ", "UNOC") == "Café Ha".encode("iso8859-1")


def test_the_date_of_version_3_has_two_digits_for_the_year() -> None:
    assert b"+260301:1200+" in interchange(envelope(version="3"), [])
    assert b"+20260301:1200+" in interchange(envelope(version="4"), [])
