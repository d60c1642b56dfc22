"""Two gates at the same moment, in several threads: a container passes once, and never more than is declared."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connections
from tests.at_once import together
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.test_passages import FIRST, SECOND, box, clear, lodge
from tests.rooms.revenue.test_revenue_parallel import on_disk  # noqa: F401 - a fixture

from motcua.declarations import factories, services
from motcua.declarations.domain.gate_errors import MoreThanDeclared, PassedAlready
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.models import Declaration, Passage, PassedBox
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import Refusal
from motcua.parties import services as parties

pytestmark = pytest.mark.django_db(transaction=True)
AT = law_moment(DAY, 9)


def at_once(*calls: Callable[[], object]) -> list[object]:
    found = together(*calls)
    connections.close_all()
    return found


def test_a_container_passes_at_one_gate_only_and_a_quantity_never_goes_beyond(on_disk: None) -> None:  # noqa: F811
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))
    boxed = clear(lodge(AT), AT)
    facts = {"containers": (), "container_count": None, "transport_mode": "4", "packages": 30, "bills": ()}
    packed = clear(lodge(AT, 2, vessel_code="", **facts), AT)
    found = at_once(*[lambda: services.pass_part(boxed.id, box(FIRST), by=SYSTEM, at=AT)] * 4)
    assert sum(not isinstance(each, Refusal) for each in found) == 1
    assert sum(isinstance(each, PassedAlready) for each in found) == 3
    found = at_once(*[lambda: services.pass_part(packed.id, Wanted(quantity=Decimal(12)), by=SYSTEM, at=AT)] * 4)
    assert sum(isinstance(each, MoreThanDeclared) for each in found) == 2
    found = at_once(
        lambda: services.pass_part(boxed.id, box(SECOND), by=SYSTEM, at=AT),
        lambda: services.take_back_part(boxed.id, 1, reason="Nhầm", by=SYSTEM, at=AT),
    )
    assert PassedBox.objects.count() == 2
    assert Passage.objects.filter(declaration_id=packed.id).count() == 2
    stands = Declaration.objects.get(pk=boxed.pk)
    assert (stands.passed_at is None) == (not isinstance(found[1], Refusal))
