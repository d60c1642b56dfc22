"""Dossiers made offline: taken into a draft by a person, or lodged at once by a program."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.dossiers.domain import package
from motcua.dossiers.domain.draft_errors import BrokenPackage
from motcua.dossiers.domain.drafting import Entered, dump
from motcua.dossiers.draft_models import Draft
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import drafts, lodging
from motcua.dossiers.services.lodging import Attached
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.procedures.domain.form.definition import Form
from motcua.procedures.domain.form.judging import as_text, judge
from motcua.procedures.domain.form.shown import as_typed
from motcua.procedures.queries.lists import codes_on


def opened(content: bytes) -> package.Package:
    """The package of such bytes. BrokenPackage."""
    try:
        return package.opened(content)
    except package.Broken as broken:
        raise BrokenPackage(broken.fault) from None


@transaction.atomic
def begin(content: bytes, *, language: str = "vi", by: Actor, at: datetime) -> Draft:
    """A draft with the answers and papers of a package; what is wrong with them stands on its last look.

    BrokenPackage, NotInForce, NotOnline, NotAllowed, UnknownDossierOffice, and what is wrong with a file.
    """
    held = opened(content)
    sheet = held.sheet
    draft = drafts.begin(sheet.code, party=sheet.party, office=sheet.office, language=language, by=by, at=at)
    form = drafts.content_of(draft, at).form or Form(())
    answers = typed(form, sheet.answers, language, at)
    opened_ = tuple(section.name for section in form.sections)
    Draft.objects.filter(pk=draft.pk).update(body=dump(Entered(answers, opened_)))
    for paper, name, content_ in held.papers:
        drafts.attach(draft.pk, paper, [(content_, name)], by=by, at=at)
    return Draft.objects.get(pk=draft.pk)


def typed(form: Form, answers: Mapping[str, Any], language: str, at: datetime) -> dict[str, Any]:
    """The answers of a package as a person would type them; what is faulty as it was written."""
    day = law_day(at)
    judged = judge(form, answers, today=day, codes=codes_on(day))
    faulty = {each.path.partition("[")[0] for each in judged.faults}
    right = as_typed(form, {key: value for key, value in judged.answers.items() if key not in faulty}, language)
    return {**{name: _plain(value) for name, value in answers.items()}, **right}


def _plain(value: Any) -> Any:
    """A value as texts, lists and rows, whatever it was."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: as_text(each) or "" if not isinstance(each, list) else _plain(each) for key, each in value.items()}
    return as_text(value) or ""


def lodge(content: bytes, *, key: str = "", by: Actor, at: datetime) -> Dossier:
    """Lodge the dossier of a package as it is; the same package again is the same dossier.

    BrokenPackage, and what `lodging.lodge` refuses.
    """
    held = opened(content)
    sheet = held.sheet
    attached = [Attached(paper, name, content_) for paper, name, content_ in held.papers]
    return lodging.lodge(
        sheet.code, sheet.answers, attached, party=sheet.party, office=sheet.office,
        key=key or f"package/{held.digest}", by=by, at=at, channel="offline",
    )  # fmt: skip
