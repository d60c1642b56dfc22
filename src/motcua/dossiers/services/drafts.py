"""Drafts of dossiers: begin, fill in, attach papers, delete and lodge. Whoever acts for the enterprise may."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.declarations.domain import enclosing
from motcua.dossiers.domain.draft_errors import (
    Lodged,
    NotAskedFor,
    NotOnline,
    Stale,
    TooLong,
    TooManyDrafts,
    TooManyFiles,
)
from motcua.dossiers.domain.drafting import MOST_FILES, MOST_OPEN, Entered, begun, dump, load, with_section
from motcua.dossiers.domain.errors import FaultyAnswers, NotInForce
from motcua.dossiers.domain.life import State
from motcua.dossiers.draft_models import Draft, DraftPaper
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.queries import one
from motcua.dossiers.services import acts, lodging
from motcua.dossiers.services.lodging import Attached
from motcua.ground.services import files, ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.procedures import queries as procedures
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.judging import Judged, judge
from motcua.procedures.domain.form.posted import section_of
from motcua.procedures.domain.form.shown import as_typed
from motcua.procedures.queries.lists import codes_on

LONGEST = 4_000_000
"""Letters of a draft: what all sections can send."""


def content_of(draft: Draft, at: datetime) -> Content:
    """The procedure as it counts for the draft: in force on the day; of a supplement or once lodged, its dossier's.
    NotInForce."""
    dossier = draft.supplements or draft.dossier_id
    if dossier:
        return one.content_of(Dossier.objects.get(pk=dossier))
    held = procedures.in_force(draft.code, law_day(at))
    if held is None:
        raise NotInForce(code=draft.code, day=f"{law_day(at):%d/%m/%Y}")
    return held.content


def begin(
    code: str, *, party: str, office: str, language: str = "vi", by: Actor, at: datetime
) -> Draft:  # fmt: skip
    """Begin a dossier, filled in with what is known. NotInForce, NotOnline, NotAllowed, UnknownDossierOffice."""
    right = by.right(party, "prepare", office=office)
    if right is None:
        raise NotAllowed(who=by.name, act=f"prepare {party}")
    lodging.need_office(office, law_day(at))
    held = procedures.in_force(code, law_day(at))
    if held is None:
        raise NotInForce(code=code[:40], day=f"{law_day(at):%d/%m/%Y}")
    if held.content.form is None:
        raise NotOnline(code=code)
    today = law_day(at)
    entered = begun(held.content.form, queries.known(party), language, today=today, codes=codes_on(today))
    return _new(party, right.agent, code, office, entered, 0, by, at)


def begin_supplement(number: str, *, language: str = "vi", by: Actor, at: datetime) -> Draft:
    """Begin the supplement of a dossier with what was answered; the one begun before, where there is one."""
    found = one.find(number, by)
    right = by.right(found.party, "prepare", office=found.office)
    if right is None:
        raise NotAllowed(who=by.name, act=f"prepare {found.party}")
    if found.state != State.SUPPLEMENT:
        raise NotAskedFor(number=number)
    held = queries.visible_to(by).filter(supplements=found.pk, dossier_id=None).first()
    if held is not None:
        return held
    form = one.content_of(found).form
    answers = as_typed(form, one.answers(one.sendings(found.pk)), language) if form else {}
    return _new(found.party, right.agent, found.code, found.office, Entered(answers), found.pk, by, at)


def _new(  # noqa: PLR0913 - a row
    party: str, agent: str, code: str, office: str, entered: Entered, supplements: int, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    if Draft.objects.filter(party=party, dossier_id=None).count() >= MOST_OPEN:
        raise TooManyDrafts(most=MOST_OPEN)
    draft = Draft(
        id=_free(Draft, at), party=party, agent=agent, account=by.account, code=code, office=office, body=dump(entered),
        revision=1, created_at=at, updated_at=at, supplements=supplements,
    )  # fmt: skip
    draft.save(force_insert=True)
    return draft


def _free(table: type[Draft] | type[DraftPaper], at: datetime) -> int:
    """An id of its own: what writes no leaf may meet one that was given before."""
    identifier = ids.one(at)
    while table.objects.filter(pk=identifier).exists():
        identifier = ids.one(at)
    return identifier


def save(  # noqa: PLR0913 - what a page sends
    draft_id: int, section: str, typed: Mapping[str, Any], *, ended: bool, revision: int, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    """Take the answers of a section as typed. `ended`: its page was left by its button. Stale, Lodged, NotFound."""

    def change(draft: Draft) -> None:
        form = content_of(draft, at).form
        held = section_of(form, section) if form else None
        if held is None:
            raise NotFound(what=f"section/{section[:40]}")
        names = [part.name for part in held.parts]
        body = dump(with_section(load(draft.body), names, typed, section if ended else ""))
        if len(body) > LONGEST:
            raise TooLong
        draft.body = body

    return _change(draft_id, change, revision=revision, by=by, at=at)


def attach(draft_id: int, paper: str, sent: Sequence[tuple[bytes, str]], *, by: Actor, at: datetime) -> Draft:
    """Keep files (bytes, name) for a paper; what each is, its bytes say. PaperTooLarge, UnknownContent and others."""

    def change(draft: Draft) -> None:
        lodging.need_known(content_of(draft, at), [Attached(paper, "")])
        if draft.papers.count() + len(sent) > MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        kinds = [enclosing.kind_of(content, name) for content, name in sent]
        for kind, (content, name) in zip(kinds, sent, strict=True):
            file = files.keep(content, media_type=kind.media_type, at=at, by=by)
            DraftPaper.objects.create(
                id=_free(DraftPaper, at), draft=draft, paper=paper, name=enclosing.clean(name, kind.ending), file=file,
                media_type=kind.media_type, size=len(content), at=at,
            )  # fmt: skip

    return _change(draft_id, change, by=by, at=at)


def detach(draft_id: int, file: int, *, by: Actor, at: datetime) -> Draft:
    """Take a file out of the draft."""
    return _change(draft_id, lambda draft: DraftPaper.objects.filter(draft=draft, pk=file).delete(), by=by, at=at)


@transaction.atomic
def delete(draft_id: int, *, by: Actor) -> None:
    """Delete a draft that was not lodged."""
    draft = _held(draft_id, by)
    draft.delete()


@transaction.atomic
def _change(
    draft_id: int, change: Callable[[Draft], object], *, revision: int = 0, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    draft = _held(draft_id, by)
    if revision not in (0, draft.revision):
        raise Stale
    change(draft)
    draft.revision, draft.updated_at = draft.revision + 1, at
    draft.save()
    return draft


def _held(draft_id: int, by: Actor) -> Draft:
    """The draft, locked, which this actor may change. NotFound, NotAllowed, Lodged."""
    draft = queries.visible_to(by).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(what=f"draft/{draft_id}")
    if not by.may(draft.party, "prepare", office=draft.office):
        raise NotAllowed(who=by.name, act=f"prepare {draft.party}")
    if draft.dossier_id is not None:
        raise Lodged
    return draft


def judged(draft: Draft, content: Content, at: datetime, *, only: str = "") -> Judged:
    """The draft's answers against the form in force; `only` a section."""
    if content.form is None:
        return Judged({})
    day = law_day(at)
    return judge(content.form, load(draft.body).answers, today=day, codes=codes_on(day), typed=True, only=only)


@transaction.atomic
def lodge(draft_id: int, *, revision: int, by: Actor, at: datetime) -> Dossier:
    """Lodge the draft as its page showed it, or send the supplement that it is. Once: again, the same dossier.

    Stale, FaultyAnswers, MissingPapers, NotAllowed, and what `lodging.lodge` and `acts.supplement` refuse.
    """
    draft = queries.visible_to(by).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(what=f"draft/{draft_id}")
    if draft.dossier_id is not None:
        return Dossier.objects.get(pk=draft.dossier_id)
    if draft.revision != revision:
        raise Stale
    content = content_of(draft, at)
    found = judged(draft, content, at)
    if found.faults:
        raise FaultyAnswers(found.faults, count=len(found.faults), first=found.faults[0].words)
    attached = [Attached(each.paper, each.name, file=each.file, media_type=each.media_type)
                for each in queries.papers(draft)]  # fmt: skip
    made = _sent(draft, found.answers, attached, by, at)
    draft.dossier_id, draft.updated_at = made.pk, at
    draft.save(update_fields=["dossier_id", "updated_at"])
    return made


def _sent(draft: Draft, answers: Mapping[str, Any], attached: Sequence[Attached], by: Actor, at: datetime) -> Dossier:
    key = f"draft/{draft.pk}"
    if not draft.supplements:
        return lodging.lodge(
            draft.code, answers, attached, party=draft.party, office=draft.office, key=key, by=by, at=at
        )  # fmt: skip
    number = Sending.objects.get(dossier_id=draft.supplements, no=1).number
    return acts.supplement(number, answers, attached, key=key, by=by, at=at)
