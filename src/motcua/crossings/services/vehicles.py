"""Vehicles: the last crossing of each and its open stay, read under a lock and written back."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.crossings.domain.passing import Open
from motcua.crossings.services import tables
from motcua.ground.domain.moments import aware
from motcua.ground.services import bulk

Vehicle = tuple[str, str]
"""A plate, folded, and its country."""
Last = tuple[datetime, int, int]
"""The moment and the key of a vehicle's last crossing."""
_OPEN = "plate, country, leaf, no, way, gate, exit_gate, since, kind"
NEVER = 0
"""Leaf of the last crossing of a vehicle that has none."""


def hold(wanted: Collection[Vehicle], *, at: datetime) -> dict[Vehicle, Last]:
    """The last crossings of these vehicles, locked until the transaction ends; none of one that is new.

    On PostgreSQL a new one gets its row first, so that two gates wait for each other (SQLite's writer is alone).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO crossings_vehicle (plate, country, last_at, last_leaf, last_no) VALUES (%s, %s, %s, 0, 0)"
                " ON CONFLICT DO NOTHING",
                [(*vehicle, at) for vehicle in sorted(wanted)],
            )
    plates = sorted({plate for plate, _ in wanted})
    found = bulk.held(tables.T_VEHICLE, tables.VEHICLE, "plate", plates, (2,), lock=True)
    return {(plate, country): (last, leaf, no) for plate, country, last, leaf, no in found if leaf != NEVER}


def crossed(rows: Iterable[tuple[str, str, Any, int, int]]) -> None:
    """Write back the last crossings of these vehicles, as their rows are stored, in one order for all."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO crossings_vehicle (plate, country, last_at, last_leaf, last_no) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (plate, country) DO UPDATE SET last_at = excluded.last_at, last_leaf = excluded.last_leaf,"
            " last_no = excluded.last_no",
            sorted(rows),
        )


def open_stays(wanted: Collection[Vehicle]) -> dict[Vehicle, Open]:
    """The stays of these vehicles that have not ended."""
    found: dict[Vehicle, Open] = {}
    plates = sorted({plate for plate, _ in wanted})
    for start in range(0, len(plates), bulk.TOGETHER):
        part = plates[start : start + bulk.TOGETHER]
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {_OPEN} FROM crossings_stay WHERE ended_at IS NULL AND plate IN ({marks})",  # noqa: S608
                part,
            )
            for plate, country, leaf, no, way, gate, planned, since, kind in cursor.fetchall():
                found[plate, country] = Open(leaf, no, way, gate, planned, aware(since), kind)
    return found
