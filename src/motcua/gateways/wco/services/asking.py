"""Amendments and cancellations by message: one service call each, and every refusal with its place in the message."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.life import Wish
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import write as as_json
from motcua.declarations.domain.process import process
from motcua.declarations.domain.windows import Offer
from motcua.declarations.queries import amendments, one, shown
from motcua.duties.domain import Assessment
from motcua.gateways.wco.domain import Reading, asking
from motcua.gateways.wco.domain.understanding import Located, Understood, unread
from motcua.ground.services import files
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Taken(msgspec.Struct, frozen=True):
    """A request that was taken down: of which declaration, how it stands, and what an amendment comes to.

    `version` is the one in force after it; `no` 0 where nothing is left to be decided.
    """

    number: str
    state: str
    no: int = 0
    version: int = 0
    duties: int | None = None

    @property
    def waits(self) -> bool:
        """Whether customs still has to decide."""
        return self.state in (Offer.PROPOSED, Wish.ASKED)


class Outcome(msgspec.Struct, frozen=True):
    """What came of a request: taken down, or all that speaks against it."""

    taken: Taken | None = None
    findings: tuple[Located, ...] = ()
    declaration: Message | None = None
    assessment: Assessment | None = None


def ask(message: Understood, *, by: Actor, at: datetime) -> Outcome:
    """Carry out a message that amends or cancels. Another's declaration is not found."""
    assert message.document is not None
    wanted = asking.asked(message.document)
    against = tuple(_lacking(message, wanted))
    if against:
        return Outcome(findings=against)
    try:
        found = one.find(wanted.number, by)
        if message.kind == asking.CANCELLATION:
            return Outcome(_cancel(found.id, wanted, by, at))
        return _amend(message, wanted, by, at)
    except Refusal as refusal:
        return Outcome(findings=(_refused(message, refusal),))


def _lacking(message: Understood, wanted: asking.Asked) -> Iterator[Located]:
    if not wanted.number:
        yield _at(message, "WCO-E12", asking.NUMBER, _NO_NUMBER, _WHICH)
    if not wanted.reason:
        list_ = "cancellation_reason" if message.kind == asking.CANCELLATION else "amendment_reason"
        do = Words(f"Ghi một mã của danh mục {list_}.", f"Give a code of list {list_}.")
        yield _at(message, "WCO-E13", asking.REASON, _NO_REASON, do)


def _cancel(subject: int, wanted: asking.Asked, by: Actor, at: datetime) -> Taken:
    """Ask; the same request that waits already is the same."""
    note = wanted.note[:_LONGEST]
    for each in shown.requests(subject):
        if not hasattr(each, "decided") and (each.reason, each.note) == (wanted.reason, note):
            return Taken(wanted.number, Wish.ASKED.value, each.no)
    services.ask_to_cancel(wanted.number, reason=wanted.reason, note=note, by=by, at=at)
    return Taken(wanted.number, Wish.ASKED.value, len(shown.requests(subject)))


_LONGEST = 400


def _amend(message: Understood, wanted: asking.Asked, by: Actor, at: datetime) -> Outcome:
    """Propose, or amend at once where customs asked for it; the same that waits already is the same."""
    assert message.document is not None
    found = one.find(wanted.number, by)
    version = one.versions(found.id)[-1]
    reading = asking.as_it_shall_be(message.document, amendments.message_of(version))
    declaration = reading.declaration
    against = tuple(_unfit(message, reading))
    if against:
        return Outcome(findings=against, declaration=declaration)
    outcome = process(declaration, services.kit().desk(found.registered_on))
    if not outcome.accepted:
        return Outcome(None, _located(reading, outcome.findings), declaration, outcome.assessment)
    body = as_json(declaration)
    taken = _waiting(found.id, found.number, body)
    if taken is None:
        asked = services.AmendmentAsked(body, wanted.reason, wanted.note[:_LONGEST], wanted.version)
        done = services.propose(found.number, asked, by=by, at=at)
        taken = Taken(done.number, done.state.value, done.no, done.version, done.tax_after)
    return Outcome(taken, _located(reading, outcome.findings), declaration, outcome.assessment)


def _waiting(subject: int, number: str, body: bytes) -> Taken | None:
    held = amendments.waiting_of(subject)
    if held is None or files.read(held.file) != body:
        return None
    return Taken(number, Offer.PROPOSED.value, held.no, held.version, held.tax_after)


def _unfit(message: Understood, reading: Reading) -> Iterator[Located]:
    """What cannot be read, and an amendment that tells only a part."""
    for each in reading.misread:
        if each.path != "/direction":
            spot = reading.sources.at(each.path)
            yield Located(unread(each), spot, spot.line)
    declaration = reading.declaration
    if not declaration.items or not declaration.party_id:
        yield _at(message, "WCO-E14", "GoodsShipment", _PART, _WHOLE)


def _located(reading: Reading, findings: tuple[Finding, ...]) -> tuple[Located, ...]:
    spots = ((found, reading.sources.at(found.path)) for found in findings)
    return tuple(Located(found, spot, spot.line) for found, spot in spots)


def _at(message: Understood, code: str, path: str, words: Words, remedy: Words) -> Located:
    spot = message.sources.named(path) if message.sources else None
    finding = Finding(code, f"/{path}", "refuse", None, words, remedy)
    return Located(finding, spot, spot.line if spot else None)


def _refused(message: Understood, refusal: Refusal) -> Located:
    """A refusal with the element that it speaks of: a field, the reason, or else the number."""
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    finding = Finding(refusal.code, f"/{asking.NUMBER}", "refuse", None, words, _LOOK)
    field = refusal.facts.get("field")
    if message.sources is None:
        return Located(finding)
    if isinstance(field, str):
        spot = message.sources.at(f"/{field}")
        finding = msgspec.structs.replace(finding, path=f"/{field}")
    else:
        path = asking.REASON if refusal.code in _OF_THE_REASON else asking.NUMBER
        spot = message.sources.named(path)
        finding = msgspec.structs.replace(finding, path=f"/{path}")
    return Located(finding, spot, spot.line)


_OF_THE_REASON = frozenset({"DCL-E13", "REF-E01"})
_NO_NUMBER = Words("Bản tin không nêu số tờ khai.", "The message names no declaration.")
_WHICH = Words("Ghi số tờ khai đã đăng ký.", "Give the number of the registered declaration.")
_NO_REASON = Words("Bản tin không nêu lý do.", "The message gives no reason.")
_PART = Words(
    "Bản khai bổ sung chỉ có một phần tờ khai.", "The amendment holds only a part of the declaration."
)  # fmt: skip
_WHOLE = Words(
    "Gửi toàn bộ tờ khai như sau khi sửa, FunctionCode 4 hoặc 5.",
    "Send the whole declaration as it shall be, with FunctionCode 4 or 5.",
)
_LOOK = Words("Xem lại trang của tờ khai rồi gửi bản tin mới.", "Look at the declaration's page; send a new message.")
