"""Every write of people: accounts opened and closed, posts and tokens given and ended, passwords, lock-outs.

Each change of right is a leaf of the log in the same transaction. Leaves hold account ids, never names.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import ids, log
from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import domain, events, queries
from motcua.people.covering import T_ACCOUNT, T_CLOSED, T_ENDED, T_HELD, T_REVOKED, T_TOKEN
from motcua.people.domain import tokens
from motcua.people.models import Account, Attempts, Closed, Ended, Held, Token, TokenRevoked
from motcua.people.queries import attempts_key

LEAST_PASSWORD = 12
_KEPT = timedelta(days=1)


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str | None, by: Actor, at: datetime, email: str = ""
) -> Account:  # fmt: skip
    """Open an account without posts. NameTaken (whatever the case), WeakPassword, NotAllowed.

    Without a password nobody can sign in with it until one is set.
    """
    _only_administrators(by)
    if password is not None:
        _check_password(username, password)
    if Account.objects.filter(username__iexact=Account.normalize_username(username)).exists():
        raise domain.NameTaken(username=username)
    leaf_id = ids.one(at)
    account = Account.objects.create_user(username, email, password, name=name, date_joined=at, leaf=leaf_id)
    row = row_bytes(T_ACCOUNT, (account.pk, account.username, account.date_joined, leaf_id))
    _append(events.OPENED, leaf_id, account.pk, at, by, {}, row)
    return account


@transaction.atomic
def close_account(*, account: int, by: Actor, at: datetime) -> None:
    """Close an account: it can no longer enter and holds no posts. AccountClosed if it was."""
    _only_administrators(by)
    found = _open(account)
    leaf_id = ids.one(at)
    Closed.objects.create(leaf=leaf_id, account=found)
    Account.objects.filter(pk=account).update(is_active=False)
    _append(events.CLOSED, leaf_id, account, at, by, {}, row_bytes(T_CLOSED, (leaf_id, account)))


@transaction.atomic
def set_password(*, account: int, password: str, by: Actor, at: datetime) -> None:
    """Set a new password: one's own, or another's by an administrator."""
    if by.account != account or by.kind != "person":
        _only_administrators(by)
    found = _open(account)
    _check_password(found.username, password)
    found.set_password(password)
    found.save(update_fields=["password"])
    log.record(events.PASSWORD_SET, subject=f"account/{account}", at=at, by=by)


@transaction.atomic
def give_post(*, account: int, tenure: domain.Tenure, by: Actor, at: datetime) -> int:
    """Give a post and return its id. BadPost, UnknownOffice, AccountClosed, NotAllowed."""
    _only_administrators(by)
    domain.check_post(tenure)
    _open(account)
    leaf_id = ids.one(at)
    values = (leaf_id, account, tenure.role, tenure.office, tenure.party, tenure.since, tenure.until)
    Held.objects.create(
        leaf=leaf_id, account_id=account, role=tenure.role, office=tenure.office, party=tenure.party,
        since=tenure.since, until=tenure.until,
    )  # fmt: skip
    facts = {"role": tenure.role, "office": tenure.office, "since": tenure.since}
    _append(events.POST_GIVEN, leaf_id, account, at, by, facts, row_bytes(T_HELD, values))
    return leaf_id


@transaction.atomic
def end_post(*, post: int, until: date, by: Actor, at: datetime) -> None:
    """End a post; `until` is its last day, and one before its first day takes it back wholly.

    UnknownPost, AlreadyEnded (also when its own last day comes earlier), NotAllowed.
    """
    _only_administrators(by)
    held = Held.objects.select_for_update().filter(pk=post).first()
    if held is None:
        raise domain.UnknownPost(post=post)
    ended = Ended.objects.filter(held=held).first()
    if ended is not None or (held.until is not None and held.until <= until):
        raise domain.AlreadyEnded(post=post, day=ended.until if ended else held.until)
    leaf_id = ids.one(at)
    Ended.objects.create(leaf=leaf_id, held=held, until=until)
    row = row_bytes(T_ENDED, (leaf_id, post, until))
    _append(events.POST_ENDED, leaf_id, held.account_id, at, by, {"post": post, "until": until}, row)


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
    held = Token.objects.select_for_update().filter(pk=token).first()
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
    row, fresh = Attempts.objects.select_for_update().get_or_create(
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


def _append(verb: str, leaf_id: int, account: int, at: datetime, by: Actor, facts: dict, row: bytes) -> None:
    leaf = log.leaf(verb, id=leaf_id, subject=f"account/{account}", at=at, by=by, facts=facts, rows=[row])
    log.append([leaf])


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


def _open(account: int) -> Account:
    found = Account.objects.select_for_update().filter(pk=account).first()
    if found is None:
        raise NotFound(what=f"account/{account}")
    if not found.is_active:
        raise domain.AccountClosed(username=found.username)
    return found


def _check_password(username: str, password: str) -> None:
    if len(password) < LEAST_PASSWORD or username.casefold() in password.casefold():
        raise domain.WeakPassword(least=LEAST_PASSWORD)
