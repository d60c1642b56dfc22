"""Keeping robots from a sheet without asking people to solve anything: a trap, and a count by address.

The address itself is not kept: its hash counts for an hour in the cache, apart from links and answers.
"""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from motcua.survey.domain.errors import LooksAutomatic, TooMany

TRAP = "website"
"""A field that no person sees."""
AN_HOUR = 3600
MOST = 900
"""Pages saved from one address in an hour: an office with several people behind one address stays below."""


def need_person(request: HttpRequest) -> None:
    """Refuse what no person can have filled in, or too much from one address. LooksAutomatic, TooMany."""
    if request.POST.get(TRAP):
        raise LooksAutomatic
    need_few(request)


def need_few(request: HttpRequest, most: int = MOST) -> None:
    """Count what comes from this address. TooMany."""
    address = sha256(f"survey {request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()
    key = f"survey.{address}"
    cache.add(key, 0, AN_HOUR)
    if cache.incr(key) > most:
        raise TooMany
