"""Acts: one public function for each thing that is done with one dossier; all go through `work_many`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.dossiers.domain.errors import OtherContent
from motcua.dossiers.domain.story import Asked
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.queries import one
from motcua.dossiers.services import answering, lodging
from motcua.dossiers.services.courses import Procedures
from motcua.dossiers.services.lodging import Attached
from motcua.dossiers.services.working import Result, Sent, Work, work_many
from motcua.ground.services import receipts
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day


def _do(number: str, asked: Asked, by: Actor, seen: int = 0, **told: Any) -> Dossier:
    one.find(number, by)
    return work_many([Work(number, asked, by, seen, **told)])[0]


def receive(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Receive a new dossier: the clock starts, the result is promised."""
    return _do(number, Asked("receive", at, note), by, seen)


def refuse(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Do not receive it, with the reason. NeedsWords."""
    return _do(number, Asked("refuse", at, note), by, seen)


def take_step(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Acknowledge that the dossier was handed over; from now on it is in one's hands."""
    return _do(number, Asked("take step", at), by, seen)


def hand_over(
    number: str, *, to: int = 0, holder: int = 0, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Hand over to the next step, or to step `to`, and to the account `holder` if one is named. UnknownStep."""
    return _do(number, Asked("hand over", at, note, to=to, holder=holder), by, seen)


def ask_supplement(
    number: str, *, points: Sequence[str], seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Ask for a supplement, all points in one letter, once; the clock stands still. AskedBefore, NeedsWords."""
    kept = tuple(point for point in points if point.strip())
    return _do(number, Asked("ask supplement", at, points=kept), by, seen)


@transaction.atomic
def supplement(  # noqa: PLR0913 - what a supplement is made of
    number: str, answers: Mapping[str, Any], files: Sequence[Attached], *, note: str = "", key: str = "",
    seen: int = 0, by: Actor, at: datetime,
) -> Dossier:  # fmt: skip
    """The applicant sends what was asked for and gets a signed receipt; the clock goes on. `answers` are the form anew,
    or empty for as before.

    The same key again is the dossier as it stands; OtherContent where the applicant used it for something else.
    """
    found = one.find(number, by)
    lodging.need_party(by, found.party, found.office)
    before = Sending.objects.filter(party=found.party, key=key).first() if key else None
    if before is not None:
        if (before.dossier_id, before.no) != (found.pk, 2):
            raise OtherContent(key=key, number=before.number)
        return found
    content = Procedures().content(found.version_id)
    told = answering.judged(content, answers, law_day(at)) if answers else "{}"
    papers = lodging.kept_known(files, content, by=by, at=at)
    made = _do(number, Asked("supplement", at, note), by, seen, sent=Sent(told, papers, key))
    receipts.group_receipts([made.leaf], at=at)
    return made


def ask_payment(
    number: str, *, fee: int, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Ask for a fee in dong; the clock stands still. BadFee."""
    return _do(number, Asked("ask payment", at, note, fee=fee), by, seen)


def paid(number: str, *, reference: str = "", seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Record that the fee was paid, with the number of its receipt; the clock goes on."""
    return _do(number, Asked("paid", at, reference=reference.strip()), by, seen)


def withdraw(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """The applicant withdraws the dossier before it is decided."""
    return _do(number, Asked("withdraw", at, note), by, seen)


def stop(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Stop working on it, with the reason. NeedsWords."""
    return _do(number, Asked("stop", at, note), by, seen)


def apologise(
    number: str, *, note: str, until: datetime, seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Apologise for being late and give a new date, once. ApologisedBefore, NotInTheFuture, NeedsWords."""
    return _do(number, Asked("apologise", at, note, until=until), by, seen)


def finish_on_paper(
    number: str, *, reference: str, words: str, favourable: bool = True, seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Finish with a document on paper: nothing is published, the office returns it."""
    held = Result(reference.strip(), words, favourable)
    return _do(number, Asked("finish", at, reference=reference.strip()), by, seen, result=held)


def give_result(
    number: str, *, originals_seen: bool = False, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Dossier:  # fmt: skip
    """Return the result; originals must have been seen where the procedure has some. BringOriginals."""
    return _do(number, Asked("give result", at, note, seen=originals_seen), by, seen)


def rate(number: str, *, rating: int, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """The applicant rates the service, 1 to 4, once. BadRating."""
    return _do(number, Asked("rate", at, note, rating=rating), by, seen)
