"""EDIFACT messages: tried, or obeyed by one service call for each, and answered with CONTRL and CUSRES."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from motcua.gateways.edifact import events
from motcua.gateways.edifact.domain.contrl import IDENTIFIERS, addressed, contrl
from motcua.gateways.edifact.domain.cusres import IDENTIFIER, cusres
from motcua.gateways.edifact.domain.documents import CANCEL, ORIGINAL, REPLACE, body, identifier
from motcua.gateways.edifact.domain.envelopes import Interchange, TooLarge, looks_like
from motcua.gateways.edifact.domain.exchange import (
    TYPES,
    Exchange,
    Letter,
    Lines,
    answers_us,
    examine,
    kept_of,
    locate,
)
from motcua.gateways.edifact.domain.judging import Agreement
from motcua.gateways.edifact.domain.writing import Address, Envelope, interchange, message
from motcua.gateways.edifact.queries import US, agreement_of
from motcua.gateways.reading import Reader, register
from motcua.gateways.ships import services as announcing
from motcua.gateways.ships.domain.told import Outcome, Spot, Told
from motcua.ground.services import post
from motcua.kernel.actor import Actor
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.words import Words
from motcua.manifests.domain import message as neutral

MEDIA_TYPE = "application/edifact"


class Obeyed(msgspec.Struct, frozen=True):
    """What came of a file: one outcome for each message, the answer to the sender, and how it is called."""

    outcomes: tuple[Outcome, ...]
    response: bytes
    reference: str = ""

    @property
    def accepted(self) -> bool:
        """Whether everything was taken."""
        return bool(self.outcomes) and all(each.accepted for each in self.outcomes)


def check(raw: bytes, *, at: datetime) -> list[Outcome]:
    """What submitting would answer to each message; nothing is stored. A file beyond bounds is one outcome."""
    try:
        return _Work(raw, None, at, "").outcomes()
    except TooLarge as fault:
        return [_too_large(fault)]


def obey(raw: bytes, *, by: Actor, at: datetime, key: str) -> Obeyed:
    """Submit every message that can be, and answer each interchange. `key` is its identity in the post book."""
    try:
        work = _Work(raw, by, at, key)
    except TooLarge as fault:
        return Obeyed((_too_large(fault),), b"")
    outcomes = work.outcomes()
    response = b"".join(work.answer(each) for each in work.exchanges if not answers_us(each.interchange))
    return Obeyed(tuple(outcomes), response, work.reference)


def answer(raw: bytes, by: Actor, at: datetime, key: str) -> post.Reply:
    """Obey a file of the post book, and what it keeps as the answer."""
    return reply(obey(raw, by=by, at=at, key=key))


def reply(obeyed: Obeyed) -> post.Reply:
    """What the post book keeps as the answer."""
    outcomes = obeyed.outcomes
    errors = sum(told.refuses for each in outcomes for told in each.told)
    return post.Reply(
        obeyed.response, MEDIA_TYPE, 200 if obeyed.accepted else 422, kind=events.MESSAGE,
        function=next((each.function for each in outcomes), "")[:10], reference=obeyed.reference,
        subject=next((each.call for each in outcomes if each.call), ""), errors=errors,
    )  # fmt: skip


def written(document: neutral.Document, *, at: datetime, to: str = "", version: int = 1) -> bytes:
    """A document as an interchange of ours. KeyError for a kind that has no message."""
    function = ORIGINAL if version <= 1 else REPLACE
    return interchange(_envelope(at, to or "CARRIER", _reference(neutral.write(document).hex(), 0)),
                       [message("1", identifier(neutral.kind_of(document)), body(document, function))])  # fmt: skip


def sent(
    documents: Sequence[neutral.Document], *, sender: Address, at: datetime, reference: str, cancels: bool = False
) -> bytes:  # fmt: skip
    """An interchange as a carrier would send it, for tests and the demonstration."""
    function = CANCEL if cancels else ORIGINAL
    envelope = Envelope(sender, US, at.astimezone(LAW_ZONE), reference)
    return interchange(
        envelope,
        [message(str(number), identifier(neutral.kind_of(each)), body(each, function))
         for number, each in enumerate(documents, 1)],
    )  # fmt: skip


def _envelope(at: datetime, to: str, reference: str) -> Envelope:
    return Envelope(US, Address(to), at.astimezone(LAW_ZONE), reference)


def _reference(key: str, place: int) -> str:
    return sha256(f"{key}#{place}".encode()).hexdigest()[:14].upper()


def _too_large(fault: TooLarge) -> Outcome:
    most = f"{fault.most} {fault.what}"
    words = Words(f"Tệp quá lớn: tối đa {most}.", f"The file is too large: {most} at most.")
    return Outcome("edifact", "", False, (Told("EDI-E01", words, expected=most),))


class _Work:
    """A file under work. `by` None: nothing is stored."""

    def __init__(self, raw: bytes, by: Actor | None, at: datetime, key: str) -> None:
        self.raw, self.by, self.at, self.key, self.lines = raw, by, at, key, Lines(raw)
        self.exchanges = examine(raw, agreement_of(by, key) if by is not None else Agreement(types=TYPES))
        self.found: dict[int, list[Outcome]] = {}

    @property
    def reference(self) -> str:
        """Sender and reference of the first interchange, by which a second of that name is known."""
        first = self.exchanges[0].interchange if self.exchanges else None
        return reference_of(first) if first else ""

    def outcomes(self) -> list[Outcome]:
        """One for each message; one for an interchange in which there is none."""
        told: list[Outcome] = []
        for place, each in enumerate(self.exchanges):
            mine = [self._outcome(each, letter) for letter in each.letters]
            self.found[place] = mine
            told += mine or [Outcome("edifact", each.interchange.reference, False, each.against)]
        return told

    def _outcome(self, exchange: Exchange, letter: Letter) -> Outcome:
        against = (*exchange.against, *letter.against)
        read = letter.read
        kept = tuple(kept_of(letter))
        reference = read.reference if read else letter.message.reference
        if read is not None and read.misread:
            against += announcing.misread(read.misread, self._locate(exchange, letter))
        plain = Outcome(letter.kind, reference, False, against, function=letter.function, kept=kept)
        if against or read is None or read.document is None:
            return plain
        return self._lodge(exchange, letter, msgspec.structs.replace(plain, document=read.document))

    def _lodge(self, exchange: Exchange, letter: Letter, plain: Outcome) -> Outcome:
        """Try it, or submit it, and what came of that."""
        where, document = self._locate(exchange, letter), plain.document
        assert document is not None
        if self.by is None:
            told = announcing.tried(document, letter.function, at=self.at, locate=where)
            return msgspec.structs.replace(plain, told=told, accepted=not any(each.refuses for each in told))
        own = sha256(f"{reference_of(exchange.interchange)} {letter.message.reference} {self.key}".encode()).hexdigest()
        done, told = announcing.submitted(document, letter.function, by=self.by, at=self.at, key=own[:40], locate=where)
        plain = msgspec.structs.replace(plain, told=told)
        if done is None:
            return plain
        return msgspec.structs.replace(
            plain, accepted=True, number=done.document, call=done.call, leaf=done.leaf, repeated=done.repeated
        )  # fmt: skip

    def _locate(self, exchange: Exchange, letter: Letter) -> announcing.Locate:
        def where(path: str) -> Spot:
            if letter.read is None:
                return Spot()
            return locate(self.raw, self.lines, exchange.interchange, letter.message, letter.read, path)

        return where

    def answer(self, exchange: Exchange) -> bytes:
        """CONTRL for the interchange, and CUSRES for each message that was read as a document."""
        place = self.exchanges.index(exchange)
        found = exchange.interchange
        envelope = addressed(found, US, _envelope(self.at, "", _reference(f"{self.key}{self.at.isoformat()}", place)))
        messages = [message("1", IDENTIFIERS["4" if envelope.version == "4" else "3"], contrl(found))]
        for letter, outcome in zip(exchange.letters, self.found[place], strict=True):
            if letter.read is not None and not exchange.against and not letter.message.faults:
                body = cusres(outcome, code=letter.code, message=letter.message.reference, at=self.at)
                messages.append(message(str(len(messages) + 1), IDENTIFIER, body))
        return interchange(envelope, messages)


def reference_of(found: Interchange) -> str:
    """Sender and reference of an interchange."""
    return f"{found.sender} {found.reference}".strip()[:70]


READER = Reader("edifact", looks_like, answer)


def open_gateway() -> None:
    """Take messages of this kind; called once when the program starts."""
    register(READER)
