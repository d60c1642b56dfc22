"""Rules, moves and refusals as values."""

from datetime import date
from enum import StrEnum

import pytest

from motcua.kernel.actor import Actor, Post
from motcua.kernel.moves import Impossible, move, verbs
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.rules import RuleBook, finding


def book() -> RuleBook:
    rules = RuleBook("test")

    @rules.rule(
        "IMP-T-01",
        source="a circular",
        since="2022-02-01",
        until="2022-12-31",
        path="x",
        vi="Câu.",
        do="Do.",
        do_vi="Làm.",
    )
    def imports(message: object) -> bool:
        """A sentence
        over two lines."""
        return True

    @rules.rule("DEC-T-02", source="a law", since="2015-01-01", path="y", vi="Câu.", do="Do.", do_vi="Làm.")
    def both(message: object) -> bool:
        """Another sentence."""
        return True

    return rules


@pytest.mark.parametrize(
    ("direction", "day", "codes"),
    [
        ("import", "2022-01-31", ["DEC-T-02"]),
        ("import", "2022-02-01", ["DEC-T-02", "IMP-T-01"]),
        ("import", "2022-12-31", ["DEC-T-02", "IMP-T-01"]),
        ("import", "2023-01-01", ["DEC-T-02"]),
        ("export", "2022-06-01", ["DEC-T-02"]),
        ("export", "2014-12-31", []),
    ],
)
def test_rules_judge_in_their_days_and_direction(direction: str, day: str, codes: list[str]) -> None:
    chosen = book().select(direction=direction, scope="declaration", day=date.fromisoformat(day))
    assert [rule.code for rule in chosen] == codes


def test_the_sentence_is_the_docstring_on_one_line() -> None:
    assert book()["IMP-T-01"].sentence.en == "A sentence over two lines."
    assert finding(book()["IMP-T-01"], path="/x", value=None).value is None


def test_a_code_stands_once_and_needs_a_sentence() -> None:
    rules = book()
    with pytest.raises(ValueError, match="stands twice"):
        rules.rule("DEC-T-02", source="", since="2015-01-01", path="", vi="", do="", do_vi="")(lambda m: True)
    with pytest.raises(ValueError, match="no sentence"):
        rules.rule("DEC-T-03", source="", since="2015-01-01", path="", vi="", do="", do_vi="")(lambda m: True)


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


TABLE = {(Door.OPEN, "shut"): Door.SHUT, (Door.SHUT, "open"): Door.OPEN}


def test_a_move_follows_the_table_and_nothing_else() -> None:
    assert move(TABLE, Door.OPEN, "shut") is Door.SHUT
    assert verbs(TABLE, Door.SHUT) == ["open"]
    with pytest.raises(Impossible) as refusal:
        move(TABLE, Door.OPEN, "open")
    assert "shut" in refusal.value.in_language("en")


def test_a_post_at_one_office_gives_no_right_at_another() -> None:
    officer = Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))
    officer.need("officer", "20BB")
    with pytest.raises(NotAllowed):
        officer.need("officer", "20CF")
    with pytest.raises(NotAllowed):
        officer.need("head", "20BB")
    assert officer.reference == "account/7"
    assert Actor(1, "B", posts=frozenset({Post("leader")})).holds("leader", "20CF")
