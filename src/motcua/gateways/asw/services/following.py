"""Following: what the room of origin is told of the messages that it gave to the window."""

from datetime import datetime

from motcua.gateways.asw.domain.envelopes import digest
from motcua.gateways.asw.models import Message
from motcua.origin import services as origin


def receipted(message: Message, raw: bytes, at: datetime) -> None:
    """A partner took a message over that origin had sent; messages of the window's own concern nobody else."""
    if message.source:
        origin.sent(message.source, receipt=f"{message.partner} {digest(raw)}", at=at)


def undelivered(message: Message, why: str, at: datetime) -> None:
    """A message that origin had sent was given up."""
    if message.source:
        origin.undelivered(message.source, why=why, at=at)
