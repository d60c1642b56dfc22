"""Seeing: a decision counts only for the declaration as its maker saw it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from motcua.declarations.domain.errors import ChangedSince, UnknownDeclaration
from motcua.declarations.services import rows
from motcua.ground.services import bulk


@contextmanager
def as_seen(subject: int, leaf: int) -> Iterator[None]:
    """Do what follows only if the last step of the declaration is still the one of this leaf, and hold it so.

    So a second officer, a second tab, the back button and a repeated click decide nothing twice. ChangedSince.
    """
    with transaction.atomic():
        found = list(bulk.held(rows.T_DECLARATION, ("id", "number", "leaf"), "id", [subject], lock=True))
        if not found:
            raise UnknownDeclaration(number=subject)
        if found[0][2] != leaf:
            raise ChangedSince(number=found[0][1])
        yield
