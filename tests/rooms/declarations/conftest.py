"""A department with five made-up enterprises, and officers of Móng Cái."""

from datetime import UTC, date, datetime

import pytest

from motcua.declarations import factories
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

DAY = date(2023, 5, 4)


@pytest.fixture
def at() -> datetime:
    """Nine in the morning of a working day."""
    return law_moment(DAY, 9)


@pytest.fixture
def officer() -> Actor:
    """An officer of Móng Cái."""
    return Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))


@pytest.fixture
def department(db: None) -> None:
    """Five enterprises, registered."""
    parties.register(
        [factories.party(no) for no in range(1, 6)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC)
    )  # fmt: skip
