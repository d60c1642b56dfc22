"""Keeping robots from the public form without asking people to solve anything: a trap, a signed time, a count."""

from hashlib import sha256

from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from motcua.helpdesk.domain.errors import LooksAutomatic, TooMany

TRAP = "website"
"""A field that no person sees."""
STAMP = "opened"
SOONEST, LATEST = 3.0, 6 * 3600
"""Seconds between the loading of a form and its sending."""
AN_HOUR = 3600
MOST = 5
"""Questions from one address in an hour."""
MOST_WORDS = 30
_SIGNER = TimestampSigner(salt="helpdesk.form")


def stamp() -> str:
    """The moment at which a form was shown, signed."""
    return _SIGNER.sign("ask")


def need_person(request: HttpRequest) -> None:
    """Refuse what no person can have filled in, or too many from one address. LooksAutomatic, TooMany."""
    if request.POST.get(TRAP) or not _in_time(request.POST.get(STAMP, "")):
        raise LooksAutomatic
    need_few(request, "ask", MOST)


def need_few(request: HttpRequest, act: str, most: int) -> None:
    """Count an act of this address; no more than so many an hour. The address itself is not kept. TooMany."""
    address = sha256(f"{act} {request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()
    key = f"helpdesk.{address}"
    cache.add(key, 0, AN_HOUR)
    if cache.incr(key) > most:
        raise TooMany


def _in_time(signed: str) -> bool:
    try:
        _SIGNER.unsign(signed, max_age=LATEST)
    except BadSignature:
        return False
    try:
        _SIGNER.unsign(signed, max_age=SOONEST)
    except BadSignature:
        return True
    return False
