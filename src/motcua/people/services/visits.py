"""Visits: the browsers in which a person is signed in, and their end."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from motcua.ground.services import log
from motcua.kernel.actor import Actor
from motcua.people import domain, events
from motcua.people.models import Visit

KEPT = timedelta(days=1)
"""A visit without a sign of life for so long, and without a session, is dropped."""


@transaction.atomic
def begin_visit(session: str, account: int, *, browser: str, factor: str, real: datetime) -> None:
    """Note that a browser has signed in, and drop what is long over."""
    stale = list(Visit.objects.filter(account=account, seen_at__lt=real - KEPT).values_list("session", flat=True))
    alive = set(
        Session.objects.filter(session_key__in=stale, expire_date__gt=real).values_list("session_key", flat=True)
    )
    Visit.objects.filter(session__in=[key for key in stale if key not in alive]).delete()
    Visit.objects.update_or_create(
        session=session,
        defaults={
            "account_id": account, "begun_at": real, "seen_at": real, "browser": browser[:200], "factor": factor,
        },
    )  # fmt: skip


def see_visit(session: str, *, real: datetime) -> None:
    """Note that a browser is still about."""
    Visit.objects.filter(session=session).update(seen_at=real)


@transaction.atomic
def end_visit(visit: str, *, by: Actor, at: datetime) -> None:
    """End another session of one's own, named by the beginning of its key. UnknownVisit."""
    held = Visit.objects.filter(account=by.account, session__startswith=visit).first() if by.kind == "person" else None
    if held is None:
        raise domain.UnknownVisit
    _drop([held.session])
    log.record(events.VISIT_ENDED, subject=f"account/{by.account}", at=at, by=by)


@transaction.atomic
def end_others(session: str, *, by: Actor, at: datetime) -> int:
    """End every session of one's own but this; returns how many."""
    found = list(Visit.objects.filter(account=by.account).exclude(session=session).values_list("session", flat=True))
    _drop(found)
    if found:
        log.record(events.VISIT_ENDED, subject=f"account/{by.account}", at=at, by=by, facts={"count": len(found)})
    return len(found)


def end_all(account: int) -> None:
    """End every session of an account, in the caller's transaction."""
    _drop(list(Visit.objects.filter(account=account).values_list("session", flat=True)))


def forget_visit(session: str) -> None:
    """A browser has signed out."""
    Visit.objects.filter(session=session).delete()


def _drop(sessions: list[str]) -> None:
    Session.objects.filter(session_key__in=sessions).delete()
    Visit.objects.filter(session__in=sessions).delete()
