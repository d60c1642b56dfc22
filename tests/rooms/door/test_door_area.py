"""Who keeps a supervised place asks which containers may leave it; nobody else finds anything there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.rooms.door.conftest import OPENS, Ask

from motcua.declarations import services as declarations
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.manifests import factories, services
from motcua.manifests.services import matching

pytestmark = pytest.mark.django_db
KEEPER = "5799900004"
FIRST = "MHSL00001001"


@pytest.fixture
def ship(department: None) -> None:
    """A ship with two containers arrived at Cái Lân, whose yard has a keeper."""
    services.register_vessels([factories.vessel()], by=SYSTEM, at=OPENS - timedelta(days=900))
    services.register_carriers([factories.carrier()], by=SYSTEM, at=OPENS - timedelta(days=900))
    came, at = OPENS - timedelta(days=3), OPENS - timedelta(days=5)
    head = {"expected_on": law_day(came), "expected_time": "08:00"}
    taken = services.submit_many([services.Submission(each, SYSTEM, at) for each in factories.dossier(**head)])
    call = taken[0].call
    services.accept(call, by=SYSTEM, at=at)
    services.arrive(call, by=SYSTEM, at=came)
    services.clear_in(call, by=SYSTEM, at=came)
    services.berth(call, "20CFX01", since=came, until=OPENS, by=SYSTEM, at=came)
    declarations.name_operator("20CFX01", KEEPER, by=SYSTEM, at=came)


@pytest.fixture
def area(ask: Ask, give: Callable[..., str]) -> Ask:
    """The program of an enterprise, by default the keeper's."""

    def asked(query: str = "", *, party: str = KEEPER) -> object:
        token = give(party=party, scopes=frozenset({"passages:write"}))
        return ask(f"/api/area{query}", None, token=token)

    return asked  # type: ignore[return-value]


def name_bill(*, free: bool = False) -> None:
    at = OPENS - timedelta(days=1)
    row = matching.Bill(
        FIRST, 7, 1, "100000000070", "import", "20CF", "5799900002", "VNHLG", at, 20, "CT", 10_010_000,
        at if free else None,
    )  # fmt: skip
    matching.unname([7])
    matching.name([row])


def test_each_container_is_told_with_what_holds_it(ship: None, area: Ask) -> None:
    name_bill()
    told = area().told
    assert told["found"] == 2
    held = {each["number"]: each for each in told["containers"]}
    first, second = held["MHOU0001001"], held["MHOU0001002"]
    assert (first["state"], first["why"], first["waits_for"]) == ("stay", "declared", ["100000000070"])
    assert (second["state"], second["why"], second["waits_for"]) == ("stay", "undeclared", [])
    assert (first["bills"], first["seals"], first["place"]) == ([FIRST], ["SL01001"], "20CFX01")
    assert not {"party", "consignee", "channel"} & set(first)
    name_bill(free=True)
    assert [each["number"] for each in area("?state=may").told["containers"]] == ["MHOU0001001"]


def test_a_page_tells_the_address_of_the_next(ship: None, area: Ask) -> None:
    told = area("?size=1&q=MHOU").told
    assert (len(told["containers"]), told["found"]) == (1, 2)
    assert told["next"].endswith("page=2")
    assert area("?size=1&q=MHOU&page=2").told["next"] == ""


def test_another_enterprise_finds_nothing_and_nonsense_is_refused(ship: None, area: Ask) -> None:
    assert area(party="5799900002").told["found"] == 0
    assert area("?place=20CFX01", party="5799900002").told["found"] == 0
    assert area("?place=20BBX01").told["found"] == 0
    assert area("?state=perhaps").status_code == 400
    assert area("?since=hom-qua").status_code == 400
