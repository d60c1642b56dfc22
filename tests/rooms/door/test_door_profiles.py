"""A program of the department reads profiles with an administrator's token; no program of an enterprise does."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.rooms.door.conftest import Ask, grant

from motcua.kernel.actor import Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.people import services as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(give: Callable[..., str]) -> str:
    return give(party="", scopes=frozenset({"risk:read"}))


def test_every_profile_is_told_with_its_criteria_and_figures(ask: Ask, token: str) -> None:
    told = {each["code"]: each for each in ask("/api/risk/profiles", token=token).told["profiles"]}
    found = told["O-LEVEL5"]
    assert (found["state"], found["criteria"], found["share_ppm"], found["version"]) == (
        "force",
        "level in 5",
        500_000,
        0,
    )
    assert (found["inspected"], found["rate_ppm"], found["beside_random"]) == (0, None, "few")


def test_one_code_is_told_with_its_versions_and_an_unknown_one_is_not_found(ask: Ask, token: str) -> None:
    told = ask("/api/risk/profiles/O-LEVEL5", token=token).told
    assert (told["profile"]["code"], told["versions"]) == ("O-LEVEL5", [])
    assert ask("/api/risk/profiles/O-NOBODY", token=token).status_code == 404


def test_a_token_of_an_enterprise_reads_no_profile_and_is_not_given_the_scope(
    ask: Ask, give: Callable[..., str]
) -> None:
    other = give(scopes=frozenset({"declarations:read"}))
    assert ask("/api/risk/profiles", token=other).status_code == 403
    trader = Actor(7, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    with pytest.raises(NotAllowed):
        people.give_token(grant(scopes=frozenset({"risk:read"})), by=trader, at=datetime.now(UTC))
