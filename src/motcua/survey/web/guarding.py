"""Keeping robots from a sheet without asking people to solve anything: a trap, and a count by link.

Addresses are not counted: behind a proxy all respondents have one, and nobody saves anything without a link. The hash
of the link counts for an hour in the memory of this process, apart from answers.
"""

from django.core.cache import cache
from django.http import HttpRequest

from motcua.survey.domain.errors import LooksAutomatic, TooMany
from motcua.survey.sealing import hashed

TRAP = "website"
"""A field that no person sees."""
AN_HOUR = 3600
MOST = 300
"""Pages saved with one link in an hour: a sheet about two branches has some twenty."""


def need_person(request: HttpRequest, secret: str) -> None:
    """Refuse what no person can have filled in, or too much with one link. LooksAutomatic, TooMany."""
    if request.POST.get(TRAP):
        raise LooksAutomatic
    key = f"survey.{hashed(secret)}"
    if not cache.add(key, 1, AN_HOUR) and cache.incr(key) > MOST:
        raise TooMany
