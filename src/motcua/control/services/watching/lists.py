"""The watch list: proposed by control, decided by a head or leader who did not propose it, told to who looks."""

from datetime import date, datetime

from django.db import transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching import lists
from motcua.control.domain.watching.errors import NotWatchable, SecondPerson, WrongDays
from motcua.control.domain.watching.life import WATCH_MOVES, Watch
from motcua.control.domain.watching.lists import What, tidy
from motcua.control.domain.watching.told import Asked, need_words
from motcua.control.queries.watching.rights import need_decider, need_worker, watches_for
from motcua.control.services.watching.rights import held, need_text
from motcua.control.services.watching.rows import WATCHES
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import WatchEntry
from motcua.crossings.services import watched
from motcua.ground.services import ids, notices, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.risk import services as risk
from motcua.risk.domain.life import persons
from motcua.risk.domain.watches import Order

LONGEST = 366
"""An entry lasts a year at most; it is proposed again after that."""


@transaction.atomic
def propose(asked: Asked, *, by: Actor, at: datetime) -> WatchEntry:
    """Propose to watch something; heads and leaders are told. NotAllowed, NeedsWords, NotWatchable, WrongDays."""
    need_worker(by, "control/watch")
    need_words(asked, optional=("origin", "note"))
    what, value = _read(asked)
    first = max(asked.since or law_day(at), law_day(at))
    ahead, lasts = (first - law_day(at)).days, (asked.until - first).days
    if ahead > LONGEST or not 0 <= lasts <= LONGEST:
        raise WrongDays(most=LONGEST)
    found = WatchEntry(
        id=ids.one(at), number=f"DS-{law_day(at).year}-{numbering.take('KD', 1):04d}", what=str(what), value=value,
        origin=asked.origin.strip().upper() if what is What.GOODS else "", reason=asked.reason.strip(),
        from_note=asked.note.strip()[:20], since=asked.since, until=asked.until, state=str(Watch.PROPOSED),
        asked_by=by.reference, decided_by="", told_from=None,
    )  # fmt: skip
    _write(found, "propose", "", by=by, at=at, new=True)
    words = Words(f"Mục theo dõi {found.number} chờ duyệt.", f"Entry {found.number} of the watch list waits.")
    _tell(found, words, _deciders(by, law_day(at)), at)
    return found


@transaction.atomic
def approve(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> WatchEntry:
    """Approve it; selection or the gates are told in the same transaction. SecondPerson, Impossible, TooLate."""
    found = _decided(number, "approve", by, seen)
    found.told_from = _told(found, by, at)
    _write(found, "approve", note.strip()[:1000], by=by, at=at)
    return found


@transaction.atomic
def refuse(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> WatchEntry:
    """Refuse it with a reason. SecondPerson, NeedsWords, Impossible."""
    found = _decided(number, "refuse", by, seen)
    _write(found, "refuse", need_text("lý do / reason", note), by=by, at=at)
    return found


@transaction.atomic
def withdraw(number: str, *, seen: int = 0, by: Actor, at: datetime) -> WatchEntry:
    """Take the own proposal back. NotAllowed to others, Impossible."""
    found: WatchEntry = held(watches_for(by), number, seen)
    if not persons(by.reference) & persons(found.asked_by):
        raise NotAllowed(who=by.name, act=f"withdraw {found.number}")
    found.state = str(move(WATCH_MOVES, Watch(found.state), "withdraw"))
    _write(found, "withdraw", "", by=by, at=at)
    return found


@transaction.atomic
def stop(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> WatchEntry:
    """Stop watching before the last day, with a reason; who looks is told. NeedsWords, Impossible."""
    need_worker(by, "control/watch")
    found: WatchEntry = held(watches_for(by), number, seen)
    why = need_text("lý do / reason", note)
    found.state = str(move(WATCH_MOVES, Watch(found.state), "stop"))
    if What(found.what) in lists.TO_SELECTION:
        risk.stop_watching(_order(found).code, by=by, at=at)
    else:
        watched.stop_watching(found.number, by=by, at=at)
    _write(found, "stop", why, by=by, at=at)
    return found


def _decided(number: str, verb: str, by: Actor, seen: int) -> WatchEntry:
    need_decider(by, "control/watch")
    found: WatchEntry = held(watches_for(by), number, seen)
    if persons(by.reference) & persons(found.asked_by):
        raise SecondPerson(number=found.number)
    found.state, found.decided_by = str(move(WATCH_MOVES, Watch(found.state), verb)), by.reference
    return found


def _told(found: WatchEntry, by: Actor, at: datetime) -> date:
    """Tell who looks; the first day on which it counts."""
    if What(found.what) in lists.TO_SELECTION:
        return risk.watch(_order(found), by=by, at=at)
    first = max(found.since or law_day(at), law_day(at))
    if found.until < first:
        raise WrongDays(most=LONGEST)
    sight = watched.Sight(found.number, found.what, found.value, first, found.until)
    watched.watch(sight, by=by, at=at)
    return first


def _deciders(by: Actor, day: date) -> list[int]:
    """Heads and leaders but who proposes."""
    held = dict.fromkeys(each for role in ("leader", "head") for each in people.holders(role, day))
    return [each for each in held if each != by.account]


def _order(found: WatchEntry) -> Order:
    criteria = lists.criteria(What(found.what), found.value, found.origin)
    return Order(
        number=found.number, criteria=criteria, since=found.since, until=found.until, asked_by=found.asked_by
    )  # fmt: skip


def _read(asked: Asked) -> tuple[What, str]:
    origin = asked.origin.strip().upper()
    if asked.what not in list(map(str, What)) or (origin and tidy(What.ORIGIN, origin) != origin):
        raise NotWatchable(value=(origin or asked.what)[:30])
    value = tidy(What(asked.what), asked.value[:60])
    if value is None:
        raise NotWatchable(value=asked.value[:30])
    return What(asked.what), value


def _write(found: WatchEntry, verb: str, note: str, *, by: Actor, at: datetime, new: bool = False) -> None:  # noqa: PLR0913
    sheet = Sheet(by, at)
    sheet.put(WATCHES, found, verb, note, new=new)
    sheet.write(events.WATCH, f"control/{found.number}", {"verb": verb})


def _tell(found: WatchEntry, words: Words, accounts: list[int], at: datetime) -> None:
    link = f"/control/watch-list/{found.number}/"
    notices.tell_many(
        [notices.Told(notices.account(each), words, link, "request", found.number) for each in accounts], at=at
    )
