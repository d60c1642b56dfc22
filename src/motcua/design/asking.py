"""Who asks: the actor that the edge put on a request, for pages of every room."""

from django.http import HttpRequest

from motcua.kernel.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who makes the request, with the posts held on the business day."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found
