"""Relaying: what origin has put into the outbox for a partner becomes a message of the window."""

from datetime import datetime

from motcua.gateways.asw.domain.adapting import ADAPTER, Answer, Certificate
from motcua.gateways.asw.domain.errors import BadDocument
from motcua.gateways.asw.services.outgoing import queued
from motcua.gateways.asw.services.steps import New, thread
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM
from motcua.origin.domain import answer as answers
from motcua.origin.domain import certificate as certificates
from motcua.origin.queries import outgoing
from motcua.origin.services import SEND


@jobs.handler(SEND)
def relay(job: jobs.Job, at: datetime) -> None:
    """Write a document of origin in the schema of the line and queue it for its partner."""
    told = outgoing.one(job.payload["outgoing"])
    read = certificates.read if told.kind == "certificate" else answers.read
    document = read(told.body.encode())
    if isinstance(document, list):
        raise BadDocument(line=0, column=0, why=str(document[:3]))
    assert isinstance(document, Certificate | Answer)
    kind = document.kind if isinstance(document, Answer) else "replacement" if document.replaces else "certificate"
    regards = document.regards if isinstance(document, Answer) else ""
    held = thread(told.partner, document.country, document.reference)
    held.sent += 1
    held.save(update_fields=["sent"])
    new = New(
        direction="out", partner=told.partner, kind=kind, issuer=document.country, about=document.reference,
        no=held.sent, document=ADAPTER.write(document), identifier=told.message_id,
        correlation=regards or told.message_id, source=told.leaf,
    )  # fmt: skip
    queued(new, by=SYSTEM, at=at)
