"""POST /bank/notices: bytes of a bank in, a signed answer out. It asks for no session, but for a signature."""

import binascii
import logging
from base64 import b64decode, b64encode

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.gateways.bank import services
from motcua.gateways.bank.domain.errors import Refused, Unreadable
from motcua.gateways.bank.services.answers import refused
from motcua.gateways.bank.services.door import LARGEST
from motcua.ground.services import clock, post, signing

LOG = logging.getLogger("motcua.bank")
SIGNATURE = 64
NOT_KNOWN = 401


@csrf_exempt
@require_POST
def notices(request: HttpRequest) -> HttpResponse:
    """Take one notice. Headers: X-Bank, and X-Signature in base64 over the bytes of the body."""
    bank = request.headers.get("X-Bank", "")
    try:
        raw, signature = _body(request), _signature(request.headers.get("X-Signature", ""))
    except Refused as refusal:
        return _signed(refused(refusal, bank))
    reply = services.take(raw, bank=bank, signature=signature, at=clock.now())
    if reply.status == NOT_KNOWN:
        LOG.warning("a notice in the name of bank %.11r was refused: %.200r", bank, reply.content)
    return _signed(reply)


@require_safe
def time(request: HttpRequest) -> HttpResponse:
    """The time of business here, by which banks may set their clocks."""
    answer = JsonResponse({"at": clock.now().isoformat(), "demonstration": clock.is_demonstration()})
    answer["Cache-Control"] = "no-store"
    return answer


def _body(request: HttpRequest) -> bytes:
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Unreadable(why=f"> {LARGEST}") from None
    if not 0 < len(raw) <= LARGEST:
        raise Unreadable(why=f"{len(raw)} bytes")
    return raw


def _signature(text: str) -> bytes:
    try:
        found = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != SIGNATURE:
        raise Unreadable(why="X-Signature")
    return found


def _signed(reply: post.Reply) -> HttpResponse:
    answer = HttpResponse(reply.content, content_type=reply.media_type, status=reply.status)
    answer["X-Motcua-Key"] = signing.answering_key().hex()
    answer["X-Motcua-Signature"] = b64encode(signing.sign_answer(reply.content)).decode()
    answer["Cache-Control"] = "no-store"
    return answer
