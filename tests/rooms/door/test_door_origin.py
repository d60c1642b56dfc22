"""Programs read certificates and what is left of them, apply for one, and read what became of it."""

from typing import Any

import pytest
from tests.rooms.door.conftest import DAY, FIRST, OPENS, SECOND, Ask

from motcua.origin import factories, services
from motcua.origin.domain.certificate import Trader
from motcua.origin.domain.wish import write
from motcua.origin.models import Application

PLACE = "/api/origin"
pytestmark = pytest.mark.django_db


def came(no: int, party: str) -> services.Received:
    made = factories.certificate(no, day=DAY, consignee=Trader("Minh Họa", "", "VN", party))
    return services.receive(made, partner="TH", message_id=f"m{no}", at=OPENS)


def wish(**changes: Any) -> bytes:
    return write(factories.wish(**{"party": SECOND, **changes}))


def test_a_program_reads_its_enterprises_certificates_and_what_is_left(ask: Ask) -> None:
    mine, other = came(1, SECOND), came(2, FIRST)
    found = ask(f"{PLACE}/certificates?state=unused").told
    assert [each["reference"] for each in found["certificates"]] == [mine.reference]
    shown = ask(f"{PLACE}/certificates/{mine.id}").told
    assert shown["certificate"]["lines"][0]["left"] == "1"
    assert shown["content"]["lines"][0]["hs_code"] == factories.COFFEE
    assert ask(f"{PLACE}/certificates/{other.id}").status_code == 404
    assert ask(f"{PLACE}/certificates?state=lost").status_code == 400


def test_applying_twice_is_one_application(ask: Ask) -> None:
    first, again = ask(f"{PLACE}/applications", wish()), ask(f"{PLACE}/applications", wish())
    assert (first.status_code, again.told["number"]) == (201, first.told["number"])
    assert Application.objects.count() == 1
    assert ask(f"{PLACE}/applications/{first.told['number']}").told["application"]["state"] == "applied"
    assert len(ask(f"{PLACE}/applications?state=waiting").told["applications"]) == 1


def test_what_cannot_be_read_or_is_anothers_or_breaks_a_rule_is_told(ask: Ask) -> None:
    unread = ask(f"{PLACE}/applications", b'{"certificate": {"lines": [{"no": "x"}]}}')
    assert (unread.status_code, unread.told["errors"][0]["path"]) == (400, "/certificate/lines/0/no")
    assert ask(f"{PLACE}/applications", wish(party=FIRST)).status_code == 422
    bare = ask(f"{PLACE}/applications", wish(costs=()))
    assert (bare.status_code, bare.told["errors"][0]["code"]) == (422, "ORI-APP-01")
