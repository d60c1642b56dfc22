"""Acts: what each verb of the desk calls, with words from its parameters. Every one is a service that a page uses."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import msgspec

from motcua.declarations import services as declarations
from motcua.declarations.domain.inspecting import AS_DECLARED, FoundLine, Record
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.queries import amendments, one, passages
from motcua.demo.domain import rewriting
from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import Act, Subject, given
from motcua.demo.domain.messages import container
from motcua.demo.services.desk.papers import paper
from motcua.demo.services.desk.pictures import picture
from motcua.kernel.actor import Actor
from motcua.kernel.money import E4, from_e4

T = TypeVar("T")
ALL, SOME = ("HD", "MS", "TG"), ("HD", "MS")
METHODS, RATES = ("TC", "SC", "CN"), (10, 5, 100, 30)
BEGAN = timedelta(minutes=50)
"""So long before its record an inspection began."""


class Doing(msgspec.Struct, frozen=True):
    """An act with its declaration, its message, and who acts."""

    subject: Subject
    act: Act
    body: bytes
    by: Actor
    officers: Sequence[Actor]

    def say(self, phrases: Sequence[T]) -> T:
        """The phrase of this act."""
        return phrases[self.act.no % len(phrases)]


def _claim(it: Doing) -> None:
    declarations.claim(it.subject.id, by=it.by, at=moment(it.act.at))


def _hand_over(it: Doing) -> None:
    to = it.officers[int(it.act.word)].account if it.act.word else 0
    declarations.hand_over(it.subject.id, to=to, note=it.say(given().handed), by=it.by, at=moment(it.act.at))


def _ask(it: Doing) -> None:
    kind, papers, words = it.say(given().questions)
    declarations.instruct(it.subject.id, kind=kind, words=words, papers=papers, by=it.by, at=moment(it.act.at))


def _guide(it: Doing) -> None:
    declarations.instruct(it.subject.id, kind="A", words=it.say(given().changes), by=it.by, at=moment(it.act.at))


def _ask_at_goods(it: Doing) -> None:
    declarations.instruct(it.subject.id, kind="A", words=it.say(given().at_goods), by=it.by, at=moment(it.act.at))


def _answer(it: Doing) -> None:
    declarations.answer(it.subject.id, words=it.say(given().answers), by=it.by, at=moment(it.act.at))


def _hand_in(it: Doing) -> None:
    papers = [paper(it.subject.number, kind) for kind in it.say(given().questions)[1]]
    words = it.say(given().answers)
    declarations.answer_with(it.subject.number, words=words, papers=papers, by=it.by, at=moment(it.act.at))


def _attach(it: Doing) -> None:
    declarations.attach(it.subject.number, paper(it.subject.number, "INV"), by=it.by, at=moment(it.act.at))


def _withdraw_query(it: Doing) -> None:
    declarations.withdraw_query(it.subject.id, words=it.say(given().withdrawn), by=it.by, at=moment(it.act.at))


def _accept(it: Doing) -> None:
    ticked = SOME if it.subject.export else ALL
    step = declarations.Step(it.subject.id, moment(it.act.at), ticked=ticked, finding=it.act.word)
    declarations.accept_documents([step], by=it.by)


def _store(it: Doing) -> None:
    declarations.store(it.subject.id, place=it.say(given().stored), by=it.by, at=moment(it.act.at))


def _end_storage(it: Doing) -> None:
    declarations.end_storage(it.subject.id, result=it.say(given().results), by=it.by, at=moment(it.act.at))


def _release(it: Doing) -> None:
    note = given().released[it.act.word]
    declarations.release(it.subject.id, reason=it.act.word, note=note, by=it.by, at=moment(it.act.at))


def _settle(it: Doing) -> None:
    declarations.settle(it.subject.id, note=it.say(given().settled), by=it.by, at=moment(it.act.at))


def _pass(it: Doing) -> None:
    declarations.pass_supervision([declarations.Step(it.subject.id, moment(it.act.at))], by=it.by)


def _extend(it: Doing) -> None:
    declarations.extend_inspection(it.subject.id, reason=it.say(given().extended), by=it.by, at=moment(it.act.at))


def _write(it: Doing) -> None:
    declarations.write_record(it.subject.id, _record(it), by=it.by, at=moment(it.act.at))
    for no, caption in enumerate(given().pictures, it.act.no):
        declarations.photograph(it.subject.id, picture(no, caption), by=it.by, at=moment(it.act.at))


def _record(it: Doing) -> Record:
    items = msgspec.json.decode(it.body)["items"]
    analysis = it.act.word == "analysis"
    finding = AS_DECLARED if analysis else it.act.word
    lines = [FoundLine(no, Decimal(item["quantity"])) for no, item in enumerate(items, 1)]
    if finding != AS_DECLARED:
        place = it.subject.lot.truth[1] if it.subject.lot.truth else 1
        lines[place - 1] = FoundLine(place, None, finding, "Khác khai báo, xem ghi chú.")
    return Record(
        began_at=moment(it.act.at) - BEGAN, place=it.say(given().places), method=it.say(METHODS), rate=it.say(RATES),
        finding=finding, seals=f"HQ{it.act.no:06d}", note=it.say(given().records), analysis=analysis,
        samples=given().samples.format(no=it.act.no) if analysis else "", lines=tuple(lines),
    )  # fmt: skip


def _sign(it: Doing) -> None:
    declarations.sign_record(it.subject.id, agreed=True, note="", by=it.by, at=moment(it.act.at))


def _return(it: Doing) -> None:
    note = it.say(given().returned)
    declarations.sign_record(it.subject.id, agreed=False, note=note, by=it.by, at=moment(it.act.at))


def _propose(it: Doing) -> None:
    """More of the first line for reason 5, the marks of the packages for 6."""
    more = it.act.word == "5"
    body = rewriting.more(it.body) if more else rewriting.marked(it.body)
    _proposed(it, body, given().proposed[more])


def _propose_planned(it: Doing) -> None:
    _proposed(it, it.subject.lot.amended_body, given().proposed[0])


def _proposed(it: Doing, body: bytes, note: str) -> None:
    asked = declarations.AmendmentAsked(body, it.act.word, note)
    declarations.propose(it.subject.number, asked, by=it.by, at=moment(it.act.at))


def _decide(verdict: str, phrases: Callable[[], Sequence[str]]) -> Callable[[Doing], None]:
    def decide(it: Doing) -> None:
        waiting = amendments.waiting_of(it.subject.id)
        number, no = it.subject.number, waiting.no if waiting else 0
        note = it.say(phrases())
        declarations.decide_proposal(number, no, verdict=verdict, note=note, by=it.by, at=moment(it.act.at))

    return decide


def _ask_to_cancel(it: Doing) -> None:
    reason = "E2" if it.subject.export else "E3"
    note = it.say(given().cancelled)
    declarations.ask_to_cancel(it.subject.number, reason=reason, note=note, by=it.by, at=moment(it.act.at))


def _grant(it: Doing) -> None:
    at = moment(it.act.at)
    declarations.decide_request(it.subject.number, verdict="grant", note=given().granted, by=it.by, at=at)


def _deny(it: Doing) -> None:
    at, note = moment(it.act.at), it.say(given().denied)
    declarations.decide_request(it.subject.number, verdict="deny", note=note, by=it.by, at=at)


def _lapse(it: Doing) -> None:
    step = declarations.Cancellation(it.subject.id, moment(it.act.at), it.act.word)
    declarations.lapse([step], by=it.by)


def _part(it: Doing) -> None:
    """About half of what is left, or all of it for the last part; containers that were only counted get numbers."""
    standing = passages.standing(one.find(it.subject.number, it.by))
    left, whole = standing.left, it.act.verb == "last part"
    first = it.act.no * 1_000 + standing.last * 100
    boxes = (*left.boxes, *(container(first + no) for no in range(left.unnamed)))
    wanted = Wanted(boxes if whole else boxes[: max(1, len(boxes) // 2)], gate=given().gate)
    if not boxes:
        quantity = from_e4(left.quantity_e4 if whole else _half(left.quantity_e4))
        wanted = Wanted(quantity=quantity, gate=given().gate)
    declarations.pass_part(it.subject.id, wanted, by=it.by, at=moment(it.act.at))


def _half(quantity_e4: int) -> int:
    """Half of a quantity in whole units, one at least."""
    return max(quantity_e4 // 2 // E4, 1) * E4


def _take_back(it: Doing) -> None:
    last = passages.standing(one.find(it.subject.number, it.by)).last
    reason = given().taken_back
    declarations.take_back_part(it.subject.id, last, reason=reason, by=it.by, at=moment(it.act.at))


VERBS: dict[str, Callable[[Doing], None]] = {
    "claim": _claim, "hand over": _hand_over, "ask": _ask, "guide": _guide, "ask at goods": _ask_at_goods,
    "answer": _answer, "hand in": _hand_in, "attach": _attach, "withdraw query": _withdraw_query, "accept": _accept,
    "store": _store, "end storage": _end_storage, "release": _release, "settle": _settle, "pass": _pass,
    "extend": _extend, "write": _write, "sign": _sign, "return": _return, "propose": _propose,
    "propose planned": _propose_planned, "accept amendment": _decide("accept", lambda: ("",)),
    "refuse": _decide("refuse", lambda: given().refused), "withdraw": _decide("withdraw", lambda: ("",)),
    "ask to cancel": _ask_to_cancel, "grant": _grant, "deny": _deny, "lapse": _lapse,
    "part": _part, "last part": _part, "take back": _take_back,
}  # fmt: skip
ENDS = frozenset({"grant", "lapse"})
"""Acts that end a declaration whose turnover was expected to leave."""
