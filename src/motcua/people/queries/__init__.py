"""Every read of people."""

import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hmac import compare_digest

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from motcua.kernel.actor import PUBLIC, Actor, Post
from motcua.kernel.refusals import NotFound
from motcua.people import domain
from motcua.people.domain import tokens
from motcua.people.models import Account, Attempts, Delegation, Held, Preference, Token


def account(account_id: int) -> Account:
    """The account of that id. NotFound if there is none."""
    found = Account.objects.filter(pk=account_id).first()
    if found is None:
        raise NotFound(what=f"account/{account_id}")
    return found


def actor_for(who: Account | AnonymousUser | int, on: date, *, delegation: int = 0) -> Actor:
    """Who acts, with the posts held on `on`. A stranger is PUBLIC; a closed account holds no posts.

    With `delegation`, one that is theirs and in force, the post of the absent one and no other. NotFound.
    """
    found = account(who) if isinstance(who, int) else who
    if not isinstance(found, Account):
        return PUBLIC
    tenures = tenures_of(found.pk) if found.is_active else []
    person = domain.actor(found.pk, found.name, tenures, on)
    return standing_in(person, delegation, on) if delegation and found.is_active else person


def standing_in(person: Actor, delegation: int, on: date) -> Actor:
    """The person in an absent one's post; as they are where the delegation is not theirs, or not in force."""
    row = Delegation.objects.select_related("held__account", "held__ended", "ended").filter(
        pk=delegation, delegate=person.account
    ).first()  # fmt: skip
    if row is None or not row.to_domain().holds_on(on) or not row.held.account.is_active:
        return person
    if not row.held.to_domain(getattr(row.held, "ended", None)).holds_on(on):
        return person
    absent = domain.actor(row.held.account_id, "", tenures_of(row.held.account_id), on)
    post = Post(row.held.role, row.held.office)
    return domain.stand_in(person, absent.account, post, absent.barred, traded=absent.traded)


def delegations_of(delegate: int, on: date) -> list[Delegation]:
    """The delegations by which somebody may stand in on that day."""
    rows = Delegation.objects.select_related("held__account", "held__ended", "ended").filter(
        delegate=delegate, since__lte=on, until__gte=on
    )  # fmt: skip
    return [row for row in rows if row.to_domain().holds_on(on)]


def held_now(on: date) -> QuerySet[Held]:
    """Posts held on that day, with their accounts."""
    return (
        Held.objects.select_related("account", "ended", "within")
        .filter(since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .filter(Q(ended__isnull=True) | Q(ended__until__gte=on))
    )


def tenures_of(account: int) -> list[domain.Tenure]:
    """All posts an account ever held, with their last days as they stand, in the order given."""
    held = Held.objects.filter(account_id=account).select_related("ended", "within").order_by("leaf")
    return [post.to_domain(getattr(post, "ended", None)) for post in held]


def preferences_of(accounts: Iterable[int]) -> dict[int, domain.Preferences]:
    """What persons prefer, such as by which ways notices come; who has chosen nothing has the usual."""
    wanted = set(accounts)
    held = {row.account_id: row.to_domain() for row in Preference.objects.filter(account__in=wanted)}
    return {account_id: held.get(account_id, domain.Preferences()) for account_id in wanted}


def references_of(accounts: Iterable[int]) -> frozenset[str]:
    """How the log names these accounts, and the programs to which they gave a token."""
    wanted = list(accounts)
    tokens_ = Token.objects.filter(given_by__in=wanted).values_list("leaf", flat=True)
    return frozenset([*(f"account/{account}" for account in wanted), *(f"token/{leaf}" for leaf in tokens_)])


def holders(role: str, on: date, office: str = "") -> list[int]:
    """The ids of open accounts that hold the role on that day, at `office` or everywhere if one is named."""
    places = Q(office__in=("", office)) if office else Q()
    held = held_now(on).filter(places, role=role, account__is_active=True)
    return sorted(set(held.values_list("account_id", flat=True)))


class Roster:
    """Who holds a role on any day at any office: read once, for many questions; the answers are those of `holders`."""

    def __init__(self, role: str) -> None:
        rows = Held.objects.filter(role=role, account__is_active=True)
        self._rows = list(rows.values_list("account_id", "office", "since", "until", "ended__until"))
        self._told: dict[tuple[date, str], list[int]] = {}

    def on(self, day: date, office: str = "") -> list[int]:
        """The ids of those who hold it that day, at `office` or everywhere if one is named."""
        if (day, office) not in self._told:
            self._told[day, office] = sorted({
                account for account, place, since, *ends in self._rows
                if (not office or place in ("", office))
                and since <= day and all(end is None or day <= end for end in ends)
            })  # fmt: skip
        return self._told[day, office]


def visible_to(actor: Actor) -> QuerySet[Account]:
    """The accounts an actor may see: administrators and the system all, a person its own, others none."""
    if actor.kind == "system" or actor.holds("admin"):
        return Account.objects.order_by("username")
    if actor.kind == "person":
        return Account.objects.filter(pk=actor.account)
    return Account.objects.none()


def locked_until(username: str, at: datetime) -> datetime | None:
    """When the lock on this name ends, or None if it is not locked at `at` (real time)."""
    row = Attempts.objects.filter(username=attempts_key(username)).first()
    if row is None or not domain.is_locked(row.to_domain(), at):
        return None
    return row.locked_until


def attempts_key(username: str) -> str:
    """The name under which wrong passwords are counted: case makes no other account."""
    return Account.normalize_username(username).casefold()[:150]


FRESH = 1.0
"""Seconds for which a token that was looked up is believed: a revocation works within that time everywhere."""
_MOST_REMEMBERED = 4096
_seen: dict[bytes, tuple[float, int, domain.Grant]] = {}


def program_for(secret: str, on: date) -> Actor | None:
    """The program that shows this secret, on a day of real time; None if no token of it is in force then.

    Whatever is wrong, the answer is the same. A right token is remembered for FRESH seconds.
    """
    if not tokens.looks_like_a_secret(secret):
        return None
    digest = tokens.digest(secret)
    held = _seen.get(digest)
    if held is None or time.monotonic() - held[0] >= FRESH:
        held = _look_up(digest)
    if held is None or not held[2].holds_on(on):
        return None
    _, leaf, grant = held
    return Actor(
        account=leaf, name=grant.name, kind="program", posts=_TRADER, scopes=grant.scopes,
        parties=frozenset({grant.party} - {""}),
    )  # fmt: skip


_TRADER = frozenset({Post("trader")})


def _look_up(digest: bytes) -> tuple[float, int, domain.Grant] | None:
    asked = time.monotonic()
    row = Token.objects.filter(digest=digest, revoked=None).first()
    if row is None or not compare_digest(bytes(row.digest), digest):
        _seen.pop(digest, None)
        return None
    if len(_seen) >= _MOST_REMEMBERED:
        _seen.clear()
    found = _seen[digest] = (asked, row.leaf, row.to_domain())
    return found


def forget_tokens() -> None:
    """Look every token up again at the next question: one was revoked here."""
    _seen.clear()


def tokens_visible_to(actor: Actor) -> QuerySet[Token]:
    """Tokens that an actor may see and revoke: administrators all, a trader those of its enterprises, others none."""
    found = Token.objects.select_related("revoked", "given_by").order_by("-leaf")
    if actor.kind == "system" or (actor.kind == "person" and actor.holds("admin")):
        return found
    if actor.kind == "person" and actor.holds("trader"):
        return found.filter(party__in=sorted(actor.parties))
    return found.none()


def token_names(leaves: Sequence[int]) -> dict[int, str]:
    """The names of tokens by id; unknown ones are left out."""
    return dict(Token.objects.filter(pk__in=set(leaves)).values_list("leaf", "name"))


def names(ids: Sequence[int]) -> dict[int, str]:
    """The names of accounts and tokens by id; unknown ones are left out."""
    return dict(Account.objects.filter(pk__in=set(ids)).values_list("pk", "name")) | token_names(ids)
