"""What checks find reaches selection exactly once, and what becomes known later completes it."""

from datetime import datetime, timedelta

import msgspec
import pytest
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.test_life import lodged
from tests.rooms.declarations.test_life_inspections import SECOND, record

from motcua.declarations import services
from motcua.declarations.domain.life import Channel
from motcua.declarations.domain.message import read, write
from motcua.declarations.models import Declaration, Move, Version
from motcua.declarations.queries import amendments, inspections
from motcua.declarations.web.actforms import AcceptForm, SettleForm
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor
from motcua.reference.domain import UnknownCode
from motcua.risk import queries as risk
from motcua.risk.models import Addition, Outcome
from motcua.risk.queries import figures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
YEAR = (DAY - timedelta(days=1), DAY + timedelta(days=60))


@pytest.fixture
def red(at: datetime) -> Declaration:
    return lodged(at, Channel.RED)


def dearer(found: Declaration, at: datetime, *, by_customs: bool = True, factor: int = 2) -> services.Change:
    """The same declaration with its first item dearer."""
    message = amendments.message_of(Version.objects.filter(declaration_id=found.id).order_by("-version")[0])
    first = message.items[0]
    more = msgspec.structs.replace(
        first, invoice_value=first.invoice_value * factor, unit_price=first.unit_price and first.unit_price * factor
    )
    total = message.invoice_total + first.invoice_value * (factor - 1)
    changed = msgspec.structs.replace(message, items=(more, *message.items[1:]), invoice_total=total)
    body = write(changed)
    assert not isinstance(read(body), list)
    return services.Change(found.id, at, body, "2", by_customs)


def gained(found: Declaration) -> int:
    now = Declaration.objects.get(pk=found.pk).tax_total - found.tax_total
    assert now > 0
    return now


def told(found: Declaration) -> risk.Found:
    (one,) = risk.findings([found.id])
    return one


def signed(found: Declaration, officer: Actor, at: datetime, finding: str = "KHOP", **said: object) -> None:
    services.write_record(found.id, record(at, finding=finding, note="xem ghi chú", **said), by=officer, at=at)
    services.sign_record(found.id, agreed=True, note="", by=SECOND, at=at + HOUR)


def test_a_record_that_was_returned_and_signed_later_is_told_once(red: Declaration, officer: Actor, at: datetime):
    services.write_record(red.id, record(at), by=officer, at=at + HOUR)
    services.sign_record(red.id, agreed=False, note="thiếu", by=SECOND, at=at + 2 * HOUR)
    assert not Outcome.objects.exists()
    signed(red, officer, at + 3 * HOUR, "TEN")
    assert Outcome.objects.filter(subject=red.id).values_list("finding", "hit").get() == ("TEN", 1)


def test_duty_charged_before_the_record_counts_with_it(red: Declaration, officer: Actor, at: datetime):
    services.amend([dearer(red, at + HOUR)], by=officer)
    assert risk.findings([red.id]) == []
    signed(red, officer, at + 2 * HOUR, "TRIGIA")
    assert (told(red).hit, told(red).recovered) == (True, gained(red))


def test_duty_charged_after_the_record_is_added_and_what_is_taken_back_is_taken_off(
    red: Declaration, officer: Actor, at: datetime
):
    signed(red, officer, at, "TRIGIA")
    services.amend([dearer(red, at + 2 * HOUR, factor=3)], by=officer)
    assert told(red).recovered == gained(red)
    less = services.Change(red.id, at + 3 * HOUR, dearer(red, at).body, "2", True)
    first = Version.objects.get(declaration_id=red.id, version=1)
    back = msgspec.structs.replace(less, body=write(amendments.message_of(first)))
    services.amend([back], by=officer)
    assert told(red).recovered == 0
    assert [each.recovered > 0 for each in Addition.objects.order_by("leaf")] == [True, False]
    assert figures.report(figures.Scope(*YEAR)).by_source[0].recovered == 0


def test_what_a_trader_amends_by_itself_is_nothing_that_a_check_brought(red: Declaration, officer: Actor, at: datetime):
    services.amend([dearer(red, at + HOUR, by_customs=False)], by=officer)
    assert not Addition.objects.exists()


def test_what_a_trader_amends_because_customs_asked_is(red: Declaration, officer: Actor, at: datetime):
    services.instruct(red.id, kind="A", words="Khai đúng trị giá", by=officer, at=at + HOUR)
    services.amend([dearer(red, at + 2 * HOUR, by_customs=False)], by=officer)
    assert Addition.objects.get().recovered == gained(red)


@pytest.mark.parametrize("channel", [Channel.GREEN, Channel.YELLOW])
def test_what_customs_charges_without_an_inspection_is_no_outcome_of_one(
    channel: Channel, officer: Actor, at: datetime
):
    found = lodged(at, channel)
    services.amend([dearer(found, at + HOUR)], by=officer)
    assert not Addition.objects.exists()


@pytest.mark.parametrize(("finding", "hit"), [("KHOP", False), ("MA", True)])
def test_an_analysis_completes_the_finding_of_an_inspection(
    red: Declaration, officer: Actor, at: datetime, finding: str, hit: bool
):
    signed(red, officer, at, analysis=True, samples="2 mẫu")
    assert told(red).hit is False
    assert inspections.waits_for_analysis(red.id)
    services.accept_documents([services.Step(red.id, at + 3 * HOUR, finding=finding)], by=officer)
    assert (told(red).finding, told(red).hit) == (finding, hit)
    assert not inspections.waits_for_analysis(red.id)
    assert Move.objects.get(declaration_id=red.id, verb="accept documents").finding == finding
    assert Outcome.objects.count() == 1
    assert figures.report(figures.Scope(*YEAR)).by_source[0].hits == int(hit)


def test_an_analysis_that_is_known_when_conditions_are_settled_completes_it_too(
    red: Declaration, officer: Actor, at: datetime
):
    signed(red, officer, at, analysis=True, samples="2 mẫu")
    services.pay([services.Payment(red.id, at + 2 * HOUR, red.tax_total, "R1", "VCB")], by=officer)
    services.release(red.id, reason="A", note="", by=officer, at=at + 3 * HOUR)
    assert inspections.waits_for_analysis(red.id)
    services.settle(red.id, note="kết quả", finding="TEN", by=officer, at=at + 4 * HOUR)
    assert told(red).hit is True


def test_an_unknown_finding_stores_nothing(red: Declaration, officer: Actor, at: datetime):
    signed(red, officer, at, analysis=True, samples="2 mẫu")
    with pytest.raises(UnknownCode):
        services.accept_documents([services.Step(red.id, at + 3 * HOUR, finding="KHONG-CO")], by=officer)
    assert Declaration.objects.get(pk=red.pk).state == "document_check"


def test_the_forms_ask_for_the_finding_only_while_an_analysis_is_waited_for(
    red: Declaration, officer: Actor, at: datetime
):
    for form in (AcceptForm, SettleForm):
        assert "finding" not in form(None, red, at).fields
    signed(red, officer, at, analysis=True, samples="2 mẫu")
    for form in (AcceptForm, SettleForm):
        box = form(None, Declaration.objects.get(pk=red.pk), at).fields["finding"]
        assert box.required
        assert box.choices[0][0] == "KHOP"


def test_the_log_answers_for_additions(red: Declaration, officer: Actor, at: datetime):
    signed(red, officer, at, "TRIGIA")
    services.amend([dearer(red, at + 2 * HOUR)], by=officer)
    log.sequence()
    assert verification.verify().faults == []
    Addition.objects.update(recovered=1)
    assert verification.verify().faults
