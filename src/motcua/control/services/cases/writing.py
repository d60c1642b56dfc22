"""A case at work: each act makes its step and its leaf, with the rows that belong to it. The same for one and many."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from motcua.control import events
from motcua.control.domain.cases.standing import Act, Standing, after
from motcua.control.models import Case
from motcua.control.services.cases import rows
from motcua.ground.services import bulk, ids, notices, sheets
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.worktime import Calendar

Row = sheets.Row
_NOTHING: Mapping[str, Sequence[Row]] = {}


class Sheet(sheets.Sheet):
    """What a service of this room writes: covered rows with their leaves, rows beside them, notices."""

    def __init__(self) -> None:
        super().__init__(rows.ORDER)
        self._beside: dict[sheets.Table, list[Row]] = {}
        self._told: dict[datetime, list[notices.Told]] = {}

    def beside(self, table: str, columns: tuple[str, ...], row: Row, moments: tuple[int, ...] = ()) -> None:
        """A row that no leaf covers: a check recomputes it."""
        self._beside.setdefault((table, columns, moments), []).append(row)

    def tell(self, told: notices.Told, at: datetime) -> None:
        """Put a notice into an inbox when everything is written."""
        self._told.setdefault(at, []).append(told)

    def write(self) -> None:
        """Store all of it in the caller's transaction."""
        super().write()
        for (table, columns, moments), found in self._beside.items():
            bulk.insert(table, columns, found, moments)
        for at, told in self._told.items():
            notices.tell_many(told, at=at)


class Identity(msgspec.Struct, frozen=True):
    """What of a case never changes, in the order of `rows.FOUND`."""

    number: str
    source: str
    link: str
    lead: str
    partners: str
    detected_at: datetime
    detected_on: Any
    place: str
    position: str
    route: str
    title: str


class Work:
    """A case while acts are done on it. `store` at the end puts its present state down, once."""

    def __init__(self, pk: int, who: Identity, stands: Standing, sheet: Sheet, calendar: Calendar) -> None:
        self.pk, self.who, self.stands, self.sheet = pk, who, stands, sheet
        self.leaf, self._calendar, self._new = pk, calendar, True

    @classmethod
    def of(cls, found: Case, sheet: Sheet, calendar: Calendar) -> "Work":
        """A case that exists, held by the caller."""
        who = Identity(*(getattr(found, name) for name in rows.FOUND))
        work = cls(found.pk, who, standing_of(found), sheet, calendar)
        work.leaf, work._new = found.leaf, False
        return work

    def opened(self, verb: str, note: str, *, by: Actor, at: datetime) -> None:
        """The first leaf: the case as it was found, and how it stands."""
        told = self._told(verb, self.pk, "", note, by, at)
        told[rows.T_OPENING] = [(self.pk, at, by.reference, *msgspec.structs.astuple(self.who))]
        self._log(events.OPENED, told, by, at, {"source": self.who.source, "state": str(self.stands.state)})

    def do(  # noqa: PLR0913 - an act has so many parts
        self, act: Act, *, by: Actor, at: datetime, note: str = "", paper: str = "", leaf: int = 0,
        more: Mapping[str, Sequence[Row]] = _NOTHING,
    ) -> int:  # fmt: skip
        """An act with the rows that belong to it; they hold `leaf`. Returns the leaf. Refusals of `standing`."""
        self.stands = after(self.stands, act, law_day(at), self._calendar)
        leaf = leaf or ids.one(at)
        told = {**self._told(act.verb, leaf, paper, note, by, at), **more}
        verb = events.DECIDED if act.verb in ("decide", "confiscate") else events.STEP
        self._log(verb, told, by, at, {"verb": act.verb, "state": str(self.stands.state)})
        return leaf

    def store(self) -> None:
        """Put down where the case stands now."""
        changing = (self.leaf, *values(self.stands))
        if self._new:
            row = (self.pk, *msgspec.structs.astuple(self.who), *changing)
            self.sheet.beside(rows.T_CASE, rows.CASE, row, rows.CASE_MOMENTS)
        else:
            bulk.update(rows.T_CASE, "id", rows.CHANGING, [(self.pk, *changing)])

    def _told(  # noqa: PLR0913 - the parts of a step
        self, verb: str, leaf: int, paper: str, note: str, by: Actor, at: datetime
    ) -> dict[str, Sequence[Row]]:
        self.leaf = leaf
        step = (leaf, self.pk, verb, at, by.reference, by.account, paper, note, *values(self.stands))
        return {rows.T_STEP: [step]}

    def _log(
        self, verb: str, told: Mapping[str, Sequence[Row]], by: Actor, at: datetime, facts: Mapping[str, Any]
    ) -> None:
        self.sheet.leaf(verb, f"case/{self.who.number}", told, leaf=self.leaf, by=by, at=at, facts=facts)


def values(stands: Standing) -> Row:
    """A standing as it is stored."""
    return (str(stands.state), *(getattr(stands, name) for name in rows.STANDING[1:]))


def standing_of(found: Any) -> Standing:
    """How a stored case, or step, stands."""
    return msgspec.convert({name: getattr(found, name) for name in rows.STANDING}, Standing)
