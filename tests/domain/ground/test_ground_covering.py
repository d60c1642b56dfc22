"""The register of what the log answers for."""

import pytest

from motcua.ground.domain.covering import Covered, CoveredTable, Register
from motcua.kernel.words import Words

NOTE = CoveredTable("note", "leaf", ("no",), ("leaf", "no", "text"))


def test_a_verb_is_named_once_and_the_same_words_may_be_said_again() -> None:
    register = Register()
    assert register.verb("note.made", Words("a", "b")) == register.verb("note.made", Words("a", "b"))
    with pytest.raises(ValueError, match="twice"):
        register.verb("note.made", Words("a", "c"))


def test_a_verb_stands_in_one_covering_only() -> None:
    register = Register()
    register.cover(Covered("notes", ("note.made",), (NOTE,)))
    with pytest.raises(ValueError, match="two coverings"):
        register.cover(Covered("others", ("note.made",), ()))


def test_a_table_may_be_in_many_coverings_but_in_one_way() -> None:
    register = Register()
    register.cover(Covered("notes", ("note.made",), (NOTE,)))
    register.cover(Covered("changes", ("note.changed",), (NOTE,)))
    with pytest.raises(ValueError, match="two ways"):
        register.cover(Covered("other", ("x",), (CoveredTable("note", "leaf", (), ("leaf",)),)))
    assert register.standing("note") == ("covered", ["notes", "changes"])


def test_covering_outranks_checking_and_checking_an_excuse() -> None:
    register = Register()
    assert register.standing("note") == ("", None)
    register.excuse("note", Words("vì", "because"))
    assert register.standing("note") == ("excused", Words("vì", "because"))
    register.check("sums", ("note",), lambda: ())
    assert register.standing("note") == ("checked", ["sums"])
    register.cover(Covered("notes", ("note.made",), (NOTE,)))
    assert register.standing("note")[0] == "covered"


def test_only_hashed_columns_may_be_named_moments_or_days() -> None:
    with pytest.raises(ValueError, match="not among the columns"):
        CoveredTable("note", "leaf", ("no",), ("leaf", "no"), moments=("at",))
