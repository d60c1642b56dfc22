"""Boxes: the index by which a container is found; it follows registration and costs it nothing.

An id says when it was taken, so what was registered since the last time lies behind the largest id looked at. A
registration may be stored somewhat later than one with a larger id: what lies close before is looked at again.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec
from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from motcua.declarations.domain.boxes import fold
from motcua.declarations.models import Boxed, Version
from motcua.declarations.queries import one
from motcua.ground.domain import identifiers

SPAN = timedelta(days=60)
"""How far back containers are looked up: a platform's own choice, not law."""
LAG = timedelta(minutes=5)
TOGETHER = 2_000


class _Boxes(msgspec.Struct):
    containers: tuple[str, ...] = ()


_decode = msgspec.json.Decoder(_Boxes).decode


def catch_up(at: datetime) -> int:
    """Look at what was registered since the last time; how many declarations."""
    looked = 0
    while True:
        count = _some(at)
        looked += count
        if count < TOGETHER:
            return looked


@transaction.atomic
def _some(at: datetime) -> int:
    last = Boxed.objects.filter(container="").aggregate(last=Max("declaration_id"))["last"] or 0
    since = max(identifiers.first(at - SPAN), last - identifiers.first(identifiers.EPOCH + LAG))
    known = Boxed.objects.filter(container="", declaration_id=OuterRef("declaration_id"))
    rows = Version.objects.filter(~Exists(known), declaration_id__gt=since, version=1, containers__gt=0)
    found = list(rows.order_by("declaration_id")[:TOGETHER])
    bodies = zip(found, one.originals(found), strict=True)
    _store((version.declaration_id, name) for version, body in bodies for name in ("", *_named(body)))
    return len(found)


def note(declaration: int, named: Iterable[str]) -> None:
    """An amendment names these containers."""
    _store((declaration, name) for name in filter(None, map(fold, named)))


def _store(pairs: Iterable[tuple[int, str]]) -> None:
    rows = [Boxed(declaration_id=declaration, container=name) for declaration, name in dict.fromkeys(pairs)]
    Boxed.objects.bulk_create(rows, ignore_conflicts=True)


def _named(body: bytes) -> Iterator[str]:
    try:
        yield from filter(None, map(fold, _decode(body).containers))
    except msgspec.MsgspecError:
        return
