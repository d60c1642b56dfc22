"""Every read of people."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from motcua.kernel.actor import PUBLIC, Actor
from motcua.kernel.refusals import NotFound
from motcua.people import domain
from motcua.people.models import Account, Attempts, Held


def actor_for(account: Account | AnonymousUser | int, on: date) -> Actor:
    """Who acts, with the posts held on `on`. A stranger is PUBLIC; a closed account holds no posts.

    NotFound if there is no account of that id.
    """
    if isinstance(account, int):
        found = Account.objects.filter(pk=account).first()
        if found is None:
            raise NotFound(what=f"account/{account}")
        account = found
    if not isinstance(account, Account):
        return PUBLIC
    tenures = tenures_of(account.pk) if account.is_active else []
    return domain.actor(account.pk, account.name, tenures, on)


def tenures_of(account: int) -> list[domain.Tenure]:
    """All posts an account ever held, with their last days as they stand, in the order given."""
    held = Held.objects.filter(account_id=account).select_related("ended").order_by("leaf")
    return [post.to_domain(getattr(post, "ended", None)) for post in held]


def holders(role: str, on: date, office: str = "") -> list[int]:
    """The ids of open accounts that hold the role on that day, at `office` or everywhere if one is named."""
    places = Q(office__in=("", office)) if office else Q()
    held = (
        Held.objects.filter(places, role=role, since__lte=on, account__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .filter(Q(ended__isnull=True) | Q(ended__until__gte=on))
    )
    return sorted(set(held.values_list("account_id", flat=True)))


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
