"""Passenger lists of others: read whole, every segment in its group, written and read again the same."""

from pathlib import Path

import pytest
from tests.domain.gateways.edifact_factories import only

from motcua.gateways.edifact.domain.envelopes import Interchange
from motcua.gateways.edifact.domain.judging import judge
from motcua.gateways.edifact.domain.matching import tree
from motcua.gateways.edifact.domain.writing import encode, write

LISTS = {
    "paxlst-1.edi": (111, 8, [("28", "UNZ"), ("29", "UNT"), ("28", "UNE"), ("16", "CNT"), ("13", "CNT")]),
    "paxlst-2.edi": (50, 2, []),
    "paxlst-3.edi": (37, 2, []),
}
"""Segments, persons, and what is wrong with them: the first counts 152 segments where there are 107, ends with other
references than it began with, and writes the number of its crew as an element where a component belongs."""


def found_in(samples: Path, name: str) -> Interchange:
    return only((samples / "edifact" / "messages" / name).read_bytes())


@pytest.mark.parametrize("name", LISTS)
def test_a_passenger_list_is_read_whole(samples: Path, name: str) -> None:
    found = found_in(samples, name)
    (places,) = judge(found)
    root, strange = tree(found.messages[0], places)
    said = sorted((fault.code, fault.tag) for fault in found.faults)
    assert (len(found.segments), len(root.branches("4")), said) == (*LISTS[name][:2], sorted(LISTS[name][2]))
    assert (strange, found.astray) == ([], [])


@pytest.mark.parametrize("name", LISTS)
def test_a_passenger_list_is_written_and_read_again_the_same(samples: Path, name: str) -> None:
    found = found_in(samples, name)
    again = only(encode(found.marks.advice + write(found.segments, found.marks), found.level))
    assert again.segments == found.segments
