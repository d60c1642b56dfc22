"""Submit: the one door for documents of calls, whoever brings them: form, sheet, program, message.

One and many go the same way, all or none.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from django.db import IntegrityError, transaction

from motcua.ground.services import ids, keys
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.rules import Finding
from motcua.manifests.domain.errors import (
    AlreadyLodged,
    Faulty,
    NoSuchCall,
    NothingToCorrect,
    NotOnesOwn,
    UnknownCarrier,
)
from motcua.manifests.domain.judging import judge, refused
from motcua.manifests.domain.life import KIND_WORDS, OPEN, PAPER_MOVES, STANDING, Paper, State
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.domain.message import GeneralDeclaration, PassengerList, kind_of, rows_of, write
from motcua.manifests.models import Call
from motcua.manifests.services import filed, rights, telling
from motcua.manifests.services.book import Book, Held, Lodged, key_of
from motcua.manifests.services.desk import Desks, befores
from motcua.manifests.services.filed import Filed

Function = Literal["", "register", "correct", "cancel"]
FUNCTIONS: dict[str, str] = {"register": "9", "correct": "5"}
"""As VNACCS and EDIFACT write them; 1 cancels."""
NEEDS_A_CALL = ("house", "containers")
"""Kinds by which no call is opened."""


class Submission(msgspec.Struct, frozen=True):
    """A document to be submitted. `function` empty registers what is new and corrects what stands.

    The same `key` and document again is answered as before.
    """

    document: Message
    by: Actor
    at: datetime
    function: Function = ""
    note: str = ""
    key: str = ""


class Submitted(msgspec.Struct, frozen=True):
    """What came of it: the numbers, the leaf with its receipt, and what was warned of.

    `repeated` where the same had been submitted before; nothing was changed then.
    """

    document: str
    call: str
    version: int
    state: str
    leaf: int
    at: datetime
    late: bool = False
    repeated: bool = False
    findings: tuple[Finding, ...] = ()


def submit(
    document: Message, *, by: Actor, at: datetime, function: Function = "", note: str = "", key: str = ""
) -> Submitted:  # fmt: skip
    """Submit one document. Faulty with all findings, and the refusals of `submit_many`."""
    return submit_many([Submission(document, by, at, function, note, key)])[0]


def submit_many(submissions: Sequence[Submission]) -> list[Submitted]:
    """Submit documents, all or none, in their order; what came of each.

    Faulty, UnknownCarrier, NotAllowed, AlreadyLodged, NothingToCorrect, NotOnesOwn, NoSuchCall, OtherBody, Impossible.
    """
    try:
        return _submit_many(submissions)
    except IntegrityError:  # another has opened the same call, or answered the same key, meanwhile: now it is seen
        return _submit_many(submissions)


@transaction.atomic
def _submit_many(submissions: Sequence[Submission]) -> list[Submitted]:
    intake = _Intake(submissions)
    taken = [intake.take(each) for each in submissions]
    intake.book.write()
    return [each.told() for each in taken]


@transaction.atomic
def check_out(document: Message, *, by: Actor, at: datetime, function: Function = "") -> tuple[Finding, ...]:
    """Everything that submitting would find, warnings too; nothing is kept. Refusals as for `submit`."""
    try:
        intake = _Intake([Submission(document, by, at, function)])
        taken = intake.take(Submission(document, by, at, function))
    except Faulty as refusal:
        return refusal.findings
    return taken.findings


class _Taken:
    """A document that was taken in; its number is known once the book is written."""

    def __init__(self, held: Held, document: Filed, at: datetime, leaf: int, *, repeated: bool = False) -> None:
        self.held, self.document, self.at, self.leaf, self.repeated = held, document, at, leaf, repeated
        self.findings: tuple[Finding, ...] = ()

    def told(self) -> Submitted:
        found = self.document
        return Submitted(
            found.number, self.held.call.number, found.version, self.held.call.state, self.leaf, self.at,
            bool(found.late), self.repeated, self.findings,
        )  # fmt: skip


class _Intake:
    """What many submissions are taken in with."""

    def __init__(self, submissions: Sequence[Submission]) -> None:
        self.book = Book.of(named={key_of(each.document) for each in submissions})
        self.desks = Desks(each.document for each in submissions)
        self.desks.stopped = self.book.stopped
        documents = [d for held in self.book.held.values() for d in held.documents]
        self.before = befores(documents)
        self.by_id = {d.id: (held, d) for held in self.book.held.values() for d in held.documents}
        asked = [(self._party(each), _key(each.key)) for each in submissions if each.key and self._party(each)]
        self.answered = keys.find_many(asked) if asked else {}

    def take(self, each: Submission) -> _Taken:
        """Take one document in, in memory."""
        message, by, at = each.document, each.by, each.at
        party = self._party(each)
        if not party:
            self._refuse_unknown(each)
        rights.need_announcer(by, party, message.direction, message.office)
        body = write(message)
        if each.key and (party, _key(each.key)) in self.answered:
            return self._again(each, party, body)
        held, document = self._place(each, party)
        repeated = _check_function(each.function, document, party, same=self._same(document, body))
        if repeated:
            return _Taken(held, document, document.lodged_at or at, held.call.leaf, repeated=True)
        if each.function == "cancel":
            return self._withdraw(each, held, document)
        desk = self.desks.desk(message, held, document, self.before.get(document.id), at)
        findings = judge(message, desk)
        if refused(findings):
            raise Faulty(findings)
        taken = self._lodge(each, held, document, party, body)
        taken.findings = findings
        if each.key:
            assert held.group is not None
            held.group.answers.append((party, _key(each.key), sha256(body).digest(), document))
        return taken

    def _party(self, each: Submission) -> str:
        found = self.desks.carriers.get(each.document.carrier)
        return found.party if found is not None else ""

    def _refuse_unknown(self, each: Submission) -> None:
        """Nobody answers for the carrier, so nobody's document it is; whoever may announce at all is told why."""
        if not any(rights.may_announce(each.by, party, "", "") for party in {"", *each.by.represented}):
            rights.need_announcer(each.by, each.document.carrier, each.document.direction, each.document.office)
        raise UnknownCarrier(carrier=each.document.carrier)

    def _again(self, each: Submission, party: str, body: bytes) -> _Taken:
        found = self.answered[party, _key(each.key)]
        if found.body_hash != sha256(body).digest():
            raise keys.OtherBody(key=each.key)
        document = filed.one(found.subject_id)
        call = Call.objects.get(pk=document.call_id)
        return _Taken(Held(call), document, found.at, found.leaf, repeated=True)

    def _same(self, document: Filed, body: bytes) -> bool:
        standing = self.before.get(document.id)
        return document.state in STANDING and standing is not None and write(standing) == body

    def _place(self, each: Submission, party: str) -> tuple[Held, Filed]:
        """The call and the document that this one registers or corrects; a new call where there was none."""
        message, kind = each.document, kind_of(each.document)
        held = self.book.find(key_of(message))
        if held is None:
            held = self._open(each, party)
        found = _slot(held, message, party)
        return held, found or held.add(
            kind, each.at, carrier=message.carrier, party=party,
            slot=message.volume if isinstance(message, PassengerList) else 0,
        )  # fmt: skip

    def _open(self, each: Submission, party: str) -> Held:
        message = each.document
        if kind_of(message) in NEEDS_A_CALL or message.expected_at is None or not _named(message):
            if message.expected_at is not None and _named(message):
                raise NoSuchCall(call_sign=message.call_sign, voyage=message.voyage, port=message.port)
            raise Faulty(judge(message, self._bare(message, each.at)))
        return open_in(self.book, message, party, by=each.by, at=each.at, desks=self.desks)

    def _bare(self, message: Message, at: datetime) -> object:
        call = Call(direction="", state=str(State.DRAFT))
        return self.desks.desk(message, Held(call), Filed(version=1, kind=kind_of(message)), None, at)

    def _lodge(self, each: Submission, held: Held, document: Filed, party: str, body: bytes) -> _Taken:
        message, at = each.document, each.at
        first = document.version == 0
        asked = document.state == Paper.REQUESTED
        document.state = str(move(PAPER_MOVES, Paper(document.state), "lodge" if first else "correct"))
        document.version += 1
        document.rows, document.carrier, document.party = len(rows_of(message)), message.carrier, party
        if first:
            document.lodged_at = at
            document.late = int(document.due_at is not None and at > document.due_at)
        if not asked:
            held.moved("lodge")
        group = self.book.step(
            held, "lodge" if first else "correct", by=each.by, at=at, document=document, note=each.note
        )
        group.lodged.append(
            Lodged(document, document.version, message, body, FUNCTIONS["register" if first else "correct"],
                   " ".join(each.note.split())[:400], document.rows, document.late)
        )  # fmt: skip
        self.before[document.id] = message
        self.desks.take(message, document)
        self._follow(each, held)
        _settle(self.book, held, by=each.by, at=at, asked=asked)
        return _Taken(held, document, at, group.leaf)

    def _follow(self, each: Submission, held: Held) -> None:
        """Let the call be as its general declaration says, and as long under way as any says."""
        message, call = each.document, held.call
        before = (call.expected_at, call.days, call.transit, call.berth, call.berth_from, call.berth_until)
        days = getattr(message, "days_under_way", None)
        call.days = days if days is not None else call.days
        if isinstance(message, GeneralDeclaration):
            call.transit, call.expected_at = int(message.transit), message.expected_at or call.expected_at
            if message.berth or message.anchorage:
                call.berth = message.berth or message.anchorage
                call.berth_from = message.berthed_at or message.anchored_at
                call.berth_until = message.unberthed_at or message.anchored_until
            if message.passenger_processing in ("10", "38") and not held.standing("passengers"):
                self.book.wait_for(held, "passengers", by=each.by, at=each.at)
        if before != (call.expected_at, call.days, call.transit, call.berth, call.berth_from, call.berth_until):
            self.book.announce(held)
        else:
            self.book.due(held)

    def _withdraw(self, each: Submission, held: Held, document: Filed) -> _Taken:
        withdraw_in(self.book, held, document, by=each.by, at=each.at, note=each.note)
        self.desks.forget(document)
        self.before.pop(document.id, None)
        return _Taken(held, document, each.at, held.call.leaf)


def open_in(book: Book, message: Message, party: str, *, by: Actor, at: datetime, desks: Desks) -> Held:
    """Open the call that a document names, with the documents that its dossier needs."""
    vessel = desks.vessels.get(message.call_sign)
    assert message.expected_at is not None
    call = Call(
        id=ids.one(at), direction=message.direction, call_sign=message.call_sign,
        vessel_name=message.vessel_name or (vessel.name if vessel else ""), flag=vessel.flag if vessel else "",
        voyage=message.voyage, port=message.port, port_suffix=message.port_suffix, office=message.office,
        carrier=message.carrier, party=party, entry=desks.entry_of(message), transit=0,
        agent=rights.agent_of(by, party, message.direction, message.office), opened_at=at, opened_on=law_day(at),
        expected_at=message.expected_at, expected_on=law_day(message.expected_at), state=str(State.DRAFT), berth="",
    )  # fmt: skip
    return book.open(call, by)


def withdraw_in(book: Book, held: Held, document: Filed, *, by: Actor, at: datetime, note: str) -> None:
    """Cancel a document; it is awaited anew where the dossier needs it."""
    document.state = str(move(PAPER_MOVES, Paper(document.state), "withdraw"))
    held.moved("withdraw document")
    book.step(held, "withdraw document", by=by, at=at, document=document, note=note)
    if not held.standing(document.kind) and State(held.call.state) in OPEN:
        book.wait_for(held, document.kind, by=by, at=at)
    book.due(held)


def _settle(book: Book, held: Held, *, by: Actor, at: datetime, asked: bool) -> None:
    """Let the dossier follow: complete, or supplemented, where nothing is lacking any more."""
    state = State(held.call.state)
    if asked and state is State.REQUESTED:
        verb = "answer part" if any(each.state == Paper.REQUESTED for each in held.documents) else "answer"
        held.moved(verb)
        book.step(held, verb, by=by, at=at)
    elif state in (State.DRAFT, State.SUBMITTED) and not held.lacking:
        held.moved("complete")
        book.step(held, "complete", by=by, at=at)
        call = held.call
        book.notices.append(lambda: telling.complete(call, at, book.officers))


def _slot(held: Held, message: Message, party: str) -> Filed | None:
    """The document of the call that this one would register or correct."""
    standing = held.standing(kind_of(message))
    if isinstance(message, PassengerList):
        return next((each for each in standing if each.slot == message.volume), None)
    awaited = [each for each in standing if not each.version]
    if kind_of(message) == "cargo":
        own = [each for each in standing if each.version and each.carrier == message.carrier]
    elif kind_of(message) == "house":
        own = [each for each in standing if each.version and each.party == party]
    else:
        own = [each for each in standing if each.version]
    return next(iter([*own, *awaited]), None)


def _check_function(function: Function, document: Filed, party: str, *, same: bool) -> bool:
    """Whether the same stands already. AlreadyLodged, NothingToCorrect, NotOnesOwn."""
    stands = document.version > 0 and document.state != Paper.CANCELLED
    if stands and document.party != party:
        raise NotOnesOwn(number=document.number)
    if function in ("correct", "cancel") and not stands:
        raise NothingToCorrect
    if stands and same and function != "cancel":
        return document.state != Paper.REQUESTED
    if function == "register" and stands:
        words = KIND_WORDS[document.kind]
        raise AlreadyLodged(kind=words.en, number=document.number)
    return False


def _named(message: Message) -> bool:
    return all((message.direction in ("I", "E"), message.call_sign, message.voyage, message.port, message.office))


def _key(key: str) -> str:
    return f"manifests/{key}"
