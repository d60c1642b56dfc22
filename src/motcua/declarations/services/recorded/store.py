"""Store: what another system registered, in our tables, with its own number; one leaf each.

No number is taken, nothing is selected, nothing of ours is charged.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from motcua.declarations import events
from motcua.declarations.services import rows
from motcua.declarations.services.recorded.rowing import Built, due, first
from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.revenue import services as revenue

_ORDER = (rows.T_VERSION, rows.T_ITEM, rows.T_MOVE, revenue.T_TRANSFER, rows.T_RECORDED, rows.T_DIFFERENCE)
"""Tables in the order in which a leaf commits to their rows."""
_TABLES = {
    rows.T_DECLARATION: (rows.DECLARATION, rows.DECLARATION_MOMENTS),
    rows.T_NUMBER: (rows.NUMBER, ()),
    rows.T_VERSION: (rows.VERSION, rows.VERSION_MOMENTS),
    rows.T_ITEM: (rows.ITEM, ()),
    rows.T_MOVE: (rows.MOVE, rows.MOVE_MOMENTS),
    revenue.T_TRANSFER: (revenue.TRANSFER, revenue.TRANSFER_MOMENTS),
    revenue.T_OBLIGATION: (revenue.OBLIGATION, ()),
    rows.T_RECORDED: (rows.RECORDED, rows.RECORDED_MOMENTS),
    rows.T_DIFFERENCE: (rows.DIFFERENCE, ()),
}
Rows = list[tuple[object, ...]]


class Store:
    """Rows and leaves of a group of versions. `bodies` are kept in one file, one message a line."""

    def __init__(self, built: Sequence[Built], source: str, *, by: Actor, at: datetime) -> None:
        self.by, self.at, self.source = by, at, source
        content = b"\n".join(each.body for each in built)
        self._file = files.keep(content, media_type="application/x-ndjson", at=at, by=by) if built else 0
        ends = accumulate((len(each.body) + 1 for each in built), initial=0)
        self._offsets = {each.entry.number: offset for each, offset in zip(built, ends, strict=False)}
        self._open = revenue.open_from()
        self._gathered: dict[str, Rows] = {table: [] for table in _TABLES}
        self._leaves: list[log.Leaf] = []

    def new(self, built: Built) -> int:
        """A declaration that was not known; returns its id, which is its leaf too."""
        entry, message, sum_ = built.entry, built.entry.message, built.sum_
        subject = ids.one(self.at)
        day, state = law_day(entry.at), first(entry.channel)
        covered = self.version(built, subject, 1, subject, entry.at)
        covered[rows.T_MOVE] = [(
            subject, subject, "record", state.value, entry.at, self.by.reference, 1, entry.channel, "",
            sum_.total, "",
        )]  # fmt: skip
        covered[revenue.T_TRANSFER] = list(
            revenue.charge_rows(
                subject, entry.at, max(day, self._open), message.office, message.party_id, built.charges
            )
        )
        self._gather(covered)
        if sum_.total:
            self._gathered[revenue.T_OBLIGATION].append(
                revenue.obligation_row(subject, message.party_id, message.office, sum_.total, built.due_on)
            )
        self._gathered[rows.T_NUMBER].append((entry.number, subject))
        self._gathered[rows.T_DECLARATION].append((
            subject, entry.number, message.direction, message.procedure, message.office, message.party_id,
            built.party_name, entry.at, day, 1, entry.channel, state.value, len(built.items), sum_.customs_value,
            sum_.value_usd_e4, sum_.total, due(state, entry.at), None, None, None, None, subject,
        ))  # fmt: skip
        facts = {"channel": entry.channel, "office": message.office, "state": state.value, "tax": sum_.total}
        self._leaf(subject, entry.number, facts, covered)
        return subject

    def version(self, built: Built, subject: int, version: int, leaf: int, at: datetime) -> dict[str, Rows]:
        """Rows of a version's header, items, mark and differences; `at` is when it came about."""
        entry, message = built.entry, built.entry.message
        header = (
            subject, version, leaf, entry.number, at, message.direction, message.procedure,
            message.office, message.party_id, built.party_name, *built.version, self._file,
            self._offsets[entry.number], len(built.body), built.body_hash,
        )  # fmt: skip
        place = entry.place
        mark = (
            subject, version, leaf, self.source, self.at, entry.number[:11], entry.branch, place.file,
            place.sheet[:80], place.row, entry.digest, int(built.accepted), built.codes, built.differs,
        )  # fmt: skip
        differences = sorted(built.differences, key=lambda found: (found.line, found.tax))
        return {
            rows.T_VERSION: [header],
            rows.T_ITEM: [(subject, version, leaf, *values) for values in built.items],
            rows.T_RECORDED: [mark],
            rows.T_DIFFERENCE: [
                (subject, version, each.line, each.tax, leaf, each.theirs, each.ours, each.why, each.codes)
                for each in differences
            ],
        }

    def amended(self, covered: dict[str, Rows]) -> None:
        """Take the rows of a later version; its move and leaf are written with the steps."""
        self._gather({table: covered[table] for table in covered if table != revenue.T_TRANSFER})

    def write(self) -> None:
        """Store everything in the caller's transaction."""
        for table, (columns, moments) in _TABLES.items():
            if self._gathered[table]:
                bulk.insert(table, columns, self._gathered[table], moments)
        log.append(self._leaves)

    def _gather(self, covered: dict[str, Rows]) -> None:
        for table, found in covered.items():
            self._gathered[table].extend(found)

    def _leaf(self, leaf: int, number: str, facts: dict[str, object], covered: dict[str, Rows]) -> None:
        self._leaves.append(
            log.leaf(
                events.RECORDED, id=leaf, subject=f"declaration/{number}", at=self.at, by=self.by, facts=facts,
                rows=[row_bytes(table, row) for table in _ORDER for row in covered.get(table, ())],
            )
        )  # fmt: skip
