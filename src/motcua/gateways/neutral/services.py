"""A declaration in JSON is lodged as by `POST /api/declarations`, and answered in the same words."""

from datetime import datetime

from motcua.declarations import services
from motcua.declarations.services import telling
from motcua.gateways.reading import Reader, register
from motcua.ground.services import post
from motcua.kernel.actor import Actor

_SPACE = b" \t\r\n"


def recognise(raw: bytes) -> bool:
    """Whether the message begins as a JSON object."""
    return raw.lstrip(_SPACE)[:1] == b"{"


def obey(raw: bytes, by: Actor, at: datetime, key: str) -> post.Reply:
    """Lodge it. What cannot be read as a declaration is refused with all that is wrong."""
    return telling.reply(services.INTAKE.lodge(services.Raw(raw, at, key), by=by))


READER = Reader("neutral", recognise, obey)


def open_gateway() -> None:
    """Take messages of this kind; called once when the program starts."""
    register(READER)
