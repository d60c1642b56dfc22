"""Dossiers in a small department: the fixtures of the site, and a procedure in force."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.rooms.dossiers.filing import filing_factories as filing
from tests.rooms.site.conftest import account, demonstration, enter, fresh  # noqa: F401 - fixtures


@pytest.fixture
def procedure(demonstration: Any) -> None:  # noqa: F811
    """The procedure of tests in force, two enterprises registered."""
    filing.known()
    filing.in_force()


@pytest.fixture
def applicant(procedure: None, enter: Callable[..., Client]) -> Client:  # noqa: F811
    """A trader of the first enterprise, signed in."""
    return enter("trader")
