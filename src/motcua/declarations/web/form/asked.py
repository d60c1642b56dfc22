"""What every page of a draft asks first: who, which draft, which revision the page knew, and what day it is."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.drafting.entered import Entered, load
from motcua.declarations.models import Draft
from motcua.declarations.queries import drafts as queries
from motcua.declarations.services import trying
from motcua.declarations.services.drafts import Seen
from motcua.declarations.services.kit import known_on
from motcua.design.asking import actor_of
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day

_LARGEST_ID = 2**63
_DIGITS = 19


class Asked(NamedTuple):
    """A request for a draft."""

    actor: Actor
    draft: Draft
    entered: Entered
    now: datetime

    @property
    def day(self) -> date:
        """The day in Viet Nam by which the draft is judged: of an amendment, the day of registration."""
        return law_day(self.law_at)

    @property
    def law_at(self) -> datetime:
        """The moment whose law the draft is judged by."""
        return self.draft.law_at or self.now

    def trial(self) -> trying.Trial:
        """The draft against the rules, as it stands."""
        return trying.try_out(
            self.entered,
            direction=self.draft.direction,
            party=self.draft.party,
            at=self.law_at,
            amends=self.draft.amends or 0,
        )


def asked(request: HttpRequest, draft_id: int) -> Asked:
    """The draft asked for. NotFound where it is another's, or none."""
    actor = actor_of(request)
    draft = queries.find(draft_id if draft_id < _LARGEST_ID else 0, actor)
    return Asked(actor, draft, load(draft.body), clock.now())


def seen(request: HttpRequest) -> Seen:
    """The revision that the page knew. BadRequest where the form does not say."""
    text = request.POST.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise BadRequest("revision")
    return Seen(int(text), request.POST.get("form", "")[:16], _expected(request))


def _expected(request: HttpRequest) -> Expected | None:
    """The sums that the page showed. BadRequest where the day is none; None where it does not say."""
    day, total = request.POST.get("prepared", ""), request.POST.get("total", "")
    if not day:
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise BadRequest("prepared") from None
    if on > law_day(clock.now()) or not known_on(on):
        raise BadRequest("prepared")
    return Expected(on, int(total) if total.isdecimal() and len(total) < _DIGITS else None)


def mark() -> str:
    """The mark of a page that is sent out: a later change by the same page is no conflict."""
    return secrets.token_urlsafe(9)[:12]
