"""Guests: invited, registered while there are seats, waiting otherwise, moved up, let in at the door."""

import secrets
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.helpdesk import meeting_events as events
from motcua.helpdesk.domain.meetings.data import limit
from motcua.helpdesk.domain.meetings.errors import (
    NobodyInvited,
    NotInvited,
    NotOpen,
    RegistrationClosed,
    TooMany,
)
from motcua.helpdesk.domain.meetings.life import GUEST_MOVES, MOVES, Guest, State
from motcua.helpdesk.domain.meetings.seats import Waiting, moved_up, seated
from motcua.helpdesk.meeting_models import Conference
from motcua.helpdesk.meeting_models import Guest as GuestRow
from motcua.helpdesk.queries.meetings import choosing, conferences
from motcua.helpdesk.services.meetings.rights import held, held_to_run, need_party
from motcua.helpdesk.services.meetings.rows import CONFERENCES, GUESTS
from motcua.helpdesk.services.meetings.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and figures that nobody mistakes for another."""
_CODE = 6
_EMPTY = {"people": 0, "queued_at": None, "came_at": None, "came": 0}


class Registration(msgspec.Struct, frozen=True):
    """An enterprise that will come, and how many people."""

    party: str
    people: int = 1


class Arrived(msgspec.Struct, frozen=True):
    """An enterprise at the door: how many people came, and how it was known (list, code)."""

    party: str
    people: int = 1
    way: str = "list"


@transaction.atomic
def invite(
    number: str, parties: Sequence[str], *, seen: int = 0, by: Actor, at: datetime
) -> list[GuestRow]:  # fmt: skip
    """Invite registered enterprises; those invited before are left as they are. NobodyInvited, Impossible."""
    found = held_to_run(number, by, seen)
    known = dict(GuestRow.objects.filter(conference_id=found.pk).values_list("party", "code"))
    names = choosing.names_of(parties)
    new = [code for code in dict.fromkeys(parties) if code in names and code not in known]
    if not new:
        raise NobodyInvited
    found.state = str(move(MOVES, State(found.state), "invite"))
    sheet = Sheet(by, at)
    sheet.put(CONFERENCES, found, "invite", str(len(new)))
    guests = _new(found, new, names, at, used=set(known.values()))
    for each in guests:
        sheet.put(GUESTS, each, "invite", new=True)
    sheet.write(events.INVITED, f"support/{number}", {"guests": len(guests)})
    _tell(found, [each.party for each in guests], _INVITED, at)
    return guests


@transaction.atomic
def register(number: str, party: str, *, people: int = 1, by: Actor, at: datetime) -> GuestRow:
    """Register an enterprise that was invited, or any where the conference is open to all. Refusals as the many."""
    return register_many(number, [Registration(party, people)], by=by, at=at)[0]


@transaction.atomic
def register_many(
    number: str, wanted: Sequence[Registration], *, by: Actor, at: datetime
) -> list[GuestRow]:  # fmt: skip
    """Seats for each in order, the waiting list where there are none left. Once registered, nothing changes.

    NotFound, NotAllowed, RegistrationClosed, NotInvited, TooMany.
    """
    found = held(number, by)
    if State(found.state) is not State.INVITED or at >= found.begins_at:
        raise RegistrationClosed(number=number)
    most = limit("people of one enterprise", law_day(at)).value
    desk, book = _Seats(found), _Book(found, at)
    sheet, done, changed = Sheet(by, at), [], False
    for each in wanted:
        need_party(by, each.party)
        if not 1 <= each.people <= most:
            raise TooMany(most=most)
        guest, new = book.guest(each.party)
        if not new and Guest(guest.state) in (Guest.REGISTERED, Guest.WAITING):
            done.append(guest)
            continue
        verb = desk.give(guest, each.people)
        guest.people, guest.queued_at = each.people, at
        sheet.put(GUESTS, guest, verb, new=new)
        done.append(guest)
        changed = True
    if changed:
        sheet.write(events.GUEST, f"support/{number}", {"verb": "register"})
    return done


@transaction.atomic
def decline(number: str, party: str, *, by: Actor, at: datetime) -> GuestRow:
    """An enterprise will not come; seats that become free go to who waited longest. NotInvited, Impossible."""
    found = held(number, by)
    need_party(by, party)
    guest = conferences.guest(found.pk, party)
    if guest is None:
        raise NotInvited(party=party, number=number)
    if State(found.state) is not State.INVITED:
        raise RegistrationClosed(number=number)
    guest.state = str(move(GUEST_MOVES, Guest(guest.state), "decline"))
    guest.people, guest.queued_at = 0, None
    sheet = Sheet(by, at)
    sheet.put(GUESTS, guest, "decline")
    moved = move_up(found, sheet, without=guest.pk)
    sheet.write(events.GUEST, f"support/{number}", {"verb": "decline"})
    tell_seated(found, moved, at)
    return guest


@transaction.atomic
def admit(number: str, arrived: Sequence[Arrived], *, by: Actor, at: datetime) -> list[GuestRow]:
    """Let guests in: by the list, or by the code that they show. Who is in is not counted twice. NotInvited, NotOpen.

    An enterprise that was not invited is added to the list and let in, if the register knows it.
    """
    found = held_to_run(number, by)
    if State(found.state) not in (State.HELD, State.MINUTES):
        raise NotOpen(number=number)
    most = limit("people of one enterprise", law_day(at)).value
    sheet, done, changed, book = Sheet(by, at), [], False, _Book(found, at)
    for each in arrived:
        guest, new = book.guest(each.party, anybody=True)
        done.append(guest)
        if guest.state == Guest.CAME:
            continue
        if not 1 <= each.people <= most:
            raise TooMany(most=most)
        guest.state = str(move(GUEST_MOVES, Guest(guest.state), "come") if not new else Guest.CAME)
        guest.came, guest.came_at = each.people, at
        sheet.put(GUESTS, guest, "come", each.way, new=new)
        changed = True
    if changed:
        sheet.write(events.GUEST, f"support/{number}", {"verb": "come"})
    return done


class _Seats:
    """The seats of a conference while several register."""

    def __init__(self, found: Conference) -> None:
        self.limit, self.taken = found.seats, conferences.places_taken(found.pk)
        self.queue = _queue(found.pk)

    def give(self, guest: GuestRow, people: int) -> str:
        """Seats, or the waiting list: the verb of the step."""
        verb = "seat" if seated(self.limit, self.taken, people, self.queue) else "queue"
        guest.state = str(move(GUEST_MOVES, Guest(guest.state), verb))
        if verb == "seat":
            self.taken += people
        else:
            self.queue.append(Waiting(guest.pk, people))
        return verb


def _queue(conference: int, *, without: int = 0) -> list[Waiting]:
    waiting = conferences.guests(conference, state=str(Guest.WAITING))
    return [Waiting(each.pk, each.people) for each in waiting if each.pk != without]


def move_up(found: Conference, sheet: Sheet, *, without: int = 0) -> list[str]:
    """Give free seats to the waiting list, for this room's services; `without` no longer comes, not stored yet."""
    gone = GuestRow.objects.filter(pk=without).first()
    freed = gone.people if gone is not None and gone.state == Guest.REGISTERED else 0
    moved = moved_up(found.seats, conferences.places_taken(found.pk) - freed, _queue(found.pk, without=without))
    told = []
    for each in GuestRow.objects.filter(pk__in=moved).order_by("queued_at", "pk"):
        each.state = str(move(GUEST_MOVES, Guest(each.state), "seat"))
        sheet.put(GUESTS, each, "seat")
        told.append(each.party)
    return told


class _Book:
    """The list of guests of a conference, read once."""

    def __init__(self, found: Conference, at: datetime) -> None:
        self._found, self._at = found, at
        self._held = {each.party: each for each in GuestRow.objects.filter(conference_id=found.pk)}

    def guest(self, party: str, *, anybody: bool = False) -> tuple[GuestRow, bool]:
        """The guest, and whether it is a new one. NotInvited."""
        if party in self._held:
            return self._held[party], False
        names = choosing.names_of([party])
        if not names or not (anybody or self._found.open_to_all):
            raise NotInvited(party=party, number=self._found.number)
        (made,) = _new(self._found, [party], names, self._at, used={each.code for each in self._held.values()})
        self._held[party] = made
        return made, True


def _new(
    found: Conference, parties: Sequence[str], names: dict[str, str], at: datetime, used: set[str]
) -> list[GuestRow]:  # fmt: skip
    """New guests, each with a code that nobody among `used` has."""
    made = []
    for identifier, party in zip(ids.take(at, len(parties)), parties, strict=True):
        code = next(code for code in iter(_code, "") if code not in used)
        used.add(code)
        made.append(
            GuestRow(
                id=identifier, conference_id=found.pk, party=party, party_name=names[party], code=code,
                state=str(Guest.INVITED), **_EMPTY,
            )
        )  # fmt: skip
    return made


def _code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE))


_INVITED = Words(
    "Mời dự hội nghị %(n)s: %(title)s, %(when)s, %(place)s. Đăng ký và gửi câu hỏi trước trên trang.",
    "You are invited to conference %(n)s: %(title)s, %(when)s, %(place)s. Register and send questions on the page.",
)
_SEATED = Words("Hội nghị %(n)s: đã có chỗ cho doanh nghiệp.", "Conference %(n)s: there are seats for you now.")


def tell_seated(found: Conference, parties: Sequence[str], at: datetime) -> None:
    """Tell who waited that there are seats now."""
    _tell(found, parties, _SEATED, at)


def _tell(found: Conference, parties: Sequence[str], words: Words, at: datetime) -> None:
    facts = {"n": found.number, "title": found.title, "when": in_words(found.begins_at), "place": found.place}
    told = Words(words.vi % facts, words.en % facts)
    link = f"/support/conferences/{found.number}/"
    notices.tell_many(
        [notices.Told(notices.party(each), told, link, "request", found.number) for each in parties], at=at
    )
