"""What every page of a draft asks first: who, which draft, the procedure in force, and what was typed."""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.asking import LARGEST, actor_of
from motcua.design.templatetags.figures import say
from motcua.dossiers.domain.drafting import CHECK, PAPERS, Entered, load
from motcua.dossiers.domain.errors import NotInForce
from motcua.dossiers.draft_models import Draft
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.queries import one
from motcua.dossiers.services import drafts as services
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content

_DIGITS = 9


class Asked(NamedTuple):
    """A request for a draft. `supplemented` is the dossier that it supplements."""

    actor: Actor
    draft: Draft
    content: Content
    entered: Entered
    now: datetime
    supplemented: Dossier | None

    @property
    def sections(self) -> list[str]:
        """The names of the pages of the form."""
        return [each.name for each in self.content.form.sections] if self.content.form else []

    @property
    def steps(self) -> list[str]:
        """All pages in their order."""
        return [*self.sections, PAPERS, CHECK]

    def heading(self, step: str) -> str:
        """What a page is called."""
        named = {PAPERS: _("Papers"), CHECK: _("Check and lodge")}
        sections = self.content.form.sections if self.content.form else ()
        return named.get(step) or next((say(each.words) for each in sections if each.name == step), step)

    def address(self, step: str) -> str:
        """Where a page is; the parts of the draft for none."""
        if step in (PAPERS, CHECK):
            return reverse(f"dossiers:draft_{step}", args=[self.draft.pk])
        if step not in self.sections:
            return reverse("dossiers:draft", args=[self.draft.pk])
        return reverse("dossiers:draft_section", args=[self.draft.pk, step])

    def after(self, step: str) -> str:
        """The page after a page."""
        place = self.steps.index(step) + 1
        return self.address(self.steps[place] if place < len(self.steps) else "")

    def frame(self, step: str = "") -> dict[str, Any]:
        """What stands around every page."""
        asked_for = one.points(one.acts(self.supplemented.pk)) if self.supplemented else ()
        return {
            "draft": self.draft, "content": self.content, "title": self.content.title, "step": step,
            "heading": self.heading(step) if step else "", "no": self.steps.index(step) + 1 if step else 0,
            "of": len(self.steps), "supplemented": self.supplemented, "points": asked_for, "now": self.now,
        }  # fmt: skip


def asked(request: HttpRequest, draft_id: int) -> Asked:
    """The draft asked for. NotFound where it is another's, or none; NotInForce where its procedure was withdrawn."""
    actor, now = actor_of(request), clock.now()
    draft = queries.find(min(draft_id, LARGEST), actor)
    supplemented = Dossier.objects.get(pk=draft.supplements) if draft.supplements else None
    return Asked(actor, draft, services.content_of(draft, now), load(draft.body), now, supplemented)


def title_of(draft: Draft, now: datetime) -> Words:
    """What its procedure is called; its code where no version counts any more."""
    try:
        return services.content_of(draft, now).title
    except NotInForce:
        return Words(draft.code, draft.code)


def revision(request: HttpRequest) -> int:
    """The revision that the page knew. BadRequest where the form does not say."""
    text = request.POST.get("revision", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise BadRequest("revision")
    return int(text)
