"""Dossiers that are being filled in: who sees them, their papers, and what is known already of an enterprise."""

import json
from typing import Any

from django.db.models import Q, QuerySet

from motcua.dossiers.domain.drafting import Known
from motcua.dossiers.draft_models import Draft, DraftPaper
from motcua.dossiers.models import Dossier, Sending
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.parties import queries as parties

LAST = 30
"""Earlier sendings of an enterprise that are looked through."""


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """The drafts of the enterprises of which an actor is a user, and those that its agent prepares by a mandate."""
    shown = Q(party__in=sorted(actor.own))
    for right in actor.acting:
        if right.agent and right.acts:
            shown |= Q(party=right.party, agent=right.agent)
    return Draft.objects.filter(shown)


def find(draft_id: int, actor: Actor) -> Draft:
    """One draft. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=draft_id).first()
    if found is None:
        raise NotFound(what=f"draft/{draft_id}")
    return found


def open_of(actor: Actor, most: int = 300) -> list[Draft]:
    """Drafts that are not lodged, the one changed last first."""
    return list(visible_to(actor).filter(dossier_id=None).order_by("-updated_at", "-id")[:most])


def papers(draft: Draft) -> list[DraftPaper]:
    """Its files, in the order they came."""
    return list(DraftPaper.objects.filter(draft_id=draft.pk).order_by("pk"))


def known(party: str) -> Known:
    """What is known of an enterprise: by the register, and what it last answered under each name."""
    held = parties.find(party)
    return Known(
        {
            "party.code": held.tax_code, "party.name": held.name, "party.address": held.address,
            "party.telephone": held.phone,
        },
        before(party),
    )  # fmt: skip


def before(party: str) -> dict[str, tuple[Any, str]]:
    """What an enterprise last answered, by the name of the field, with the number of the dossier."""
    found: dict[str, tuple[Any, str]] = {}
    for sent in Sending.objects.filter(party=party).order_by("-leaf").only("answers", "number")[:LAST]:
        for name, value in json.loads(sent.answers).items():
            if not (isinstance(value, list) and value and isinstance(value[0], dict)):
                found.setdefault(name, (value, sent.number))
    return found


def number_of(draft: Draft) -> str:
    """The number of the dossier that a draft became."""
    return Dossier.objects.get(pk=draft.dossier_id).number
