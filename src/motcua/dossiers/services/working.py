"""Working: acts on dossiers, many at once; each is decided in `domain.story`, and is one leaf of the log."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from django.db import transaction

from motcua.dossiers import events
from motcua.dossiers.domain import steps as paths
from motcua.dossiers.domain import story
from motcua.dossiers.domain.errors import ChangedSince, HeldByAnother, NotOfTheOffice, OwnSide
from motcua.dossiers.domain.life import State
from motcua.dossiers.domain.story import Act, Asked, Course, Standing
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import rows, telling
from motcua.dossiers.services.courses import Procedures, clock_now
from motcua.dossiers.services.lodging import need_party, standing_row
from motcua.dossiers.services.writing import Row, Sheet
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import queries as people

APPLICANTS = frozenset({"supplement", "withdraw", "rate"})
"""Verbs of the applicant; the others are the office's."""
DESK = frozenset({"receive", "refuse", "paid", "give result"})
"""What the one-stop desk does, whatever the step."""
WORKERS = ("officer", "head", "leader")
"""Whose hands a dossier may come into."""
TOGETHER = 400


class Sent(msgspec.Struct, frozen=True):
    """What the applicant sends with a supplement: answers and papers as JSON."""

    answers: str = "{}"
    papers: str = "[]"
    key: str = ""


class Result(msgspec.Struct, frozen=True):
    """What a dossier ends with. `file_id` 0 and no certificate: a document on paper."""

    reference: str
    words: str
    favourable: bool = True
    file_id: int = 0
    certificate: str = ""


class Work(msgspec.Struct, frozen=True):
    """An act on the dossier of that number. `seen` is the leaf that its maker saw last; 0 asks nothing."""

    number: str
    asked: Asked
    by: Actor
    seen: int = 0
    sent: Sent | None = None
    result: Result | None = None


@transaction.atomic
def work_many(works: Sequence[Work], *, tell: bool = True, known: Procedures | None = None) -> list[Dossier]:
    """Do acts, in order, all or none; several on one dossier follow one another. How each dossier stands after all.

    NotFound, NotAllowed, OwnSide, HeldByAnother, ChangedSince, Impossible, and what an act itself needs.
    """
    desk, sheet = _Desk({work.number for work in works}, known), Sheet()
    told = [_one(work, desk, sheet) for work in works]
    sheet.write()
    if tell:
        telling.tell(told)
    return [desk.after(number) for number in dict.fromkeys(work.number for work in works)]


class _Desk:
    """The dossiers that are worked on, locked, with what each has become so far."""

    def __init__(self, numbers: Iterable[str], known: Procedures | None) -> None:
        wanted, self.procedures, self.clock = sorted(numbers), known or Procedures(), clock_now()
        self.rows: dict[str, Dossier] = {}
        for start in range(0, len(wanted), TOGETHER):
            some = Dossier.objects.select_for_update().filter(number__in=wanted[start : start + TOGETHER])
            self.rows.update({each.number: each for each in some.order_by("pk")})
        self.standings = {number: standing_of(row) for number, row in self.rows.items()}
        self.leaves = {number: row.leaf for number, row in self.rows.items()}
        self._rosters: tuple[people.Roster, ...] = ()

    def row(self, number: str) -> Dossier:
        """The dossier. NotFound."""
        if number not in self.rows:
            raise NotFound(what=number[:30])
        return self.rows[number]

    def course(self, row: Dossier) -> Course:
        """What is fixed in its life."""
        return self.procedures.course(row.version_id, row.number, originals=bool(row.originals))

    def need_holder(self, row: Dossier, holder: int, day: date) -> None:
        """Who gets it into hand is of its office that day. NotOfTheOffice."""
        self._rosters = self._rosters or tuple(people.Roster(role) for role in WORKERS)
        if not any(holder in each.on(day, row.office) for each in self._rosters):
            raise NotOfTheOffice(number=row.number)

    def after(self, number: str) -> Dossier:
        """The dossier as it stands now."""
        row, values = self.rows[number], standing_row(self.standings[number])
        for name, value in zip(rows.STANDING, values, strict=True):
            setattr(row, name, value)
        row.leaf = self.leaves[number]
        return row


def standing_of(row: Dossier) -> Standing:
    """How a row of the table stands."""
    return Standing(State(row.state), *(getattr(row, name) for name in rows.STANDING[1:]))


def _one(work: Work, desk: _Desk, sheet: Sheet) -> telling.Told:
    row = desk.row(work.number)
    held, course = desk.standings[work.number], desk.course(row)
    if work.seen and work.seen != desk.leaves[work.number]:
        raise ChangedSince(number=work.number)
    need(work.by, row, held, course, work.asked.verb)
    if work.asked.holder:
        desk.need_holder(row, work.asked.holder, law_day(work.asked.at))
    leaf = ids.one(work.asked.at)
    act = story.decide(held, work.asked, course, desk.clock, by=work.by.account if work.by.kind == "person" else 0)
    now = story.after(held, act)
    desk.standings[work.number], desk.leaves[work.number] = now, leaf
    _written(work, row, act, leaf, sheet)
    sheet.changed((row.pk, *standing_row(now), leaf))
    return telling.Told(row, act, now)


def _written(work: Work, row: Dossier, act: Act, leaf: int, sheet: Sheet) -> None:
    told: dict[str, list[Row]] = {rows.T_ACT: [act_row(leaf, row.pk, act, work.by, work.asked.reference)]}
    verb = events.ACT
    if work.sent is not None:
        verb = events.SUPPLEMENTED
        told[rows.T_SENDING] = [(
            leaf, row.pk, 2, row.number, row.office, row.code, row.version_id, row.party, row.party_name, row.channel,
            work.sent.key, row.originals, act.at, work.by.reference, work.sent.answers, work.sent.papers, act.note,
        )]  # fmt: skip
    if work.result is not None:
        verb, held = events.FINISHED, work.result
        told[rows.T_RESULT] = [(
            leaf, row.pk, held.reference, act.at, work.by.reference, int(held.favourable), held.words, held.file_id,
            held.certificate,
        )]  # fmt: skip
    facts = {"verb": act.verb, "state": str(act.state), "step": act.step}
    sheet.leaf(verb, f"dossier/{row.number}", told, leaf=leaf, by=work.by, at=act.at, facts=facts)


def act_row(leaf: int, dossier: int, act: Act, by: Actor, reference: str) -> Row:
    """An act as columns."""
    return (
        leaf, dossier, act.verb, act.at, by.reference, str(act.state), act.step, act.holder, act.due_at,
        act.running_since, act.left_us, act.spent_us, act.left_step, act.took_us, act.until, act.value, act.lateness,
        reference, act.note,
    )  # fmt: skip


def need(by: Actor, row: Dossier, held: Standing, course: Course, verb: str) -> None:
    """Refuse who may not do this: the applicant's acts are the applicant's, the office's those of the step's post."""
    if by.kind == "system":
        return
    if verb in APPLICANTS:
        need_party(by, row.party, row.office)
        return
    desk = verb in DESK or not held.step
    role = "reception" if desk else paths.step(course.steps, held.step).role
    may = paths.signs(by, row.office) if verb == "finish" else paths.does(by, role, row.office)
    if not may and not paths.signs(by, row.office):
        raise NotAllowed(who=by.name, act=f"{role} {row.office}")
    if row.party in by.own | by.represented | by.barred:
        raise OwnSide(number=row.number)
    if not desk and held.holder not in (0, by.account) and not paths.signs(by, row.office):
        raise HeldByAnother(number=row.number)
