"""Acts: what officers of the office decide on a call, and what its agent does beside lodging documents.

One act and many go the same way: `do_many` locks all their calls, and writes all or none.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.manifests.domain.errors import (
    ChangedSince,
    NeedsReason,
    NoRequest,
    NotBefore,
    NotClearedIn,
    NotComplete,
    NothingToCorrect,
    WrongDirection,
)
from motcua.manifests.domain.life import DIRECTION_WORDS, KIND_WORDS, PAPER_MOVES, Paper, State
from motcua.manifests.models import Call
from motcua.manifests.queries import one
from motcua.manifests.services import rights, telling
from motcua.manifests.services.book import Book, Held
from motcua.manifests.services.filed import Filed
from motcua.manifests.services.submit import withdraw_in


class Doing(msgspec.Struct, frozen=True):
    """An act on a call: `seen` is the leaf of the last step that its maker saw, 0 whatever there is.

    `document` names a document by number, or a kind by its word; `moment` and `until` are of berth and plans.
    """

    call: str
    verb: str
    by: Actor
    at: datetime
    note: str = ""
    document: str = ""
    berth: str = ""
    moment: datetime | None = None
    until: datetime | None = None
    seen: int = 0


@transaction.atomic
def do_many(doings: Sequence[Doing]) -> list[Call]:
    """Do acts in their order, all or none; the calls as they then stand.

    NotFound, NotAllowed, OwnCall, ChangedSince, Impossible, and what each act refuses.
    """
    found = _find(doings)
    book = Book.of(numbered=set(found.values()))
    for each in doings:
        held = book.held[found[each.call]]
        if each.seen and held.call.leaf != each.seen:
            raise ChangedSince(number=held.call.number)
        _ACTS[each.verb](book, held, each)
    book.write()
    return [book.held[found[each.call]].call for each in doings]


def _find(doings: Sequence[Doing]) -> dict[str, int]:
    """The calls of these acts, each as far as its actor may see it. NotFound."""
    asked: dict[Actor, dict[str, None]] = {}
    for each in doings:
        asked.setdefault(each.by, {})[each.call] = None
    seen = {by: one.find_many(numbers, by) for by, numbers in asked.items()}
    for each in doings:
        if each.call not in seen[each.by]:
            raise NotFound(what=each.call[:20])
    return {number: pk for found in seen.values() for number, pk in found.items()}


def request(
    call: str, document: str, *, note: str, seen: int = 0, by: Actor, at: datetime
) -> Call:  # fmt: skip
    """Ask for a document to be supplemented, or to be lodged: its number, or the word of its kind. NeedsReason."""
    return do_many([Doing(call, "request", by, at, note, document, seen=seen)])[0]


def answer(call: str, document: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Call:
    """Answer a request in words, where the document stays as it is. NoRequest, NeedsReason."""
    return do_many([Doing(call, "answer", by, at, note, document, seen=seen)])[0]


def accept_document(call: str, document: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Accept one document."""
    return do_many([Doing(call, "accept document", by, at, note, document, seen=seen)])[0]


def accept(call: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Accept the dossier with all its documents. NotComplete."""
    return do_many([Doing(call, "accept", by, at, note, seen=seen)])[0]


def clear_in(call: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Clear a ship in. WrongDirection."""
    return do_many([Doing(call, "clear in", by, at, note, seen=seen)])[0]


def clear_out(call: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Clear a ship out; its dossier on entry leaves with it. WrongDirection, NotClearedIn."""
    return do_many([Doing(call, "clear out", by, at, note, seen=seen)])[0]


def arrive(call: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Record that the ship has come."""
    return do_many([Doing(call, "arrive", by, at, note, seen=seen)])[0]


def finish_cargo(call: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Record that loading and unloading are finished."""
    return do_many([Doing(call, "finish cargo", by, at, note, seen=seen)])[0]


def berth(
    call: str, place: str, *, since: datetime, until: datetime, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Call:  # fmt: skip
    """Give a ship its berth, from when until when. NotBefore."""
    return do_many([Doing(call, "berth", by, at, note, "", place, since, until, seen)])[0]


def plan(call: str, expected: datetime, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Call:
    """Tell when the ship is now expected; deadlines follow."""
    return do_many([Doing(call, "plan", by, at, note, moment=expected, seen=seen)])[0]


def cancel(call: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Call:
    """Cancel a call: its agent until the dossier is accepted, an officer until the ship is cleared. NeedsReason."""
    return do_many([Doing(call, "cancel", by, at, note, seen=seen)])[0]


def withdraw(call: str, document: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Call:
    """Cancel a document of one's own; it is awaited anew where the dossier needs it. NeedsReason."""
    return do_many([Doing(call, "withdraw", by, at, note, document, seen=seen)])[0]


def _request(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    _need_reason(it)
    document = _document(held, it.document)
    if document is None:
        if it.document not in KIND_WORDS:
            raise NotFound(what=it.document)
        document = book.wait_for(held, it.document, by=it.by, at=it.at)
    held.moved("request")
    _papers(document, "request")
    _write(book, held, it, document)
    book.due(held)


def _answer(book: Book, held: Held, it: Doing) -> None:
    _need_announcer(held, it)
    _need_reason(it)
    document = _document(held, it.document)
    if document is None or document.state != Paper.REQUESTED:
        raise NoRequest(number=held.call.number)
    if not document.version:
        raise NothingToCorrect
    _papers(document, "answer")
    verb = "answer part" if any(each.state == Paper.REQUESTED for each in held.documents) else "answer"
    held.moved(verb)
    book.step(held, verb, by=it.by, at=it.at, document=document, note=it.note)


def _accept_document(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    document = _document(held, it.document)
    if document is None:
        raise NotFound(what=it.document)
    held.moved("accept document")
    _papers(document, "accept")
    _write(book, held, it, document)


def _accept(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    state = move_of(held, "accept")
    if held.lacking:
        kinds = ", ".join(str(KIND_WORDS[each.kind].en) for each in held.lacking)
        raise NotComplete(number=held.call.number, kinds=kinds)
    for each in held.documents:
        if each.state == Paper.LODGED:
            _papers(each, "accept")
            held.touched.add(each.id)
    held.call.state = state
    _write(book, held, it)


def _clear_in(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    _need_direction(held, "I")
    held.moved("clear in")
    held.call.cleared_at, held.call.cleared_on = it.at, law_day(it.at)
    _write(book, held, it)


def _clear_out(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    _need_direction(held, "E")
    held.moved("clear out")
    entry = book.held.get(held.call.entry)
    if entry is not None and entry.call.state != State.CANCELLED:
        _leave(book, entry, it)
    held.call.cleared_at, held.call.cleared_on, held.call.left_at = it.at, law_day(it.at), it.at
    _write(book, held, it)


def _leave(book: Book, entry: Held, it: Doing) -> None:
    """The dossier on entry ends when the ship is cleared out."""
    ready = entry.call.state == State.CLEARED_IN and (entry.call.finished_at is not None or entry.call.transit)
    if not ready:
        raise NotClearedIn(entry=entry.call.number)
    entry.moved("leave")
    entry.call.left_at = it.at
    book.step(entry, "leave", by=it.by, at=it.at)


def _arrive(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    _need_direction(held, "I")
    held.moved("arrive")
    held.call.arrived_at = it.at
    _write(book, held, it)


def _finish(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    held.moved("finish cargo")
    held.call.finished_at = it.at
    _write(book, held, it)


def _berth(book: Book, held: Held, it: Doing) -> None:
    rights.need_officer(it.by, held.call)
    if it.moment is None or it.until is None or it.until <= it.moment:
        raise NotBefore
    held.moved("berth")
    held.call.berth, held.call.berth_from, held.call.berth_until = it.berth[:7], it.moment, it.until
    _write(book, held, it)
    book.announce(held)


def _plan(book: Book, held: Held, it: Doing) -> None:
    if not rights.decides(it.by, held.call):
        _need_announcer(held, it)
    if it.moment is None:
        raise NotBefore
    held.moved("plan")
    held.call.expected_at = it.moment
    _write(book, held, it)
    book.announce(held)


def _cancel(book: Book, held: Held, it: Doing) -> None:
    accepted = held.call.state == State.ACCEPTED
    if accepted or not _may_announce(held, it.by):
        rights.need_officer(it.by, held.call)
    _need_reason(it)
    held.moved("cancel")
    _write(book, held, it)
    book.due(held)


def _withdraw(book: Book, held: Held, it: Doing) -> None:
    document = _document(held, it.document)
    if document is None or not document.version:
        raise NothingToCorrect
    call = held.call
    rights.need_announcer(it.by, document.party, call.direction, call.office)
    _need_reason(it)
    withdraw_in(book, held, document, by=it.by, at=it.at, note=it.note)


_ACTS: Mapping[str, Callable[[Book, Held, Doing], None]] = {
    "request": _request, "answer": _answer, "accept document": _accept_document, "accept": _accept,
    "clear in": _clear_in, "clear out": _clear_out, "arrive": _arrive, "finish cargo": _finish, "berth": _berth,
    "plan": _plan, "cancel": _cancel, "withdraw": _withdraw,
}  # fmt: skip


def move_of(held: Held, verb: str) -> str:
    """The state after a move, not yet made. Impossible."""
    before = held.call.state
    held.moved(verb)
    after, held.call.state = held.call.state, before
    return after


def _write(book: Book, held: Held, it: Doing, document: Filed | None = None) -> None:
    book.step(held, it.verb, by=it.by, at=it.at, document=document, note=it.note)
    call, verb, note = held.call, it.verb, it.note
    book.notices.append(lambda: telling.became(call, verb, note))


def _document(held: Held, named: str) -> Filed | None:
    """The document of a number, or the first of a kind, that is not cancelled."""
    if named in KIND_WORDS:
        return next(iter(held.standing(named)), None)
    found = [each for each in held.documents if each.number and each.number[:11] == named[:11]]
    return next((each for each in found if each.state != Paper.CANCELLED), None)


def _papers(document: Filed, verb: str) -> None:
    document.state = str(move(PAPER_MOVES, Paper(document.state), verb))


def _may_announce(held: Held, by: Actor) -> bool:
    call = held.call
    return rights.may_announce(by, call.party, call.direction, call.office)


def _need_announcer(held: Held, it: Doing) -> None:
    if not _may_announce(held, it.by):
        raise NotAllowed(who=it.by.name, act=f"{rights.ACT} {held.call.party}")


def _need_direction(held: Held, direction: str) -> None:
    if held.call.direction != direction:
        raise WrongDirection(number=held.call.number, direction=DIRECTION_WORDS[held.call.direction].en)


def _need_reason(it: Doing) -> None:
    if not it.note.strip():
        raise NeedsReason
