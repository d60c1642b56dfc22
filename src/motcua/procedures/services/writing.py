"""Writing: acts on versions with the leaves that commit to them, gathered and then stored table by table."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.ground.services import bulk, ids, sheets
from motcua.kernel.actor import Actor
from motcua.kernel.moves import move
from motcua.procedures import events
from motcua.procedures.domain import record
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.errors import BegunMeanwhile
from motcua.procedures.domain.life import MOVES, State
from motcua.procedures.models import Version
from motcua.procedures.services import rows

Row = sheets.Row


class Sheet(sheets.Sheet):
    """What a service writes. Versions are changed in memory and stored at the end, each once."""

    def __init__(self) -> None:
        super().__init__(rows.ORDER)
        self._new: dict[int, Version] = {}
        self._changed: dict[int, Version] = {}

    def begin(self, content: Content, no: int, *, by: Actor, at: datetime, note: str = "") -> Version:
        """A new version, as a draft."""
        leaf = ids.one(at)
        made = Version(
            id=leaf, code=content.code, no=no, kind=content.kind, area=content.area, state=str(State.DRAFT),
            revision=1, content=record.write(content), effective_from=None, effective_to=None, leaf=leaf,
        )  # fmt: skip
        self._new[made.pk] = made
        self._text(made, "write", leaf, by, at, note)
        return made

    def rewrite(self, found: Version, content: Content, *, by: Actor, at: datetime, note: str = "") -> None:
        """A draft with another text."""
        leaf = ids.one(at)
        found.state = str(move(MOVES, State(found.state), "revise"))
        found.revision, found.content = found.revision + 1, record.write(content)
        found.kind, found.area = content.kind, content.area
        self._text(found, "revise", leaf, by, at, note)

    def act(self, *moved: tuple[Version, str], by: Actor, at: datetime, note: str = "") -> None:
        """Acts of one leaf; days of effect are set before. Impossible where a state has no such move."""
        leaf, told = ids.one(at), []
        for found, verb in moved:
            found.state = str(move(MOVES, State(found.state), verb))
            told.append(self._act(found, verb, leaf, len(told), by, at, note))
        first, verb = moved[0]
        facts = {"verb": verb, "state": first.state, "version": first.no}
        self.leaf(events.ACT, subject(first), {rows.T_ACT: told}, leaf=leaf, by=by, at=at, facts=facts)

    def _text(self, found: Version, verb: str, leaf: int, by: Actor, at: datetime, note: str) -> None:  # noqa: PLR0913
        told = {
            rows.T_TEXT: [(leaf, found.pk, found.revision, found.code, found.no, found.content)],
            rows.T_ACT: [self._act(found, verb, leaf, 0, by, at, note)],
        }
        facts = {"version": found.no, "revision": found.revision}
        self.leaf(events.WRITTEN, subject(found), told, leaf=leaf, by=by, at=at, facts=facts)

    def _act(  # noqa: PLR0913 - what an act is made of
        self, found: Version, verb: str, leaf: int, no: int, by: Actor, at: datetime, note: str
    ) -> Row:  # fmt: skip
        found.leaf = leaf
        self._changed[found.pk] = found
        return (
            leaf, no, found.pk, verb, found.state, found.revision, found.effective_from, found.effective_to, at,
            by.reference, " ".join(note.split())[:1000],
        )  # fmt: skip

    def write(self) -> None:
        """Store all of it in the caller's transaction. BegunMeanwhile where another began one of the versions first."""
        changed = [each for key, each in self._changed.items() if key not in self._new]
        if changed:
            changed.sort(key=lambda each: each.state == State.IN_FORCE)  # one ends before another begins
            keyed = [(row[0], *row[3:]) for row in map(_row, changed)]
            bulk.update(rows.T_VERSION, "id", rows.CHANGING, keyed)
        if self._new:
            _begun(sorted(self._new.values(), key=lambda each: each.code))
        super().write()


def subject(about: Version) -> str:
    """As the log names a procedure."""
    return f"procedure/{about.code}"


def _begun(new: Sequence[Version]) -> None:
    try:
        with transaction.atomic():
            bulk.insert(rows.T_VERSION, rows.VERSION, map(_row, new))
    except IntegrityError as error:
        raise BegunMeanwhile(code=", ".join(each.code for each in new[:3])) from error


def _row(found: Version) -> Row:
    return tuple(getattr(found, name) for name in rows.VERSION)
