"""Delegation: somebody stands in for an absent one in one post, from a day until a day."""

from datetime import date, datetime

from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.people import covering, domain, events, queries
from motcua.people.domain import Delegation
from motcua.people.domain.delegations import UNDELEGABLE, check
from motcua.people.models import Delegation as Row
from motcua.people.models import DelegationEnded, Held
from motcua.people.services import holding


@transaction.atomic
def delegate(wanted: Delegation, *, by: Actor, at: datetime) -> int:
    """Let somebody stand in; returns its id. The absent one does it, the head of their branch, or an administrator.

    BadDelegation, NotDelegable, NoDelegate, DelegatedBefore, NotAllowed.
    """
    held = Held.objects.select_for_update(of=("self",)).select_related("ended").filter(pk=wanted.post).first()
    if held is None or held.role in UNDELEGABLE:
        raise domain.NotDelegable
    _may(by, held)
    wanted = Delegation(held.pk, held.account_id, wanted.delegate, wanted.since, wanted.until, wanted.reason)
    check(wanted)
    tenure = held.to_domain(getattr(held, "ended", None))
    if not (tenure.holds_on(wanted.since) and tenure.holds_on(wanted.until)):
        raise domain.NotDelegable
    _check_delegate(wanted)
    _check_others(wanted)
    row = (ids.one(at), held.pk, wanted.delegate, wanted.since, wanted.until, wanted.reason.strip()[:200])
    Row.objects.create(**dict(zip(covering.DELEGATION, row, strict=True)))
    facts = {"post": held.pk, "to": wanted.delegate, "since": wanted.since, "until": wanted.until}
    told = [row_bytes(covering.T_DELEGATION, row)]
    holding.append(events.DELEGATED, row[0], held.account_id, at, by, facts, told)
    for account in (wanted.delegate, held.account_id):
        notices.tell(notices.account(account), _BEGUN, "/people/delegations/", at=at)
    return row[0]


@transaction.atomic
def end_delegation(delegation: int, *, by: Actor, at: datetime) -> None:
    """End a delegation at once: the absent one is back. UnknownDelegation, NotAllowed."""
    row = Row.objects.select_for_update(of=("self",)).select_related("held").filter(pk=delegation).first()
    if row is None or DelegationEnded.objects.filter(delegation=row).exists() or row.until < law_day(at):
        raise domain.UnknownDelegation(delegation=delegation)
    if by.account != row.delegate_id or by.kind != "person":
        _may(by, row.held)
    until = date.fromordinal(law_day(at).toordinal() - 1)
    ended = (ids.one(at), delegation, until)
    DelegationEnded.objects.create(**dict(zip(covering.DELEGATION_ENDED, ended, strict=True)))
    told = [row_bytes(covering.T_DELEGATION_ENDED, ended)]
    facts = {"delegation": delegation, "until": until}
    holding.append(events.DELEGATION_ENDED, ended[0], row.held.account_id, at, by, facts, told)
    for account in (row.delegate_id, row.held.account_id):
        notices.tell(notices.account(account), _ENDED, "/people/delegations/", at=at)


_BEGUN = Words(
    "Một vị trí được ủy quyền khi vắng mặt; xem ngày ở trang Ủy quyền.",
    "A post is delegated during an absence; see the page of delegations for the days.",
)
_ENDED = Words("Ủy quyền khi vắng mặt đã chấm dứt.", "A delegation has ended.")


def _may(by: Actor, held: Held) -> None:
    """The absent one, the head of the branch for officers of it, an administrator; never who stands in for one."""
    if by.kind == "system" or (by.kind == "person" and by.holds("admin")):
        return
    own = by.kind == "person" and not by.behalf
    if own and by.account == held.account_id:
        return
    if not (own and held.role == "officer" and held.office and by.holds("head", held.office)):
        raise NotAllowed(who=by.name, act=f"delegate {held.role}")


def _check_delegate(wanted: Delegation) -> None:
    """The delegate works in the department on all days, in an open account, and for no enterprise."""
    account = queries.account(wanted.delegate)
    tenures = queries.tenures_of(account.pk) if account.is_active else []
    works = any(
        not tenure.party and tenure.holds_on(wanted.since) and tenure.holds_on(wanted.until) for tenure in tenures
    )
    trades = any(tenure.party and tenure.holds_on(wanted.since) for tenure in tenures)
    if not works or trades:
        raise domain.NoDelegate(name=account.name)


def _check_others(wanted: Delegation) -> None:
    for row in Row.objects.select_related("held", "ended").filter(held_id=wanted.post):
        other = row.to_domain()
        if other.shares_a_day(wanted):
            raise domain.DelegatedBefore(since=other.since, until=other.last)
