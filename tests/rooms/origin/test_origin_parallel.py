"""Declarations that name the same certificate at the same moment, in threads: together never more than it bears."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.at_once import together
from tests.rooms.origin.conftest import AT, DAYS, HOUR, came, faults, lodge
from tests.rooms.revenue.test_revenue_parallel import on_disk as _on_disk

from motcua.declarations import services as declarations
from motcua.declarations.factories import party
from motcua.kernel.actor import SYSTEM
from motcua.origin.models import Line, Use
from motcua.parties import services as parties

pytestmark = pytest.mark.django_db(transaction=True)
on_disk = _on_disk


@pytest.fixture
def certificate(on_disk: Iterator[None], tmp_path: Path) -> None:
    """A certificate of a tonne in a database that threads share."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=AT - 100 * DAYS)
    came()


def test_of_declarations_lodged_at_once_only_so_many_are_accepted_as_it_bears(certificate: None) -> None:
    answers = together(*[lambda no=no: lodge(no, kg=(300,)) for no in range(1, 7)])
    assert [answer.accepted for answer in answers].count(True) == 3
    assert Line.objects.get().used_e4 == 9_000 == sum(each.change_e4 for each in Use.objects.all())
    assert faults() == []


def test_while_some_end_and_others_come_the_balance_stays_that_of_the_ledger(certificate: None) -> None:
    first = [lodge(no, kg=(250,)) for no in range(1, 5)]

    def end(no: int) -> None:
        ended = declarations.Cancellation(first[no].declaration_id, AT + HOUR, "A1")
        declarations.cancel([ended], by=SYSTEM)

    together(
        lambda: end(0), lambda: lodge(11, kg=(250,), at=AT + HOUR), lambda: end(1),
        lambda: lodge(12, kg=(250,), at=AT + HOUR),
    )  # fmt: skip
    line = Line.objects.get()
    assert line.used_e4 == sum(each.change_e4 for each in Use.objects.all())
    assert 5_000 <= line.used_e4 <= line.quantity_e4
    assert faults() == []
