"""Enterprises, an officer at the gate, one of another gate, and a carrier."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.declarations.factories import party
from motcua.ground.queries import verification
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
CARRIER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
GATE = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
ELSEWHERE = Actor(8, "Phạm Thị Lan", posts=frozenset({Post("officer", "20BC")}))


@pytest.fixture
def department(db: None) -> None:
    """Five enterprises, registered."""
    parties.register([party(no) for no in range(1, 6)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))


def verified() -> list[str]:
    """What `motcua verify` finds wrong."""
    return [f"{fault.place}: {fault.words.en}" for fault in verification.verify().faults]
