"""People find a procedure by the words they use themselves."""

from collections import Counter

import pytest

from motcua.procedures.domain import packaged, synonyms
from motcua.procedures.domain.finding import found

ALL = packaged.contents()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("tax refund", "QT-TH-04"), ("lấy lại thuế", "QT-TH-04"), ("hoan thue", "QT-TH-04"),
        ("overpaid", "QT-TH-07"), ("nop nham", "QT-TH-07"), ("giấy không nợ thuế", "QT-TH-12"),
        ("tax clearance", "QT-TH-12"), ("trả góp", "QT-TH-11"), ("AEO", "QT-DL-09"), ("customs broker", "QT-DL-01"),
        ("khai thuê", "QT-DL-01"), ("xóa tờ khai", "QT-TQ-07"), ("bonded warehouse", "QT-KB-01"), ("KNQ", "QT-KB-01"),
        ("cssx", "QT-GC-01"), ("bcqt", "QT-GC-09"), ("counterfeit", "QT-BV-01"), ("ATA carnet", "QT-LH-12"),
        ("CFS", "QT-KB-10"), ("internal audit", "QT-DG-01"), ("gia hạn tạm nhập tái xuất", "QT-LH-03"),
    ],
)  # fmt: skip
def test_a_procedure_is_found_by_what_people_call_it(asked: str, code: str) -> None:
    assert code in [content.code for content in found(ALL, asked)]


def test_what_was_asked_comes_first_and_nothing_stands_twice() -> None:
    told = synonyms.ways("  Hoàn   THUẾ ")
    assert told[0] == "hoan thue"
    assert "tax refund" in told
    assert len(set(told)) == len(told)


def test_a_phrase_counts_as_whole_words_only() -> None:
    assert synonyms.ways("originality") == ("originality",)


def test_nothing_asked_has_no_other_way() -> None:
    assert synonyms.ways("   ") == ("",)


def test_there_is_a_bound_to_the_ways_of_saying_a_thing() -> None:
    everything = " ".join(group[0] for group in synonyms.groups())
    assert len(synonyms.ways(everything)) == synonyms.MOST


def test_a_phrase_has_one_meaning_and_a_meaning_several_phrases() -> None:
    held = Counter(phrase for group in synonyms.groups() for phrase in group)
    assert [phrase for phrase, times in held.items() if times > 1] == []
    assert all(len(group) > 1 for group in synonyms.groups())
