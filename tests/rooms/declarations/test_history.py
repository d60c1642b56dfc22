"""What an officer sees beside a declaration: earlier findings and prices; the checklist kept with acceptance."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from tests.rooms.declarations.test_life import lodged

from motcua.declarations import factories, services
from motcua.declarations.domain.checklist import checklist, points
from motcua.declarations.domain.life import Channel
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Ticked
from motcua.declarations.queries import history
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)


def test_earlier_findings_of_the_party_are_told(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.RED)
    services.record_inspections([services.Inspection(stored.id, at + HOUR, "THIEU", "thiếu")], by=officer)
    after = Declaration.objects.filter(party=stored.party).exclude(pk=stored.pk).order_by("id").last()
    assert after is not None
    Declaration.objects.filter(pk=after.pk).update(registered_at=at + 2 * HOUR)
    told = history.of_party(Declaration.objects.get(pk=after.pk))
    assert told.declarations >= 1
    assert [each.number for each in told.findings] == [stored.number]
    assert history.of_party(stored).findings == ()


def test_prices_are_compared_with_those_of_the_same_goods(at: datetime) -> None:
    services.submit(
        [services.Raw(factories.body(no, day=at.date(), lines=1), at) for no in range(1, 60)], by=SYSTEM
    )  # fmt: skip
    message = factories.declaration(7, day=at.date(), lines=1, reference="DEARER")
    item = message.items[0]
    dear = msgspec.structs.replace(item, unit_price=item.unit_price * 9, invoice_value=item.invoice_value * 9)
    changed = msgspec.structs.replace(message, items=(dear,), invoice_total=dear.invoice_value)
    answer = services.submit([services.Raw(write(changed), at + HOUR)], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    told = history.of_goods(Declaration.objects.get(pk=answer.declaration_id))
    assert len(told) == 1
    assert told[0].count > 1
    assert told[0].low_e4 <= told[0].half_e4 <= told[0].high_e4 < told[0].own_e4
    assert told[0].outside
    first = Declaration.objects.order_by("id").first()
    assert first is not None
    assert [each.count for each in history.of_goods(first)] == [0]


def test_the_list_is_made_of_what_the_declaration_says() -> None:
    day = date(2023, 5, 4)
    plain = {point.code for point in checklist(factories.declaration(1, day=day), day)}
    assert {"HD", "MS", "TG"} <= plain
    assert not plain & {"GC", "TN", "CO"}
    processed = {point.code for point in checklist(factories.declaration(1, day=day, procedure="E21"), day)}
    assert "GC" in processed
    assert len({point.code for point in points()}) == len(points())


def test_what_was_ticked_is_kept_with_the_acceptance(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    step = services.Step(stored.id, at + HOUR, "", ("HD", "MS"), ("TG",))
    services.accept_documents([step], by=officer)
    kept = Ticked.objects.get()
    assert (kept.ticked, kept.left) == ("HD MS", "TG")
    log.sequence()
    log.sign_head(at + 2 * HOUR)
    assert verification.verify().faults == []
