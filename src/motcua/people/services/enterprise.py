"""Users of an enterprise: its managers invite them by a link that works once, and end them."""

from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction

from motcua.ground.services import ids, log, notices
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.people import covering, domain, events, queries
from motcua.people.domain import tokens
from motcua.people.models import Account, Held, Invitation, InvitationEnded
from motcua.people.services import holding

LASTS = timedelta(days=3)
MOST_WAITING = 20


@transaction.atomic
def invite(
    party: str, *, name: str, may: frozenset[str], by: Actor, at: datetime, real: datetime
) -> tuple[int, str]:  # fmt: skip
    """Invite a user; returns the invitation's id and the secret of its link, which is kept nowhere.

    `real` is the real time, by which the link runs out. UnknownAct, TooManyInvitations, NotAllowed.
    """
    _manager(by, party)
    domain.check_acts(may)
    if Invitation.objects.filter(party=party, ended=None, until__gt=real).count() >= MOST_WAITING:
        raise domain.TooManyInvitations(most=MOST_WAITING)
    secret, leaf = token_urlsafe(24), ids.one(at)
    acts, giver = domain.written(may | {"see"}), by.account if by.kind == "person" else None
    row = (leaf, party, acts, tokens.digest(secret), giver, real + LASTS)
    Invitation.objects.create(name=" ".join(name.split())[:150], **dict(zip(covering.INVITATION, row, strict=True)))
    _append(events.USER_INVITED, leaf, party, at, by, {"may": acts}, row_bytes(covering.T_INVITATION, row))
    return leaf, secret


@transaction.atomic
def withdraw(invitation: int, *, by: Actor, at: datetime) -> None:
    """Take an invitation back before it is used. BadInvitation, NotAllowed."""
    held = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation, ended=None).first()
    if held is None or not by.may(held.party, "manage"):
        raise domain.BadInvitation
    _manager(by, held.party)
    _end(held, None, by, at)


@transaction.atomic
def join_new(
    secret: str, *, username: str, name: str, password: str, email: str, at: datetime, real: datetime
) -> Account:  # fmt: skip
    """Open the account of somebody invited, with the post. BadInvitation, NameTaken, WeakPassword."""
    held = _waiting(secret, real)
    account = holding.open_for(username, name, password, email, SYSTEM, at)
    _join(held, account.pk, SYSTEM, at)
    return account


@transaction.atomic
def join(secret: str, *, by: Actor, at: datetime, real: datetime) -> None:
    """Give the person who is signed in the post of an invitation. BadInvitation."""
    if by.kind != "person":
        raise NotAllowed(who=by.name, act="join")
    _join(_waiting(secret, real), by.account, by, at)


@transaction.atomic
def change_user(post: int, *, may: frozenset[str], by: Actor, at: datetime) -> int:
    """Give a user of the enterprise other tasks: the post ends and another begins. Returns its id.

    NotOfTheEnterprise, LastManager, UnknownAct, OfOneself, NotAllowed.
    """
    held = _user(post, by, at)
    domain.check_acts(may)
    if held.account_id == by.account and by.kind == "person":
        raise domain.OfOneself
    if "manage" not in may:
        _keep_a_manager(held, law_day(at))
    today = law_day(at)
    holding.end_held(post, date.fromordinal(today.toordinal() - 1), by, at)
    tenure = domain.Tenure("trader", today, None, party=held.party, may=may | {"see"})
    return holding.hold(held.account_id, tenure, by, at)


@transaction.atomic
def end_user(post: int, *, by: Actor, at: datetime) -> None:
    """End a user of the enterprise at once. NotOfTheEnterprise, LastManager, NotAllowed."""
    held = _user(post, by, at)
    _keep_a_manager(held, law_day(at))
    holding.end_held(post, date.fromordinal(law_day(at).toordinal() - 1), by, at)


def _user(post: int, by: Actor, at: datetime) -> Held:
    """The post of a user whom this actor manages; the enterprise's posts are locked."""
    held = queries.held_now(law_day(at)).filter(pk=post, role="trader").first()
    if held is None or not (by.kind == "system" or by.may(held.party, "manage")):
        raise domain.NotOfTheEnterprise
    _manager(by, held.party)
    list(Held.objects.select_for_update(of=("self",)).filter(party=held.party).order_by("leaf").values_list("leaf"))
    return held


def _keep_a_manager(held: Held, day: date) -> None:
    """An enterprise is never left without a manager by its own hand."""
    users = queries.held_now(day).filter(role="trader", party=held.party, account__is_active=True)
    managers = [user for user in users if "manage" in user.to_domain().may]
    if [user.pk for user in managers] == [held.pk]:
        raise domain.LastManager


def _waiting(secret: str, real: datetime) -> Invitation:
    digest = tokens.digest(secret)
    held = Invitation.objects.select_for_update(of=("self",)).filter(digest=digest, until__gt=real, ended=None).first()
    if held is None:
        raise domain.BadInvitation
    return held


def _join(held: Invitation, account: int, by: Actor, at: datetime) -> None:
    _end(held, account, by, at)
    tenure = domain.Tenure("trader", law_day(at), None, party=held.party, may=frozenset(held.may.split()))
    holding.hold(account, tenure, by, at)
    if held.given_by_id:
        notices.tell(notices.account(held.given_by_id), _JOINED, "/enterprise/", at=at)


_JOINED = Words("Một người được mời đã tham gia doanh nghiệp.", "Somebody whom you invited has joined the enterprise.")


def _end(held: Invitation, account: int | None, by: Actor, at: datetime) -> None:
    row = (ids.one(at), held.pk, account)
    InvitationEnded.objects.create(**dict(zip(covering.INVITATION_ENDED, row, strict=True)))
    facts = {"invitation": held.pk}
    _append(
        events.INVITATION_ENDED, row[0], held.party, at, by, facts, row_bytes(covering.T_INVITATION_ENDED, row)
    )  # fmt: skip


def _append(verb: str, leaf: int, party: str, at: datetime, by: Actor, facts: dict[str, object], row: bytes) -> None:
    log.append([log.leaf(verb, id=leaf, subject=f"party/{party}", at=at, by=by, facts=facts, rows=[row])])


def _manager(by: Actor, party: str) -> None:
    if by.kind == "system":
        return
    if by.kind != "person" or not by.may(party, "manage"):
        raise NotAllowed(who=by.name, act=f"manage {party}")
