"""Of which branches a person sees the figures."""

from datetime import date

import pytest

from motcua.kernel.actor import Actor, Post
from motcua.people.domain.reach import reach
from motcua.reference.domain import branches

DAY = date(2023, 5, 10)


@pytest.mark.parametrize("post", [Post("leader"), Post("risk", "20ZZ"), Post("head", "")])
def test_who_answers_for_the_department_sees_all_of_it(post):
    whole, codes = reach(Actor(1, "x", posts=frozenset({post})), DAY)
    assert whole
    assert codes == [each.code for each in branches(DAY)]


def test_a_head_sees_the_own_branches_and_not_those_where_the_person_only_checks():
    posts = frozenset({Post("head", "20CF"), Post("head", "20BB"), Post("officer", "20CE")})
    assert reach(Actor(1, "x", posts=posts), DAY) == (False, ["20BB", "20CF"])
    assert reach(Actor(1, "x", posts=frozenset({Post("officer", "20BB")})), DAY) == (False, [])
