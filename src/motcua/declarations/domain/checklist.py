"""What an officer looks at in the documents of a declaration: dated data, by procedure and by what it says itself."""

from datetime import date
from functools import cache

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.papers import WHEN
from motcua.declarations.domain.sets import rows
from motcua.kernel.words import Words


class Point(msgspec.Struct, frozen=True):
    """A point of the list: for a direction and procedures (empty: all), in a case of `papers.WHEN`."""

    code: str
    words: Words
    direction: str
    procedures: frozenset[str]
    when: str
    since: date
    source: str


@cache
def points() -> tuple[Point, ...]:
    """Every point, in the order of the list."""
    return tuple(
        Point(
            row["code"], Words(row["vi"], row["en"]), row["direction"], frozenset(row["procedures"].split()),
            row["when"], date.fromisoformat(row["since"]), row["source"],
        )
        for row in rows("checklist.csv")
    )  # fmt: skip


def checklist(message: Declaration, day: date) -> tuple[Point, ...]:
    """The points that belong to this declaration on that day."""
    return tuple(
        point
        for point in points()
        if point.since <= day
        and point.direction in ("", message.direction)
        and (not point.procedures or message.procedure in point.procedures)
        and WHEN[point.when](message)
    )
