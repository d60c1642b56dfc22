"""Drafts of an enterprise: a list, one of them, and what the papers of a reference already are."""

import msgspec
from django.db.models import Q, QuerySet

from motcua.declarations.domain.drafting.entered import Entered, load
from motcua.declarations.domain.life import QUERIES, State
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.queries.listing import visible_to as visible_declarations
from motcua.design.domain.paging import Page, page
from motcua.ground.services import keys
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

SHOWN = 20


class Drafts(msgspec.Struct, frozen=True):
    """A page of drafts, the one changed last first."""

    rows: tuple[Draft, ...]
    page: Page


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """The drafts of the enterprises of which an actor is a user, and those that its agent prepares by a mandate.

    Customs sees none of them; an officer sees the branch's drafts of amendments by customs.
    """
    branches = sorted({post.office for post in actor.posts if post.role == "officer" and post.office})
    shown = Q(office__in=branches) if branches else Q(pk__in=())
    if actor.own:
        shown |= Q(party__in=sorted(actor.own), office="")
    for right in actor.acting:
        if right.agent and right.acts:
            shown |= Q(party=right.party, agent=right.agent, office="")
    return Draft.objects.filter(shown)


def find(draft_id: int, actor: Actor) -> Draft:
    """One draft. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=draft_id).first()
    if found is None:
        raise NotFound(what=f"draft/{draft_id}")
    return found


def entered(draft: Draft) -> Entered:
    """What was typed."""
    return load(draft.body)


def open_of(actor: Actor, *, number: int = 1) -> Drafts:
    """Drafts that are not lodged, a page of them."""
    found = visible_to(actor).filter(declaration_id=None, template=False).defer("body").order_by("-updated_at", "-id")
    place = page(number, SHOWN, found.count())
    return Drafts(tuple(found[place.start : place.start + SHOWN]), place)


def count_open(actor: Actor) -> int:
    """How many drafts are not lodged."""
    return visible_to(actor).filter(declaration_id=None, template=False).count()


def templates(actor: Actor) -> list[Draft]:
    """What was saved to begin new drafts from, by name."""
    return list(visible_to(actor).filter(template=True).defer("body").order_by("title", "id"))


def amended(draft: Draft) -> Declaration | None:
    """The declaration that a draft amends."""
    return Declaration.objects.filter(pk=draft.amends).first() if draft.amends else None


def used(party: str, reference: str) -> str:
    """The number of the declaration that was lodged under a reference; empty where it is still free."""
    answer = keys.find(party, reference)
    found = Declaration.objects.filter(pk=answer.subject_id).first() if answer else None
    return found.number if found else ""


class Needing(msgspec.Struct, frozen=True):
    """What waits for whom, of an enterprise's declarations: questions of customs, the one due first first, the oldest
    that wait for money, and counts.
    """

    to_answer: tuple[Declaration, ...]
    to_pay: tuple[Declaration, ...]
    paying: int
    checking: int


def needing(actor: Actor, *, limit: int = 5) -> Needing:
    """Declarations that wait for the trader's answer or money, and how many customs is checking."""
    mine = visible_declarations(actor)
    waiting = mine.filter(state=State.AWAITING_PAYMENT, tax_total__gt=0)
    checking = mine.filter(state__in=(State.DOCUMENT_CHECK, State.PHYSICAL_CHECK))
    asked = mine.filter(state__in=QUERIES).order_by("due_at", "id")
    return Needing(
        tuple(asked[:limit]), tuple(waiting.order_by("registered_on", "id")[:limit]), waiting.count(), checking.count()
    )


def lodged_from(draft: Draft) -> Declaration | None:
    """The declaration that a draft became."""
    return Declaration.objects.filter(pk=draft.declaration_id).first() if draft.declaration_id else None
