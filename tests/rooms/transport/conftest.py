"""Two enterprises, officers of the two ends, and a transport that is on its way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.declarations.factories import party
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.transport import factories, services
from motcua.transport.domain.message import Box
from motcua.transport.models import Transport

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
HERE = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
THERE = Actor(8, "Phạm Thị Lan", posts=frozenset({Post("officer", "20CF")}))
HEAD = Actor(9, "Đỗ Văn Nam", posts=frozenset({Post("head", "20BB")}))
BOXES = (Box("MHOU0000001", ("HQ00001", "HQ00002")),)


@pytest.fixture
def department(db: None) -> None:
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))


@pytest.fixture
def registered(department: None) -> services.Registered:
    """A transport from Móng Cái to Cái Lân that waits for approval."""
    return services.register(factories.transport(), by=TRADER, at=AT)


@pytest.fixture
def under_way(registered: services.Registered) -> Transport:
    """The same, departed at eleven with two seals on its container."""
    services.approve(registered.number, by=HERE, at=AT + HOUR)
    return services.depart(registered.number, BOXES, by=HERE, at=AT + 2 * HOUR)
