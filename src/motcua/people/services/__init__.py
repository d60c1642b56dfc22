"""Every write of people: accounts opened and closed, posts and tokens given and ended, passwords, lock-outs.

Each change of right is a leaf of the log in the same transaction. Leaves hold account ids, never names.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import ids, log
from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotAllowed
from motcua.people import domain, events, queries
from motcua.people.covering import T_CLOSED, T_REVOKED, T_TOKEN
from motcua.people.domain import tokens
from motcua.people.models import Account, Attempts, Closed, Token, TokenRevoked
from motcua.people.queries import attempts_key
from motcua.people.services.holding import (
    append,
    check_password,
    end_held,
    hold,
    open_for,
    open_of,
)

_KEPT = timedelta(days=1)


def open_account(
    *, username: str, name: str, password: str | None, by: Actor, at: datetime, email: str = ""
) -> Account:  # fmt: skip
    """Open an account without posts. NameTaken (whatever the case), WeakPassword, NotAllowed.

    Without a password nobody can sign in with it until one is set.
    """
    _only_administrators(by)
    return open_for(username, name, password, email, by, at)


@transaction.atomic
def close_account(*, account: int, by: Actor, at: datetime) -> None:
    """Close an account: it can no longer enter and holds no posts. AccountClosed if it was."""
    _only_administrators(by)
    found = open_of(account)
    leaf_id = ids.one(at)
    Closed.objects.create(leaf=leaf_id, account=found)
    Account.objects.filter(pk=account).update(is_active=False)
    append(events.CLOSED, leaf_id, account, at, by, {}, [row_bytes(T_CLOSED, (leaf_id, account))])


@transaction.atomic
def set_password(*, account: int, password: str, by: Actor, at: datetime) -> None:
    """Set a new password: one's own, or another's by an administrator."""
    if by.account != account or by.kind != "person":
        _only_administrators(by)
    found = open_of(account)
    check_password(found.username, password)
    found.set_password(password)
    found.save(update_fields=["password"])
    log.record(events.PASSWORD_SET, subject=f"account/{account}", at=at, by=by)


def give_post(*, account: int, tenure: domain.Tenure, by: Actor, at: datetime) -> int:
    """Give a post and return its id. BadPost, UnknownOffice, AccountClosed, NotAllowed.

    OfOneself: no administrator gives a right to the own account.
    """
    _only_administrators(by)
    if by.kind == "person" and by.account == account:
        raise domain.OfOneself
    return hold(account, tenure, by, at)


def end_post(*, post: int, until: date, by: Actor, at: datetime) -> None:
    """End a post; `until` is its last day, and one before its first day takes it back wholly.

    UnknownPost, AlreadyEnded (also when its own last day comes earlier), NotAllowed.
    """
    _only_administrators(by)
    end_held(post, until, by, at)


@transaction.atomic
def give_token(grant: domain.Grant, *, by: Actor, at: datetime) -> tuple[int, str]:
    """Give a program of an enterprise a token; returns its id and its secret, which is kept nowhere.

    A trader gives for the own enterprise, an administrator for any. BadToken, UnknownScope, TokenNameTaken.
    """
    tokens.check(grant)
    _need_token_right(by, grant.party)
    if grant.scopes & tokens.HOUSE:
        _only_administrators(by)
    if Token.objects.filter(party=grant.party, name=grant.name, revoked=None, until__gte=grant.since).exists():
        raise domain.TokenNameTaken(name=grant.name)
    secret, leaf_id = tokens.new_secret(), ids.one(at)
    giver = by.account if by.kind == "person" else None
    held, scopes = tokens.digest(secret), tokens.written(grant.scopes)
    Token.objects.create(
        leaf=leaf_id, name=grant.name, party=grant.party, scopes=scopes, digest=held, given_by_id=giver,
        since=grant.since, until=grant.until,
    )  # fmt: skip
    row = row_bytes(T_TOKEN, (leaf_id, grant.name, grant.party, scopes, held, giver, grant.since, grant.until))
    facts = {"scopes": scopes, "since": grant.since, "until": grant.until}
    _log_token(events.TOKEN_GIVEN, leaf_id, leaf_id, at, by, facts, row)
    return leaf_id, secret


@transaction.atomic
def revoke_token(*, token: int, by: Actor, at: datetime) -> None:
    """Take a token back: it opens nothing within a second. UnknownToken, TokenRevokedBefore, NotAllowed."""
    held = Token.objects.select_for_update(of=("self",)).filter(pk=token).first()
    if held is None:
        raise domain.UnknownToken(token=token)
    _need_token_right(by, held.party)
    if TokenRevoked.objects.filter(token=held).exists():
        raise domain.TokenRevokedBefore(name=held.name)
    leaf_id = ids.one(at)
    TokenRevoked.objects.create(leaf=leaf_id, token=held)
    _log_token(events.TOKEN_REVOKED, leaf_id, token, at, by, {}, row_bytes(T_REVOKED, (leaf_id, token)))
    transaction.on_commit(queries.forget_tokens)


@transaction.atomic
def note_failure(username: str, *, real: datetime, at: datetime) -> bool:
    """Count a wrong password at real time `real` and return whether the name is locked now.

    A lock on an account that exists is a leaf (of business time `at`). Old traces are dropped.
    """
    Attempts.objects.filter(since__lt=real - _KEPT).delete()
    key = attempts_key(username)
    row, fresh = Attempts.objects.select_for_update(of=("self",)).get_or_create(
        username=key, defaults={"failures": 1, "since": real}
    )
    if fresh:
        return False
    before = row.to_domain()
    after = domain.after_failure(before, real)
    row.failures, row.since, row.locked_until = after.failures, after.since, after.locked_until
    row.save()
    locked = domain.is_locked(after, real)
    if locked and not domain.is_locked(before, real):
        for account in Account.objects.filter(username__iexact=username):
            log.record(events.LOCKED, subject=f"account/{account.pk}", at=at, by=PUBLIC)
    return locked


def forget_failures(username: str) -> None:
    """Drop the count of wrong passwords: the right one was given."""
    Attempts.objects.filter(username=attempts_key(username)).delete()


def _log_token(verb: str, leaf_id: int, token: int, at: datetime, by: Actor, facts: dict, row: bytes) -> None:
    leaf = log.leaf(verb, id=leaf_id, subject=f"token/{token}", at=at, by=by, facts=facts, rows=[row])
    log.append([leaf])


def _need_token_right(by: Actor, party: str) -> None:
    """A person who trades for this enterprise, an administrator, or the platform itself; never a program."""
    if by.kind == "person" and by.holds("trader") and party in by.parties:
        return
    if by.kind == "program":
        raise NotAllowed(who=by.name, act="token")
    _only_administrators(by)


def _only_administrators(by: Actor) -> None:
    if by.kind != "system":
        by.need("admin")
