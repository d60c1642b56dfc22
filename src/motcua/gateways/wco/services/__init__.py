"""WCO messages: tried, or obeyed by one service call for each, and answered as Responses."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.life import WISH_WORDS, Wish
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.message import write as as_json
from motcua.declarations.domain.process import process
from motcua.declarations.domain.telling import links
from motcua.declarations.domain.windows import OFFER_WORDS, Offer
from motcua.declarations.services import Answer, Raw
from motcua.duties.domain import Assessment
from motcua.gateways.reading import Reader, register
from motcua.gateways.wco.domain import Fault, Reply, respond
from motcua.gateways.wco.domain.understanding import Located, Understood, is_ours, understand
from motcua.gateways.wco.services.asking import Taken, ask
from motcua.ground.services import post
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words

MEDIA_TYPE = "application/xml"


class Result(msgspec.Struct, frozen=True):
    """What came, or would come, of one message."""

    kind: str
    function: str
    type: str
    reference: str
    accepted: bool
    findings: tuple[Located, ...] = ()
    direction: str = ""
    declaration: Declaration | None = None
    assessment: Assessment | None = None
    answer: Answer | None = None
    taken: Taken | None = None

    @property
    def number(self) -> str:
        """The declaration that was registered, or of which something was asked; empty where nothing came of it."""
        if self.taken is not None:
            return self.taken.number
        return self.answer.number if self.answer and self.answer.accepted else ""

    @property
    def status(self) -> int:
        """As in HTTP: 201 made, 200 made before, 202 customs still decides, 422 refused."""
        if not self.accepted:
            return 422
        if self.taken is not None:
            return 202 if self.taken.waits else 201
        return 200 if self.answer and self.answer.repeated else 201


class Obeyed(msgspec.Struct, frozen=True):
    """What came of a file: one result for each message in it, and the Responses to the sender."""

    results: tuple[Result, ...]
    response: bytes

    @property
    def numbers(self) -> tuple[str, ...]:
        """The declarations that are registered now, or of which something was asked."""
        return tuple(each.number for each in self.results if each.number)


def check(raw: bytes, *, at: datetime) -> list[Result]:
    """What lodging would answer to each message; nothing is stored, no number is used."""
    desk = services.kit().desk(law_day(at))
    return [judged(message, desk) for message in understand(raw)]


def judged(message: Understood, desk: Desk) -> Result:
    """All that speaks against a message, and what the rules say of a declaration, also of one that is refused."""
    if message.declaration is None or not message.judged:
        return _result(message, message.against, accepted=False)
    outcome = process(message.declaration, desk)
    findings = (*message.against, *message.located(outcome.findings))
    accepted = outcome.accepted and not message.against
    return _result(message, findings, accepted=accepted, assessment=outcome.assessment)


def obey(raw: bytes, *, by: Actor, at: datetime, key: str) -> Obeyed:
    """Lodge every declaration in a message, ask what it asks, and answer each. `key` is its identity in the post book.

    Busy is raised only while nothing has been lodged; later messages of the same file are told it instead.
    """
    results: list[Result] = []
    for place, message in enumerate(understand(raw), start=1):
        own = key if place == 1 or not key else f"{key}#{place}"
        if message.asks:
            results.append(asked(message, by=by, at=at))
            continue
        results.append(_lodge(message, by, at, own, first=not any(each.accepted for each in results)))
    return Obeyed(tuple(results), answered(results, at=at, key=key))


def answer(raw: bytes, by: Actor, at: datetime, key: str) -> post.Reply:
    """Obey a message of the post book, and what it keeps as the answer."""
    obeyed = obey(raw, by=by, at=at, key=key)
    first = obeyed.results[0]
    errors = sum(each.finding.severity == "refuse" for result in obeyed.results for each in result.findings)
    told = {each.status for each in obeyed.results}
    status = next(each for each in (422, 201, 202, 200) if each in told)
    return post.Reply(
        obeyed.response, MEDIA_TYPE, status, kind=f"WCO {first.kind}"[:40], function=first.function[:10],
        reference=first.reference[:70], subject=next(iter(obeyed.numbers), ""), errors=errors,
    )  # fmt: skip


def asked(message: Understood, *, by: Actor, at: datetime) -> Result:
    """The result of a message that amends or cancels a registered declaration."""
    outcome = ask(message, by=by, at=at)
    found = msgspec.structs.replace(message, declaration=outcome.declaration)
    result = _result(found, outcome.findings, accepted=outcome.taken is not None, assessment=outcome.assessment)
    return msgspec.structs.replace(result, taken=outcome.taken)


def lodged(message: Understood, given: Answer) -> Result:
    """The result of a message that was given to the intake."""
    return _result(message, message.located(given.findings), accepted=given.accepted, answer=given)


def refused(message: Understood, at: datetime) -> Result:
    """The result of a message that cannot be given to the intake."""
    return judged(message, services.kit().desk(law_day(at)))


def body(message: Understood) -> bytes | None:
    """What is given to the intake: the declaration as our JSON; None where the message cannot be lodged."""
    return as_json(message.declaration) if message.declaration is not None and not message.against else None


def answered(results: Sequence[Result], *, at: datetime, key: str = "") -> bytes:
    """The Responses to these results."""
    return respond([_reply(each, at, key, place) for place, each in enumerate(results, start=1)])


def _lodge(message: Understood, by: Actor, at: datetime, key: str, *, first: bool) -> Result:
    given = body(message)
    if given is None:
        return refused(message, at) if _may_ask(message, by) else _result(message, message.against, accepted=False)
    try:
        return lodged(message, services.INTAKE.lodge(Raw(given, at, key), by=by))
    except services.Busy:
        if first:
            raise
        return _stopped(message, services.Busy())
    except Refusal as refusal:
        return _stopped(message, refusal)


def _may_ask(message: Understood, by: Actor) -> bool:
    """Whether the rules' findings may be told: they know the standing of the enterprise, which is nobody else's."""
    party = message.declaration.party_id if message.declaration else ""
    return by.kind == "system" or not party or party in by.represented


def _stopped(message: Understood, refusal: Refusal) -> Result:
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    finding = Finding(refusal.code, "/reference", "refuse", None, words, _AGAIN)
    return _result(message, message.located([finding]), accepted=False)


_AGAIN = Words("Anh/chị xem lại rồi gửi lại bản tin.", "Look at it and send the message again.")


def _result(
    message: Understood,
    findings: Iterable[Located],
    *,
    accepted: bool,
    assessment: Assessment | None = None,
    answer: Answer | None = None,
) -> Result:
    declaration = message.declaration
    return Result(
        message.kind, message.function, message.type, message.reference, accepted, tuple(findings),
        declaration.direction if declaration else "", declaration, assessment, answer,
    )  # fmt: skip


def _reply(result: Result, at: datetime, key: str, place: int) -> Reply:
    """The Response of one result. Another's answer is never rejected, lest two systems answer each other for ever."""
    faults = tuple(
        Fault(
            each.finding.code, _told(each), each.spot.points if each.spot else (),
            refuses=each.finding.severity == "refuse" and result.kind != "notification",
        )
        for each in result.findings
    )  # fmt: skip
    message = sha256(f"{key}#{place}#{at.isoformat()}#{result.reference}".encode()).hexdigest()[:32]
    given, taken = result.answer, result.taken
    if taken is not None:
        return Reply(
            "received" if taken.waits else "accepted", at, message, result.reference, taken.number, taken.version,
            duties=taken.duties, told=_state(taken), faults=faults,
        )  # fmt: skip
    if result.kind == "notification":
        return Reply("received", at, message, result.reference, faults=faults)
    if given is None or not given.accepted:
        return Reply("rejected", at, message, result.reference, faults=faults)
    return Reply(
        "accepted", given.registered_at or at, message, result.reference, given.number, 1, given.channel,
        given.tax_total, given.due_on if given.tax_total else None,
        receipt=links(given.number)["receipt"], faults=faults,
    )  # fmt: skip


def _state(taken: Taken) -> tuple[str, Words]:
    """What became of a request: the name of its state, and in words."""
    if taken.state == Wish.ASKED:
        return taken.state, WISH_WORDS[Wish.ASKED]
    return taken.state, OFFER_WORDS[Offer(taken.state)]


def _told(located: Located) -> Words:
    """The sentence and what to do, with the line of the file where there is no pointer."""
    found = located.finding
    vi, en = f"{found.message.vi} {found.remedy.vi}", f"{found.message.en} {found.remedy.en}"
    if located.spot is None and located.line:
        column = f":{located.column}" if located.column else ""
        vi, en = f"[dòng {located.line}{column}] {vi}", f"[line {located.line}{column}] {en}"
    return Words(vi, en)


READER = Reader("wco", is_ours, answer)


def open_gateway() -> None:
    """Take messages of this kind; called once when the program starts."""
    register(READER)
