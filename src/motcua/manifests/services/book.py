"""The book: calls under work, locked, changed in memory, and written together at the end of a transaction.

One act and ten thousand go the same way. All that is written of one call at one moment by one person is a group with
one leaf.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from motcua.ground.domain import numbers
from motcua.ground.queries import outages
from motcua.ground.services import bulk, ids, keys, log, notices, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.worktime import Interval
from motcua.manifests import events
from motcua.manifests.domain.clocks import due_of
from motcua.manifests.domain.data import deadlines
from motcua.manifests.domain.life import MOVES, OPEN, Paper, State
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.domain.message import kind_of
from motcua.manifests.models import Call
from motcua.manifests.models import Document as DocumentRow
from motcua.manifests.services import columns, filed
from motcua.manifests.services.filed import Filed
from motcua.manifests.services.rows import Content, Place, fill
from motcua.people import queries as people

CALLS, DOCUMENTS = "70", "71"
"""First two digits of the numbers of calls and of documents: this platform's own."""
TOGETHER = 400
LONGEST_NOTE = 400
AWAIT = "await"
"""The verb of the step by which a document becomes awaited; its note is kind and slot."""

Key = tuple[str, str, str, str, str]


def key_of(message: Message) -> Key:
    """What names the call of a document: call sign, voyage, port, suffix, direction."""
    return message.call_sign, message.voyage, message.port, message.port_suffix, message.direction


class Lodged(NamedTuple):
    """A version that a group lodges."""

    document: Filed
    version: int
    message: Message
    body: bytes
    function: str
    note: str
    rows: int
    late: int


class Done(NamedTuple):
    """A step of a group."""

    document: Filed | None
    verb: str
    state: str
    paper: str
    note: str


class Group:
    """What is written of one call at one moment by one person."""

    def __init__(self, held: "Held", by: Actor, at: datetime) -> None:
        self.held, self.by, self.at = held, by, at
        self.leaf = ids.one(at)
        self.steps: list[Done] = []
        self.lodged: list[Lodged] = []
        self.answers: list[tuple[str, str, bytes, Filed]] = []
        self.facts: tuple[Any, ...] | None = None


class Held:
    """A call under work with its documents."""

    def __init__(self, call: Call, documents: Iterable[Filed] = (), *, new: bool = False) -> None:
        self.call, self.documents, self.new = call, list(documents), new
        self.fresh: set[int] = {each.id for each in self.documents} if new else set()
        self.touched: set[int] = set()
        self.group: Group | None = None

    def standing(self, kind: str) -> list[Filed]:
        """Documents of a kind that are not cancelled, awaited ones among them."""
        return [each for each in self.documents if each.kind == kind and each.state != Paper.CANCELLED]

    @property
    def lacking(self) -> list[Filed]:
        """Documents that are still awaited or to be supplemented."""
        return [each for each in self.documents if each.state in (Paper.AWAITED, Paper.REQUESTED)]

    def add(self, kind: str, at: datetime, *, slot: int = 0, carrier: str = "", party: str = "") -> Filed:
        """A document that is awaited from now on."""
        used = {each.slot for each in self.standing(kind)}
        free = next(no for no in range(1, 10_000) if no not in used)
        made = Filed(
            id=ids.one(at), number="", call_id=self.call.pk, kind=kind, slot=slot or free,
            carrier=carrier or self.call.carrier, party=party or self.call.party, state=str(Paper.AWAITED), version=0,
            rows=0, late=0,
        )  # fmt: skip
        self.documents.append(made)
        self.fresh.add(made.id)
        return made

    def moved(self, verb: str) -> None:
        """Let the dossier make a move. Impossible where its state has none of that name."""
        self.call.state = str(move(MOVES, State(self.call.state), verb))


class Book:
    """Calls under work. Everything is written by `write`, or nothing."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.held = {each.call.pk: each for each in held}
        self.named = {_key(each.call): each for each in self.held.values() if each.call.state != State.CANCELLED}
        self.groups: list[Group] = []
        self.notices: list[Callable[[], list[notices.Told]]] = []
        self.stopped: tuple[Interval, ...] = outages.in_force()

    @cached_property
    def officers(self) -> people.Roster:
        """Who is an officer where, for whoever tells them."""
        return people.Roster("officer")

    @classmethod
    def of(cls, *, named: Iterable[Key] = (), numbered: Iterable[int] = ()) -> "Book":
        """Lock the calls of these keys and ids, and the entries whose exits they are."""
        found = {call.pk: call for call in _locked(set(named), set(numbered))}
        entries = {call.entry for call in found.values() if call.entry} - found.keys()
        found |= {call.pk: call for call in _locked(set(), entries)}
        documents = filed.of_calls(found)
        return cls(Held(call, documents.get(pk, ())) for pk, call in found.items())

    def find(self, key: Key) -> Held | None:
        """The call of that key, if there is one."""
        return self.named.get(key)

    def open(self, call: Call, by: Actor) -> Held:
        """Take in a new call, with the documents that its dossier always needs."""
        held = Held(call, new=True)
        self.held[call.pk] = held
        self.named[_key(call)] = held
        self.step(held, "open", by=by, at=call.opened_at)
        for kind, limit in deadlines(call.direction, law_day(call.expected_at)).items():
            if limit.always:
                self.wait_for(held, kind, by=by, at=call.opened_at)
        self.announce(held)
        return held

    def wait_for(self, held: Held, kind: str, *, by: Actor, at: datetime) -> Filed:
        """Let a document be awaited."""
        made = held.add(kind, at)
        self.step(held, AWAIT, by=by, at=at, document=made, note=f"{kind} {made.slot}")
        return made

    def step(
        self, held: Held, verb: str, *, by: Actor, at: datetime, document: Filed | None = None, note: str = ""
    ) -> Group:  # fmt: skip
        """Write down a step: the states are those that have been reached."""
        group = held.group
        if group is None or group.at != at or group.by != by:
            group = held.group = Group(held, by, at)
            self.groups.append(group)
        told = " ".join(note.split())[:LONGEST_NOTE] if note else ""
        group.steps.append(Done(document, verb, held.call.state, document.state if document else "", told))
        if document is not None:
            held.touched.add(document.id)
        held.call.leaf = group.leaf
        return group

    def announce(self, held: Held) -> None:
        """Write the facts of a call with its present group, and work its deadlines out anew."""
        assert held.group is not None
        call = held.call
        call.expected_on = law_day(call.expected_at)
        call.facts = held.group.leaf
        held.group.facts = tuple(getattr(call, name) for name in columns.ANNOUNCED)
        self.due(held)

    def due(self, held: Held) -> None:
        """Set the deadlines of a call's documents as they stand."""
        for each in held.documents:
            right = None if each.version else due_at(held.call, each, self.stopped)
            if each.due_at != right:
                each.due_at = right
                held.touched.add(each.id)

    def write(self) -> None:
        """Give numbers, store all rows with their leaves, tell who is to be told."""
        self._number()
        kept: dict[str, list[Any]] = {table: [] for table, _, _ in columns.TABLES}
        leaves, answers = [], []
        for group in self.groups:
            rows = _rows_of(group)
            for (table, _, _), held in zip(columns.TABLES, rows, strict=True):
                kept[table] += held
            told = [keys.Answer(p, k, h, d.id, group.leaf, group.at) for p, k, h, d in group.answers]
            answers += told
            leaves.append(_leaf(group, rows, told))
        for table, names, moments in columns.TABLES:
            if kept[table]:
                bulk.insert(table, names, kept[table], columns.places(names, moments))
        if answers:
            keys.keep(answers)
        self._write_present()
        log.append(leaves)
        lodged = [leaf for leaf in leaves if leaf.verb == events.LODGED]
        if lodged:
            log.seal(lodged)
        if self.groups:
            told = [each for tell in self.notices for each in tell()]
            notices.tell_many(told, at=max(group.at for group in self.groups))

    def _number(self) -> None:
        calls = [each.call for each in self.held.values() if each.new]
        if calls:
            first = numbering.take(CALLS, len(calls))
            for no, call in enumerate(calls):
                call.number = numbers.number(CALLS, first + no)
        new = list({lodged.document.id: lodged.document for g in self.groups for lodged in g.lodged}.values())
        without = [each for each in new if not each.number]
        if without:
            first = numbering.take(DOCUMENTS, len(without))
            for no, each in enumerate(without):
                each.number = numbers.number(DOCUMENTS, first + no)
        for each in new:
            each.number = numbers.number(*numbers.parse(each.number)[:2], each.version - 1)
        for group in self.groups:
            if group.facts is not None:
                group.facts = (group.held.call.number, *group.facts[1:])

    def _write_present(self) -> None:
        new = [each.call for each in self.held.values() if each.new]
        old = [each.call for each in self.held.values() if not each.new and each.group is not None]
        moments = ("expected_at", "berth_from", "berth_until", "opened_at", "arrived_at", "finished_at", "cleared_at")
        moments = (*moments, "left_at")
        if new:
            bulk.insert(
                columns.T_CALL, columns.CALL, [_values(each, columns.CALL) for each in new],
                columns.places(columns.CALL, moments),
            )  # fmt: skip
        names = ("id", *columns.CALL_CHANGES)
        bulk.update(
            columns.T_CALL, "id", columns.CALL_CHANGES, [_values(each, names) for each in old],
            columns.places(names, moments),
        )  # fmt: skip
        filed.update([d for each in self.held.values() for d in each.documents if d.id in each.touched - each.fresh])
        if fresh := [d for each in self.held.values() for d in each.documents if d.id in each.fresh]:
            filed.insert(fresh)


def due_at(call: Call, document: Filed | DocumentRow, stopped: tuple[Interval, ...]) -> datetime | None:
    """The deadline of a document as it stands; None where none runs: it was lodged, or the ship is cleared."""
    if document.version or document.state == Paper.CANCELLED or State(call.state) not in OPEN:
        return None
    return _due(document.kind, call.direction, call.opened_at, call.expected_at, call.days, stopped)


@lru_cache(maxsize=4096)
def _due(  # noqa: PLR0913, PLR0917 - all that a deadline hangs on
    kind: str, direction: str, since: datetime, expected: datetime, days: int | None, stopped: tuple[Interval, ...]
) -> datetime | None:  # fmt: skip
    return due_of(kind, direction, since=since, expected=expected, days_under_way=days, outages=stopped)


def _key(call: Call) -> Key:
    return call.call_sign, call.voyage, call.port, call.port_suffix, call.direction


def _locked(named: set[Key], numbered: set[int]) -> Iterable[Call]:
    rows = Call.objects.select_for_update().order_by("pk")
    listed = sorted(named)
    for start in range(0, len(listed), TOGETHER):
        signs, voyages = ({key[place] for key in listed[start : start + TOGETHER]} for place in (0, 1))
        part = rows.filter(call_sign__in=signs, voyage__in=voyages).exclude(state=str(State.CANCELLED))
        yield from (call for call in part if _key(call) in named)
    wanted = sorted(numbered)
    for start in range(0, len(wanted), TOGETHER):
        yield from rows.filter(pk__in=wanted[start : start + TOGETHER])


def _values(row: Any, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _rows_of(group: Group) -> tuple[list[Any], ...]:
    call, content = group.held.call, Content([], [], [], [])
    facts = [] if group.facts is None else [(group.leaf, 1, call.pk, *group.facts)]
    steps = [
        (
            group.leaf, no, call.pk, done.document.id if done.document else 0, done.verb, done.state, done.paper,
            done.document.version if done.document else 0, group.at, group.by.reference, done.note,
        )
        for no, done in enumerate(group.steps, 1)
    ]  # fmt: skip
    versions = []
    for no, each in enumerate(group.lodged, 1):
        held = each.document
        number = numbers.number(*numbers.parse(held.number)[:2], each.version - 1)
        versions.append(
            (
                held.id, each.version, group.leaf, no, call.pk, number, kind_of(each.message), held.slot, held.carrier,
                held.party, each.function, each.rows, each.late, group.at, group.by.reference, each.note,
                each.body.decode(),
            )
        )  # fmt: skip
        fill(content, each.message, Place(group.leaf, held.id, each.version, call.pk))
    return facts, steps, versions, *content


def _leaf(group: Group, rows: tuple[list[Any], ...], answers: list[keys.Answer]) -> log.Leaf:
    told = [row_bytes(table, row) for (table, _, _), held in zip(columns.TABLES, rows, strict=True) for row in held]
    told += [row_bytes(keys.COVERED.table, row) for row in sorted(answers, key=lambda each: (each.party, each.key))]
    verb = events.LODGED if group.lodged else events.STEP
    facts = {
        "verbs": [done.verb for done in group.steps], "state": group.steps[-1].state,
        "documents": [f"{each.document.kind} {each.document.number}" for each in group.lodged],
    }  # fmt: skip
    subject = f"manifest/{group.held.call.number}"
    return log.leaf(verb, id=group.leaf, subject=subject, at=group.at, by=group.by, facts=facts, rows=told)
