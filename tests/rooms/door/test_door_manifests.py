"""Programs try, lodge, correct, list and read documents of ships' calls; the same again is told the same."""

from typing import Any

import pytest
from tests.rooms.door.conftest import DAY, OPENS, SECOND, Ask, grant

from motcua.kernel.actor import SYSTEM
from motcua.manifests import factories, services
from motcua.manifests.domain.message import write
from motcua.manifests.models import Call
from motcua.people import services as tokens

PLACE = "/api/manifests"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def port(ask: Ask) -> None:
    """A ship, and a line for which the token's enterprise answers; another for which it does not."""
    services.register_vessels([factories.vessel()], by=SYSTEM, at=OPENS)
    carriers = [factories.carrier(party=SECOND), factories.carrier("OTHER", "5799900001")]
    services.register_carriers(carriers, by=SYSTEM, at=OPENS)


def crew(**changes: Any) -> bytes:
    return write(factories.crew(**{"expected_on": DAY, "expected_time": "20:00", **changes}))


def test_trying_out_tells_every_finding_and_keeps_nothing(ask: Ask) -> None:
    tried = ask(f"{PLACE}?dry_run=1", crew(people=0, port="CNSHA"))
    assert (tried.status_code, tried.told["accepted"]) == (200, False)
    assert {error["code"] for error in tried.told["errors"]} == {"PER-PER-02", "PER-PER-11"}
    assert ask(f"{PLACE}?dry_run=1", crew()).told == {"accepted": True, "errors": []}
    assert not Call.objects.exists()


def test_a_document_is_lodged_once_corrected_and_read_in_each_version(ask: Ask) -> None:
    first, again = ask(PLACE, crew()), ask(PLACE, crew())
    assert (first.status_code, again.told["document"]) == (201, first.told["document"])
    corrected = ask(PLACE, crew(people=19))
    assert (corrected.status_code, corrected.told["version"]) == (200, 2)
    number = first.told["call"]
    place = f"{PLACE}/{number}/documents/{first.told['document']}"
    assert len(ask(place).told["people"]) == 19
    assert len(ask(f"{place}?version=1").told["people"]) == 18
    found = ask(f"{PLACE}?q=XVMH1").told
    assert [line["number"] for line in found["calls"]] == [number]
    shown = ask(f"{PLACE}/{number}").told
    assert {each["kind"]: each["state"] for each in shown["documents"]}["crew"] == "lodged"
    assert ask(first.told["links"]["self"]).status_code == 200


def test_every_value_that_cannot_be_read_is_told(ask: Ask) -> None:
    wrong = ask(PLACE, b'{"document": "crew", "voyage": 1, "people": [{"born_on": "x"}, {"sexe": "M"}]}')
    assert wrong.status_code == 400
    assert [error["path"] for error in wrong.told["errors"]] == ["/voyage", "/people/0/born_on", "/people/1/sexe"]


def test_what_belongs_to_another_or_breaks_the_order_is_refused(ask: Ask) -> None:
    assert ask(PLACE, crew(carrier="OTHER")).told["errors"][0]["code"] == "KRN-E01"
    assert ask(f"{PLACE}?function=cancel", crew()).told["code"] == "MNF-E07"
    theirs = factories.crew(carrier="OTHER", expected_on=DAY, expected_time="20:00")
    other = services.submit(theirs, by=SYSTEM, at=OPENS)
    assert ask(f"{PLACE}/{other.call}").status_code == 404
    assert ask(f"{PLACE}?state=lost").status_code == 400
    assert ask(f"{PLACE}?function=burn", crew()).status_code == 400


def test_a_token_without_the_scope_is_refused(ask: Ask) -> None:
    secret = tokens.give_token(
        grant("chỉ đọc", scopes=frozenset({"declarations:read"})), by=SYSTEM, at=OPENS
    )[1]  # fmt: skip
    assert ask(PLACE, crew(), token=secret).status_code == 403
