"""The directory: our tables hold, every message made from them is at home in them, every break is told in its place."""

import random
import xml.etree.ElementTree as ET  # noqa: S405 - our own samples
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.gateways.edifact_factories import around, known, made_up, one, only

from motcua.gateways.edifact.domain.checking import flaws
from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.directory import Slot, segments, structures
from motcua.gateways.edifact.domain.judging import judge
from motcua.gateways.edifact.domain.matching import Branch, Segmented, match, tree
from motcua.gateways.edifact.domain.writing import segment

TYPES = ("CUSCAR", "CUSDEC", "CUSREP", "CUSRES", "PAXLST")
BGM = segment("BGM", "785", "M1", "9")
CNI, RFF, GID = segment("CNI", "1"), segment("RFF", ("BM", "B1")), segment("GID", "1")


def codes(body: list[Segment], kind: str = "CUSCAR", release: str = "96B") -> list[tuple[str, str, int]]:
    """Code, tag, and place in the message with UNH as 1, of each fault."""
    found = only(around(body, kind, release))
    judge(found)
    return [(fault.code, fault.tag, fault.segment) for fault in found.faults]


def _xml_message(element: ET.Element) -> Iterator[tuple[str, str, bool, int]]:
    for child in element:
        if child.tag == "defaults":
            continue
        required, most = child.get("required") == "true", int(child.get("maxrepeat", "1"))
        if child.tag == "segment":
            yield "segment", child.get("id", ""), required, most
        else:
            yield "group", child.get("id", "")[2:], required, most
            yield from _xml_message(child)


def _our_message(kind: str) -> Iterator[tuple[str, str, bool, int]]:
    for node in known(kind).nodes:
        if node.opens:
            yield "group", node.group, node.required, node.most
            yield "segment", node.tag, True, 1
        else:
            yield "segment", node.tag, node.required, node.most


@pytest.mark.parametrize("kind", TYPES)
def test_our_table_of_a_message_is_the_directorys_segment_by_segment(samples: Path, kind: str) -> None:
    root = ET.parse(samples / "edifact" / "directory-d96b" / f"{kind.lower()}.xml").getroot()  # noqa: S314
    assert list(_our_message(kind)) == list(_xml_message(root))


def _xml_segment(element: ET.Element) -> list[tuple[str, bool, list[tuple[str, bool, str, str]]]]:
    def said(child: ET.Element) -> tuple[str, bool, str, str]:
        return child.get("id", ""), child.get("required") == "true", child.get("type", ""), child.get("maxlength", "")

    found = []
    for child in element:
        own = [child] if child.tag == "data_element" else list(child)
        found.append((child.get("id", ""), child.get("required") == "true", [said(each) for each in own]))
    return found


def _our_segment(slots: tuple[Slot, ...]) -> list[tuple[str, bool, list[tuple[str, bool, str, str]]]]:
    return [
        (slot.id, slot.required, [(each.id, each.required, each.kind, str(each.most)) for each in slot.shapes])
        for slot in slots
    ]


BETTER = {"6246", "7106", "7124", "8186", "6350"}
"""Elements whose length the XML leaves out or has as one of a fixed length."""


def test_our_tables_of_segments_are_the_directorys_element_by_element(samples: Path) -> None:
    root = ET.parse(samples / "edifact" / "directory-d96b" / "segments.xml").getroot()  # noqa: S314
    theirs = {each.get("id", ""): _xml_segment(each) for each in root}
    ours = {tag: _our_segment(slots) for tag, slots in segments("D.96B").items()}
    used = {node.tag for each in structures().values() if each.directory == "D.96B" for node in each.nodes}
    strip = lambda said: [  # noqa: E731
        (name, must, [each for each in parts if each[0] not in BETTER]) for name, must, parts in said
    ]
    for tag in sorted(used - {"UNH", "UNT", "UNS"}):
        assert strip(ours[tag]) == strip(theirs[tag]), tag


@pytest.mark.parametrize("kind", TYPES)
@given(seed=st.integers(0, 10**9))
def test_any_message_made_from_a_table_is_right_by_it(kind: str, seed: int) -> None:
    body = made_up(known(kind), random.Random(seed), chance=0.4)
    assert codes(body, kind) == []


@given(seed=st.integers(0, 10**9), directory=st.sampled_from(["D.02B", "D.05B", "D.12B"]))
def test_any_passenger_list_of_a_later_directory_is_right_by_it(seed: int, directory: str) -> None:
    body = made_up(known("PAXLST", directory), random.Random(seed))
    assert codes(body, "PAXLST", directory[2:]) == []


@given(seed=st.integers(0, 10**9))
def test_the_tree_of_a_message_has_every_segment_once_and_in_order(seed: int) -> None:
    body = made_up(known("CUSCAR"), random.Random(seed))
    (message,) = only(around(body)).messages
    places, _ = match(message)
    root, strange = tree(message, places)
    assert [part.segment for part in _flat(root)] == message.segments
    assert strange == []


def _flat(branch: Branch) -> Iterator[Segmented]:
    for part in branch.parts:
        if isinstance(part, Branch):
            yield from _flat(part)
        else:
            yield part


def test_a_bill_without_goods_lacks_a_mandatory_group() -> None:
    assert codes([BGM, CNI, RFF]) == [("13", "GID", 5)]
    assert codes([BGM, CNI, RFF, GID, RFF, CNI, RFF, GID]) == [("13", "GID", 7)]
    assert codes([BGM, CNI, RFF, GID]) == []


def test_a_message_without_its_beginning_lacks_it() -> None:
    assert codes([segment("DTM", ("137", "20260301", "102"))]) == [("13", "BGM", 2)]


@pytest.mark.parametrize(("times", "told"), [(9, []), (10, [("35", "DTM", 12)])])
def test_a_segment_may_stand_as_often_as_the_table_says(times: int, told: list[tuple[str, str, int]]) -> None:
    assert codes([BGM, *[segment("DTM", ("137", "20260301", "102"))] * times]) == told


@pytest.mark.parametrize(("times", "told"), [(99, []), (100, [("36", "NAD", 102)])])
def test_a_group_may_stand_as_often_as_the_table_says(times: int, told: list[tuple[str, str, int]]) -> None:
    assert codes([BGM, *[segment("NAD", "CA", ("X",))] * times]) == told


def test_a_segment_that_may_stand_once_is_told_when_it_stands_twice() -> None:
    rff = segment("RFF", ("AF", "1"))
    assert codes([segment("BGM", "745"), rff, rff, segment("TDT", "20"), segment("DTM", ("189", "1", "2"))],
                 "PAXLST") == [("35", "RFF", 4)]  # fmt: skip


def test_a_segment_out_of_its_order_is_not_supported_there_and_the_rest_is_read_on() -> None:
    assert codes([BGM, GID, CNI, RFF, GID]) == [("15", "GID", 3)]
    assert codes([BGM, segment("ZZZ", "1"), CNI, RFF, GID]) == [("15", "ZZZ", 3)]


def test_a_group_that_repeats_counts_anew_within() -> None:
    bill = [CNI, *[segment("CNT", ("5", "1"))] * 9, RFF, GID]
    assert codes([BGM, *bill, *bill]) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (segment("BGM", "785", "X" * 35), None),
        (segment("BGM", "785", "X" * 36), ("39", 3, 1)),
        (segment("LOC", "9", "VNHPH", "", "", "", "MORE"), ("16", 7, 0)),
        (segment("LOC", "9", ("A", "B", "C", "D", "E")), ("16", 3, 5)),
        (segment("LOC", ""), ("13", 2, 0)),
        (segment("MEA", "AAE", "", ("KGM", "12.5")), None),
        (segment("MEA", "AAE", "", ("", "12.5")), ("13", 4, 1)),
        (segment("CNT", ("16", "1A")), ("37", 2, 2)),
        (segment("CNT", ("16", ".5")), ("38", 2, 2)),
        (segment("CNT", ("16", "1.2.3")), ("19", 2, 2)),
        (segment("CNT", ("16", "-" + "1" * 18)), None),
        (segment("CNT", ("16", "1" * 19)), ("39", 2, 2)),
        (segment("DGS", "IMD", ("3",), ("1263",)), None),
        (segment("DGS", "IMD", ("3",), ("1263", "123456789")), ("39", 4, 2)),
        (segment("DGS", "IMD", ("3",), ("126",)), ("40", 4, 1)),
        (segment("DGS", "IMD", ("3",), ("12634",)), ("39", 4, 1)),
        ((("LOC",), ("9",), ("",)), ("45", 3, 0)),
        ((("LOC",), ("9",), ("A", "")), ("45", 3, 2)),
        (segment("FTX", "AAI", "", "", ("bad\ufffd",)), ("21", 5, 1)),
    ],
)
def test_an_element_is_held_to_its_format(written: Segment, told: tuple[str, int, int] | None) -> None:
    found = [(flaw.code, flaw.element, flaw.component) for flaw in flaws(written, "D.96B")]
    assert found == ([told] if told else [])


def test_every_segment_of_every_structure_is_in_the_directory() -> None:
    for found in structures().values():
        tags = segments(found.directory)
        assert {node.tag for node in found.nodes} <= set(tags)
        assert one("BGM", found.directory, random.Random(1))
