"""Who asks, and for what: what pages of every room read of a request."""

from django.http import HttpRequest

from motcua.kernel.actor import Actor

LARGEST = 2**63 - 1
"""The largest number that a column holds."""
_DIGITS = len(str(LARGEST))


def actor_of(request: HttpRequest) -> Actor:
    """Who makes the request, with the posts held on the business day."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def whole(text: str, otherwise: int) -> int:
    """A whole number that a form or an address carries; `otherwise` for what is none, or more than a column holds."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        return otherwise
    number = int(text)
    return number if number <= LARGEST else otherwise


def page_asked(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first where it cannot be read."""
    return whole(request.GET.get("page", ""), 1)
