"""Answers: what partners tell of certificates received here, and of those issued here."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids
from motcua.kernel.actor import SYSTEM
from motcua.kernel.moves import Impossible
from motcua.origin import events
from motcua.origin.domain.answer import FROM_ISSUER, Answer, write
from motcua.origin.domain.errors import OtherContent, Unfit
from motcua.origin.domain.life import DEAD, State
from motcua.origin.models import Application, Certificate, Incoming, Issue
from motcua.origin.services import applying, rows
from motcua.origin.services.home import home
from motcua.origin.services.steps import step
from motcua.origin.services.writing import Sheet


@transaction.atomic
def answered(answer: Answer, *, partner: str, message_id: str, at: datetime) -> bool:
    """Take in what a partner tells of a certificate: of one received here (`FROM_ISSUER`), or of one issued here.

    Idempotent by message: whether it was new. What comes before the certificate that it speaks of is kept and applied
    when that comes. OtherContent, Unfit where the partner speaks of another's certificate.
    """
    _need_fit(answer, partner, message_id)
    body = write(answer).decode()
    known = Incoming.objects.filter(country=partner, message_id=message_id).first()
    if known is not None:
        if known.body != body:
            raise OtherContent(reference=answer.reference)
        return False
    issuer = answer.kind in FROM_ISSUER
    about = _received(answer) if issuer else _issued(answer, partner)
    leaf = ids.one(at)
    row = (leaf, partner, message_id, answer.kind, about.pk if about else 0, answer.reference, at, body)
    sheet = Sheet(SYSTEM)
    sheet.act(
        events.ANSWERED, f"origin/{answer.country}/{answer.reference}", {rows.T_INCOMING: [row]}, at=at, leaf=leaf,
        facts={"kind": answer.kind},
    )  # fmt: skip
    sheet.write()
    if isinstance(about, Certificate):
        obey(about, answer, at)
    elif about is not None:
        applying.told(about, answer, at)
    return True


def _need_fit(answer: Answer, partner: str, message_id: str) -> None:
    issuer = answer.kind in FROM_ISSUER
    if (answer.country == partner) != issuer or (not issuer and answer.country != home()):
        raise Unfit(field="country")
    if not 0 < len(answer.reference) <= 35:  # noqa: PLR2004 - its column
        raise Unfit(field="reference")
    if not 0 < len(message_id) <= 80:  # noqa: PLR2004 - its column
        raise Unfit(field="message_id")


def _received(answer: Answer) -> Certificate | None:
    rows_ = Certificate.objects.select_for_update().filter(country=answer.country, reference=answer.reference)
    return rows_.first()


def _issued(answer: Answer, partner: str) -> Application | None:
    found = Issue.objects.filter(reference=answer.reference).first()
    if found is None:
        return None
    rows_ = Application.objects.select_for_update().filter(pk=found.application_id, partner=partner)
    return rows_.first()


def obey(found: Certificate, answer: Answer, at: datetime) -> None:
    """Do to a locked certificate what its issuer tells. What its state has no room for is kept and changes nothing."""
    note = f"{answer.reason} {answer.note}".strip()
    if answer.kind == "withdrawn":
        if State(found.state) in DEAD:
            return
        if found.used:
            step(found, "flag", by=SYSTEM, at=at, flagged="withdrawn", note=note)
        else:
            step(found, "withdraw", by=SYSTEM, at=at, note=note)
        return
    try:
        step(found, answer.kind, by=SYSTEM, at=at, note=note)
    except Impossible:
        return
