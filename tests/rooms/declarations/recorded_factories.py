"""Made-up records of another system: what VNACCS would say of the made-up declarations."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import msgspec

from motcua.declarations import factories, services
from motcua.declarations.domain.comparing import TheirLine, Theirs
from motcua.declarations.domain.message import Declaration, write
from motcua.declarations.domain.process import process
from motcua.ground.domain import numbers
from motcua.kernel.days import law_day, law_moment

FILE = 77


def number(no: int, branch: int = 0, kind: str = "10") -> str:
    """A VNACCS number far from those given here."""
    return numbers.number(kind, 86_000_000 + no, branch)


def place(row: int, sheet: str = "To khai") -> services.Place:
    """A row of the made-up file."""
    return services.Place(FILE, sheet, row)


def as_we_would(message: Declaration, day: date) -> Theirs:
    """Their figures, where they are ours to the dong."""
    sum_ = process(message, services.kit().desk(day)).assessment
    assert sum_ is not None
    lines = []
    for line in sum_.lines:
        taxes: dict[str, int] = {}
        for tax in line.taxes:
            taxes[tax.kind] = taxes.get(tax.kind, 0) + tax.amount
        lines.append(TheirLine(line.customs_value, {kind: amount for kind, amount in taxes.items() if amount}))
    by_kind = {kind: amount for kind, amount in sum_.by_kind.items() if amount}
    return Theirs(sum_.customs_value, tuple(lines), by_kind)


def dearer(theirs: Theirs, kind: str, by: int, line: int = 1) -> Theirs:
    """The same with more of one tax on one line."""
    lines = list(theirs.lines)
    held: Mapping[str, int] = lines[line - 1].taxes
    lines[line - 1] = TheirLine(lines[line - 1].value, {**held, kind: held.get(kind, 0) + by})
    return msgspec.structs.replace(
        theirs, lines=tuple(lines), by_kind={**theirs.by_kind, kind: theirs.by_kind.get(kind, 0) + by}
    )


def registered(no: int = 1, *, branch: int = 0, at: datetime | None = None, **more: Any) -> services.Registered:
    """The `no`-th record; `message`, `theirs`, `channel`, `amended_at` replace what would be there."""
    at = at or law_moment(date(2023, 5, 4), 9)
    day = law_day(at)
    message = more.pop("message", None) or factories.declaration(no, day=day, lines=2)
    theirs = more.pop("theirs", None) or as_we_would(message, day)
    kind = "10" if message.direction == "import" else "30"
    said = [number(no, branch, kind), at.isoformat(), write(message).decode(), msgspec.json.encode(theirs).decode()]
    return services.Registered(
        said[0], at, message, theirs, more.pop("place", place(no + 1)), sha256("|".join(said).encode()).digest(), **more
    )


def unit(entry: services.Registered, **more: Any) -> services.Unit:
    """All that a loading says of one declaration."""
    return services.Unit(entry.number[:11], (entry,), **more)
