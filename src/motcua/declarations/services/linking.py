"""Linking: closing declarations draw on the balances of earlier ones, under their lock; periods of stay begin."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from motcua.declarations.domain.linking import Closing, Draw, draws
from motcua.declarations.services import rows
from motcua.declarations.services.originals import Held, findings, ids_of, load
from motcua.declarations.services.values import Prepared
from motcua.ground.services import bulk
from motcua.kernel.canonical import row_bytes
from motcua.kernel.rules import Finding

Row = tuple[object, ...]
CLOSED, CANCELLED = "closed", "cancelled"
DECLARED, AMENDED, EXTENDED = "declared", "amended", "extended"
"""Why a last day of stay is what it is."""


def runs(prepared: Sequence[Prepared], places: Sequence[int]) -> Iterator[list[int]]:
    """Places in their order, cut before one that closes what one before it closes: it finds that one stored."""
    now: list[int] = []
    seen: set[str] = set()
    for place in places:
        closing = prepared[place].closing
        if closing is not None and closing.root in seen:
            yield now
            now, seen = [], set()
        if closing is not None:
            seen.add(closing.root)
        now.append(place)
    if now:
        yield now


class Links:
    """Earlier declarations locked until the transaction ends, drawn upon in memory and written back together."""

    def __init__(self, held: dict[str, Held] | None = None) -> None:
        self.held = held or {}
        self._touched: dict[int, Held] = {}
        self._rows: dict[str, list[Row]] = {rows.T_DRAW: [], rows.T_STAY_TERM: [], rows.T_STAY: []}

    @classmethod
    def lock(cls, closings: Iterable[Closing], subjects: Iterable[int] = ()) -> "Links":
        """Lock what these close and, by id, what else is wanted."""
        found = ids_of(closing.number for closing in closings)
        return cls(load([*found.values(), *subjects], lock=True))

    def findings(self, closing: Closing, day: date, besides: int = 0) -> tuple[Finding, ...]:
        """What is wrong with closing on a day, as it stands under the lock."""
        return findings(self.held.get(closing.root), closing, day, besides)

    def find(self, subject: int) -> Held:
        """An earlier declaration by id."""
        return next(held for held in self.held.values() if held.id == subject)

    def draw(self, closing: Closing, subject: int, *, leaf: int, first: int = 0) -> list[Row]:
        """Take what a declaration closes; the rows of its leaf. Of what is registered elsewhere nothing is taken."""
        held = self.held.get(closing.root)
        if held is None or held.elsewhere:
            return []
        return [self._take(held, each, subject, leaf, no) for no, each in enumerate(draws(closing), first)]

    def give_back(self, drawn: dict[tuple[int, int, int], tuple[int, str]], subject: int, *, leaf: int) -> list[Row]:
        """Give back what a declaration draws; the rows of its leaf."""
        return [
            self._take(self.find(original), Draw(line, original_line, -quantity, unit), subject, leaf, no)
            for no, ((line, original, original_line), (quantity, unit)) in enumerate(drawn.items())
        ]

    def _take(self, held: Held, each: Draw, subject: int, leaf: int, no: int) -> Row:  # noqa: PLR0913 - a row
        held.take(each.prior_line, each.quantity_e4)
        self._touched[held.id] = held
        row = (leaf, no, subject, each.line, held.id, each.prior_line, each.quantity_e4, each.unit)
        self._rows[rows.T_DRAW].append(row)
        return row

    def elsewhere(self, held: Held, line: int, quantity_e4: int) -> None:
        """Take what a declaration of another system closed."""
        held.take(line, quantity_e4)
        self._touched[held.id] = held

    def registered(self, subject: int, number: str, item: Prepared) -> dict[str, list[Row]]:
        """What a registration draws and which stay it begins; the rows of its leaf by table."""
        direction, procedure, office, party, name, at, day = item.head
        found: dict[str, list[Row]] = {}
        if item.stay_until is not None:
            found[rows.T_STAY_TERM] = [(subject, subject, 1, item.stay_until, DECLARED)]
            self._rows[rows.T_STAY_TERM] += found[rows.T_STAY_TERM]
            self._rows[rows.T_STAY].append(
                (subject, number, procedure, office, party, name, day, item.stay_until, 0, "")
            )
        if item.closing is not None:
            found[rows.T_DRAW] = self.draw(item.closing, subject, leaf=subject)
        return found

    def write(self) -> None:
        """Store draws, balances and stays in the caller's transaction."""
        for table, columns in _COLUMNS.items():
            if self._rows[table]:
                bulk.insert(table, columns, self._rows[table])
        if self._touched:
            self._balances()
            self._stays()

    def _balances(self) -> None:
        new, changed = [], []
        for held in self._touched.values():
            kept = [(held.id, each.no, each.unit, each.declared_e4, each.drawn_e4) for each in held.lines.values()]
            if held.kept:
                changed += [(subject, line, drawn) for subject, line, _, _, drawn in kept]
            else:
                new += kept
        if new:
            bulk.insert(rows.T_BALANCE, rows.BALANCE, new)
        if changed:
            bulk.update(rows.T_BALANCE, ("declaration_id", "line"), ("drawn_e4",), changed)

    def _stays(self) -> None:
        """A stay ends when nothing is left, and goes on when something was given back."""
        changed = [
            (held.id, "" if held.left else CLOSED)
            for held in self._touched.values()
            if held.due_on is not None and not held.cancelled
        ]
        bulk.update(rows.T_STAY, "declaration_id", ("ended",), changed)


_COLUMNS = {rows.T_DRAW: rows.DRAW, rows.T_STAY_TERM: rows.STAY_TERM, rows.T_STAY: rows.STAY}


def covered(found: Iterable[Row], table: str = rows.T_DRAW) -> list[bytes]:
    """Rows as a leaf covers them."""
    return [row_bytes(table, row) for row in found]
