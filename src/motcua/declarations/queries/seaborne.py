"""Declarations by sea with the bill that each names: what a ship's manifest of the same goods would say."""

from datetime import date
from typing import NamedTuple

from django.db import connection

from motcua.declarations.domain.life import State


class Seaborne(NamedTuple):
    """The first version of a declaration by sea, and the goods of its first line."""

    declaration_id: int
    direction: str
    office: str
    party: str
    party_name: str
    foreign_name: str
    foreign_country: str
    mode: str
    bill: str
    here: str
    abroad: str
    moves_on: date
    packages: int
    package_unit: str
    gross_e4: int
    weight_unit: str
    containers: int
    hs_code: str
    description: str


_SEA = """
SELECT v.declaration_id, v.direction, v.office, v.party, v.party_name, v.foreign_name, v.foreign_country,
  v.transport_mode, v.bill,
  CASE v.direction WHEN 'import' THEN v.unloading_place ELSE v.loading_place END,
  CASE v.direction WHEN 'import' THEN v.loading_place ELSE v.unloading_place END,
  v.event_on, v.packages, v.package_unit, v.gross_weight_e4, v.weight_unit, v.containers, i.hs_code, i.description
FROM declarations_declaration d
JOIN declarations_version v ON v.declaration_id = d.id AND v.version = 1
JOIN declarations_item i ON i.declaration_id = d.id AND i.version = 1 AND i.no = 1
WHERE d.registered_on BETWEEN %s AND %s AND d.state <> %s AND v.transport_mode IN ('2', '3') AND v.bill <> ''
  AND v.event_on IS NOT NULL
ORDER BY d.id
"""


def seaborne(since: date, until: date) -> list[Seaborne]:
    """Declarations by sea registered from a day to a day that were not cancelled, in the order of registration."""
    with connection.cursor() as cursor:
        cursor.execute(_SEA, [since, until, str(State.CANCELLED)])
        rows = cursor.fetchall()
    return [Seaborne(*row[:11], _day(row[11]), *row[12:]) for row in rows]


def _day(told: date | str) -> date:
    return date.fromisoformat(told) if isinstance(told, str) else told
