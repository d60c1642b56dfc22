"""Programs read the catalogue, one procedure with its form, its versions; drafts stay inside."""

from datetime import date

import pytest
from django.test import Client

from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.procedures import services
from motcua.procedures.factories import content

pytestmark = pytest.mark.django_db
AT = law_moment(date(2023, 5, 4), 9)


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    clock.set_demonstration(AT)
    services.load_packaged([content()], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    services.load_packaged([content(sets=2)], in_force_from=date(2023, 6, 1), by=SYSTEM, at=AT)
    services.write(content(sets=3), by=SYSTEM, at=AT)


def told(address: str) -> dict:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_catalogue_is_of_the_day_that_is_asked_for():
    assert told("/api/procedures?q=thu nghiem")["procedures"][0]["version"] == 1
    assert told("/api/procedures?day=2023-06-01")["procedures"][0]["version"] == 2
    assert told("/api/procedures?day=2021-12-31")["found"] == 0


def test_a_procedure_comes_whole_with_its_form():
    found = told("/api/procedures/QT-ZZ-01")
    assert found["content"]["form"]["sections"][0]["name"] == "main"
    assert found["effective_to"] == "2023-05-31"


def test_versions_are_those_that_were_issued():
    rows = told("/api/procedures/QT-ZZ-01/versions")["versions"]
    assert [(each["version"], each["standing"]) for each in rows] == [(2, "to_come"), (1, "in_force")]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/procedures/QT-NO-01", 404), ("/api/procedures?day=x", 400), ("/api/procedures/%00/versions", 404)],
)
def test_what_is_not_there_or_cannot_be_read_is_said(address, status):
    assert Client().get(address).status_code == status
