"""Two who close the same earlier declaration at the same moment, in threads: together never more than is left."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.at_once import together
from tests.rooms.declarations.linked_factories import HOUR, closing, good, lodge, original, seed
from tests.rooms.revenue.test_revenue_parallel import on_disk as _on_disk

from motcua.declarations import factories
from motcua.declarations.stay_models import Balance
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties

pytestmark = pytest.mark.django_db(transaction=True)
on_disk = _on_disk


@pytest.fixture
def number(on_disk: Iterator[None], at: datetime, tmp_path: Path) -> str:
    """A temporary import of 100 in a database that threads share."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=at - 48 * HOUR)
    seed(at)
    return original(at)


def test_of_closings_lodged_at_once_only_so_many_are_accepted_as_is_left(number: str, at: datetime) -> None:
    answers = together(*[
        lambda no=no: lodge(closing(no, number, [(1, 60)]), at + HOUR) for no in range(500, 504)
    ])  # fmt: skip
    assert [answer.accepted for answer in answers].count(True) == 1
    balance = Balance.objects.get()
    assert (balance.declared_e4, balance.drawn_e4) == (1_000_000, 600_000)
    assert good() == []
