"""Who asked: corrected or erased, as law 91/2025 gives the right. The leaves stand; what they hashed is gone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from motcua.ground.services import ids
from motcua.helpdesk import events, sealing
from motcua.helpdesk.domain import askers, tables
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.errors import Erased, NoReason
from motcua.helpdesk.domain.life import State
from motcua.helpdesk.models import Asker, Message, Question, Step, Text
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services import rights, rows
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed

TOGETHER = 500
REASON = "Hết thời hạn lưu (the period is over)"


@transaction.atomic
def correct(number: str, contact: Contact, *, by: Actor, at: datetime) -> None:
    """Put the asker's data right. NotFound, NotAllowed, Erased."""
    found = rights.held(number, by)
    _need_own_or_desk(found, by)
    if not Asker.objects.filter(pk=found.pk).exists():
        raise Erased(number=found.number)
    leaf, salt = ids.one(at), sealing.salt()
    Asker.objects.filter(pk=found.pk).update(leaf=leaf, salt=salt, sealed=sealing.seal(askers.write(contact), found.pk))
    _step(found, leaf, "corrected", askers.committed(contact, salt), "", by, at)


@transaction.atomic
def erase(number: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Erase who asked and what the asker wrote, as asked for; answers stay. NotFound, NotAllowed, NoReason, Erased."""
    found = rights.held(number, by)
    _need_own_or_desk(found, by)
    if not reason.strip():
        raise NoReason
    _erase(found, " ".join(reason.split())[:400], by, at)


def erase_due(at: datetime) -> int:
    """Erase the askers of questions closed or answered long ago; how many. Harmless when done again."""
    due = _ended_before(at - timedelta(days=tables.kept_days("asker", law_day(at))))
    done = 0
    while some := _erase_some(due, at):
        done += some
    return done


@transaction.atomic
def _erase_some(due: QuerySet[Question], at: datetime) -> int:
    some = list(due.select_for_update()[:TOGETHER])
    for found in some:
        _erase(found, REASON, SYSTEM, at)
    return len(some)


def _ended_before(moment: datetime) -> QuerySet[Question]:
    """Questions that still have their asker, and ended before a moment: by their last closing, else their answer."""
    closed_at = Step.objects.filter(question_id=OuterRef("pk"), verb="close").order_by("-leaf").values("at")[:1]
    ended = Q(state=str(State.CLOSED), closed_at__lt=moment) | Q(state=str(State.ANSWERED), answered_at__lt=moment)
    rows = Question.objects.filter(asked_at__lt=moment, pk__in=Asker.objects.values("question_id"))
    return rows.annotate(closed_at=Subquery(closed_at)).filter(ended).order_by("pk")


def _erase(found: Question, reason: str, by: Actor, at: datetime) -> None:
    if not Asker.objects.filter(pk=found.pk).delete()[0]:
        raise Erased(number=found.number)
    own = Message.objects.filter(question_id=found.pk, side=queries.ASKER).values("leaf")
    Text.objects.filter(leaf__in=own).delete()
    Question.objects.filter(pk=found.pk).update(title="")
    _step(found, ids.one(at), "erased", b"", reason, by, at)


def _step(  # noqa: PLR0913 - as the row
    found: Question, leaf: int, verb: str, commitment: bytes, reason: str, by: Actor, at: datetime
) -> None:
    sheet = Sheet()
    row = (leaf, found.pk, at, by.reference, verb, commitment, reason)
    sheet.leaf(events.ASKER, f"question/{found.number}", {rows.T_ASKER_STEP: [row]}, at=at, leaf=leaf, by=by)
    sheet.write()


def _need_own_or_desk(found: Question, by: Actor) -> None:
    try:
        rights.need_asker(found, by)
    except NotAllowed:
        rights.need_desk(found, by)
        if by.kind != "system" and not rights.reviews(by):
            raise
