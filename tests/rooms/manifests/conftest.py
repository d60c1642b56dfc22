"""Vessels, carriers, an agent by mandate, officers of two offices, and a call whose dossier is complete."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.declarations.factories import party
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Acting, Actor, Post
from motcua.kernel.days import law_moment
from motcua.manifests import factories, services
from motcua.manifests.models import Call
from motcua.parties import services as parties

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
EXPECTED = law_moment(date(2023, 5, 6), 8)
LINE = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
FORWARDER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
AGENT = Actor(
    10, "Vũ Thị Mai", posts=frozenset({Post("trader")}), parties=frozenset({"5799900003"}),
    acting=(Acting("5799900001", frozenset({"see", "announce"}), "5799900003", 7),),
)  # fmt: skip
CLERK = Actor(
    11, "Bùi Văn Tư", posts=frozenset({Post("trader")}),
    acting=(Acting("5799900001", frozenset({"see", "prepare", "lodge"})),),
)  # fmt: skip
HERE = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20CF")}))
THERE = Actor(8, "Phạm Thị Lan", posts=frozenset({Post("officer", "20CG")}))
HEAD = Actor(9, "Đỗ Văn Nam", posts=frozenset({Post("head", "20CF")}))


@pytest.fixture
def port(db: None) -> None:
    """Three enterprises, three vessels, a line and a forwarder."""
    at = datetime(2022, 1, 1, tzinfo=UTC)
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=at)
    services.register_vessels([factories.vessel(no) for no in range(1, 4)], by=SYSTEM, at=at)
    carriers = [factories.carrier(), factories.carrier(factories.FORWARDER, "5799900002")]
    services.register_carriers(carriers, by=SYSTEM, at=at)


@pytest.fixture
def received(port: None) -> Call:
    """An entry whose dossier is complete and waits."""
    taken = services.submit_many([services.Submission(each, LINE, AT) for each in factories.dossier()])
    return Call.objects.get(number=taken[0].call)


@pytest.fixture
def cleared(received: Call) -> Call:
    """The same, cleared in on its arrival."""
    services.accept(received.number, by=HERE, at=AT + HOUR)
    services.arrive(received.number, by=HERE, at=EXPECTED)
    return services.clear_in(received.number, by=HERE, at=EXPECTED + HOUR)


def faults() -> list[str]:
    """What `motcua verify` would say."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def told(party: str = "5799900001") -> list[str]:
    """The sentences in an enterprise's inbox."""
    return list(Notice.objects.filter(recipient=f"party/{party}").order_by("id").values_list("words_en", flat=True))
