"""Linking: a declaration that closes an earlier one draws on the balance of its lines, never more than is left.

Which type closes which stands in the lists of procedures (`prior`, `names_original`, `temporary`), periods of stay in
`data/deadlines.csv`. Quantities are whole ten-thousandths of the unit of the earlier line.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.sets import SETS
from motcua.declarations.domain.terms import term
from motcua.kernel.money import e4
from motcua.kernel.words import Words
from motcua.reference import domain as reference

_NAMES = ("procedure_import", "procedure_export")
TEMPORARY = frozenset(
    code
    for name in _NAMES
    for entry in reference.code_list(name).entries
    for code in entry.extra.get("prior", "").split()
)
"""Types of temporary import and export whose lines have a balance and whose goods have a period of stay."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line that closes: its number, the earlier line that it names, and what it says of the goods."""

    no: int
    prior_line: int
    hs_code: str
    unit: str
    quantity_e4: int


class Closing(msgspec.Struct, frozen=True):
    """What a declaration says of the earlier one that it closes. Lines that name none draw on none."""

    number: str
    procedure: str
    direction: str
    party: str
    lines: tuple[Line, ...]

    @property
    def root(self) -> str:
        """The number without the digit that counts amendments."""
        return self.number[:11]


class Earlier(msgspec.Struct, frozen=True):
    """A line of an earlier declaration in its version in force, and what has been drawn on it."""

    no: int
    hs_code: str
    unit: str
    declared_e4: int
    drawn_e4: int = 0

    @property
    def left_e4(self) -> int:
        """What may still be drawn."""
        return self.declared_e4 - self.drawn_e4


class Original(msgspec.Struct, frozen=True):
    """An earlier declaration as it stands. `held` is the number of an open declaration that draws on it.

    `due_on` is the last day of stay, extensions included; None where goods may stay.
    """

    number: str
    procedure: str
    party: str
    cancelled: bool
    confirmed: bool
    lines: Mapping[int, Earlier]
    held: str = ""
    due_on: date | None = None


class Draw(msgspec.Struct, frozen=True):
    """What line `line` takes of line `prior_line`; below zero what it gives back."""

    line: int
    prior_line: int
    quantity_e4: int
    unit: str


def closing_of(d: Declaration) -> Closing | None:
    """What a declaration closes; None where it names no earlier one."""
    if not d.prior_number:
        return None
    lines = tuple(
        Line(no, item.prior_line, item.hs_code, item.unit, _e4(item.quantity))
        for no, item in enumerate(d.items, 1)
        if item.prior_line is not None
    )
    return Closing(d.prior_number, d.procedure, d.direction, d.party_id, lines)


def _e4(quantity: Decimal | None) -> int:
    """In 1/10,000; nothing for what cannot be counted, which other rules refuse."""
    try:
        return e4(quantity or Decimal(0))
    except ValueError:
        return 0


def draws(closing: Closing) -> tuple[Draw, ...]:
    """What its lines take of the earlier declaration's."""
    return tuple(Draw(line.no, line.prior_line, line.quantity_e4, line.unit) for line in closing.lines)


def _list_of(direction: str) -> str:
    return "procedure_import" if direction == "import" else "procedure_export"


@cache
def closes(procedure: str, direction: str, day: date) -> frozenset[str]:
    """The types of earlier declarations that this type closes on a day; empty where it closes none.

    Types that need an earlier declaration name theirs; A31, A42 and B13 follow any export or import that is not
    temporary.
    """
    listed = reference.code_list(_list_of(direction)).on(day)
    if procedure not in listed:
        return frozenset()
    extra = listed[procedure].extra
    if extra.get("prior"):
        return frozenset(extra["prior"].split())
    if extra.get("names_original") != "1":
        return frozenset()
    other = "procedure_import" if procedure in SETS["follows an import"] else "procedure_export"
    return frozenset(code for code, entry in reference.code_list(other).on(day).items() if not entry.says("temporary"))


@cache
def closed_by(original: str, day: date) -> tuple[tuple[str, str], ...]:
    """The types (direction, procedure) that close an earlier declaration of this type on a day."""
    return tuple(
        (direction, code)
        for direction in ("export", "import")
        for code in sorted(reference.code_list(_list_of(direction)).on(day))
        if original in closes(code, direction, day)
    )


class Stay(msgspec.Struct, frozen=True):
    """How a period of stay may be extended on a day; None where the law as known sets no bound."""

    days: int | None
    times: int | None


def extension(procedure: str, day: date) -> Stay:
    """Days of one extension and how many there may be."""
    days, times = (term("stay", f"{procedure} {what}", day) for what in ("extension", "extensions"))
    return Stay(days.value if days else None, times.value if times else None)


def latest(procedure: str, due_on: date, day: date) -> date | None:
    """The last day to which one more extension may go; None where nothing bounds it."""
    found = extension(procedure, day).days
    return None if found is None else due_on + timedelta(days=found)


def warned_until(day: date) -> date:
    """The last of the last days of stay of which declarants are told on a day that they come near."""
    found = term("stay", "before", day)
    return day + timedelta(days=found.value if found else 0)


def left(lines: Iterable[Earlier]) -> int:
    """How many lines have something left."""
    return sum(line.left_e4 > 0 for line in lines)


STATES: Mapping[str, Words] = {
    "open": Words("Còn số dư", "Outstanding"),
    "soon": Words("Sắp hết hạn", "Ends soon"),
    "overdue": Words("Quá hạn", "Overdue"),
    "waiting": Words("Chưa thông quan", "Not yet cleared"),
    "closed": Words("Đã đóng", "Closed"),
    "cancelled": Words("Đã hủy", "Cancelled"),
}
"""How a period of stay stands."""


def standing(*, due_on: date, ended: str, cleared: bool, day: date) -> str:
    """Which of STATES; `ended` is `closed`, `cancelled` or empty."""
    if ended:
        return ended
    if day > due_on:
        return "overdue"
    if not cleared:
        return "waiting"
    return "soon" if due_on <= warned_until(day) else "open"
