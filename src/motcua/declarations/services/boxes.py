"""Boxes: the index by which a container is found; it follows registration and costs it nothing.

An id says when it was taken, so what was registered since the last time lies behind the largest id looked at. A
registration may be stored somewhat later than one with a larger id: what lies close before is looked at again.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from motcua.declarations.domain.boxes import fold
from motcua.declarations.models import Boxed, Version
from motcua.ground.domain import identifiers
from motcua.ground.services import files

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
    columns = ("declaration_id", "file", "file_offset", "file_length")
    found = list(rows.order_by("declaration_id").values_list(*columns)[:TOGETHER])
    bodies = files.slices([place for _, *place in found])
    told = zip(found, bodies, strict=True)
    _store((declaration, name) for (declaration, *_), body in told for name in ("", *_named(body)))
    return len(found)


def note(amended: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Amended declarations name these containers."""
    _store((declaration, name) for declaration, named in amended for name in filter(None, map(fold, named)))


def _store(pairs: Iterable[tuple[int, str]]) -> None:
    rows = list(dict.fromkeys(pairs))
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO declarations_boxed (declaration_id, container) VALUES (%s, %s) ON CONFLICT DO NOTHING", rows
        )


def _named(body: bytes) -> Iterator[str]:
    try:
        yield from filter(None, map(fold, _decode(body).containers))
    except msgspec.MsgspecError:
        return
