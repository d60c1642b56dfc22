"""The door: a gate asks for the time, a list, and that its records be merged. It shows a signature, not a session."""

import binascii
import json
import logging
from base64 import b64decode, b64encode

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.crossings.domain.offline.errors import BadDocument, BadSignature, StaleRequest, UnknownInstallation
from motcua.crossings.services.offline import door
from motcua.ground.services import clock, signing
from motcua.kernel.refusals import Refusal

LOG = logging.getLogger("motcua.gate")
JSON = "application/json"
_STATUS = {BadDocument: 400, BadSignature: 401, UnknownInstallation: 401, StaleRequest: 409}


@require_safe
def time(request: HttpRequest) -> HttpResponse:
    """The time of business here."""
    told = {"at": clock.now().isoformat(), "demonstration": clock.is_demonstration()}
    return _signed(json.dumps(told).encode(), JSON)


@csrf_exempt
@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """The next list. X-Signature: in base64, by the gate's key, over what the body says."""
    try:
        raw, signature = _body(request), _signature(request)
        content = door.fetch(raw, signature, demonstration=clock.is_demonstration(), at=clock.now())
    except Refusal as refusal:
        return _refused(refusal)
    return _signed(content, "application/octet-stream")


@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Merge a batch; the answer says which record is asked for next."""
    number = request.headers.get("X-Gate", "")
    try:
        if not (number.isascii() and number.isdecimal()):
            raise BadDocument(why="X-Gate")
        made = door.take(_body(request), gate=int(number[:20]), at=clock.now())
    except Refusal as refusal:
        return _refused(refusal)
    return _signed(msgspec.json.encode(made), JSON)


def _body(request: HttpRequest) -> bytes:
    try:
        raw: bytes = request.body
    except RequestDataTooBig:
        raise BadDocument(why="too large") from None
    if not raw:
        raise BadDocument(why="0 bytes")
    return raw


def _signature(request: HttpRequest) -> bytes:
    try:
        return b64decode(request.headers.get("X-Signature", ""), validate=True)
    except (binascii.Error, ValueError):
        raise BadDocument(why="X-Signature") from None


def _refused(refusal: Refusal) -> HttpResponse:
    LOG.warning("a gate was refused: %s", refusal)
    told = {
        "code": refusal.code, "message_vi": refusal.in_language("vi"), "message_en": refusal.in_language("en"),
    }  # fmt: skip
    answer = _signed(json.dumps(told, ensure_ascii=False).encode(), JSON)
    answer.status_code = _STATUS.get(type(refusal), 409)
    return answer


def _signed(content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["X-Motcua-Signature"] = b64encode(signing.sign_answer(content)).decode()
    answer["Cache-Control"] = "no-store"
    return answer
