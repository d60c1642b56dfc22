"""Reads of an enterprise's users and invitations."""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.people import queries
from motcua.people.domain import tokens
from motcua.people.models import Held, Invitation


def users_of(parties: Sequence[str], on: date) -> list[Held]:
    """The posts of the enterprises' users on that day, by enterprise and name."""
    rows = queries.held_now(on).filter(role="trader", party__in=list(parties), account__is_active=True)
    return list(rows.order_by("party", "account__name", "leaf"))


def waiting(parties: Sequence[str], real: datetime) -> list[Invitation]:
    """Invitations that can still be used, the newest first."""
    rows = Invitation.objects.select_related("given_by").filter(party__in=list(parties), ended=None, until__gt=real)
    return list(rows.order_by("-leaf"))


def waiting_by_secret(secret: str, real: datetime) -> Invitation | None:
    """The invitation that a link opens; None where it opens nothing."""
    return Invitation.objects.filter(digest=tokens.digest(secret), ended=None, until__gt=real).first()
