"""What several services of people write: accounts, posts and their ends. Who may is decided by those who call."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.ground.services import ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotFound
from motcua.people import domain, events
from motcua.people.covering import T_ACCOUNT, T_ENDED, T_HELD, T_WITHIN
from motcua.people.models import Account, Ended, Held, Within

LEAST_PASSWORD = 12


@transaction.atomic
def open_for(username: str, name: str, password: str | None, email: str, by: Actor, at: datetime) -> Account:
    """Open an account of which the caller has decided that it may be opened. NameTaken, WeakPassword."""
    if password is not None:
        check_password(username, password)
    if Account.objects.filter(username__iexact=Account.normalize_username(username)).exists():
        raise domain.NameTaken(username=username)
    leaf_id = ids.one(at)
    account = Account.objects.create_user(username, email, password, name=name, date_joined=at, leaf=leaf_id)
    row = row_bytes(T_ACCOUNT, (account.pk, account.username, account.date_joined, leaf_id))
    append(events.OPENED, leaf_id, account.pk, at, by, {}, [row])
    return account


@transaction.atomic
def hold(account: int, tenure: domain.Tenure, by: Actor, at: datetime) -> int:
    """Write down a post of which the caller has decided that it may be given. Returns its id."""
    domain.check_post(tenure)
    open_of(account)
    leaf_id = ids.one(at)
    values = (leaf_id, account, tenure.role, tenure.office, tenure.party, tenure.since, tenure.until)
    Held.objects.create(
        leaf=leaf_id, account_id=account, role=tenure.role, office=tenure.office, party=tenure.party,
        since=tenure.since, until=tenure.until,
    )  # fmt: skip
    rows = [row_bytes(T_HELD, values)]
    if tenure.may != domain.ALL:
        may = domain.written(tenure.may)
        Within.objects.create(held_id=leaf_id, may=may)
        rows.append(row_bytes(T_WITHIN, (leaf_id, may)))
    facts = {"role": tenure.role, "office": tenure.office, "since": tenure.since, "until": tenure.until or ""}
    append(events.POST_GIVEN, leaf_id, account, at, by, facts, rows)
    return leaf_id


@transaction.atomic
def end_held(post: int, until: date, by: Actor, at: datetime) -> None:
    """Write down the end of a post of which the caller has decided that it may be ended. UnknownPost, AlreadyEnded."""
    held = Held.objects.select_for_update(of=("self",)).filter(pk=post).first()
    if held is None:
        raise domain.UnknownPost(post=post)
    ended = Ended.objects.filter(held=held).first()
    if ended is not None or (held.until is not None and held.until <= until):
        raise domain.AlreadyEnded(post=post, day=ended.until if ended else held.until)
    leaf_id = ids.one(at)
    Ended.objects.create(leaf=leaf_id, held=held, until=until)
    rows = [row_bytes(T_ENDED, (leaf_id, post, until))]
    append(events.POST_ENDED, leaf_id, held.account_id, at, by, {"post": post, "until": until}, rows)


def append(
    verb: str, leaf_id: int, account: int, at: datetime, by: Actor, facts: dict[str, Any], rows: list[bytes]
) -> None:
    """Write the leaf of an account, in the caller's transaction."""
    log.append([log.leaf(verb, id=leaf_id, subject=f"account/{account}", at=at, by=by, facts=facts, rows=rows)])


def open_of(account: int) -> Account:
    """The account, locked. NotFound, AccountClosed."""
    found = Account.objects.select_for_update(of=("self",)).filter(pk=account).first()
    if found is None:
        raise NotFound(what=f"account/{account}")
    if not found.is_active:
        raise domain.AccountClosed(username=found.username)
    return found


def check_password(username: str, password: str) -> None:
    """Refuse with WeakPassword a short one, or one with the account's own name in it."""
    if len(password) < LEAST_PASSWORD or username.casefold() in password.casefold():
        raise domain.WeakPassword(least=LEAST_PASSWORD)
