"""The department of the tutorial's examples: its trader, and the clock near the end of 2023."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from motcua.declarations.factories import party
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

NOW = law_moment(date(2023, 12, 22), 10)


@pytest.fixture
def at(db: None) -> Iterator[datetime]:
    """A trader who may lodge, and a moment to lodge at."""
    parties.register([party(tax_code="9900000009")], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
    clock.set_demonstration(NOW)
    yield NOW
    clock.forget()
