"""A search narrows, turns pages, takes any part of a code, and says what it took instead of a code there is not."""

from datetime import date

import pytest

from motcua.tariff import queries
from motcua.tariff.domain import packaged
from motcua.tariff.queries import Chosen

DAY = date(2023, 5, 2)


def found(text: str, chosen: Chosen = queries.finding.EVERYWHERE, **part: int) -> queries.Found:
    return queries.find(text, DAY, chosen, book=packaged(), **part)


@pytest.mark.parametrize(
    "text", ["2701", "27.01", "2701.1", "270119", "2701.19", "2701.19.00", "2701-19-00", "27011900"]
)
def test_a_code_is_found_by_any_beginning_however_it_is_written(text: str) -> None:
    assert "27011900" in [hit.line.code for hit in found(text).hits]


@pytest.mark.parametrize(
    ("text", "instead"), [("2701190010", "27011900"), ("85171200", "8517"), ("27011999", "270119")]
)
def test_a_code_that_there_is_not_gives_the_lines_of_the_longest_beginning_that_there_is(
    text: str, instead: str
) -> None:
    answer = found(text)
    assert answer.instead == instead
    assert all(hit.line.code.startswith(instead) for hit in answer.hits)


def test_a_number_without_any_line_finds_nothing_and_takes_nothing_instead() -> None:
    assert found("7777") == queries.Found((), 0)


def test_a_beginning_of_a_code_among_words_narrows_them() -> None:
    assert {hit.line.code[:4] for hit in found("than 2701").hits} == {"2701"}
    assert {hit.line.code[:2] for hit in found("máy 84").hits} != {"84"}, "two digits are a number, not a beginning"


def test_a_number_that_begins_no_code_does_not_hide_what_the_words_find() -> None:
    assert {hit.line.code for hit in found("than 9999").hits} <= {hit.line.code for hit in found("than", size=99).hits}
    assert found("than 9999").total


def test_a_chapter_and_a_group_narrow_the_search() -> None:
    chapter = found("than", Chosen(within="27"))
    assert chapter.total
    assert {hit.line.code[:2] for hit in chapter.hits} == {"27"}
    group = found("", Chosen(group="meat"))
    assert group.total
    assert all("meat" in hit.line.groups for hit in group.hits)
    both = found("", Chosen(within="02", group="meat"))
    assert 0 < both.total <= group.total
    assert found("", Chosen(within="27", group="meat")).total == 0


def test_pages_put_together_are_the_whole_and_none_twice() -> None:
    whole = [hit.line.code for hit in found("may", size=10_000).hits]
    pages = [hit.line.code for start in range(0, len(whole), 7) for hit in found("may", start=start, size=7).hits]
    assert pages == whole
    assert len(set(whole)) == len(whole) == found("may").total


def test_lines_of_any_day_are_found_when_asked_for() -> None:
    assert found("", Chosen(any_day=True)).total == len(packaged().lines_of)
    assert found("").total == len(packaged().lines_on(DAY))


def test_a_line_that_lacks_most_words_is_no_answer_where_others_have_them() -> None:
    answer = found("máy tính xách tay")
    assert answer.hits[0].line.code == "84713020"
    assert answer.total < found("máy").total


def test_the_tree_has_sections_with_their_chapters_and_counts_that_add_up() -> None:
    tree = queries.tree(DAY, packaged())
    assert tree[0].number == "I"
    assert sum(branch.lines for branch in tree) == len(packaged().lines_on(DAY))
    assert all(branch.lines == sum(node.lines for node in branch.chapters) for branch in tree)
    assert all(node.lines for branch in tree for node in branch.chapters)


def test_the_usual_duty_stands_beside_a_line_with_the_others_counted() -> None:
    duty = queries.brief(packaged(), "MFN", "27011900", DAY)
    assert (duty.words.vi, duty.others, duty.verified) == ("2 %", 0, False)
    assert queries.duty_schedule("98010000") == "CH98"
    assert queries.brief(packaged(), "EXCISE", "27011900", DAY).words.en == "–"
    assert queries.brief(packaged(), "MFN", "99999999", DAY).words.en == "–", "no such line, so nothing to know"


def test_one_index_serves_all_days_of_the_same_lines() -> None:
    lines = packaged().lines_on(DAY)
    assert queries.finding.indexed(lines) is queries.finding.indexed(lines)


def test_a_little_english_word_does_not_hide_the_vietnamese_one_written_like_it() -> None:
    assert {hit.line.code[:2] for hit in found("than", size=4).hits} == {"27"}


def test_little_words_of_an_english_phrase_ask_for_nothing() -> None:
    assert found("waste of steel").hits[0].line.code == found("waste steel").hits[0].line.code
