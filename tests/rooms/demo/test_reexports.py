"""Exports of the demonstration that close a temporary import which was registered here: in place, at the same value."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.linked_factories import good, message, original, seed

from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Version
from motcua.declarations.queries import one
from motcua.declarations.stay_models import Balance, Draw, Stay
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.parameters import day_index
from motcua.demo.services.desk.reexports import Reexports
from motcua.demo.services.writer import Chunk
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

pytestmark = pytest.mark.django_db
AT = law_moment(DAY, 9)
LATER = AT + timedelta(days=3)
OPENING = DAY + timedelta(days=30)


@pytest.fixture
def earlier() -> str:
    """The number of a temporary import of a hundred."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))
    seed(AT)
    return original(AT)


def days(quantity: int = 40, **plan: int) -> tuple[Chunk, list[bytes]]:
    """Three exports; only the second is of the enterprise of the temporary import and plain."""
    other = {"party_id": factories.party(3).tax_code, "party_name": factories.party(3).name}
    facts = [(51, "B11", 5, other), (52, "B11", quantity, {}), (53, "B11", 6, other)]
    bodies = [write(message(no, procedure, [{"quantity": Decimal(count)}], day=LATER.date(), **who))
              for no, procedure, count, who in facts]  # fmt: skip
    batch = services.prepare([services.Raw(body, LATER) for body in bodies], services.kit())
    assert all(item.accepted and not item.charges for item in batch.prepared)
    lots = [Lot(0, b"", "20BB", 0, 0, 0, 0, **(plan if place == 1 else {})) for place in range(3)]
    return Chunk(day_index(LATER.date()), batch, lots), bodies


def test_an_export_in_the_last_weeks_closes_a_part_at_the_same_value_and_its_neighbours_stay(earlier: str) -> None:
    chunk, bodies = days()
    made = Reexports(OPENING).put_into(chunk)
    answers = services.register(made.batch, by=SYSTEM)
    first, closing, last = (Declaration.objects.get(pk=answer.declaration_id) for answer in answers)
    assert (closing.procedure, closing.value_usd_e4) == ("G21", chunk.batch.prepared[1].version[-3])
    assert [one.original(Version.objects.get(declaration_id=found.id)) for found in (first, last)] == bodies[::2]
    draw, balance = Draw.objects.get(), Balance.objects.get()
    assert draw.declaration_id == closing.id
    assert 0 < balance.drawn_e4 == draw.quantity_e4 < balance.declared_e4
    assert Stay.objects.get(number=earlier).ended == ""
    assert good() == []


def test_nothing_is_put_where_more_is_planned_or_the_part_is_too_large_or_the_day_too_early(earlier: str) -> None:
    for chunk, opening in (
        (days(cancels=5)[0], OPENING), (days(amends=5)[0], OPENING), (days(90)[0], OPENING),
        (days()[0], DAY + timedelta(days=300)),
    ):  # fmt: skip
        assert Reexports(opening).put_into(chunk).batch == chunk.batch


def test_an_enterprise_closes_once_and_there_are_no_more_than_planned(earlier: str) -> None:
    reexports = Reexports(OPENING)
    wanted = reexports.left
    reexports.put_into(days()[0])
    again = days()[0]
    assert reexports.put_into(again).batch == again.batch
    assert reexports.left == wanted - 1
