"""Reads of the department's people: a list with filters, one person, delegations."""

from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.people import queries
from motcua.people.models import Account, Delegation, Held
from motcua.reference.domain import fold

SIZE = 50
MOST = 5_000


class Asked(msgspec.Struct, frozen=True):
    """What a list was asked for. `state` is open, closed or empty for both."""

    text: str = ""
    role: str = ""
    office: str = ""
    state: str = "open"


class Person(msgspec.Struct, frozen=True):
    """A line of the list: an account with the posts that it holds on the day."""

    account: Account
    posts: tuple[Held, ...]


def visible_to(actor: Actor, on: date) -> QuerySet[Account]:
    """Administrators see all accounts, leaders those of the department, heads those of their branch."""
    if actor.kind == "system" or actor.holds("admin"):
        return Account.objects.all()
    held = queries.held_now(on).exclude(role="trader")
    if actor.holds("leader"):
        return Account.objects.filter(pk__in=held.values("account_id"))
    offices = sorted(post.office for post in actor.posts if post.role == "head" and post.office)
    if offices:
        return Account.objects.filter(pk__in=held.filter(office__in=offices).values("account_id"))
    return Account.objects.none()


def find(account: int, actor: Actor, on: date) -> Account:
    """One person. NotFound where there is none that this actor may see."""
    found = visible_to(actor, on).filter(pk=account).first()
    if found is None:
        raise NotFound(what=f"account/{account}")
    return found


def listing(asked: Asked, actor: Actor, on: date, *, number: int = 1, size: int = SIZE) -> tuple[list[Person], Page]:
    """A page of people, by name."""
    found = _matching(asked, actor, on)
    place = page(number, size, len(found))
    return _people(found[place.start : place.start + size], on), place


def everybody(asked: Asked, actor: Actor, on: date) -> list[Person]:
    """Every match, for a file."""
    return _people(_matching(asked, actor, on)[:MOST], on)


def _matching(asked: Asked, actor: Actor, on: date) -> list[int]:
    rows = visible_to(actor, on)
    if asked.state:
        rows = rows.filter(is_active=asked.state == "open")
    if asked.role or asked.office:
        held = queries.held_now(on)
        narrow = Q(role=asked.role) if asked.role else Q()
        if asked.office:
            narrow &= Q(office=asked.office)
        rows = rows.filter(pk__in=held.filter(narrow).values("account_id"))
    words = fold(asked.text).split()
    people = rows.order_by("name", "pk").values_list("pk", "name", "username")
    return [key for key, name, username in people if all(word in f"{fold(name)} {fold(username)}" for word in words)]


def _people(keys: list[int], on: date) -> list[Person]:
    accounts = Account.objects.in_bulk(keys)
    posts: dict[int, list[Held]] = {}
    for held in queries.held_now(on).filter(account_id__in=keys).order_by("leaf"):
        posts.setdefault(held.account_id, []).append(held)
    return [Person(accounts[key], tuple(posts.get(key, ()))) for key in keys]


def posts_of(account: int) -> list[Held]:
    """Every post that somebody ever held, the newest first."""
    rows = Held.objects.select_related("ended", "within").filter(account=account)
    return list(rows.order_by("-leaf"))


def delegations(actor: Actor, on: date) -> list[Delegation]:
    """Delegations that an actor may see, the newest first: one's own, and those of whom one may see."""
    rows = Delegation.objects.select_related("held__account", "held__ended", "delegate", "ended").order_by("-leaf")
    if actor.kind != "system" and not actor.holds("admin") and not actor.holds("leader"):
        seen = visible_to(actor, on).values("pk")
        rows = rows.filter(Q(held__account=actor.account) | Q(delegate=actor.account) | Q(held__account__in=seen))
    return list(rows[:500])


def delegable(actor: Actor, on: date) -> list[Held]:
    """Posts for which this actor may name somebody: the own, those of officers of the branch, or all."""
    rows = queries.held_now(on).exclude(role__in=("trader", "admin")).filter(account__is_active=True)
    if actor.behalf:
        return []
    if not actor.holds("admin"):
        heads = sorted(post.office for post in actor.posts if post.role == "head" and post.office)
        rows = rows.filter(Q(account=actor.account) | Q(role="officer", office__in=heads))
    return list(rows.order_by("account__name", "leaf")[:2_000])


def delegates(actor: Actor, on: date) -> list[Account]:
    """Whoever works in the department on that day, by name; for those who stand at one office, that office first."""
    held = queries.held_now(on).exclude(role="trader").filter(account__is_active=True).exclude(account=actor.account)
    return list(Account.objects.filter(pk__in=held.values("account_id")).order_by("name", "pk"))
