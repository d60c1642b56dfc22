"""Nothing remembered of another test."""

from collections.abc import Iterator

import pytest

from motcua.risk import queries
from motcua.risk.queries import ruling


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Figures and profiles are read anew."""
    queries.forget_profiles()
    ruling.forget()
    yield
    queries.forget_profiles()
    ruling.forget()
