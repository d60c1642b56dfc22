"""Opening: a case is written down by who found it, or proposed by what another room told; each link once."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.control.domain.cases import standing, tables, texts
from motcua.control.domain.cases.errors import FromLater, LinkTaken, NotListed
from motcua.control.domain.cases.life import State
from motcua.control.domain.cases.standing import Act
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.services.cases import rights, rows
from motcua.control.services.cases.writing import Identity, Sheet, Work
from motcua.ground.services import ids, numbering
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.worktime import Calendar
from motcua.people import queries as people
from motcua.reference import domain as offices
from motcua.reference import queries as reference

NUMBERS = "VV"


class New(msgspec.Struct, frozen=True):
    """What was found. `link` is what led to it, as `tables.SOURCES` says; `title` names no person."""

    title: str
    kind: str
    office: str
    source: str
    detected_at: datetime
    lead: str = "led"
    link: str = ""
    partners: str = ""
    place: str = ""
    position: str = ""
    route: str = ""
    sensitive: int = 0


def open_case(new: New, *, by: Actor, at: datetime, note: str = "") -> Case:
    """Write a case down: who does handles it. NotAllowed, NotListed, NeedsWords, TooLong, FromLater.

    What has opened a case already gives that case; LinkTaken where this actor may not see it.
    """
    rights.need_opener(by, new.office)
    if (known := _known(new)) is not None:
        return _shown(known, new, by, at)
    try:
        return _write_down(new, by=by, at=at, note=note)
    except IntegrityError:
        if (known := _known(new)) is None:
            raise
        return _shown(known, new, by, at)


def _shown(known: Case, new: New, by: Actor, at: datetime) -> Case:
    if not queries.visible_to(by, law_day(at)).filter(pk=known.pk).exists():
        raise LinkTaken(link=new.link)
    return known


@transaction.atomic
def _write_down(new: New, *, by: Actor, at: datetime, note: str) -> Case:
    sheet = Sheet()
    work = opened(new, State.DETECTED, sheet, reference.calendar(), by=by, at=at, note=note)
    if by.account:
        let_in(work, by.account, queries.HANDLER, by=by, at=at)
    return stored(work)


@transaction.atomic
def propose(new: New, *, at: datetime, note: str = "") -> Case:
    """Propose a case of what another room told; done again it gives the same case."""
    if (known := _known(new)) is not None:
        return known
    return stored(opened(new, State.PROPOSED, Sheet(), reference.calendar(), by=SYSTEM, at=at, note=note))


def _known(new: New) -> Case | None:
    return queries.of_link([new.link]).get(new.link)


def opened(  # noqa: PLR0913 - a case begins with so much
    new: New, state: State, sheet: Sheet, calendar: Calendar, *, by: Actor, at: datetime, note: str = ""
) -> Work:
    """A case begun on a sheet, without asking who may: for this room's services."""
    who = _identity(new, at)
    handler = by.account if state is State.DETECTED else 0
    told = Act("open", office=new.office, kind=new.kind, handler=handler, sensitive=new.sensitive)
    stands = standing.begin(state, told, law_day(at), calendar)
    work = Work(ids.one(at), who, stands, sheet, calendar)
    work.opened("propose" if state is State.PROPOSED else "open", texts.note(note), by=by, at=at)
    return work


def _identity(new: New, at: datetime) -> Identity:
    for code, known in ((new.kind, tables.KINDS), (new.source, tables.SOURCES), (new.lead, tables.LEADS)):
        if code not in known:
            raise NotListed(told=code[:30])
    if new.detected_at > at:
        raise FromLater(at=in_words(new.detected_at))
    day = law_day(at)
    offices.office(new.office, day)
    lines = [texts.line(each) for each in (new.place, new.position, new.route)]
    return Identity(
        f"{NUMBERS}-{day.year}-{numbering.take(NUMBERS):06d}", new.source, texts.line(new.link, 60), new.lead,
        texts.line(new.partners), new.detected_at, law_day(new.detected_at), lines[0], lines[1][:40], lines[2],
        texts.need_line(new.title),
    )  # fmt: skip


def let_in(  # noqa: PLR0913 - who, as what, until when and why
    work: Work, account: int, role: str, *, by: Actor, at: datetime, until: object = None, note: str = ""
) -> None:
    """Somebody is let into a case, or kept out of it (role `none`), on a sheet."""
    leaf = ids.one(at)
    verb = "keep_out" if role == queries.NONE else "let_in"
    row = (leaf, work.pk, account, role, until)
    work.do(Act(verb), by=by, at=at, note=note, leaf=leaf, more={rows.T_READER: [row]})


def stored(work: Work) -> Case:
    """The case after its acts were written."""
    work.store()
    work.sheet.write()
    return Case.objects.get(pk=work.pk)


def staff(account: int, at: datetime, roles: Sequence[str]) -> Actor:
    """An account that holds one of these roles now. NotListed."""
    found = people.actor_for(account, law_day(at))
    if not any(found.holds(role) for role in roles):
        raise NotListed(told=account)
    return found
