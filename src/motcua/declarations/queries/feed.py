"""The feed of a declaration: steps, questions, amendments, papers and requests in the order of time."""

from collections.abc import Iterator

from motcua.declarations.domain.feed import NOTHING, OTHERS, Event, event, plain
from motcua.declarations.domain.life import WISH_WORDS, Wish
from motcua.declarations.domain.windows import OFFER_WORDS, WINDOW_WORDS, Offer, Window
from motcua.declarations.models import Declaration, Instruction, Move
from motcua.declarations.queries import amendments, one, papers, passages, shown
from motcua.kernel.days import law_day
from motcua.kernel.money import written
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.risk import queries as risk
from motcua.risk.domain.decision import trader_view

_SAID = ("answer", "withdraw query", "settle", "end storage", "resume inspection", "store")
"""Steps whose note was said to or by the declarant."""
_LISTS = {"amend": "amendment_reason", "cancel": "cancellation_reason", "lapse": "cancellation_reason"}
"""Steps whose note is a code, and the list that tells what it means."""
_SELECTED = ("register", "order inspection", "spare inspection")
"""Steps that are selections: of these only the class of reason is told."""


def feed(found: Declaration) -> list[Event]:
    """What happened and why, the first first."""
    events = [
        *_steps(found), *_beginning(found), *_proposals(found), *_papers(found), *_requests(found), *_passages(found)
    ]  # fmt: skip
    return sorted(events, key=lambda each: (each.at, each.leaf))


def _steps(found: Declaration) -> Iterator[Event]:
    asked = {each.leaf: each for each in one.questions(found.id)}
    again = _again(found)
    for move in one.moves(found.id):
        question = asked.get(move.leaf)
        if question is None:
            yield event(move.verb, move.at, move.leaf, _why(found, move))
        else:
            yield _asked(question, again.get(question.leaf, ()))


def _asked(question: Instruction, again: tuple[str, ...]) -> Event:
    kinds = tuple(question.papers.split())
    return event(
        "instruct", question.at, question.leaf, plain(question.words), papers=kinds, asked_again=again
    )  # fmt: skip


def _again(found: Declaration) -> dict[int, tuple[str, ...]]:
    """Kinds of paper that a question asked for although one was held, by question."""
    told: dict[int, tuple[str, ...]] = {}
    for each in papers.asked(found.id):
        if each.before is not None:
            told[each.instruction] = (*told.get(each.instruction, ()), each.kind)
    return told


def _why(found: Declaration, move: Move) -> Words:
    if move.verb in _SELECTED:
        return _class(found, move)
    if move.verb in _LISTS:
        return _called(_LISTS[move.verb], move.note, move)
    if move.verb == "release":
        return _called("release_reason", move.finding, move)
    return plain(move.note) if move.verb in _SAID else NOTHING


def _class(found: Declaration, move: Move) -> Words:
    """The class of reason; at registration that of the selection itself, whatever came later."""
    decision = risk.decision(found.id) if move.verb == "register" else None
    if decision is not None:
        return trader_view(decision.channel, decision.reason_class).reason
    view = risk.shown_to_trader(found.id) if move.verb != "register" else None
    return view.reason if view else NOTHING


def _called(name: str, code: str, move: Move) -> Words:
    try:
        return reference.entry(name, code, law_day(move.at)).words
    except Refusal:
        return NOTHING


def _beginning(found: Declaration) -> Iterator[Event]:
    """That customs began its check, where an officer took it before any step of it."""
    first = amendments.first_taken(found.id)
    if first is not None and first.at == amendments.began_at(found.id):
        yield event("begin check", first.at, first.leaf)


def _proposals(found: Declaration) -> Iterator[Event]:
    for each in amendments.proposals(found.id):
        yield event("propose", each.at, each.leaf, WINDOW_WORDS[Window(each.window)])
        resolved = getattr(each, "resolved", None)
        if resolved is not None and resolved.verdict != Offer.ENDED:
            words = _joined(OTHERS["resolve"], OFFER_WORDS[Offer(resolved.verdict)])
            yield event("resolve", resolved.at, resolved.leaf, plain(resolved.note), words=words)


def _papers(found: Declaration) -> Iterator[Event]:
    for each in papers.papers(found.id):
        name = reference.entry("attachment_kind", each.kind, law_day(each.at)).words
        why = Words(f"{name.vi} ({each.number})", f"{name.en} ({each.number})")
        yield event("receive paper", each.at, each.leaf, why, papers=(each.kind,))


def _passages(found: Declaration) -> Iterator[Event]:
    for each in passages.records(found.id):
        if each.row.back:
            yield event("take back part", each.row.at, each.row.leaf, plain(each.row.note))
            continue
        what = ", ".join(each.boxes) or f"{written(each.row.quantity_e4)} {each.row.unit}"
        yield event("pass part", each.row.at, each.row.leaf, plain(f"{what} · {each.row.gate}".rstrip(" ·")))


def _requests(found: Declaration) -> Iterator[Event]:
    for each in shown.requests(found.id):
        reason = reference.entry("cancellation_reason", each.reason, law_day(each.at)).words
        yield event("ask to cancel", each.at, each.leaf, reason)
        decided = getattr(each, "decided", None)
        if decided is not None:
            words = _joined(OTHERS["decide request"], WISH_WORDS[Wish(decided.verdict)])
            yield event("decide request", decided.at, decided.leaf, plain(decided.note), words=words)


def _joined(first: Words, second: Words) -> Words:
    return Words(f"{first.vi}: {second.vi.lower()}", f"{first.en}: {second.en.lower()}")
